package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Notice.Kind;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What registers tell of papers after they came out, in the shape of each register.
class NoticesTest {
    private static Notice notice(Kind kind, @Nullable String date, @Nullable Identifier by, String text) {
        return Notice.of(kind, date == null ? null : PartialDate.parse(date).orElseThrow(), by, text);
    }

    private static Identifier doi(String value) {
        return new Identifier(Scheme.DOI, value, 0);
    }

    private static Identifier pubmed(String value) {
        return new Identifier(Scheme.PUBMED, value, 0);
    }

    @Test
    void crossrefTellsOfARetractionInBothRecords() {
        Reading read = Reading.of("""
                {"status":"ok","message-type":"work-list","message":{"items":[
                 {"DOI":"10.5555/paper","title":["On bogs"],"type":"journal-article",
                  "updated-by":[{"DOI":"10.5555/retraction","type":"retraction","label":"Retraction","source":"publisher",
                    "updated":{"date-parts":[[2021,3,2]],"timestamp":1614643200000}},
                   {"DOI":"10.5555/erratum","type":"erratum","updated":{"date-parts":[[2020]]}},
                   {"DOI":"10.5555/x","type":"something_new"}]},
                 {"DOI":"10.5555/retraction","title":["Retraction: On bogs"],"type":"journal-article",
                  "update-to":[{"DOI":"10.5555/PAPER","type":"retraction","source":"retraction-watch","record-id":"7",
                    "updated":{"date-parts":[[2021,3,2]]}}]}]}}
                """);
        assertThat(read.records().getFirst().metadata().notices())
                .containsExactly(
                        notice(Kind.CORRECTED, "2020", doi("10.5555/erratum"), ""),
                        notice(Kind.RETRACTED, "2021-03-02", doi("10.5555/retraction"), ""));
        assertThat(read.records().getLast().metadata().notices()).isEmpty();
        NoticeRecord told = read.notices().getFirst();
        assertThat(read.notices()).hasSize(1);
        assertThat(told.about()).containsExactly(doi("10.5555/paper"));
        assertThat(told.notice()).isEqualTo(notice(Kind.RETRACTED, "2021-03-02", doi("10.5555/retraction"), ""));
        assertThat(told.provenance().key()).isEqualTo("10.5555/retraction retracted");
    }

    @Test
    void crossrefNamesTheVersionOfRecordOfAPreprint() {
        Metadata m = Reading.of("""
                {"status":"ok","message-type":"work","message":
                 {"DOI":"10.1101/2020.01.01.1","title":["On bogs"],"type":"posted-content",
                  "relation":{"is-preprint-of":[{"id-type":"doi","id":"10.5555/journal","asserted-by":"subject"}]}}}
                """).only();
        assertThat(m.notices()).containsExactly(notice(Kind.PUBLISHED, null, doi("10.5555/journal"), ""));
        assertThat(m.identifiers()).contains(doi("10.5555/journal"), doi("10.1101/2020.01.01.1"));
    }

