package org.broadsheet.corpus.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;

/// What came of reading a text: its records, notices of papers outside their records, and what was rejected
/// and why.
record Reading(ReadReport report, List<SourceRecord> records, List<NoticeRecord> notices) {
    static Reading of(String text) {
        return of("test", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(String fileName, byte[] bytes) {
        List<SourceRecord> records = new ArrayList<>();
        List<NoticeRecord> notices = new ArrayList<>();
        try {
            ReadReport report = PaperFormats.standard()
                    .read(fileName, new ByteArrayInputStream(bytes), Instant.EPOCH, new RecordSink() {
                        @Override
                        public void accept(SourceRecord record, String where) {
                            records.add(record);
                        }

                        @Override
                        public void notice(NoticeRecord notice) {
                            notices.add(notice);
                        }

                        @Override
                        public void reject(String where, String why) {
                            // counted in the report
                        }
                    });
            return new Reading(report, records, notices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The only record.
    Metadata only() {
        if (records.size() != 1) throw new AssertionError("expected one record but had " + this);
        return records.getFirst().metadata();
    }

    List<String> titles() {
        return records.stream().map(r -> r.metadata().title()).toList();
    }

    List<String> keys() {
        return records.stream().map(r -> r.provenance().key()).toList();
    }

    List<String> reasons() {
        return report.problems().stream().map(p -> p.where() + ": " + p.why()).toList();
    }
}
