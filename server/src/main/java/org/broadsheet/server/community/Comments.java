package org.broadsheet.server.community;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// The discussion of papers: threads of Markdown, every version kept, and what editors hid with their
/// reasons.
@Component
public final class Comments {
    /// Longest comment, in characters.
    public static final int LONGEST = 10_000;

    private static final int DEEPEST = 6;
    private static final int LONGEST_REASON = 500;

    /// A comment with its author's name, and whether that author is known to have written the paper.
    private static final String COMMENT =
            "select c.*, r.display_name, (select count(*) from authorship_claim a where a.paper_id = c.paper_id"
                    + " and a.reader_id = c.reader_id and a.state = 'verified') as wrote"
                    + " from comment c left join reader r on r.id = c.reader_id ";

    private final Library library;
    private final Database database;
    private final Pace pace;
    private final ModerationLog log;

    public Comments(Library library, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.pace = pace;
        this.log = new ModerationLog(library);
    }

    // ---- Writing
    // ------------------------------------------------------------------------------------------------

    /// Adds a comment, or an answer to one.
    ///
    /// @param parent the comment that is answered, on the same paper
    /// @throws IllegalArgumentException where it is empty or too long, or answers what is not there
    public Comment post(Reader author, PaperId paper, Optional<String> parent, String markdown) {
        String body = checked(markdown);
        pace.take(author.id(), Pace.Deed.COMMENT);
        String id = RandomIds.id("c");
        return database.write(() -> {
            Optional<String> under = parent.map(p -> answered(paper, p));
            database.writing()
                    .update(
                            "insert into comment (id, paper_id, parent_id, reader_id, body, created_at) values (?, ?, ?, ?, ?, ?)",
                            id,
                            paper.value(),
                            under.orElse(null),
                            author.id().value(),
                            body,
                            now());
            return inTransaction(id);
        });
    }

    /// The comment to hang an answer under: the one answered, or where the thread is deep already, the one
    /// above it.
    private String answered(PaperId paper, String parent) {
        Comment answered = find(parent)
                .filter(c -> library.homes(List.of(c.paper())).containsValue(paper)
                        || c.paper().equals(paper))
                .filter(Comment::visible)
                .orElseThrow(() -> new IllegalArgumentException("the comment you answer is no longer there"));
        int depth = 1;
        Optional<String> above = answered.parent();
        while (above.isPresent()) {
            depth++;
            above = find(above.get()).flatMap(Comment::parent);
        }
        return depth >= DEEPEST ? answered.parent().orElse(parent) : parent;
    }

    /// Changes a reader's own comment; what it said before is kept as a version.
    ///
    /// @return empty where there is no such comment of this reader's, or an editor hid it
    public Optional<Comment> edit(Reader author, String id, String markdown) {
        String body = checked(markdown);
        pace.take(author.id(), Pace.Deed.COMMENT);
        return Optional.of(database.write(() -> {
                    Optional<Comment> was = own(author, id);
                    if (was.isEmpty() || was.get().body().equals(body)) return was;
                    String last =
                            was.get().editedAt().orElse(was.get().writtenAt()).toString();
                    database.writing()
                            .update(
                                    "insert into comment_version (comment_id, version, body, written_at)"
                                            + " select ?, coalesce(max(version), 0) + 1, ?, ? from comment_version where comment_id = ?",
                                    id,
                                    was.get().body(),
                                    last,
                                    id);
                    database.writing()
                            .update("update comment set body = ?, edited_at = ? where id = ?", body, now(), id);
                    return Optional.of(inTransaction(id));
                }))
                .flatMap(c -> c);
    }

    /// Takes a reader's own comment away, its versions too; the place stays where it was answered.
    ///
    /// @return whether there was such a comment of this reader's
    public boolean delete(Reader author, String id) {
        return database.write(() -> {
            if (own(author, id).isEmpty()) return false;
            erase(id);
            return true;
        });
    }

    private void erase(String id) {
        database.writing().update("delete from comment_version where comment_id = ?", id);
        database.writing().update("update comment set body = '', deleted_at = ? where id = ?", now(), id);
    }

    private Optional<Comment> own(Reader author, String id) {
        return database.writing().query(COMMENT + "where c.id = ?", Comments::comment, id).stream()
                .filter(c -> c.by(author.id()) && c.visible())
                .findFirst();
    }

    private static String checked(String markdown) {
        String body = markdown.strip();
        if (body.isEmpty()) throw new IllegalArgumentException("a comment says something");
        if (body.length() > LONGEST)
            throw new IllegalArgumentException("a comment has at most %,d characters but had %,d; say it in fewer"
                    .formatted(LONGEST, body.length()));
        return body;
    }

