package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.SourceRecord;
import org.junit.jupiter.api.Test;

class XmlRecordsTest {
    private static List<String> read(String text) {
        List<String> seen = new ArrayList<>();
        RecordSink sink = new RecordSink() {
            @Override
            public void accept(SourceRecord record, String where) {
                throw new AssertionError("records are not made here");
            }

            @Override
            public void reject(String where, String why) {
                seen.add("! " + where + ": " + why);
            }
        };
        try {
            XmlRecords.read(
                    new StringReader(text),
                    Set.of("item"),
                    sink,
                    (e, where) -> seen.add(String.valueOf(e.text("title"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return seen;
    }

    @Test
    void anEntityIsNeverExpanded() {
        assertThat(read("""
                        <!DOCTYPE items [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
                        <items><item><title>one &b; &x;</title></item></items>""")).containsExactly("one &b; &x;");
    }

    @Test
    void namedCharactersOfHtmlAndBareAmpersandsAreText() {
        assertThat(read("<i><item><title>Caf&eacute; R&D &amp; &lt;b&gt; &bogus; &#233;&#x0;&LT;</title></item></i>"))
                .containsExactly("Café R&D & <b> &bogus; é <");
    }

    @Test
    void undeclaredPrefixesDoNotMatter() {
        assertThat(read("<i><item xsi:type='x'><dc:title>T</dc:title></item></i>"))
                .containsExactly("T");
    }

    @Test
    void characterDataAndCommentsMayHoldTags() {
        assertThat(read("""
                        <i><!-- <item><title>no</title></item> --><item><title><![CDATA[a <item> & ]] ]>b]]></title></item>
                        <?item <item> ?></i>""")).containsExactly("a <item> & ]] ]>b");
    }

    @Test
    void aRecordWithoutEndCostsOnlyItself() {
        assertThat(read("<i>\n<item><title>a</title>\n<item><title>b</title></item>\n<item><title>c</title></i>"))
                .containsExactly(
                        "! record 1 (line 2): the record does not end before the next one begins",
                        "b",
                        "! record 3 (line 4): the record does not end before </i>");
    }

    @Test
    void aFileWithoutEndSaysSo() {
        assertThat(read("<i><item><title>a</title></item>"))
                .containsExactly("a", "! end of file: the file ends before </i>; what was whole before is kept");
        assertThat(read("<i><item><title>a</tit"))
                .containsExactly("! record 1 (line 1): the file ends in the middle of a record");
    }

    @Test
    void elementsNestedWithoutMeasureAreRejected() {
        assertThat(read("<i><item>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</item></i>"))
                .singleElement()
                .asString()
                .contains("nested deeper than");
    }

    @Test
    void aRecordWithoutMeasureIsRejectedAndTheNextRead() {
        assertThat(read("<i><item><title>" + "x".repeat(XmlRecords.MAX_RECORD) + "</title></item>"
                        + "<item><title>b</title></item></i>"))
                .hasSize(2)
                .last()
                .isEqualTo("b");
    }

    @Test
    void aLessThanSignThatIsNoTagIsText() {
        assertThat(read("<i><item><title>p < 0.05 and a<b</title></item></i>")).containsExactly("p < 0.05 and a<b");
    }
}
