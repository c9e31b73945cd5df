package org.broadsheet.server.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes an archive, a file after the other; the papers that were named come last.
final class ArchiveWriter implements ReaderData.Archive {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PAGE = 200;

    private final Library library;
    private final ZipOutputStream zip;
    private final Map<String, Long> lines = new LinkedHashMap<>();
    private final Map<PaperId, String> names = new HashMap<>();
    private final Map<String, PaperId> described = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private @Nullable Entry current;

    ArchiveWriter(Library library, OutputStream out) {
        this.library = library;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /// Says what the archive is, to whoever opens it without a Broadsheet.
    void readme() throws IOException {
        try (InputStream text = ArchiveWriter.class.getResourceAsStream(ReaderArchive.README)) {
            if (text == null) throw new IOException("this build has no README for archives");
            text.transferTo(file(ReaderArchive.README));
        }
    }

    @Override
    public OutputStream file(String name) throws IOException {
        end();
        if (!begun.add(name)) throw new IllegalStateException("two rooms write " + name);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(
                library.clock().instant().atZone(java.time.ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        current = new Entry(name);
        return current;
    }

    private void end() throws IOException {
        Entry open = current;
        if (open == null) return;
        current = null;
        lines.put(open.name, open.lines);
        zip.closeEntry();
    }

    /// What is written of one file.
    private final class Entry extends FilterOutputStream {
        private final String name;
        private long lines;

        Entry(String name) {
            super(zip);
            this.name = name;
        }

        private void held() throws IOException {
            if (current != this) throw new IOException(name + " has ended");
        }

        @Override
        public void write(int b) throws IOException {
            held();
            if (b == '\n') lines++;
            zip.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            held();
            for (int i = from; i < from + length; i++) if (bytes[i] == '\n') lines++;
            zip.write(bytes, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() throws IOException {
            if (current == this) end();
        }
    }

    /// A paper goes by its arXiv id, else, or where two have the same, by its own id.
    @Override
    public Map<PaperId, String> names(Collection<PaperId> papers) {
        List<PaperId> fresh =
                papers.stream().filter(p -> !names.containsKey(p)).distinct().toList();
        if (!fresh.isEmpty()) {
            Map<PaperId, PaperId> homes = library.homes(fresh);
            Map<PaperId, Paper> now = new HashMap<>();
            library.papers(Set.copyOf(homes.values())).forEach(p -> now.put(p.id(), p));
            for (PaperId p : fresh) {
                Paper paper = now.get(homes.getOrDefault(p, p));
                names.put(p, paper == null ? p.value() : name(paper));
            }
        }
        Map<PaperId, String> answer = new HashMap<>();
        for (PaperId p : papers) answer.put(p, String.valueOf(names.get(p)));
        return answer;
    }

    private String name(Paper paper) {
        PaperId before = described.putIfAbsent(paper.slug(), paper.id());
        if (before == null || before.equals(paper.id())) return paper.slug();
        described.putIfAbsent(paper.id().value(), paper.id());
        return paper.id().value();
    }

    /// Writes what the papers are, and the manifest.
    void finish(Reader reader) throws IOException {
        OutputStream papers = file(ReaderArchive.PAPERS);
        List<Map.Entry<String, PaperId>> all = new ArrayList<>(described.entrySet());
        for (int i = 0; i < all.size(); i += PAGE) {
            List<Map.Entry<String, PaperId>> page = all.subList(i, Math.min(all.size(), i + PAGE));
            Map<PaperId, Paper> found = new HashMap<>();
            library.papers(page.stream().map(Map.Entry::getValue).toList()).forEach(p -> found.put(p.id(), p));
            for (Map.Entry<String, PaperId> e : page) {
                Paper paper = found.get(e.getValue());
                if (paper != null) papers.write(line(e.getKey(), paper));
            }
        }
        end();
        ObjectNode manifest = JSON.createObjectNode()
                .put("format", ReaderArchive.FORMAT)
                .put("version", ReaderArchive.VERSION)
                .put("created", library.clock().instant().toString());
        manifest.putObject("reader")
                .put("id", reader.id().value())
                .put("name", reader.name())
                .put("display_name", reader.displayName());
        ArrayNode files = manifest.putArray("files");
        lines.forEach((name, n) -> files.addObject().put("name", name).put("lines", n));
        file(ReaderArchive.MANIFEST).write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        end();
        zip.finish();
    }

    /// What a paper is, without what is of this house: lists it was on, who put it there, what others
    /// thought.
    private static byte[] line(String name, Paper paper) {
        Metadata m = paper.metadata().toBuilder()
                .noListings()
                .submittedBy(null)
                .attention(Attention.NONE)
                .build();
        ObjectNode o = JSON.createObjectNode()
                .put("paper", name)
                .put("broadsheet_id", paper.id().value());
        o.setAll((ObjectNode) JSON.readTree(NeutralJson.toLine(m)));
        return (o + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
