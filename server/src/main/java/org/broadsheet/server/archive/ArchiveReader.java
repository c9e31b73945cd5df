package org.broadsheet.server.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.archive.ArchiveReport.FileReport;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an archive. Entries are only ever read by the names that rooms ask for, so what else an archive
/// holds, and
/// under which names, is of no consequence.
final class ArchiveReader implements ReaderData.Brought {
    private static final int LONGEST_LINE = 1_000_000;
    private static final int MOST_MANIFEST = 1_000_000;
    private static final int CHUNK = 500;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final Library library;
    private final Database database;
    private final ReaderId reader;
    private final ZipFile zip;
    private final ArchivedPapers papers;
    private final Map<String, PaperId> named = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> asked =
            new LinkedHashSet<>(List.of(ReaderArchive.MANIFEST, ReaderArchive.PAPERS, ReaderArchive.README));
    private final List<FileReport> files = new ArrayList<>();
    private final long mostUnpacked;
    private long unpacked;

    /// @param mostUnpacked bytes of all entries that are read together
    ArchiveReader(Library library, ReaderId reader, ZipFile zip, long mostUnpacked) {
        this.mostUnpacked = mostUnpacked;
        this.library = library;
        this.database = library.database();
        this.reader = reader;
        this.zip = zip;
        this.papers = new ArchivedPapers(library);
    }

