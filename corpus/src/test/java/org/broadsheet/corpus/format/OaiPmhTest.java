package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.SourceRecord;
import org.junit.jupiter.api.Test;

class OaiPmhTest {
    private static final String ARXIV = """
            <record><header><identifier>oai:arXiv.org:2401.00017</identifier><datestamp>2024-02-01</datestamp>
            <setSpec>cs</setSpec></header>
            <metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2401.00017</id><created>2023-12-30</created>
            <updated>2024-01-31</updated><authors><author><keyname>van den Berg</keyname><forenames>Ina</forenames>
            <affiliation>Polder Institute</affiliation></author><author><keyname>:</keyname></author>
            <author><keyname>Collaboration</keyname><forenames>Lighthouse</forenames></author></authors>
            <title>Counting herons
              by ear</title><categories>cs.SD eess.AS</categories><comments>9 pages</comments>
            <journal-ref>J. Marsh 7 (2024) 1-9</journal-ref><doi>10.5555/marsh.7</doi>
            <license>http://creativecommons.org/licenses/by/4.0/</license><abstract>  We listen to
            herons.
              Then we count
            them.
            </abstract></arXiv></metadata></record>
            """;

    private static String page(String inner) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-02-01T00:00:00Z</responseDate>
                <request verb="ListRecords">https://oai.example.org/oai</request>%s</OAI-PMH>
                """.formatted(inner);
    }

    private record Answer(OaiPmh.Page page, List<SourceRecord> records, List<String> reasons) {}

    private static Answer answer(String text) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        OaiPmh.Page page = OaiPmh.readPage(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new ReadContext("arxiv", Instant.EPOCH),
                new RecordSink() {
                    @Override
                    public void accept(SourceRecord record, String where) {
                        records.add(record);
                    }

                    @Override
                    public void reject(String where, String why) {
                        reasons.add(where + ": " + why);
                    }
                });
        return new Answer(page, records, reasons);
    }

    @Test
    void readsTheArxivForm() {
        Metadata m =
                Reading.of(page("<ListRecords>" + ARXIV + "</ListRecords>")).only();

        assertThat(m.title()).isEqualTo("Counting herons by ear");
        assertThat(m.abstractText()).isEqualTo("We listen to herons.\nThen we count them.");
        assertThat(m.authors()).hasSize(2);
        assertThat(m.authors().getFirst().family()).isEqualTo("van den Berg");
        assertThat(m.authors().getFirst().given()).isEqualTo("Ina");
        assertThat(m.authors().getFirst().affiliation()).isEqualTo("Polder Institute");
        assertThat(m.authors().get(1).name()).isEqualTo("Lighthouse Collaboration");
        assertThat(m.authors().get(1).family()).isNull();
        assertThat(m.published()).isEqualTo(new PartialDate(2023, 12, 30));
        assertThat(m.updated()).isEqualTo(new PartialDate(2024, 1, 31));
        assertThat(m.categories()).containsExactly("cs.SD", "eess.AS");
        assertThat(m.identifiers().toString()).contains("arxiv:2401.00017", "doi:10.5555/marsh.7");
        assertThat(m.publication().venue()).isEqualTo("J. Marsh 7 (2024) 1-9");
        assertThat(m.publication().type()).isEqualTo("preprint");
        assertThat(m.link(Link.Kind.PDF).orElseThrow().address()).isEqualTo("https://arxiv.org/pdf/2401.00017");
        assertThat(m.comment()).isEqualTo("9 pages");
        assertThat(m.licence()).isEqualTo("http://creativecommons.org/licenses/by/4.0/");
    }

    @Test
    void readsTheRawFormWithItsVersions() {
        Metadata m = Reading.of(page("""
                        <GetRecord><record><header><identifier>oai:arXiv.org:0704.0001</identifier></header><metadata>
                        <arXivRaw><id>0704.0001</id><submitter>P. Quill</submitter>
                        <version version="v1"><date>Mon, 2 Apr 2007 19:18:42 GMT</date></version>
                        <version version="v2"><date>Tue, 24 Jul 2007 20:10:27 GMT</date></version>
                        <title>Ink</title><authors>P. Quill (1), R. Ink (1 and 2) and S. Paper ((1) Here, (2) There)</authors>
                        <categories>hep-ph</categories><abstract>On ink.</abstract></arXivRaw></metadata></record></GetRecord>
                        """)).only();

        assertThat(m.identifier(Scheme.ARXIV).orElseThrow().printed()).isEqualTo("0704.0001v2");
        assertThat(m.published()).isEqualTo(new PartialDate(2007, 4, 2));
        assertThat(m.updated()).isEqualTo(new PartialDate(2007, 7, 24));
        assertThat(m.submittedBy()).isEqualTo("P. Quill");
        assertThat(m.authors()).extracting(a -> a.name()).containsExactly("P. Quill", "R. Ink", "S. Paper");
    }

    @Test
    void readsDublinCoreOfArxivAndOfOthers() {
        Reading read = Reading.of(page("""
                <ListRecords><record><header><identifier>oai:arXiv.org:math/0101001</identifier>
                <setSpec>math:math:CO</setSpec><setSpec>physics:hep-th</setSpec></header><metadata>
                <oai_dc:dc xmlns:oai_dc="x" xmlns:dc="y"><dc:title>Trees</dc:title><dc:creator>Ash, Rowan</dc:creator>
                <dc:description>  About trees.</dc:description><dc:description>Comment: 3 pages</dc:description>
                <dc:date>2001-01-01</dc:date><dc:date>2002-05-06</dc:date>
                <dc:identifier>http://arxiv.org/abs/math/0101001</dc:identifier>
                <dc:identifier>J. Woods 1 (2002) 1-3</dc:identifier><dc:identifier>doi:10.5555/woods.1</dc:identifier>
                </oai_dc:dc></metadata></record>
                <record><header><identifier>oai:repo.example.org:7</identifier></header><metadata>
                <oai_dc:dc><dc:title>Moss</dc:title><dc:creator>Fern, Lia</dc:creator><dc:date>2011</dc:date>
                <dc:type>info:eu-repo/semantics/doctoralThesis</dc:type><dc:publisher>Bog Press</dc:publisher>
                <dc:identifier>https://repo.example.org/7</dc:identifier><dc:language>eng</dc:language></oai_dc:dc>
                </metadata></record></ListRecords>
                """));

        Metadata trees = read.records().getFirst().metadata();
        assertThat(trees.categories()).containsExactly("math.CO", "hep-th");
        assertThat(trees.identifiers().toString()).contains("arxiv:math/0101001", "doi:10.5555/woods.1");
        assertThat(trees.comment()).isEqualTo("3 pages");
        assertThat(trees.abstractText()).isEqualTo("About trees.");
        assertThat(trees.publication().venue()).isEqualTo("J. Woods 1 (2002) 1-3");
        assertThat(trees.published()).isEqualTo(new PartialDate(2001, 1, 1));
        assertThat(trees.updated()).isEqualTo(new PartialDate(2002, 5, 6));
        Metadata moss = read.records().get(1).metadata();
        assertThat(moss.publication().type()).isEqualTo("thesis");
        assertThat(moss.publication().publisher()).isEqualTo("Bog Press");
        assertThat(moss.link(Link.Kind.PAGE).orElseThrow().address()).isEqualTo("https://repo.example.org/7");
        assertThat(read.keys()).containsExactly("math/0101001", "oai:repo.example.org:7");
    }

    @Test
    void tellsTheResumptionTokenAndCountsDeletedRecords() throws IOException {
        Answer a = answer(page("""
                <ListRecords>%s<record><header status="deleted"><identifier>oai:arXiv.org:1</identifier></header></record>
                <resumptionToken cursor="0" completeListSize="1090">6460044|1001</resumptionToken></ListRecords>""".formatted(ARXIV)));

        assertThat(a.page().resumptionToken()).contains("6460044|1001");
        assertThat(a.page().completeListSize()).isEqualTo(1090);
        assertThat(a.page().records()).isEqualTo(1);
        assertThat(a.page().deleted()).isEqualTo(1);
        assertThat(a.page().rejected()).isZero();
        assertThat(a.page().whole()).isTrue();
        assertThat(a.page().error()).isEmpty();
    }

    @Test
    void anEmptyTokenIsTheLastPage() throws IOException {
        assertThat(answer(page("<ListRecords>" + ARXIV + "<resumptionToken cursor=\"1\"/></ListRecords>"))
                        .page()
                        .resumptionToken())
                .isEmpty();
    }

    @Test
    void aProtocolErrorIsPartOfTheAnswerAndOneRejectInAFile() throws IOException {
        String text = page("<error code=\"badResumptionToken\">it is\n  too old</error>");

        Answer a = answer(text);
        assertThat(a.page().error()).contains(new OaiPmh.ProtocolError("badResumptionToken", "it is too old"));
        assertThat(a.page().error().orElseThrow().nothingFound()).isFalse();
        assertThat(a.reasons()).isEmpty();
        assertThat(Reading.of(text).reasons())
                .containsExactly("answer: the server answered with the error badResumptionToken: it is too old");
        assertThat(answer(page("<error code=\"noRecordsMatch\"/>"))
                        .page()
                        .error()
                        .orElseThrow()
                        .nothingFound())
                .isTrue();
    }

    @Test
    void anAnswerCutOffKeepsWhatWasWholeAndSaysSo() throws IOException {
        String text = page("<ListRecords>" + ARXIV + ARXIV + "</ListRecords>");

        Answer a = answer(text.substring(0, text.lastIndexOf("</abstract>")));

        assertThat(a.page().records()).isEqualTo(1);
        assertThat(a.page().whole()).isFalse();
        assertThat(a.reasons()).hasSize(1);
        assertThat(a.reasons().getFirst()).endsWith("the file ends in the middle of a record");
    }

    @Test
    void oneMalformedRecordCostsOnlyItself() throws IOException {
        Answer a = answer(page("<ListRecords>" + ARXIV + ARXIV.replace("</authors>", "</author>") + ARXIV
                + "<resumptionToken>t</resumptionToken></ListRecords>"));

        assertThat(a.page().records()).isEqualTo(2);
        assertThat(a.page().rejected()).isEqualTo(1);
        assertThat(a.page().resumptionToken()).contains("t");
        assertThat(a.reasons().getFirst()).startsWith("record 2 (line ").contains("not well-formed XML");
    }

    @Test
    void anUnknownFormIsRejectedByName() {
        assertThat(Reading.of(page("""
                        <GetRecord><record><header><identifier>x</identifier></header><metadata><mods/></metadata>
                        </record></GetRecord>""")).reasons()).singleElement().asString().contains("'mods'");
    }
}
