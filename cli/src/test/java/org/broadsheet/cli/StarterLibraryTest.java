package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.RecordSink;
import org.junit.jupiter.api.Test;

/// The papers a new library starts with: the ones whose methods this project is built from.
class StarterLibraryTest {
    @Test
    void holdsNinetyFourPapersWithSummariesOfReadableLength() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(StarterLibraryTest.class.getResourceAsStream(ServeCommand.STARTER))) {
            PaperFormats.standard().read("starter-library.jsonl", in, Instant.EPOCH, new RecordSink() {
                @Override
                public void accept(SourceRecord record, String where) {
                    records.add(record);
                }

                @Override
                public void reject(String where, String why) {
                    rejected.add(where + ": " + why);
                }
            });
        }
        assertThat(rejected).isEmpty();
        assertThat(records).hasSize(94);
        assertThat(records.stream().map(r -> r.metadata().title())).doesNotHaveDuplicates();
        assertThat(records)
                .allSatisfy(r -> assertThat(r.metadata().abstractText().split("\\s+").length)
                        .as(r.metadata().title())
                        .isBetween(60, 120));
    }
}
