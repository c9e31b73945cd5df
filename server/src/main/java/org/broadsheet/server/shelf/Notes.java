package org.broadsheet.server.shelf;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Readers' notes and highlights, which nobody else sees, and which are searched with the papers.
@Component
public final class Notes {
    /// Longest note, in characters.
    public static final int LONGEST = 20_000;

    /// Longest quote, in characters.
    public static final int LONGEST_QUOTE = 2_000;

    private static final int MOST_WORDS = 12;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Library library;
    private final Database database;
    private final Pace pace;

    public Notes(Library library, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.pace = pace;
    }

    /// Writes a note on a paper.
    public Note write(ReaderId reader, PaperId paper, String body) {
        if (body.isBlank()) throw new IllegalArgumentException("a note says something");
        return save(reader, paper, body, "", 0, 0);
    }

    /// Marks words of an abstract, with or without a note on them.
    ///
    /// @param starts where the quote begins in the abstract
    /// @throws IllegalArgumentException where the quote is empty or too long
    public Note highlight(ReaderId reader, PaperId paper, String quote, int starts, String body) {
        if (quote.isBlank() || quote.length() > LONGEST_QUOTE)
            throw new IllegalArgumentException(
                    "a quote has 1 to %,d characters but had %,d".formatted(LONGEST_QUOTE, quote.length()));
        if (starts < 0) throw new IllegalArgumentException("a quote begins at 0 or later but was at " + starts);
        return save(reader, paper, body, quote, starts, starts + quote.length());
    }

    private Note save(ReaderId reader, PaperId paper, String body, String quote, int starts, int ends) {
        String words = checked(body);
        pace.take(reader, Pace.Deed.KEEP);
        String id = RandomIds.id("n");
        return database.write(() -> {
            database.writing()
                    .update(
                            "insert into note (id, reader_id, paper_id, body, quote, starts, ends, folded, created_at, changed_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            id,
                            reader.value(),
                            paper.value(),
                            words,
                            quote,
                            starts,
                            ends,
                            fold(words + "\n" + quote),
                            now(),
                            now());
            return inTransaction(reader, id)
                    .orElseThrow(() -> new IllegalStateException("a note that was kept is gone"));
        });
    }

    /// Changes the words of a note.
    ///
    /// @return empty where the reader has no such note
    public Optional<Note> change(ReaderId reader, String id, String body) {
        String words = checked(body);
        pace.take(reader, Pace.Deed.KEEP);
        return Optional.of(database.write(() -> {
                    Optional<Note> was = inTransaction(reader, id);
                    if (was.isEmpty()) return was;
                    if (words.isEmpty() && !was.get().highlight())
                        throw new IllegalArgumentException(
                                "a note says something; delete it if it is no longer needed");
                    database.writing()
                            .update(
                                    "update note set body = ?, folded = ?, changed_at = ? where id = ?",
                                    words,
                                    fold(words + "\n" + was.get().quote()),
                                    now(),
                                    id);
                    return inTransaction(reader, id);
                }))
                .flatMap(n -> n);
    }

    /// Deletes a note.
    public boolean delete(ReaderId reader, String id) {
        return database.write(() ->
                database.writing().update("delete from note where id = ? and reader_id = ?", id, reader.value()) > 0);
    }

    /// A note of the reader's own.
    public Optional<Note> own(ReaderId reader, String id) {
        return database.reading()
                .sql("select * from note where id = ? and reader_id = ?")
                .param(id)
                .param(reader.value())
                .query(Notes::note)
                .optional();
    }

    /// A reader's notes on a paper and on those merged into it, oldest first.
    public List<Note> of(ReaderId reader, PaperId paper) {
        return database.reading()
                .sql(
                        "with recursive same(id) as (select id from paper where id = :paper union"
                                + " select p.id from paper p join same s on p.merged_into = s.id)"
                                + " select * from note where reader_id = :reader and paper_id in (select id from same) order by created_at, id")
                .param("paper", paper.value())
                .param("reader", reader.value())
                .query(Notes::note)
                .list();
    }

