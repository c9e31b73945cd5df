package org.broadsheet.server.judgment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;

/// The tables of judgments. Methods that change something are called within [Database#write].
///
/// A paper that was merged into another brings its judgments along: they stay where they were given, and
/// are found
/// through the papers that stand for the one that is asked for, so that a merge taken back takes them back
/// too.
final class JudgmentStore {
    /// Asked-for papers with every paper that was merged into them.
    private static final String SAME =
            "with recursive same(root, id) as (select id, id from paper where id in (:papers)"
                    + " union select s.root, p.id from paper p join same s on p.merged_into = s.id) ";

    private static final int CHUNK = 400;

    private final Database database;
    private final PaperStore papers;

    JudgmentStore(Database database) {
        this.database = database;
        this.papers = new PaperStore(database);
    }

    // ---- Giving
    // -------------------------------------------------------------------------------------------------

    Optional<KeptJudgment> keyed(ReaderId reader, String key) {
        return database
                .writing()
                .query(
                        "select * from judgment where reader_id = ? and request_key = ?",
                        JudgmentRows::kept,
                        reader.value(),
                        key)
                .stream()
                .findFirst();
    }

    Optional<KeptJudgment> keyedById(ReaderId reader, long id) {
        return database
                .writing()
                .query("select * from judgment where id = ? and reader_id = ?", JudgmentRows::kept, id, reader.value())
                .stream()
                .findFirst();
    }

    long insert(ReaderId reader, Judgment judgment, Occasion occasion, String key, Instant at, Instant now) {
        long id = papers.take("judgment", 1);
        JudgmentRows.Row row = JudgmentRows.row(judgment);
        database.writing()
                .update(
                        "insert into judgment (id, reader_id, kind, paper_id, other_id, list_id, amount, word, detail, happened_at,"
                                + " recorded_at, source, place, position, propensity, request_key)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        reader.value(),
                        judgment.kind().key(),
                        row.paper(),
                        row.other(),
                        row.list(),
                        row.amount(),
                        row.word(),
                        row.detail(),
                        Times.text(at),
                        Times.text(now),
                        occasion.source().key(),
                        occasion.place(),
                        occasion.position().isPresent()
                                ? (Object) occasion.position().getAsInt()
                                : null,
                        occasion.propensity().isPresent()
                                ? (Object) occasion.propensity().getAsDouble()
                                : null,
                        key);
        return id;
    }

    /// Brings what a reader's judgments of a kind of a paper come to up to date: the last one that was not
    /// taken back.
    void settle(ReaderId reader, PaperId paper, Kind kind) {
        database.writing()
                .update(
                        "delete from standing where reader_id = ? and paper_id = ? and kind = ?",
                        reader.value(),
                        paper.value(),
                        kind.key());
        database.writing()
                .update(
                        "insert into standing (reader_id, paper_id, kind, judgment_id, amount, at)"
                                + " select reader_id, paper_id, kind, id, amount, happened_at from judgment"
                                + " where reader_id = ? and paper_id = ? and kind = ? and undone_at is null"
                                + " order by id desc limit 1",
                        reader.value(),
                        paper.value(),
                        kind.key());
    }

    /// Takes back every judgment of a kind of a paper.
    int withdraw(ReaderId reader, PaperId paper, Kind kind, Instant now) {
        int changed = 0;
        for (PaperId same : same(paper)) {
            changed += database.writing()
                    .update(
                            "update judgment set undone_at = ? where reader_id = ? and paper_id = ? and kind = ? and undone_at is null",
                            Times.text(now),
                            reader.value(),
                            same.value(),
                            kind.key());
            settle(reader, same, kind);
        }
        return changed;
    }

    private List<PaperId> same(PaperId paper) {
        return database.writing()
                .query(
                        "with recursive same(id) as (select id from paper where id = ? union"
                                + " select p.id from paper p join same s on p.merged_into = s.id) select id from same",
                        (r, _) -> new PaperId(r.getString(1)),
                        paper.value());
    }

    boolean undo(ReaderId reader, long id, Instant now) {
        return database.writing()
                        .update(
                                "update judgment set undone_at = ? where id = ? and reader_id = ? and undone_at is null",
                                Times.text(now),
                                id,
                                reader.value())
                > 0;
    }