    /// Reads what the archive says of itself, and finds its papers or takes them in.
    ///
    /// @throws IOException where it is none that this version reads
    void open() throws IOException {
        ZipEntry entry = zip.getEntry(ReaderArchive.MANIFEST);
        if (entry == null)
            throw new IOException("this zip is no Broadsheet archive: it has no " + ReaderArchive.MANIFEST);
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(MOST_MANIFEST + 1);
        }
        count(text.length);
        try {
            if (text.length > MOST_MANIFEST) throw new IllegalArgumentException("too long");
            JsonNode manifest = JSON.readTree(text);
            if (!manifest.path("format").asString("").equals(ReaderArchive.FORMAT))
                throw new IllegalArgumentException("its format is not \"" + ReaderArchive.FORMAT + "\"");
            int version = manifest.path("version").asInt(0);
            if (version < 1 || version > ReaderArchive.VERSION)
                throw new IllegalArgumentException("it is of version " + version + ", and this Broadsheet reads up to "
                        + ReaderArchive.VERSION + "; use a newer one");
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    "this zip is no Broadsheet archive that can be read: "
                            + (e instanceof JacksonException ? "its manifest is no JSON" : e.getMessage()),
                    e);
        }
        describe();
    }

    private void describe() throws IOException {
        ZipEntry entry = zip.getEntry(ReaderArchive.PAPERS);
        if (entry == null) return;
        Tally tally = new Tally(ReaderArchive.PAPERS);
        List<Read> waiting = new ArrayList<>();
        each(entry, tally, (n, line) -> {
            waiting.add(new Read(n, line));
            if (waiting.size() == CHUNK) find(waiting, tally);
        });
        find(waiting, tally);
        files.add(tally.report());
    }

    private record Read(long number, String line) {}

    private void find(List<Read> waiting, Tally tally) {
        Map<String, ArchivedPapers.Described> described = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        for (Read r : waiting)
            try {
                ArchivedPapers.Described d = ArchivedPapers.read(r.line);
                if (named.containsKey(d.name()) || described.putIfAbsent(d.name(), d) != null)
                    throw new IllegalArgumentException("a second paper is called '" + d.name() + "'");
                numbers.put(d.name(), r.number);
            } catch (IllegalArgumentException e) {
                tally.reject(r.number, String.valueOf(e.getMessage()));
            }
        waiting.clear();
        int before = papers.taken();
        Map<String, PaperId> found = papers.find(described.values());
        named.putAll(found);
        described.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .forEach(name -> tally.reject(
                        numbers.getOrDefault(name, 0L), "'" + name + "' is not here, and " + papers.whyNot()));
        int fresh = papers.taken() - before;
        tally.changed += fresh;
        tally.unchanged += found.size() - fresh;
    }

    @Override
    public PaperId paper(String name) {
        PaperId known = named.get(name);
        if (known != null) return known;
        Optional<Paper> here = library.paper(name);
        here.ifPresent(p -> named.put(name, p.id()));
        return here.map(Paper::id).orElseThrow(() -> {
            if (missing.size() < 10 * ArchiveReport.MOST_NAMED) missing.add(shown(name));
            return new IllegalArgumentException("no paper here is called '" + shown(name) + "'");
        });
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }

    @Override
    public String id(String table, String id) {
        List<String> owners = database.writing()
                .query("select reader_id from " + table + " where id = ?", (r, _) -> r.getString(1), id);
        if (owners.isEmpty() || owners.getFirst().equals(reader.value())) return id;
        byte[] hash = Digests.sha256(reader.value() + " " + id);
        StringBuilder own = new StringBuilder(id.substring(0, Math.min(id.length(), 1))).append('-');
        for (int i = 0; i < 16; i++) own.append(ALPHABET.charAt(hash[i] & 31));
        return own.toString();
    }

    @Override
    public void lines(String file, ReaderData.Line reading) throws IOException {
        asked.add(file);
        ZipEntry entry = zip.getEntry(file);
        if (entry == null) return;
        Tally tally = new Tally(file);
        List<Todo> waiting = new ArrayList<>();
        each(entry, tally, (n, line) -> {
            try {
                waiting.add(new Todo(n, reading.read(line)));
            } catch (IllegalArgumentException e) {
                tally.reject(n, String.valueOf(e.getMessage()));
            }
            if (waiting.size() == CHUNK) work(waiting, tally);
        });
        work(waiting, tally);
        files.add(tally.report());
    }

    private record Todo(long number, BooleanSupplier work) {}

    /// Works in one transaction, which is many times faster; where one line cannot be kept, line by line.
    private void work(List<Todo> waiting, Tally tally) {
        List<Todo> chunk = List.copyOf(waiting);
        waiting.clear();
        if (chunk.isEmpty()) return;
        try {
            long changed = database.write(
                    () -> chunk.stream().filter(t -> t.work.getAsBoolean()).count());
            tally.changed += changed;
            tally.unchanged += chunk.size() - changed;
        } catch (IllegalArgumentException _) {
            for (Todo t : chunk)
                try {
                    if (database.write(t.work::getAsBoolean)) tally.changed++;
                    else tally.unchanged++;
                } catch (IllegalArgumentException e) {
                    tally.reject(t.number, String.valueOf(e.getMessage()));
                }
        }
    }

    // ---- Bytes
    // --------------------------------------------------------------------------------------------------

    private interface Numbered {
        void take(long number, String line) throws IOException;
    }

    private void each(ZipEntry entry, Tally tally, Numbered take) throws IOException {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
            long number = 0;
            for (boolean more = true; more; ) {
                line.reset();
                boolean tooLong = false;
                int b;
                while ((b = in.read()) >= 0 && b != '\n') {
                    count(1);
                    if (line.size() < LONGEST_LINE) line.write(b);
                    else tooLong = true;
                }
                more = b >= 0;
                number++;
                String text = line.toString(StandardCharsets.UTF_8);
                if (text.isBlank()) continue;
                tally.lines++;
                if (tooLong) tally.reject(number, "it is longer than %,d bytes".formatted(LONGEST_LINE));
                else take.take(number, text);
            }
        }
    }

    private void count(long bytes) throws IOException {
        if ((unpacked += bytes) > mostUnpacked)
            throw new IOException(
                    "unpacked, the archive is larger than %,d bytes; what came before is kept".formatted(mostUnpacked));
    }

    /// What became of a file's lines.
    private static final class Tally {
        private final String name;
        private final List<String> problems = new ArrayList<>();
        private long lines;
        private long changed;
        private long unchanged;
        private long rejected;

        Tally(String name) {
            this.name = name;
        }

        void reject(long line, @Nullable String why) {
            rejected++;
            if (problems.size() < ArchiveReport.MOST_NAMED) problems.add("line " + line + ": " + why);
        }

        FileReport report() {
            return new FileReport(name, lines, changed, unchanged, rejected, problems);
        }
    }

    ArchiveReport report() {
        List<String> skipped = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !asked.contains(name))
                .map(ArchiveReader::shown)
                .limit(ArchiveReport.MOST_NAMED)
                .toList();
        return new ArchiveReport(
                files,
                papers.found(),
                papers.taken(),
                missing.stream().limit(ArchiveReport.MOST_NAMED).toList(),
                skipped);
    }
}