    private Comment inTransaction(String id) {
        return database.writing()
                .query(COMMENT + "where c.id = ?", Comments::comment, id)
                .getFirst();
    }

    // ---- Reading
    // ------------------------------------------------------------------------------------------------

    /// A comment, whoever may read it: ask [Comment#visible].
    public Optional<Comment> find(String id) {
        return database.reading()
                .sql(COMMENT + "where c.id = ?")
                .param(id)
                .query(Comments::comment)
                .optional();
    }

    /// A comment and those that answer it.
    ///
    /// @param answers oldest first
    public record Talk(Comment comment, List<Talk> answers) {
        /// Whether anything in it can still be read.
        boolean alive() {
            return !comment.deleted() || answers.stream().anyMatch(Talk::alive);
        }
    }

    /// The discussion of a paper and of those merged into it, oldest first. Deleted comments stay only
    /// where they were
    /// answered.
    public List<Talk> discussion(PaperId paper) {
        List<Comment> all = database.reading()
                .sql("with recursive same(id) as (select id from paper where id = ? union"
                        + " select p.id from paper p join same s on p.merged_into = s.id) " + COMMENT
                        + "where c.paper_id in (select id from same) order by c.created_at, c.id")
                .param(paper.value())
                .query(Comments::comment)
                .list();
        Map<String, List<Comment>> under = new HashMap<>();
        for (Comment c : all)
            under.computeIfAbsent(c.parent().orElse(""), _ -> new ArrayList<>()).add(c);
        return talks(under, "");
    }

    private static List<Talk> talks(Map<String, List<Comment>> under, String parent) {
        return under.getOrDefault(parent, List.of()).stream()
                .map(c -> new Talk(c, talks(under, c.id())))
                .filter(Talk::alive)
                .toList();
    }

    /// How many comments can be read on each paper; papers without any are left out.
    public Map<PaperId, Integer> counts(Collection<PaperId> papers) {
        Map<PaperId, Integer> counts = new HashMap<>();
        if (papers.isEmpty()) return counts;
        database.reading()
                .sql("with recursive same(root, id) as (select id, id from paper where id in (:papers) union"
                        + " select s.root, p.id from paper p join same s on p.merged_into = s.id)"
                        + " select s.root, count(*) from same s join comment c on c.paper_id = s.id"
                        + " where c.deleted_at is null and c.hidden_at is null group by s.root")
                .param("papers", papers.stream().map(PaperId::value).toList())
                .query(r -> {
                    counts.put(new PaperId(r.getString(1)), r.getInt(2));
                });
        return counts;
    }

    /// Those of these papers on which somebody comments who is known to have written them.
    public Set<PaperId> withAuthors(Collection<PaperId> papers) {
        if (papers.isEmpty()) return Set.of();
        return Set.copyOf(database.reading()
                .sql("select distinct c.paper_id from comment c join authorship_claim a"
                        + " on a.paper_id = c.paper_id and a.reader_id = c.reader_id where a.state = 'verified'"
                        + " and c.deleted_at is null and c.hidden_at is null and c.paper_id in (:papers)")
                .param("papers", papers.stream().map(PaperId::value).toList())
                .query((r, _) -> new PaperId(r.getString(1)))
                .list());
    }

    /// What a comment said at a time.
    public record Version(Instant at, String body) {}

    /// Earlier versions of a comment that can be read, oldest first.
    public List<Version> versions(String id) {
        if (find(id).filter(Comment::visible).isEmpty()) return List.of();
        return database.reading()
                .sql("select written_at, body from comment_version where comment_id = ? order by version")
                .param(id)
                .query((r, _) -> new Version(Instant.parse(r.getString(1)), r.getString(2)))
                .list();
    }

    /// A reader's comments that were not deleted, newest first.
    public List<Comment> of(ReaderId reader, int limit) {
        return database.reading()
                .sql(COMMENT
                        + "where c.reader_id = ? and c.deleted_at is null order by c.created_at desc, c.id limit ?")
                .param(reader.value())
                .param(limit)
                .query(Comments::comment)
                .list();
    }

    /// A comment with the time it was written, for counting.
    record Stamp(PaperId paper, Instant at) {}

    /// When each reader first commented on each paper since a time: talking much does not count more.
    List<Stamp> firstSince(Instant since) {
        return database.reading()
                .sql(
                        "select paper_id, min(created_at) from comment where created_at >= ? and deleted_at is null and hidden_at is null"
                                + " group by paper_id, reader_id")
                .param(Times.text(since))
                .query((r, _) -> new Stamp(new PaperId(r.getString(1)), Instant.parse(r.getString(2))))
                .list();
    }