    boolean redo(ReaderId reader, long id) {
        return database.writing()
                        .update(
                                "update judgment set undone_at = null where id = ? and reader_id = ? and undone_at is not null",
                                id,
                                reader.value())
                > 0;
    }

    boolean delete(ReaderId reader, long id) {
        return database.writing().update("delete from judgment where id = ? and reader_id = ?", id, reader.value()) > 0;
    }

    int deleteSignals(ReaderId reader) {
        List<String> kinds = new ArrayList<>();
        for (Kind k : Kind.values()) if (k.signal()) kinds.add("'" + k.key() + "'");
        return database.writing()
                .update(
                        "delete from judgment where reader_id = ? and kind in (" + String.join(",", kinds) + ")",
                        reader.value());
    }

    int deleteAll(ReaderId reader) {
        database.writing().update("delete from standing where reader_id = ?", reader.value());
        database.writing().update("delete from unobserved where reader_id = ?", reader.value());
        return database.writing().update("delete from judgment where reader_id = ?", reader.value());
    }

    void observe(ReaderId reader, boolean observe, Instant now) {
        database.writing().update("delete from unobserved where reader_id = ?", reader.value());
        if (!observe)
            database.writing()
                    .update("insert into unobserved (reader_id, since) values (?, ?)", reader.value(), Times.text(now));
    }

    boolean observed(ReaderId reader) {
        return database.reading()
                .sql("select reader_id from unobserved where reader_id = ?")
                .param(reader.value())
                .query(String.class)
                .optional()
                .isEmpty();
    }

    // ---- Looking
    // ------------------------------------------------------------------------------------------------

    Optional<KeptJudgment> find(ReaderId reader, long id) {
        return database.reading()
                .sql("select * from judgment where id = ? and reader_id = ?")
                .param(id)
                .param(reader.value())
                .query(JudgmentRows::kept)
                .optional();
    }

    /// Newest first.
    List<KeptJudgment> page(ReaderId reader, Collection<Kind> kinds, @Nullable PaperId paper, long before, int limit) {
        return database.reading()
                .sql("select * from judgment where reader_id = :reader and id < :before and kind in (:kinds)"
                        + (paper == null ? "" : " and (paper_id = :paper or other_id = :paper)")
                        + " order by id desc limit :limit")
                .param("reader", reader.value())
                .param("before", before)
                .param("kinds", kinds.stream().map(Kind::key).toList())
                .param("paper", paper == null ? "" : paper.value())
                .param("limit", limit)
                .query(JudgmentRows::kept)
                .list();
    }

    /// Oldest first, for walking through all of them.
    List<KeptJudgment> after(ReaderId reader, long after, int limit) {
        return database.reading()
                .sql("select * from judgment where reader_id = ? and id > ? order by id limit ?")
                .param(reader.value())
                .param(after)
                .param(limit)
                .query(JudgmentRows::kept)
                .list();
    }

    Map<Kind, Long> counts(ReaderId reader) {
        Map<Kind, Long> counts = new LinkedHashMap<>();
        database.reading()
                .sql("select kind, count(*) from judgment where reader_id = ? group by kind")
                .param(reader.value())
                .query(r -> {
                    long n = r.getLong(2);
                    Kind.ofKey(r.getString(1)).ifPresent(k -> counts.put(k, n));
                });
        return counts;
    }

    Map<PaperId, Opinion> opinions(ReaderId reader, Collection<PaperId> of) {
        Map<PaperId, Map<Kind, Judgment>> found = new HashMap<>();
        for (List<String> chunk : chunks(of))
            database.reading()
                    .sql(SAME + "select s.root, j.* from same s join standing t on t.paper_id = s.id"
                            + " join judgment j on j.id = t.judgment_id where t.reader_id = :reader order by j.id")
                    .param("papers", chunk)
                    .param("reader", reader.value())
                    .query(r -> {
                        Judgment j = JudgmentRows.judgment(r);
                        found.computeIfAbsent(new PaperId(r.getString("root")), _ -> new HashMap<>())
                                .put(j.kind(), j);
                    });
        Map<PaperId, Opinion> opinions = new HashMap<>();
        found.forEach((paper, said) -> opinions.put(
                paper,
                new Opinion(
                        Optional.ofNullable(said.get(Kind.THUMB)).map(j -> ((Judgment.Thumb) j).up()),
                        Optional.ofNullable(said.get(Kind.RATING)).map(Judgment.Rating.class::cast),
                        said.containsKey(Kind.SAVE),
                        said.containsKey(Kind.HIDE),
                        Optional.ofNullable(said.get(Kind.NOT_INTERESTED)).map(Judgment.NotInterested.class::cast))));
        return opinions;
    }

