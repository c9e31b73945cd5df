package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every format owes to whoever reads a file with it. A new format adds a sample to [FormatSample] and
/// is tried with the rest. What damaged files do is in [DamagedFilesTest].
class PaperFormatContractTest {
    private static final PaperFormats FORMATS = PaperFormats.standard();
    private static final ReadContext CONTEXT = new ReadContext("contract", Instant.EPOCH);

    static Stream<FormatSample> samples() {
        return FormatSample.ALL.stream();
    }

    private static PaperFormat format(FormatSample sample) {
        return FORMATS.all().stream()
                .filter(f -> f.name().equals(sample.format()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFormatHasASample() {
        assertThat(samples().map(FormatSample::format))
                .containsAll(FORMATS.all().stream().map(PaperFormat::name).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsFilesAreRecognisedAndReadWhole(FormatSample sample) {
        for (int records : new int[] {1, 2, 9}) {
            Reading reading = Reading.of("unnamed", sample.bytes(records));
            assertThat(reading.report().problems()).isEmpty();
            assertThat(reading.report().format()).isEqualTo(sample.format());
            assertThat(reading.records().size() + reading.notices().size()).isEqualTo(records);
            assertThat(reading.report().read()).isEqualTo(reading.records().size());
            assertThat(reading.report().notices()).isEqualTo(reading.notices().size());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileCutOffAnywhereKeepsWhatWasWhole(FormatSample sample) throws IOException {
        byte[] whole = sample.bytes(3);
        List<Object> all = read(sample, whole);
        int before = 0;
        for (int length = 0; length <= whole.length; length++) {
            List<Object> some = read(sample, Arrays.copyOf(whole, length));
            assertThat(some.size()).as("%d bytes", length).isLessThanOrEqualTo(all.size());
            // only the record in which the file ends may have lost something
            if (some.size() > 1)
                assertThat(some.subList(0, some.size() - 1))
                        .as("%d bytes", length)
                        .isEqualTo(all.subList(0, some.size() - 1));
            assertThat(some.size()).as("records in %d bytes", length).isGreaterThanOrEqualTo(before - 1);
            before = Math.max(before, some.size());
        }
        assertThat(before).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLongFileIsReadAsAStream(FormatSample sample) throws IOException {
        int records = 5_000;
        long[] supplied = {0};
        long[] ahead = {0};
        int[] count = {0};
        int perRecord = sample.bytes(2).length - sample.bytes(1).length;
        InputStream counted = new FilterInputStream(sample.stream(records)) {
            @Override
            public int read() throws IOException {
                int b = in.read();
                if (b >= 0) supplied[0]++;
                return b;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = in.read(into, from, length);
                if (n > 0) supplied[0] += n;
                return n;
            }
        };
        FORMATS.read("unnamed", counted, Instant.EPOCH, new RecordSink() {
            @Override
            public void accept(SourceRecord record, String where) {
                count[0]++;
                ahead[0] = Math.max(ahead[0], supplied[0] - (long) count[0] * perRecord);
            }

            @Override
            public void notice(NoticeRecord notice) {
                count[0]++;
                ahead[0] = Math.max(ahead[0], supplied[0] - (long) count[0] * perRecord);
            }

            @Override
            public void reject(String where, String why) {
                throw new AssertionError(where + ": " + why);
            }
        });
        assertThat(count[0]).isEqualTo(records);
        assertThat(ahead[0]).as("bytes read before their records came out").isLessThan(400_000);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatTheReceiverThrowsComesThrough(FormatSample sample) {
        for (RuntimeException thrown :
                List.of(new IllegalStateException("full"), new IllegalArgumentException("not mine"))) {
            RecordSink sink = new RecordSink() {
                @Override
                public void accept(SourceRecord record, String where) {
                    throw thrown;
                }

                @Override
                public void notice(NoticeRecord notice) {
                    throw thrown;
                }

                @Override
                public void reject(String where, String why) {
                    throw new AssertionError("taken for a bad record: " + why);
                }
            };
            assertThatThrownBy(() ->
                            FORMATS.read("unnamed", new ByteArrayInputStream(sample.bytes(3)), Instant.EPOCH, sink))
                    .isSameAs(thrown);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFailingDiskIsNoBadRecord(FormatSample sample) {
        IOException failure = new IOException("the disk is gone");
        InputStream failing = new FilterInputStream(sample.stream(3_000)) {
            private int left = 90_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) throw failure;
                return in.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (left <= 0) throw failure;
                int n = in.read(into, from, Math.min(length, left));
                left -= Math.max(0, n);
                return n;
            }
        };
        assertThatThrownBy(() -> FORMATS.read("unnamed", failing, Instant.EPOCH, new Collecting()))
                .isSameAs(failure);
    }

    private static List<Object> read(FormatSample sample, byte[] bytes) throws IOException {
        Collecting sink = new Collecting();
        format(sample).read(new ByteArrayInputStream(bytes), CONTEXT, sink);
        return sink.told;
    }

    private static final class Collecting implements RecordSink {
        final List<Object> told = new ArrayList<>();

        @Override
        public void accept(SourceRecord record, String where) {
            told.add(record.metadata());
        }

        @Override
        public void notice(NoticeRecord notice) {
            told.add(notice);
        }

        @Override
        public void reject(String where, String why) {
            assertThat(where).isNotBlank();
            assertThat(why).isNotBlank();
        }
    }
}
