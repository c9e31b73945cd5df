package org.broadsheet.corpus.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Every file format we read and write: recognises a file from its content, unzips it, streams its records.
///
/// @param all      readers in the order in which they are asked whether a file is theirs
/// @param writers  writers
/// @param maxBytes most unzipped bytes read from one file; what is beyond is reported as a problem
public record PaperFormats(List<PaperFormat> all, List<PaperWriter> writers, long maxBytes) {
    private static final int HEAD_BYTES = 16 * 1024;
    private static final long DEFAULT_MAX_BYTES = 64L << 30;

    public PaperFormats {
        all = List.copyOf(all);
        writers = List.copyOf(writers);
        if (maxBytes <= 0) throw new IllegalArgumentException("the bound on bytes is above 0 but was " + maxBytes);
    }

    /// All formats of Broadsheet.
    public static PaperFormats standard() {
        // the more telling first: a format asked later may take an earlier one's file for its own
        List<PaperFormat> readers = List.of(
                new ArxivAtom(),
                new CrossrefXml(),
                new OaiPmh(),
                new PubmedXml(),
                new Jats(),
                new DataciteXml(),
                new EndnoteXml(),
                new Feeds(),
                new Bibtex(),
                new Ris(),
                new Nbib(),
                new Isi(),
                new EndnoteTagged(),
                new HfDailyArchive(),
                new HfDaily(),
                new BiorxivJson(),
                new OpenAlex(),
                new SemanticScholar(),
                new CrossrefJson(),
                new ArxivJson(),
                new CslJson(),
                new NeutralJsonl(),
                new RetractionWatch(),
                new CsvTable(),
                new AlternatingText());
        List<PaperWriter> writers =
                List.of(new BibtexWriter(), new RisWriter(), new CslJson(), new NeutralJsonl(), new CsvTable());
        return new PaperFormats(readers, writers, DEFAULT_MAX_BYTES);
    }

    /// The writer of that name (`bibtex`, `ris`, `csl-json`, `jsonl`, `csv`).
    ///
    /// @throws IllegalArgumentException where there is none; the message names those there are
    public PaperWriter writer(String name) {
        return writers.stream()
                .filter(w -> w.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no export format '" + name + "'; there are "
                        + String.join(
                                ", ", writers.stream().map(PaperWriter::name).toList())));
    }

    /// Reads a file; its name becomes the source of its records.
    ///
    /// @throws IOException where the file cannot be opened or the disk fails; never because of what the
    /// file
    /// says
    public ReadReport read(Path file, Instant now, RecordSink sink) throws IOException {
        Path name = file.getFileName();
        if (Files.isDirectory(file)) throw new IOException(file + " is a folder; name the files in it");
        try (InputStream in = Files.newInputStream(file)) {
            return read(name == null ? file.toString() : name.toString(), in, now, sink);
        }
    }

    /// Reads a stream as the file of that name.
    public ReadReport read(String fileName, InputStream in, Instant now, RecordSink sink) throws IOException {
        String source = fileName.length() > 300 ? fileName.substring(fileName.length() - 300) : fileName;
        return read(fileName, new ReadContext(source.isBlank() ? "file" : source, now), in, sink);
    }

    /// Reads what a source on the web answered; its format is told from the content alone.
    public ReadReport read(ReadContext context, InputStream in, RecordSink sink) throws IOException {
        return read("", context, in, sink);
    }

    private ReadReport read(String fileName, ReadContext context, InputStream in, RecordSink sink) throws IOException {
        Counting counting = new Counting(sink);
        String plainName = fileName.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        Tolerant bytes = new Tolerant(unzip(in), maxBytes);
        PushbackInputStream rest = new PushbackInputStream(bytes, HEAD_BYTES);
        byte[] start = rest.readNBytes(HEAD_BYTES);
        rest.unread(start);
        if (start.length == 0) {
            counting.brokeOff("file", bytes.brokeOff().orElse("the file is empty"));
            return counting.report(ReadReport.UNKNOWN);
        }
        Head head = new Head(plainName, TextEncoding.decodeHead(start, start.length == HEAD_BYTES));
        Optional<PaperFormat> format =
                all.stream().filter(f -> f.recognises(head)).findFirst();
        if (format.isEmpty()) {
            counting.reject(
                    "file",
                    "no known format fits; its content looks like none of "
                            + String.join(
                                    ", ", all.stream().map(PaperFormat::name).toList()));
            return counting.report(ReadReport.UNKNOWN);
        }
        try {
            format.get().read(rest, context, counting);
        } finally {
            // a parser may have taken either for a bad record, or wrapped it in an error of its own
            bytes.rethrowFailure();
            counting.rethrowFailure();
        }
        bytes.brokeOff().ifPresent(why -> counting.brokeOff("end of file", why));
        return counting.report(format.get().name());
    }

    /// The stream itself, or what is zipped in it: gzip is told by its first two bytes, never by the name.
    private static InputStream unzip(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        if (first != 0x1f || second != 0x8b) return buffered;
        try {
            return new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16);
        } catch (EOFException | ZipException e) {
            return new FailingStream(e);
        }
    }

    /// A zip that cannot even be opened.
    private static final class FailingStream extends InputStream {
        private final IOException failure;

        FailingStream(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            throw failure;
        }
    }

    /// Ends where the file broke off, and remembers why, so that what was whole before stays.
    private static final class Tolerant extends InputStream {
        private final InputStream in;
        private long left;
        private Optional<String> brokeOff = Optional.empty();
        private @Nullable IOException failure;

        Tolerant(InputStream in, long maxBytes) {
            this.in = in;
            this.left = maxBytes;
        }

        Optional<String> brokeOff() {
            return brokeOff;
        }

        void rethrowFailure() throws IOException {
            if (failure != null) throw failure;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) return 0;
            if (brokeOff.isPresent()) return -1;
            if (left <= 0) {
                brokeOff = Optional.of("the file is larger than is read from one file; the rest was left out");
                return -1;
            }
            try {
                int n = in.read(into, from, (int) Math.min(length, left));
                if (n > 0) left -= n;
                return n;
            } catch (EOFException _) {
                brokeOff = Optional.of("the file is cut off; what was whole before is kept");
                return -1;
            } catch (ZipException e) {
                brokeOff = Optional.of(
                        "the gzip data are damaged (" + e.getMessage() + "); what was whole before is kept");
                return -1;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    /// Passes records on and keeps the count.
    private static final class Counting implements RecordSink {
        private final RecordSink next;
        private final List<Problem> problems = new ArrayList<>();
        private long read;
        private long notices;
        private long rejected;
        private boolean whole = true;
        private @Nullable RuntimeException failure;

        Counting(RecordSink next) {
            this.next = next;
        }

        @Override
        public void accept(SourceRecord record, String where) {
            rethrowFailure();
            read++;
            try {
                next.accept(record, where);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void notice(NoticeRecord notice) {
            rethrowFailure();
            notices++;
            try {
                next.notice(notice);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        void rethrowFailure() {
            if (failure != null) throw failure;
        }

        @Override
        public void reject(String where, String why) {
            if (failure != null) return;
            rejected++;
            if (problems.size() < ReadReport.MAX_PROBLEMS) problems.add(new Problem(where, why));
            next.reject(where, why);
        }

        @Override
        public void brokeOff(String where, String why) {
            whole = false;
            reject(where, why);
        }

        ReadReport report(String format) {
            return new ReadReport(format, read, notices, rejected, problems, whole);
        }
    }
}