    Map<PaperId, Tally> tallies(Collection<PaperId> of) {
        Map<PaperId, Tally> tallies = new HashMap<>();
        for (List<String> chunk : chunks(of))
            database.reading()
                    .sql(
                            SAME
                                    + "select s.root, count(distinct case when t.kind = 'thumb' and t.amount > 0 then t.reader_id end),"
                                    + " count(distinct case when t.kind = 'thumb' and t.amount < 0 then t.reader_id end),"
                                    + " count(distinct case when t.kind = 'save' then t.reader_id end)"
                                    + " from same s join standing t on t.paper_id = s.id where t.kind in ('thumb', 'save') group by s.root")
                    .param("papers", chunk)
                    .query(r -> {
                        tallies.put(new PaperId(r.getString(1)), new Tally(r.getInt(2), r.getInt(3), r.getInt(4)));
                    });
        return tallies;
    }

    /// Papers with votes for them, and how many each has, merged ones under their own ids.
    Map<PaperId, Integer> upvotes() {
        Map<PaperId, Integer> votes = new HashMap<>();
        database.reading()
                .sql("select paper_id, count(*) from standing where kind = 'thumb' and amount > 0 group by paper_id")
                .query(r -> {
                    votes.put(new PaperId(r.getString(1)), r.getInt(2));
                });
        return votes;
    }

    /// Those of them that were merged into others.
    List<PaperId> upvotedAndMerged() {
        return database.reading()
                .sql("select distinct t.paper_id from standing t join paper p on p.id = t.paper_id"
                        + " where t.kind = 'thumb' and t.amount > 0 and p.merged_into is not null")
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// Papers that a reader has a standing judgment of a kind of, last judged first; merged ones under
    /// their own ids.
    List<PaperId> standing(ReaderId reader, Kind kind, double above) {
        return database.reading()
                .sql(
                        "select paper_id from standing where reader_id = ? and kind = ? and amount > ? order by judgment_id desc")
                .param(reader.value())
                .param(kind.key())
                .param(above)
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// Votes for papers since a time, with the age of the account that gave them.
    List<Vote> votesSince(Instant since) {
        return database.reading()
                .sql(
                        "select t.paper_id, t.reader_id, t.at, r.created_at from standing t join reader r on r.id = t.reader_id"
                                + " where t.kind = 'thumb' and t.amount > 0 and t.at >= ? order by t.judgment_id")
                .param(Times.text(since))
                .query((r, _) -> new Vote(
                        new PaperId(r.getString(1)),
                        new ReaderId(r.getString(2)),
                        Instant.parse(r.getString(3)),
                        Instant.parse(r.getString(4))))
                .list();
    }

    /// Papers a reader lately had to do with, last first, most at most.
    List<PaperId> lately(ReaderId reader, Instant since, int most) {
        return database.reading()
                .sql(
                        "select paper_id, max(id) as last from judgment where reader_id = ? and paper_id is not null and undone_at is null"
                                + " and happened_at >= ? and kind not in ('pair', 'hide', 'not-interested') group by paper_id"
                                + " order by last desc limit ?")
                .param(reader.value())
                .param(Times.text(since))
                .param(most)
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    List<Judgment.Pair> pairs(ReaderId reader) {
        return database.reading()
                .sql("select * from judgment where reader_id = ? and kind = 'pair' and undone_at is null order by id")
                .param(reader.value())
                .query((r, _) -> (Judgment.Pair) JudgmentRows.judgment(r))
                .list();
    }

    private static List<List<String>> chunks(Collection<PaperId> papers) {
        List<String> ids = papers.stream().map(PaperId::value).distinct().toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += CHUNK) chunks.add(ids.subList(i, Math.min(ids.size(), i + CHUNK)));
        return chunks;
    }
}