    @Test
    void crossrefXmlTellsThroughCrossmark() {
        Reading read = Reading.of("""
                <doi_records><doi_record><crossref><journal><journal_article><titles><title>Retraction notice</title></titles>
                <crossmark><crossmark_policy>10.5555/p</crossmark_policy><updates><update type="retraction" date="2012-04-05">10.5555/paper</update>
                <update type="unheard of" date="2012-04-05">10.5555/other</update></updates></crossmark>
                <doi_data><doi>10.5555/notice</doi></doi_data></journal_article></journal></crossref></doi_record></doi_records>
                """);
        assertThat(read.notices())
                .extracting(NoticeRecord::about, NoticeRecord::notice)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        List.of(doi("10.5555/paper")),
                        notice(Kind.RETRACTED, "2012-04-05", doi("10.5555/notice"), "")));
    }

    @Test
    void retractionWatchIsARegisterOfNotices() {
        Reading read = Reading.of("""
                Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes
                1,"On bogs, again",(HSC) Medicine;,A;B,J,P,Ireland,A Name;B Name,,Research Article;,2/14/2023 0:00,10.5555/R1,0,1/1/2020 0:00,10.5555/O1,31234567,Retraction,+Error in Data;+Concerns/Issues About Results;,No,
                2,Two,,,,,,,,,12/1/2022 0:00,unavailable,36000001,,unavailable,30000001,Expression of concern,,No,
                3,Three,,,,,,,,,1/2/2024 0:00,10.5555/R3,0,,Unavailable,0,Correction,,No,
                4,Four,,,,,,,,,bad date,,,,10.5555/O4,0,Reinstatement,,No,
                5,Five,,,,,,,,,1/2/2024 0:00,,,,10.5555/O5,0,Applause,,No,
                """);
        assertThat(read.report().format()).isEqualTo("retraction-watch");
        assertThat(read.records()).isEmpty();
        assertThat(read.notices())
                .extracting(NoticeRecord::notice)
                .containsExactly(
                        notice(
                                Kind.RETRACTED,
                                "2023-02-14",
                                doi("10.5555/r1"),
                                "Error in Data; Concerns/Issues About Results"),
                        notice(Kind.CONCERN, "2022-12-01", pubmed("36000001"), ""),
                        notice(Kind.REINSTATED, null, null, ""));
        assertThat(read.notices().getFirst().about()).containsExactly(doi("10.5555/o1"), pubmed("31234567"));
        assertThat(read.notices().getFirst().provenance().key()).isEqualTo("1");
        assertThat(read.reasons())
                .containsExactly(
                        "line 4: the row has neither a DOI nor a PubMed id of the paper it is about",
                        "line 6: 'Applause' is no kind of notice");
    }

    @Test
    void pubmedLinksPapersAndNotices() {
        Reading read = Reading.of("""
                <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">100</PMID><Article><ArticleTitle>On bogs.</ArticleTitle>
                <PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Retracted Publication</PublicationType></PublicationTypeList></Article>
                <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010 Feb 6;375(9713):445</RefSource><PMID Version="1">200</PMID></CommentsCorrections>
                <CommentsCorrections RefType="CommentIn"><RefSource>Lancet. 1998;351:611</RefSource><PMID>300</PMID></CommentsCorrections>
                <CommentsCorrections RefType="ErratumIn"><RefSource>Lancet. 2004</RefSource></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>
                <PubmedArticle><MedlineCitation><PMID>200</PMID><Article><ArticleTitle>Retraction.</ArticleTitle></Article>
                <CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"><RefSource>Lancet. 1998</RefSource><PMID>100</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>
                <PubmedArticle><MedlineCitation><PMID>400</PMID><Article><ArticleTitle>A preprint.</ArticleTitle><PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList></Article>
                <CommentsCorrectionsList><CommentsCorrections RefType="UpdateIn"><RefSource>Nature. 2021</RefSource><PMID>500</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>
                """);
        assertThat(read.records().getFirst().metadata().notices())
                .containsExactly(
                        notice(Kind.CORRECTED, "2004", null, "Lancet. 2004"),
                        notice(Kind.RETRACTED, "2010-02-06", pubmed("200"), "Lancet. 2010 Feb 6;375(9713):445"));
        assertThat(read.records().getLast().metadata().notices())
                .containsExactly(notice(Kind.PUBLISHED, "2021", pubmed("500"), "Nature. 2021"));
        assertThat(read.notices()).hasSize(1);
        assertThat(read.notices().getFirst().about()).containsExactly(pubmed("100"));
        assertThat(read.notices().getFirst().notice()).isEqualTo(notice(Kind.RETRACTED, null, pubmed("200"), ""));
    }

    @Test
    void medlineTextSaysTheSame() {
        Reading read = Reading.of("""
                PMID- 100
                TI  - On bogs.
                PT  - Journal Article
                PT  - Retracted Publication
                RIN - Lancet. 2010 Feb 6;375(9713):445. PMID: 200
                ECI - Lancet. 2004 Mar 6;363(9411):747. doi: 10.5555/x. PMID: 150

                PMID- 200
                TI  - Retraction of On bogs.
                ROF - Lancet. 1998 Feb 28;351(9103):637. PMID: 100

                """);
        assertThat(read.records().getFirst().metadata().notices())
                .containsExactly(
                        notice(
                                Kind.CONCERN,
                                "2004-03-06",
                                pubmed("150"),
                                "Lancet. 2004 Mar 6;363(9411):747. doi: 10.5555/x."),
                        notice(Kind.RETRACTED, "2010-02-06", pubmed("200"), "Lancet. 2010 Feb 6;375(9713):445."));
        assertThat(read.notices()).hasSize(1);
        assertThat(read.notices().getFirst().about()).containsExactly(pubmed("100"));
    }

    @Test
    void openAlexMarksWhatIsRetracted() {
        String work =
                "{\"id\":\"https://openalex.org/W123\",\"title\":\"On bogs\",\"is_retracted\":%s,\"authorships\":[]}";
        assertThat(Reading.of(work.formatted("true")).only().notices())
                .containsExactly(notice(Kind.RETRACTED, null, null, ""));
        assertThat(Reading.of(work.formatted("false")).only().notices()).isEmpty();
        assertThat(Reading.of(work.formatted("\"maybe\"")).only().notices()).isEmpty();
    }

    @Test
    void arxivTellsVersionsPrintAndWithdrawal() {
        Metadata m = Reading.of("""
                <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>
                <entry><id>http://arxiv.org/abs/2101.00001v3</id><title>On bogs</title><summary>Words</summary><published>2021-01-01T00:00:00Z</published><updated>2021-03-02T00:00:00Z</updated>
                <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">This paper has been withdrawn by the author due to an error in Lemma 2</arxiv:comment>
                <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/journal</arxiv:doi><arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Bogs 3 (2021)</arxiv:journal_ref></entry></feed>
                """).only();
        assertThat(m.notices())
                .containsExactlyInAnyOrder(
                        notice(Kind.REVISED, "2021-03-02", new Identifier(Scheme.ARXIV, "2101.00001", 3), ""),
                        notice(Kind.PUBLISHED, null, doi("10.5555/journal"), "J. Bogs 3 (2021)"),
                        notice(
                                Kind.WITHDRAWN,
                                "2021-03-02",
                                null,
                                "This paper has been withdrawn by the author due to an error in Lemma 2"));
    }

    @Test
    void arxivRawTellsEveryVersion() {
        Metadata m = Reading.of("""
                <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:arXiv.org:2101.00001</identifier></header><metadata>
                <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2101.00001</id><version version="v1"><date>Fri, 01 Jan 2021 10:00:00 GMT</date></version>
                <version version="v2"><date>Tue, 02 Feb 2021 10:00:00 GMT</date></version><title>On bogs</title><authors>A. Name</authors><categories>cs.IR</categories><abstract>Words</abstract></arXivRaw></metadata></record></ListRecords></OAI-PMH>
                """).only();
        assertThat(m.notices())
                .containsExactly(notice(Kind.REVISED, "2021-02-02", new Identifier(Scheme.ARXIV, "2101.00001", 2), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "'This paper has been withdrawn',true",
        "'Withdrawn due to a crucial error in Section 3',true",
        "'This submission has been withdrawn by arXiv administrators',true",
        "'The manuscript is temporarily withdrawn',true",
        "'Paper withdrawn by the authors',true",
        "'12 pages; withdrawn by the author',true",
        "'18 pages, 4 figures',false",
        "'Money withdrawn from banks, 12 pages',false",
        "'We study drugs that were withdrawn from the market',false",
        "'Accepted at the workshop on withdrawn papers',false",
    })
    void whatACommentMeans(String comment, boolean withdrawn) {
        Metadata m = Reading.of(
                        "{\"id\":\"2101.00001\",\"authors\":\"A Name\",\"title\":\"On bogs\",\"categories\":\"cs.IR\","
                                + "\"abstract\":\"Words\",\"update_date\":\"2021-01-02\",\"comments\":\"" + comment
                                + "\"}")
                .only();
        assertThat(m.warning().isPresent()).isEqualTo(withdrawn);
    }

    @Test
    void biorxivTellsVersionsAndPrint() {
        Reading read = Reading.of("""
                {"messages":[{"status":"ok"}],"collection":[
                {"doi":"10.1101/2020.01.01.1","title":"On bogs","authors":"King, A.","date":"2020-05-02","version":"2","server":"bioRxiv","type":"new results","published":"10.5555/journal"},
                {"doi":"10.1101/2020.01.01.2","title":"On fens","authors":"King, A.","date":"2020-05-03","version":"1","server":"bioRxiv","type":"WITHDRAWN","published":"NA"}]}
                """);
        assertThat(read.records().getFirst().metadata().notices())
                .containsExactly(
                        notice(Kind.PUBLISHED, null, doi("10.5555/journal"), ""),
                        notice(Kind.REVISED, "2020-05-02", null, ""));
        assertThat(read.records().getLast().metadata().notices())
                .containsExactly(notice(Kind.WITHDRAWN, "2020-05-03", null, ""));
    }

    @Test
    void neutralLinesReadWhatTheyCanOfNotices() {
        Metadata m = Reading.of(
                        "{\"title\":\"On bogs\",\"abstract\":\"Words\",\"notices\":[{\"kind\":\"retracted\",\"by\":\"no name\"},"
                                + "{\"kind\":\"unheard\"},7,{\"kind\":\"REVISED\",\"date\":\"2021\",\"by\":\"arxiv:2101.00001v2\",\"text\":\"x\"}]}")
                .only();
        assertThat(m.notices())
                .containsExactly(
                        notice(Kind.RETRACTED, null, null, ""),
                        notice(Kind.REVISED, "2021", new Identifier(Scheme.ARXIV, "2101.00001", 2), "x"));
    }
}
