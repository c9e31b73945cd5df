package org.broadsheet.server.shelf;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingProgress.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a reader keeps, to be taken along and brought back. Lists and notes are known by their ids, reading
/// status by
/// the paper, follows by what is followed; of two versions the one that was changed last stays.
@Component
@Order(3)
public final class ShelfData implements ReaderData {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LISTS = "lists.jsonl";
    private static final String STATUS = "reading-status.jsonl";
    private static final String NOTES = "notes.jsonl";
    private static final String FOLLOWS = "follows.jsonl";
    private static final int PAGE = 500;

    private final Library library;
    private final ReadingLists lists;
    private final ReadingProgress progress;
    private final Notes notes;
    private final Follows follows;

    public ShelfData(Library library, ReadingLists lists, ReadingProgress progress, Notes notes, Follows follows) {
        this.library = library;
        this.lists = lists;
        this.progress = progress;
        this.notes = notes;
        this.follows = follows;
    }

    @Override
    public void delete(ReaderId reader) {
        follows.removeAll(reader);
        notes.removeAll(reader);
        progress.removeAll(reader);
        lists.removeAll(reader);
    }

    // ---- Out
    // ----------------------------------------------------------------------------------------------------

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        try (Lines out = new Lines(archive, LISTS)) {
            for (ReadingList list : lists.of(reader)) {
                List<ReadingLists.Entry> entries = lists.entries(list.id());
                Map<PaperId, String> names = archive.names(
                        entries.stream().map(ReadingLists.Entry::paper).toList());
                ObjectNode o = JSON.createObjectNode()
                        .put("id", list.id())
                        .put("name", list.name())
                        .put("description", list.description())
                        .put("visibility", list.visibility().key())
                        .put("changed", list.changedAt().toString());
                ArrayNode papers = o.putArray("papers");
                for (ReadingLists.Entry e : entries)
                    papers.addObject()
                            .put("paper", name(names, e.paper()))
                            .put("added", e.added().toString());
                out.line(o);
            }
        }
        try (Lines out = new Lines(archive, STATUS)) {
            List<ReadingProgress.Entry> all = progress.all(reader);
            Map<PaperId, String> names =
                    archive.names(all.stream().map(ReadingProgress.Entry::paper).toList());
            for (ReadingProgress.Entry e : all)
                out.line(JSON.createObjectNode()
                        .put("paper", name(names, e.paper()))
                        .put("status", e.status().key())
                        .put("changed", e.changed().toString()));
        }
        try (Lines out = new Lines(archive, NOTES)) {
            List<Note> page;
            int offset = 0;
            do {
                page = notes.of(reader, offset, PAGE);
                Map<PaperId, String> names =
                        archive.names(page.stream().map(Note::paper).toList());
                for (Note n : page) {
                    ObjectNode o = JSON.createObjectNode()
                            .put("id", n.id())
                            .put("paper", name(names, n.paper()))
                            .put("note", n.body());
                    if (n.highlight()) o.put("quote", n.quote()).put("starts", n.starts());
                    out.line(o.put("created", n.createdAt().toString())
                            .put("changed", n.changedAt().toString()));
                }
                offset += PAGE;
            } while (page.size() == PAGE);
        }
        try (Lines out = new Lines(archive, FOLLOWS)) {
            for (Follow f : follows.of(reader)) {
                String target = f.kind() == Follow.Kind.CITATIONS
                        ? name(archive.names(List.of(new PaperId(f.target()))), new PaperId(f.target()))
                        : f.target();
                out.line(JSON.createObjectNode()
                        .put("kind", f.kind().key())
                        .put("target", target)
                        .put("label", f.label())
                        .put("section", f.section())
                        .put("created", f.createdAt().toString()));
            }
        }
    }

    private static String name(Map<PaperId, String> names, PaperId paper) {
        return names.getOrDefault(paper, paper.value());
    }

    /// Writes a file line by line.
    private static final class Lines implements AutoCloseable {
        private final BufferedWriter out;

        Lines(Archive archive, String file) throws IOException {
            out = new BufferedWriter(new OutputStreamWriter(archive.file(file), StandardCharsets.UTF_8));
        }

        void line(ObjectNode o) throws IOException {
            out.write(o.toString());
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    // ---- In
    // -----------------------------------------------------------------------------------------------------

    @Override
    public void bring(ReaderId reader, Brought archive) throws IOException {
        archive.lines(LISTS, line -> list(reader, object(line), archive));
        archive.lines(STATUS, line -> {
            JsonNode o = object(line);
            PaperId paper = archive.paper(text(o, "paper"));
            Status status = Status.ofKey(text(o, "status"))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a status is to-read, reading or read but was '" + text(o, "status") + "'"));
            Instant changed = time(o, "changed");
            return () -> progress.bring(reader, paper, status, changed);
        });
        archive.lines(NOTES, line -> {
            JsonNode o = object(line);
            Notes.Kept note = new Notes.Kept(
                    archive.id("note", id(o, "n")),
                    archive.paper(text(o, "paper")),
                    text(o, "note"),
                    text(o, "quote"),
                    o.path("starts").asInt(0),
                    time(o, "created"),
                    time(o, "changed"));
            return () -> notes.bring(reader, note);
        });
        archive.lines(FOLLOWS, line -> {
            JsonNode o = object(line);
            Follow.Kind kind = Follow.Kind.ofKey(text(o, "kind"))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a kind is author, topic, category, search or citations but was '" + text(o, "kind")
                                    + "'"));
            String target = kind == Follow.Kind.CITATIONS
                    ? archive.paper(text(o, "target")).value()
                    : text(o, "target");
            Follows.Kept follow = follows.checked(
                    kind, target, text(o, "label"), o.path("section").asBoolean(false), time(o, "created"));
            return () -> follows.bring(reader, follow);
        });
    }

    private BooleanSupplier list(ReaderId reader, JsonNode o, Brought archive) {
        String id = archive.id("reading_list", id(o, "l"));
        Visibility visibility = Visibility.ofKey(text(o, "visibility"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a visibility is private, link or public but was '" + text(o, "visibility") + "'"));
        if (o.path("papers").size() > ReadingLists.MOST_PAPERS)
            throw new IllegalArgumentException("a list has at most %,d papers; this one has %,d"
                    .formatted(ReadingLists.MOST_PAPERS, o.path("papers").size()));
        List<ReadingLists.Entry> entries = new ArrayList<>();
        for (JsonNode e : o.path("papers"))
            entries.add(new ReadingLists.Entry(archive.paper(text(e, "paper")), time(e, "added")));
        ReadingLists.Kept list =
                lists.checked(id, text(o, "name"), text(o, "description"), visibility, time(o, "changed"), entries);
        return () -> lists.bring(reader, list);
    }

    private static JsonNode object(String line) {
        try {
            JsonNode o = JSON.readTree(line);
            if (o == null || !o.isObject()) throw new IllegalArgumentException("a line is a JSON object");
            return o;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode o, String field) {
        @Nullable JsonNode n = o.get(field);
        return n != null && n.isString() ? n.asString() : "";
    }

    private static String id(JsonNode o, String prefix) {
        String id = text(o, "id");
        if (!id.matches(prefix + "-[a-z2-7]{16}"))
            throw new IllegalArgumentException("an id is '" + prefix + "-' and 16 of a-z and 2-7 but was '" + id + "'");
        return id;
    }

    /// A time, but none to come.
    private Instant time(JsonNode o, String field) {
        Instant now = library.clock().instant();
        try {
            Instant time = Instant.parse(text(o, field));
            return time.isAfter(now) ? now : time;
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    "'" + field + "' is written like 2026-11-24T12:00:00Z but was '" + text(o, field) + "'");
        }
    }
}
