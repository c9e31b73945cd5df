package org.broadsheet.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.PaperWriter;

/// The same papers in every format: through our own writers where there is one, else from a pattern of the format's
/// common shape.
final class FormatTexts {
    /// What stands before all records, one record, what stands between two, and what stands behind all.
    ///
    /// `$n` is the record's number, `$t` its title, `$a` its abstract, `$f` and `$g` its first author's names.
    private record Pattern(String before, String record, String between, String after) {}

    private static final Map<String, Pattern> PATTERNS = patterns();

    private FormatTexts() {}

    private static Map<String, Pattern> patterns() {
        Map<String, Pattern> p = new LinkedHashMap<>();
        p.put(
                "hf-daily",
                json(
                        "[",
                        "{'paper':{'id':'2409.$n','title':'$t','summary':'$a','upvotes':3,'authors':[{'name':'$g $f'}]},"
                                + "'publishedAt':'2024-09-10T08:00:00.000Z','numComments':2}",
                        ",",
                        "]"));
        p.put(
                "openalex",
                json(
                        "{'meta':{'count':2},'results':[",
                        "{'id':'https://openalex.org/W1$n','title':'$t',"
                                + "'publication_year':2020,'abstract_inverted_index':{$i},"
                                + "'authorships':[{'author':{'display_name':'$g $f'}}]}",
                        ",",
                        "]}"));
        p.put(
                "semantic-scholar",
                json(
                        "{'total':2,'data':[",
                        "{'paperId':'p$n','title':'$t','abstract':'$a','year':2020," + "'authors':[{'name':'$g $f'}]}",
                        ",",
                        "]}"));
        p.put(
                "crossref-json",
                json(
                        "{'status':'ok','message-type':'work-list','message':{'items':[",
                        "{'DOI':'10.1234/$n',"
                                + "'title':['$t'],'abstract':'<jats:p>$a</jats:p>','type':'journal-article',"
                                + "'issued':{'date-parts':[[2020,1]]},'author':[{'given':'$g','family':'$f'}]}",
                        ",",
                        "]}}"));
        p.put(
                "arxiv-json",
                json(
                        "",
                        "{'id':'2101.$n','authors':'$g $f','authors_parsed':[['$f','$g','']],'title':'$t',"
                                + "'categories':'cs.IR cs.DL','abstract':'$a','update_date':'2021-01-02'}",
                        "\n",
                        "\n"));
        p.put("text", new Pattern("", "$t\n\n$a", "\n\n", "\n"));
        p.put(
                "arxiv-atom",
                json(
                        "<feed xmlns='http://www.w3.org/2005/Atom'><id>http://arxiv.org/api/abc</id>",
                        "<entry><id>http://arxiv.org/abs/2101.$nv1</id><published>2021-01-02T10:00:00Z</published><title>$t</title>"
                                + "<summary>$a</summary><author><name>$g $f</name></author></entry>",
                        "\n",
                        "</feed>"));
        p.put(
                "oai-pmh",
                json(
                        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>",
                        "<record><header><identifier>oai:arXiv.org:2101.$n</identifier></header><metadata>"
                                + "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>2101.$n</id><created>2021-01-02</created>"
                                + "<authors><author><keyname>$f</keyname><forenames>$g</forenames></author></authors>"
                                + "<title>$t</title><categories>cs.IR</categories><abstract>$a</abstract></arXiv></metadata>"
                                + "</record>",
                        "\n",
                        "</ListRecords></OAI-PMH>"));
        p.put(
                "crossref-xml",
                json(
                        "<doi_records>",
                        "<doi_record><crossref><journal><journal_article><titles><title>$t</title></titles>"
                                + "<contributors><person_name sequence='first' contributor_role='author'><given_name>$g</given_name>"
                                + "<surname>$f</surname></person_name></contributors>"
                                + "<doi_data><doi>10.1234/$n</doi></doi_data></journal_article></journal></crossref></doi_record>",
                        "\n",
                        "</doi_records>"));
        p.put(
                "pubmed-xml",
                json(
                        "<PubmedArticleSet>",
                        "<PubmedArticle><MedlineCitation><PMID>1$n</PMID><Article>"
                                + "<ArticleTitle>$t.</ArticleTitle><Abstract><AbstractText>$a</AbstractText></Abstract><AuthorList>"
                                + "<Author><LastName>$f</LastName><ForeName>$g</ForeName></Author></AuthorList></Article>"
                                + "</MedlineCitation></PubmedArticle>",
                        "\n",
                        "</PubmedArticleSet>"));
        p.put(
                "jats",
                json(
                        "<articles>",
                        "<article><front><article-meta><title-group><article-title>$t</article-title></title-group>"
                                + "<contrib-group><contrib contrib-type='author'><name><surname>$f</surname>"
                                + "<given-names>$g</given-names></name></contrib></contrib-group><abstract><p>$a</p></abstract>"
                                + "</article-meta></front></article>",
                        "\n",
                        "</articles>"));
        p.put(
                "datacite-xml",
                json(
                        "<resources>",
                        "<resource xmlns='http://datacite.org/schema/kernel-4'><identifier identifierType='DOI'>"
                                + "10.1234/$n</identifier><creators><creator><creatorName>$f, $g</creatorName></creator></creators>"
                                + "<titles><title>$t</title></titles><descriptions><description descriptionType='Abstract'>$a"
                                + "</description></descriptions></resource>",
                        "\n",
                        "</resources>"));
        p.put(
                "endnote-xml",
                json(
                        "<xml><records>",
                        "<record><rec-number>$n</rec-number><contributors><authors><author>$f, $g</author>"
                                + "</authors></contributors><titles><title>$t</title></titles><abstract>$a</abstract></record>",
                        "\n",
                        "</records></xml>"));
        p.put(
                "feed",
                json(
                        "<rss version='2.0'><channel><title>News</title>",
                        "<item><title>$t</title>"
                                + "<link>https://example.org/$n</link><description>$a</description></item>",
                        "\n",
                        "</channel></rss>"));
        p.put("nbib", new Pattern("", "PMID- 1$n\nTI  - $t\nAB  - $a\nFAU - $f, $g\n", "\n", "\n"));
        p.put(
                "isi",
                new Pattern("FN Thomson\nVR 1.0\n", "PT J\nTI $t\nAU $f, $g\nAB $a\nPY 1999\nER\n", "\n", "\nEF\n"));
        p.put("endnote-tagged", new Pattern("", "%0 Journal Article\n%T $t\n%A $f, $g\n%X $a\n%D 1999\n", "\n", "\n"));
        return p;
    }

