package org.broadsheet.corpus.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A small file of a format, made of one record repeated; `{n}` stands for the record's number, in five
/// digits.
///
/// @param format the format's name
/// @param before what stands before the records
/// @param record one record
/// @param between what stands between two
/// @param after  what stands behind the last
record FormatSample(String format, String before, String record, String between, String after) {
    private static final String ABSTRACT = "We study how well a front page can be put together for people with many "
            + "interests, and find that a page which mixes what is near with what is far is read longer than one which "
            + "repeats a single theme; the effect holds for {n} readers over a year of morning editions.";

    /// At least one of every format.
    static final List<FormatSample> ALL = List.of(
            lines(
                    "jsonl",
                    "{'_id':'x{n}','title':'Paper {n}','text':'Words of {n}.','authors':['Ada King'],'year':1999}"),
            array("jsonl", "{'id':'x{n}','title':'Paper {n}','abstract':'Words of {n}.'}"),
            lines(
                    "hf-daily-archive",
                    "{'day':'2024-09-10','arxiv':'2409.{n}','title':'Paper {n}','authors_or_users':['Ada King','aking'],"
                            + "'generated_summary':'In short {n}.'}"),
            array(
                    "hf-daily",
                    "{'paper':{'id':'2409.{n}','title':'Paper {n}','summary':'Words','upvotes':3,'authors':[{'name':'Ada King'}]},"
                            + "'publishedAt':'2024-09-10T08:00:00.000Z','numComments':2}"),
            new FormatSample(
                    "biorxiv",
                    quoted("{'messages':[{'status':'ok'}],'collection':["),
                    quoted("{'doi':'10.1101/2020.01.0{n}','title':'Paper {n}','authors':'King, A.','date':'2020-01-02',"
                            + "'version':'1','server':'bioRxiv'}"),
                    ",",
                    "]}"),
            new FormatSample(
                    "openalex",
                    quoted("{'meta':{'count':2},'results':["),
                    quoted("{'id':'https://openalex.org/W1{n}','title':'Paper {n}','publication_year':2020,"
                            + "'abstract_inverted_index':{'a':[0,2],'b':[1]},'authorships':[]}"),
                    ",",
                    "]}"),
            new FormatSample(
                    "semantic-scholar",
                    quoted("{'total':2,'data':["),
                    quoted("{'paperId':'p{n}','title':'Paper {n}','year':2020,'authors':[{'name':'A. King'}]}"),
                    ",\n",
                    "]}"),
            new FormatSample(
                    "crossref-json",
                    quoted("{'status':'ok','message-type':'work-list','message':{'items':["),
                    quoted("{'DOI':'10.1234/{n}','title':['Paper {n}'],'type':'journal-article',"
                            + "'issued':{'date-parts':[[2020,1]]},'author':[{'given':'Ada','family':'King'}]}"),
                    ",",
                    "]}}"),
            lines(
                    "arxiv-json",
                    "{'id':'2101.{n}','authors':'Ada King','authors_parsed':[['King','Ada','']],'title':'Paper {n}',"
                            + "'categories':'cs.IR cs.DL','abstract':'Words','update_date':'2021-01-02'}"),
            array(
                    "csl-json",
                    "{'id':'x{n}','type':'article-journal','title':'Paper {n}','issued':{'date-parts':[[2020]]}}"),
            new FormatSample(
                    "csv",
                    "record_id,title,abstract,authors,year\n",
                    "{n},\"Paper \"\"{n}\"\", again\",\"Words\nof {n}\",\"King, Ada; Babbage, Charles\",1999",
                    "\n",
                    "\n"),
            new FormatSample(
                    "retraction-watch",
                    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n",
                    "{n},\"Paper {n}, again\",5/3/2020 0:00,10.5555/r.{n},10.5555/o.{n},0,Retraction,+Error in Data;+Error in Text;",
                    "\n",
                    "\n"),
            new FormatSample("text", "Daily\n\n", "Paper number {n} of a kind\n\n" + ABSTRACT, "\n\n", "\n"),
            new FormatSample(
                    "arxiv-atom",
                    quoted("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"
                            + "<id>http://arxiv.org/api/abc</id>"),
                    "<entry><id>http://arxiv.org/abs/2101.{n}v1</id><title>Paper {n}</title><summary>Words &amp; "
                            + "signs</summary><author><name>Ada King</name></author></entry>",
                    "\n",
                    "</feed>"),
            new FormatSample(
                    "oai-pmh",
                    quoted("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>"),
                    quoted("<record><header><identifier>oai:arXiv.org:2101.{n}</identifier></header><metadata>"
                            + "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>2101.{n}</id><title>Paper {n}</title>"
                            + "<abstract>Words</abstract><categories>cs.IR</categories></arXiv></metadata></record>"),
                    "\n",
                    "</ListRecords></OAI-PMH>"),
            new FormatSample(
                    "crossref-xml",
                    "<doi_records>",
                    quoted(
                            "<doi_record><crossref><journal><journal_article><titles><title>Paper {n}</title></titles>"
                                    + "<doi_data><doi>10.1234/{n}</doi></doi_data></journal_article></journal></crossref></doi_record>"),
                    "",
                    "</doi_records>"),
            new FormatSample(
                    "pubmed-xml",
                    "<PubmedArticleSet>",
                    "<PubmedArticle><MedlineCitation><PMID>1{n}</PMID><Article><ArticleTitle>Paper {n}.</ArticleTitle>"
                            + "</Article></MedlineCitation></PubmedArticle>",
                    "\n",
                    "</PubmedArticleSet>"),
            new FormatSample(
                    "jats",
                    "<articles>",
                    "<article><front><article-meta><title-group><article-title>Paper {n}</article-title></title-group>"
                            + "</article-meta></front></article>",
                    "",
                    "</articles>"),
            new FormatSample(
                    "datacite-xml",
                    "<resources>",
                    quoted(
                            "<resource xmlns='http://datacite.org/schema/kernel-4'><identifier identifierType='DOI'>10.1234/{n}"
                                    + "</identifier><titles><title>Paper {n}</title></titles></resource>"),
                    "",
                    "</resources>"),
            new FormatSample(
                    "endnote-xml",
                    "<xml><records>",
                    "<record><rec-number>{n}</rec-number><titles><title>Paper {n}</title></titles></record>",
                    "",
                    "</records></xml>"),
            new FormatSample(
                    "feed",
                    quoted("<rss version='2.0'><channel><title>News</title>"),
                    "<item><title>Paper {n}</title><link>https://example.org/{n}</link></item>",
                    "\n",
                    "</channel></rss>"),
            new FormatSample(
                    "bibtex",
                    "",
                    "@article{k{n},\n  title = {Paper {n}},\n  author = {King, Ada},\n  year = 1999\n}",
                    "\n",
                    "\n"),
            new FormatSample("ris", "", "TY  - JOUR\nTI  - Paper {n}\nAU  - King, Ada\nER  - ", "\n", "\n"),
            new FormatSample("nbib", "", "PMID- 1{n}\nTI  - Paper {n}\nFAU - King, Ada\n", "\n", "\n"),
            new FormatSample(
                    "isi", "FN Thomson\nVR 1.0\n", "PT J\nTI Paper {n}\nAU King, A\nPY 1999\nER\n", "\n", "\nEF\n"),
            new FormatSample(
                    "endnote-tagged", "", "%0 Journal Article\n%T Paper {n}\n%A King, Ada\n%D 1999\n", "\n", "\n"));

    private static FormatSample lines(String format, String record) {
        return new FormatSample(format, "", quoted(record), "\n", "\n");
    }

    private static FormatSample array(String format, String record) {
        return new FormatSample(format, "[", quoted(record), ",\n ", "]\n");
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private String record(long n) {
        return record.replace("{n}", "%05d".formatted(n));
    }

    byte[] bytes(int records) {
        StringBuilder text = new StringBuilder(before);
        for (int n = 1; n <= records; n++) text.append(n == 1 ? "" : between).append(record(n));
        return text.append(after).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The same as a stream that is made while it is read.
    InputStream stream(long records) {
        return new InputStream() {
            private long next;
            private InputStream part = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n;
                while ((n = part.read(into, from, length)) < 0) {
                    if (next > records + 1) return -1;
                    String text =
                            next == 0 ? before : next > records ? after : (next == 1 ? "" : between) + record(next);
                    next++;
                    part = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                }
                return n;
            }
        };
    }

    @Override
    public String toString() {
        return format + " " + record.substring(0, Math.min(20, record.length()));
    }
}