    /// A reader's notes, last changed first.
    public List<Note> of(ReaderId reader, int offset, int limit) {
        return database.reading()
                .sql("select * from note where reader_id = ? order by changed_at desc, id limit ? offset ?")
                .param(reader.value())
                .param(limit)
                .param(offset)
                .query(Notes::note)
                .list();
    }

    /// A reader's notes that hold every word of a query, in whatever case and with or without accents, last
    /// changed
    /// first; at most the first twelve words count.
    public List<Note> search(ReaderId reader, String query, int limit) {
        List<String> words = new ArrayList<>();
        for (String w : fold(query).split("[^\\p{L}\\p{N}]+"))
            if (!w.isEmpty() && words.size() < MOST_WORDS) words.add(w);
        if (words.isEmpty()) return List.of();
        var sql = new StringBuilder("select * from note where reader_id = ?");
        List<Object> values = new ArrayList<>();
        values.add(reader.value());
        for (String w : words) {
            sql.append(" and folded like ?");
            values.add("%" + w + "%");
        }
        values.add(limit);
        return database.reading()
                .sql(sql.append(" order by changed_at desc, id limit ?").toString())
                .params(values)
                .query(Notes::note)
                .list();
    }

    /// A note as an archive has it, checked.
    record Kept(String id, PaperId paper, String body, String quote, int starts, Instant created, Instant changed) {
        Kept {
            body = checked(body);
            if (quote.length() > LONGEST_QUOTE)
                throw new IllegalArgumentException(
                        "a quote has at most %,d characters but had %,d".formatted(LONGEST_QUOTE, quote.length()));
            if (body.isEmpty() && quote.isBlank()) throw new IllegalArgumentException("a note says something");
            if (starts < 0) throw new IllegalArgumentException("a quote begins at 0 or later but was at " + starts);
        }
    }

    /// Keeps a note that comes from an archive, where there is no later version of it.
    ///
    /// @return whether that changed anything
    boolean bring(ReaderId reader, Kept note) {
        return database.write(() -> {
            Optional<Note> was = inTransaction(reader, note.id());
            String changed = Times.text(note.changed());
            String folded = fold(note.body() + "\n" + note.quote());
            if (was.isPresent())
                return Times.text(was.get().changedAt()).compareTo(changed) < 0
                        && database.writing()
                                        .update(
                                                "update note set body = ?, folded = ?, changed_at = ? where id = ? and reader_id = ?",
                                                note.body(),
                                                folded,
                                                changed,
                                                note.id(),
                                                reader.value())
                                > 0;
            return database.writing()
                            .update(
                                    "insert into note (id, reader_id, paper_id, body, quote, starts, ends, folded, created_at, changed_at)"
                                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    note.id(),
                                    reader.value(),
                                    note.paper().value(),
                                    note.body(),
                                    note.quote(),
                                    note.starts(),
                                    note.starts() + note.quote().length(),
                                    folded,
                                    Times.text(note.created()),
                                    changed)
                    > 0;
        });
    }

    /// Deletes all notes of a reader.
    public void removeAll(ReaderId reader) {
        database.write(() -> database.writing().update("delete from note where reader_id = ?", reader.value()));
    }

    /// Lower case, without accents.
    static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String checked(String body) {
        String words = body.strip();
        if (words.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a note has at most %,d characters but had %,d".formatted(LONGEST, words.length()));
        return words;
    }

    private Optional<Note> inTransaction(ReaderId reader, String id) {
        return database
                .writing()
                .query("select * from note where id = ? and reader_id = ?", Notes::note, id, reader.value())
                .stream()
                .findFirst();
    }

    private static Note note(ResultSet r, int row) throws SQLException {
        return new Note(
                r.getString("id"),
                new PaperId(r.getString("paper_id")),
                r.getString("body"),
                r.getString("quote"),
                r.getInt("starts"),
                r.getInt("ends"),
                Instant.parse(r.getString("created_at")),
                Instant.parse(r.getString("changed_at")));
    }

    private String now() {
        return Times.text(library.clock().instant());
    }
}
