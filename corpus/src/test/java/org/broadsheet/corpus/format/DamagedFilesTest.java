package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.corpus.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged files of every format: nothing they say escapes as an exception, hangs, or takes memory without
/// bound.
///
/// Every input has its own seed, so one that fails can be made again alone; it is also kept in `target`.
/// The number of inputs and the first seed are system properties: see `CONTRIBUTING.md` for the long run.
class DamagedFilesTest {
    private static final long INPUTS = Long.getLong("broadsheet.fuzz.inputs", 8_000);
    private static final long SEED = Long.getLong("broadsheet.fuzz.seed", 20_240_910);

    /// Of 8 parts of the inputs: 4 are damaged samples, 1 is what our writers wrote, 3 are files from
    /// elsewhere.
    private static final long PART = INPUTS / 8;

    private static final int BATCH = 250;
    /// Not a speed that is asked for: what takes so long would not end.
    private static final Duration HANGS = Duration.ofMinutes(5);

    private static final int LONGEST = 12_000;
    private static final long MOST_ALLOCATED = 64L << 20;
    private static final long MOST_ALLOCATED_PER_BYTE = 4_096;

    private static final PaperFormats FORMATS = PaperFormats.standard();
    private static final ReadContext CONTEXT = new ReadContext("damaged", Instant.EPOCH);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /// Characters that mean something to one format or another.
    private static final byte[] SIGNS = "\"'<>{}[](),;:\\\n\r\t\0&@%=#$~-/".getBytes(StandardCharsets.UTF_8);
    /// Longer things that mean something, and numbers that do not fit.
    private static final List<byte[]> PHRASES = Stream.of(
                    "<![CDATA[",
                    "]]>",
                    "<!--",
                    "<!DOCTYPE x [<!ENTITY e \"&e;&e;\">]>",
                    "&#x110000;",
                    "&amp;",
                    "\\u0000",
                    "\\ud800",
                    "99999999999999999999",
                    "-1",
                    "1e999",
                    "null",
                    "{{{{{{{{",
                    "}}}}",
                    "[[[[[[[[",
                    "@string{",
                    "TY  - ",
                    "ER  - ",
                    "\u00ef\u00bb\u00bf",
                    "\ufeff",
                    "\u202e",
                    "🙂",
                    "0000-00-00",
                    "\"\"\"",
                    "$$",
                    "\\begin{")
            .map(s -> s.getBytes(StandardCharsets.UTF_8))
            .toList();

    static Stream<FormatSample> samples() {
        return FormatSample.ALL.stream();
    }

    static List<PaperWriter> writers() {
        return FORMATS.writers();
    }

    private static PaperFormat format(String name) {
        return FORMATS.all().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ofASample(FormatSample sample) {
        byte[] whole = sample.bytes(4);
        PaperFormat format = format(sample.format());
        readAll(sample.format(), List.of(whole), 4 * PART / FormatSample.ALL.size(), bytes -> {
            // whatever it is taken for, its own reader has to bear it too
            format.read(new ByteArrayInputStream(bytes), CONTEXT, new Complaining());
        });
    }

    @ParameterizedTest
    @MethodSource("writers")
    void ofWhatWeWrote(PaperWriter writer) throws IOException {
        Random random = new Random(SEED);
        List<byte[]> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.write(Stream.generate(() -> RandomPapers.paper(random)).limit(4), out);
            written.add(out.toByteArray());
        }
        PaperFormat format = format(writer.name());
        readAll("written-" + writer.name(), written, PART / FORMATS.writers().size(), bytes -> {
            format.read(new ByteArrayInputStream(bytes), CONTEXT, new Complaining());
        });
    }

    @Test
    void ofRealFiles() throws IOException {
        Path folder = Path.of(System.getProperty("broadsheet.repository", ".."), "..", "shared/data/metadata-samples");
        assumeTrue(Files.isDirectory(folder), "the data sets are not beside the checkout");
        List<byte[]> starts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) starts.add(start(file));
        }
        assertThat(starts).hasSizeGreaterThan(100);
        readAll("real", starts, 3 * PART, _ -> {});
    }

    /// The first bytes of a file, unzipped: enough for several records of any format.
    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readNBytes(LONGEST);
        }
    }

    private interface Reader {
        void read(byte[] bytes) throws IOException;
    }

    /// Reads damaged copies of some files by their own reader and by whichever recognises them.
    private static void readAll(String name, List<byte[]> files, long inputs, Reader own) {
        AtomicLong next = new AtomicLong();
        while (next.get() < inputs) {
            assertTimeoutPreemptively(
                    HANGS,
                    () -> {
                        long end = Math.min(inputs, next.get() + BATCH);
                        for (; next.get() < end; next.incrementAndGet()) readOne(name, files, next.get(), own);
                    },
                    () -> name + ": input " + next.get() + " of seed " + SEED + " does not end");
        }
    }

    private static void readOne(String name, List<byte[]> files, long input, Reader own) throws IOException {
        Random random = new Random(SEED + input);
        byte[] whole = files.get((int) (input % files.size()));
        byte[] damaged = random.nextInt(16) == 0 ? damagedZip(whole, random) : damaged(whole, random);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            own.read(damaged);
            Reading reading = Reading.of("unnamed", damaged);
            assertThat(reading.report().read()).isEqualTo(reading.records().size());
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated)
                    .as("bytes taken to read %d bytes", damaged.length)
                    .isLessThan(MOST_ALLOCATED + MOST_ALLOCATED_PER_BYTE * damaged.length);
        } catch (RuntimeException | IOException | Error e) {
            Path kept = Path.of("target", "damaged-" + name + "-" + SEED + "-" + input);
            Files.createDirectories(kept.toAbsolutePath().getParent());
            Files.write(kept, damaged);
            throw new AssertionError(
                    name + ": input " + input + " of seed " + SEED + ", kept as " + kept.toAbsolutePath(), e);
        }
    }

    private static byte[] damagedZip(byte[] whole, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(random.nextBoolean() ? whole : damaged(whole, random));
        }
        return damaged(out.toByteArray(), random);
    }

    /// A few bytes overwritten, pieces taken out, repeated, exchanged or put in; never empty.
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.length == 0 ? new byte[] {' '} : whole.clone();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 40 : 4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 2_000 : 30), bytes.length - at);
            byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = SIGNS[random.nextInt(SIGNS.length)];
                case 2 -> bytes = replaced(bytes, at, length, new byte[0]);
                case 3 -> bytes = replaced(bytes, at, 0, piece);
                case 4 -> bytes = replaced(bytes, random.nextInt(bytes.length), 0, piece);
                case 5 -> bytes = replaced(bytes, at, 0, PHRASES.get(random.nextInt(PHRASES.size())));
                case 6 -> bytes = replaced(bytes, at, length, PHRASES.get(random.nextInt(PHRASES.size())));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
            if (bytes.length == 0) return new byte[] {' '};
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        byte[] made = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, made, 0, at);
        System.arraycopy(by, 0, made, at, by.length);
        System.arraycopy(bytes, at + length, made, at + by.length, bytes.length - at - length);
        return made;
    }

    /// Every complaint names a place and a reason.
    private static final class Complaining implements RecordSink {
        @Override
        public void accept(SourceRecord record, String where) {
            assertThat(where).isNotBlank();
        }

        @Override
        public void reject(String where, String why) {
            assertThat(where).isNotBlank();
            assertThat(why).isNotBlank();
        }
    }
}