    // ---- Moderating
    // ---------------------------------------------------------------------------------------------

    /// Tells editors of a comment; telling twice changes nothing.
    ///
    /// @return whether there is such a comment
    public boolean report(Reader reader, String id, String reason) {
        String why = reason(reason);
        pace.take(reader.id(), Pace.Deed.REPORT);
        if (find(id).filter(Comment::visible).isEmpty()) return false;
        return database.write(() -> {
            database.writing()
                    .update(
                            "insert into comment_report (comment_id, reader_id, reason, reported_at) values (?, ?, ?, ?)"
                                    + " on conflict do nothing",
                            id,
                            reader.id().value(),
                            why,
                            now());
            return true;
        });
    }

    /// A comment that readers told editors of.
    ///
    /// @param reasons what they said, oldest first
    public record Reported(Comment comment, List<String> reasons, Instant since) {}

    /// Comments whose reports nobody has settled yet, the longest waiting first.
    public List<Reported> queue() {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        Map<String, Instant> since = new HashMap<>();
        database.reading()
                .sql(
                        "select comment_id, reason, reported_at from comment_report where settled_at is null order by reported_at, reader_id")
                .query(r -> {
                    reasons.computeIfAbsent(r.getString(1), _ -> new ArrayList<>())
                            .add(r.getString(2));
                    since.putIfAbsent(r.getString(1), Instant.parse(r.getString(3)));
                });
        List<Reported> queue = new ArrayList<>();
        reasons.forEach((id, why) -> find(id).filter(c -> !c.deleted())
                .ifPresent(c -> queue.add(new Reported(c, why, since.getOrDefault(id, c.writtenAt())))));
        return queue;
    }

    /// Hides a comment from everybody, with the reason shown in its place; its reports are settled.
    ///
    /// @throws NotAllowed where the reader is no editor
    public boolean hide(Reader editor, String id, String reason) {
        String why = reason(reason);
        return moderate(
                editor,
                id,
                "hide",
                why,
                "update comment set hidden_at = ?, hidden_reason = ? where id = ? and hidden_at is null",
                now(),
                why,
                id);
    }

    /// Shows a hidden comment again.
    public boolean restore(Reader editor, String id, String reason) {
        return moderate(
                editor,
                id,
                "restore",
                reason(reason),
                "update comment set hidden_at = null, hidden_reason = null where id = ? and hidden_at is not null",
                id);
    }

    /// Finds nothing wrong with a comment; its reports are settled.
    public boolean keep(Reader editor, String id, String reason) {
        return moderate(editor, id, "keep", reason(reason), "update comment set id = id where id = ?", id);
    }

    private boolean moderate(Reader editor, String id, String deed, String reason, String sql, Object... values) {
        ModerationLog.demandEditor(editor);
        return database.write(() -> {
            if (database.writing().update(sql, values) == 0) return false;
            database.writing()
                    .update(
                            "update comment_report set settled_at = ? where comment_id = ? and settled_at is null",
                            now(),
                            id);
            log.add(editor, deed, id, reason);
            return true;
        });
    }

    private static String reason(String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON)
            throw new IllegalArgumentException(
                    "a reason has 1 to " + LONGEST_REASON + " characters but had " + why.length());
        return why;
    }

    // ---- Leaving
    // ------------------------------------------------------------------------------------------------

    /// Takes everything away that a reader said; places where others answered stay, without name and words.
    public int removeAll(ReaderId reader) {
        return database.write(() -> {
            List<String> ids = database.writing()
                    .query("select id from comment where reader_id = ?", (r, _) -> r.getString(1), reader.value());
            ids.forEach(this::erase);
            database.writing().update("update comment set reader_id = null where reader_id = ?", reader.value());
            database.writing().update("delete from comment_report where reader_id = ?", reader.value());
            database.writing().update("update moderation set editor_id = null where editor_id = ?", reader.value());
            return ids.size();
        });
    }

    private static Comment comment(ResultSet r, int row) throws SQLException {
        String author = r.getString("reader_id");
        String name = r.getString("display_name");
        return new Comment(
                r.getString("id"),
                new PaperId(r.getString("paper_id")),
                Optional.ofNullable(r.getString("parent_id")),
                Optional.ofNullable(author).map(ReaderId::new),
                name == null ? "" : name,
                r.getInt("wrote") > 0,
                r.getString("body"),
                Instant.parse(r.getString("created_at")),
                Optional.ofNullable(r.getString("edited_at")).map(Instant::parse),
                r.getString("deleted_at") != null,
                Optional.ofNullable(r.getString("hidden_reason")));
    }

    private String now() {
        return Times.text(library.clock().instant());
    }
}
