package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    @Test
    void aLineThatIsNoJsonCostsOneRecord() {
        Reading reading = Reading.of("""
                {"id":"1","title":"One"}
                {"id":"2","title":
                not json at all

                [1,2]
                {"id":"3","title":"Three"}
                {"id":"4"}
                """);
        assertThat(reading.keys()).containsExactly("1", "3");
        assertThat(reading.reasons().get(0)).startsWith("line 2: ");
        assertThat(reading.reasons().get(1)).startsWith("line 3: not valid JSON: ");
        assertThat(reading.reasons()).contains("line 7: a record needs a title or an abstract");
        assertThat(reading.reasons().get(2))
                .isEqualTo("line 5: a record is a JSON object but here stands a single value");
    }

    @Test
    void aDamagedFirstLineDoesNotHideTheOthers() {
        Reading reading = Reading.of("{\"id\":\"1\",\"title\":\"On\n{\"id\":\"2\",\"title\":\"Two\"}\n");
        assertThat(reading.keys()).containsExactly("2");
        assertThat(reading.reasons()).hasSize(1);
    }

    @Test
    void anObjectOverSeveralLinesIsOneRecordAndSeveralMayFollow() {
        Reading reading = Reading.of("""
                {
                  "id": "1",
                  "title": "One"
                }
                {
                  "id": "2",
                  "title": "Two"
                }
                """);
        assertThat(reading.keys()).containsExactly("1", "2");
    }

    @Test
    void nullsInAnArrayAreNoRecordsAndOtherValuesAreRejected() {
        Reading reading = Reading.of("[{\"id\":\"1\",\"title\":\"One\"},null,7,{\"id\":\"2\",\"title\":\"Two\"}]");
        assertThat(reading.keys()).containsExactly("1", "2");
        assertThat(reading.reasons())
                .containsExactly("record 2: a record is a JSON object but here stands a single value");
    }

    @Test
    void deepNestingIsRefusedWithAReason() {
        String deep = "[".repeat(100_000);
        Reading reading =
                Reading.of("{\"title\":\"One\"}\n{\"title\":\"Two\",\"x\":" + deep + "\n{\"title\":\"Three\"}\n");
        assertThat(reading.titles()).containsExactly("One", "Three");
        assertThat(reading.reasons().getFirst()).startsWith("line 2: not valid JSON: Document nesting depth");
    }

    @Test
    void hugeNumbersAndStringsAreBounded() {
        Reading reading = Reading.of("{\"title\":\"One\",\"year\":" + "9".repeat(1_000) + "}\n"
                + "{\"title\":\"Two\",\"year\":1e99999999,\"upvotes\":1e400,\"x\":-1e-400}\n"
                + "{\"title\":\"Three\",\"x\":\"" + "y".repeat(9 << 20) + "\"}\n"
                + "{\"title\":\"Four\",\"upvotes\":99999999999999999999}\n");
        assertThat(reading.titles()).containsExactly("Two", "Four");
        assertThat(reading.report().rejected()).isEqualTo(2);
    }

    @Test
    void aRecordTooLargeIsLeftOutAndReadingGoesOn() {
        String filler = "\"%s\",".formatted("z".repeat(1 << 20)).repeat(40);
        Reading reading =
                Reading.of("[{\"title\":\"One\"},{\"title\":\"Two\",\"x\":[" + filler + "1]},{\"title\":\"Three\"}]");
        assertThat(reading.titles()).containsExactly("One", "Three");
        assertThat(reading.reasons()).containsExactly("record 2: the record is larger than 32 million characters");
    }

    @Test
    void aDocumentCutOffSaysSo() {
        Reading reading = Reading.of("[{\"id\":\"1\",\"title\":\"One\"},{\"id\":\"2\",\"ti");
        assertThat(reading.keys()).containsExactly("1");
        assertThat(reading.reasons()).containsExactly("record 2: the file ends in the middle of a record");
    }
}