    private static Pattern json(String before, String record, String between, String after) {
        return new Pattern(quoted(before), quoted(record), quoted(between), quoted(after));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    /// A file of every format that can be made, by the format's name.
    static Map<String, byte[]> of(List<Paper> papers, PaperFormats formats) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (PaperWriter writer : formats.writers()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.write(papers.stream(), out);
            files.put(writer.name(), out.toByteArray());
        }
        PATTERNS.forEach((name, pattern) -> files.put(name, text(pattern, papers)));
        return files;
    }

    private static byte[] text(Pattern pattern, List<Paper> papers) {
        StringBuilder text = new StringBuilder(pattern.before());
        for (int n = 0; n < papers.size(); n++) {
            Metadata m = papers.get(n).metadata();
            String[] name = m.authors().getFirst().name().split(" ");
            text.append(n == 0 ? "" : pattern.between())
                    .append(pattern.record()
                            .replace("$n", "%05d".formatted(n + 1))
                            .replace("$t", m.title())
                            .replace("$i", pattern.record().contains("$i") ? inverted(m.abstractText()) : "")
                            .replace("$a", m.abstractText())
                            .replace("$g", name[0])
                            .replace("$f", name[1]));
        }
        return text.append(pattern.after()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String inverted(String text) {
        List<String> words = List.of(text.split(" "));
        StringBuilder index = new StringBuilder();
        for (String word : new LinkedHashSet<>(words)) {
            index.append(index.isEmpty() ? "" : ",").append('"').append(word).append("\":[");
            boolean first = true;
            for (int i = 0; i < words.size(); i++) {
                if (!words.get(i).equals(word)) continue;
                index.append(first ? "" : ",").append(i);
                first = false;
            }
            index.append(']');
        }
        return index.toString();
    }
}
