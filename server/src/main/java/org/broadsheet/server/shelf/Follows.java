package org.broadsheet.server.shelf;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow.Kind;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// What readers follow, and which papers came for it.
@Component
public final class Follows {
    /// Most things a reader follows.
    public static final int MOST = 300;

    private static final int MOST_PAPERS = 5_000;
    private static final int DEPTH = Math.min(1_000, SearchRequest.MAX_DEPTH);
    private static final int LONGEST = 300;

    private final Library library;
    private final Database database;
    private final Pace pace;

    public Follows(Library library, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.pace = pace;
    }

    /// Follows something; following it again changes nothing.
    ///
    /// @param target as [Follow#target]; a paper by any of its names
    /// @param label  as the reader calls it; empty for the usual words
    /// @throws IllegalArgumentException where there is nothing of that name, or too much is followed
    public Follow follow(ReaderId reader, Kind kind, String target, String label) {
        pace.take(reader, Pace.Deed.KEEP);
        Kept wanted = checked(kind, target, label, false, library.clock().instant());
        return database.write(() -> {
            insert(reader, wanted);
            return one("reader_id = ? and kind = ? and target = ?", reader.value(), kind.key(), wanted.target())
                    .orElseThrow(() -> new IllegalStateException("a follow that was kept is gone"));
        });
    }

    private String normal(Kind kind, String target) {
        String t = target.replaceAll("\\s+", " ").strip();
        if (t.isEmpty() || kind != Kind.SEARCH && t.length() > LONGEST)
            throw new IllegalArgumentException(
                    "what is followed has 1 to " + LONGEST + " characters but had " + t.length());
        return switch (kind) {
            case AUTHOR, CATEGORY, TOPIC -> t;
            case SEARCH -> SavedSearch.parse(target).query();
            case CITATIONS ->
                library.paper(t)
                        .map(p -> p.id().value())
                        .orElseThrow(() -> new IllegalArgumentException("no paper here is called '" + t + "'"));
        };
    }

    private String label(Kind kind, String target) {
        return switch (kind) {
            case AUTHOR, TOPIC -> target;
            case CATEGORY -> Topics.name(target);
            case SEARCH -> SavedSearch.parse(target).label();
            case CITATIONS ->
                library.papers(List.of(new PaperId(target))).stream()
                        .findFirst()
                        .map(Paper::headline)
                        .orElse(target);
        };
    }

    /// Something followed as an archive has it, checked.
    record Kept(Kind kind, String target, String label, boolean section, Instant created) {}

    /// Checks what an archive says was followed.
    ///
    /// @throws IllegalArgumentException where there is nothing of that name
    Kept checked(Kind kind, String target, String label, boolean section, Instant created) {
        String what = normal(kind, target);
        return new Kept(kind, what, called(kind, what, label), section, created);
    }

    /// Follows what comes from an archive, where it is not followed yet.
    ///
    /// @return whether that changed anything
    /// @throws IllegalArgumentException where too much is followed
    boolean bring(ReaderId reader, Kept follow) {
        return database.write(() -> insert(reader, follow));
    }

    private boolean insert(ReaderId reader, Kept f) {
        if (one(
                        "reader_id = ? and kind = ? and target = ?",
                        reader.value(),
                        f.kind().key(),
                        f.target())
                .isPresent()) return false;
        Integer have = database.writing()
                .queryForObject("select count(*) from follow where reader_id = ?", Integer.class, reader.value());
        if (have != null && have >= MOST)
            throw new IllegalArgumentException("a reader follows at most " + MOST + " things; leave one first");
        return database.writing()
                        .update(
                                "insert into follow (id, reader_id, kind, target, label, section, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                                RandomIds.id("f"),
                                reader.value(),
                                f.kind().key(),
                                f.target(),
                                f.label(),
                                f.section() ? 1 : 0,
                                Times.text(f.created()))
                > 0;
    }

    private String called(Kind kind, String what, String label) {
        String words = label.isBlank()
                ? label(kind, what)
                : label.replaceAll("\\s+", " ").strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }

    /// Renames what is followed, and says whether it makes a section of the reader's edition.
    ///
    /// @return empty where the reader follows no such thing
    public Optional<Follow> change(ReaderId reader, String id, String label, boolean section) {
        String called = label.replaceAll("\\s+", " ").strip();
        if (called.isEmpty() || called.length() > LONGEST)
            throw new IllegalArgumentException("a name has 1 to " + LONGEST + " characters but had " + called.length());
        return Optional.of(database.write(() -> database.writing()
                                        .update(
                                                "update follow set label = ?, section = ? where id = ? and reader_id = ?",
                                                called,
                                                section ? 1 : 0,
                                                id,
                                                reader.value())
                                > 0
                        ? one("id = ?", id)
                        : Optional.<Follow>empty()))
                .flatMap(f -> f);
    }

    /// Leaves what was followed.
    public boolean leave(ReaderId reader, String id) {
        return database.write(() ->
                database.writing().update("delete from follow where id = ? and reader_id = ?", id, reader.value()) > 0);
    }

    /// What a reader follows, in the order it was begun.
    public List<Follow> of(ReaderId reader) {
        return database.reading()
                .sql("select * from follow where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query(Follows::follow)
                .list();
    }

    /// One thing a reader follows.
    public Optional<Follow> own(ReaderId reader, String id) {
        return database.reading()
                .sql("select * from follow where id = ? and reader_id = ?")
                .param(id)
                .param(reader.value())
                .query(Follows::follow)
                .optional();
    }

    /// What a reader follows of a kind under a name, if that is followed.
    public Optional<Follow> following(ReaderId reader, Kind kind, String target) {
        return of(reader).stream()
                .filter(f -> f.kind() == kind && f.target().equals(target))
                .findFirst();
    }

    // ---- What came
    // ----------------------------------------------------------------------------------------------

    /// A paper that came for something followed.
    ///
    /// @param reason as shown to the reader: one sentence
    public record Arrival(PaperId paper, String reason, Follow follow) {}

    /// Papers that came into the library after a time for anything a reader follows, newest first; each
    /// once, for the
    /// first thing it came for.
    public List<Arrival> since(ReaderId reader, Instant after) {
        List<Paper> fresh = fresh(after);
        Map<PaperId, Arrival> arrivals = new LinkedHashMap<>();
        if (fresh.isEmpty()) return List.of();
        for (Follow f : of(reader)) for (Arrival a : matching(f, fresh)) arrivals.putIfAbsent(a.paper(), a);
        return fresh.stream()
                .map(p -> Optional.ofNullable(arrivals.get(p.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Papers that came into the library after a time for one thing, newest first.
    public List<Arrival> since(Follow follow, Instant after) {
        return matching(follow, fresh(after));
    }

    /// Papers that came into the library after one time and not after another for one thing, newest first.
    public List<Arrival> between(Follow follow, Instant after, Instant until) {
        return matching(follow, fresh(after, until));
    }

    private List<Paper> fresh(Instant after) {
        return fresh(after, Instant.MAX);
    }

    private List<Paper> fresh(Instant after, Instant until) {
        // Times in this column have fractions of a second or none: compared without the letter at the end.
        String from = Times.text(after).replace("Z", "");
        List<PaperId> ids = database
                .reading()
                .sql(
                        "select id, added_at from paper where added_at >= ? and merged_into is null order by added_at desc, id limit ?")
                .param(from)
                .param(MOST_PAPERS)
                .query((r, _) -> Map.entry(new PaperId(r.getString(1)), Instant.parse(r.getString(2))))
                .list()
                .stream()
                .filter(e -> e.getValue().isAfter(after) && !e.getValue().isAfter(until))
                .map(Map.Entry::getKey)
                .toList();
        return library.papers(ids);
    }

    private List<Arrival> matching(Follow f, List<Paper> fresh) {
        List<Arrival> arrivals = new ArrayList<>();
        switch (f.kind()) {
            case AUTHOR -> {
                String name = f.target().toLowerCase(Locale.ROOT);
                for (Paper p : fresh)
                    if (p.metadata().authors().stream()
                            .anyMatch(a -> a.name().toLowerCase(Locale.ROOT).equals(name)))
                        arrivals.add(new Arrival(p.id(), "By " + f.label() + ", whom you follow.", f));
            }
            case TOPIC -> {
                for (Paper p : fresh)
                    if (Topics.of(p.metadata()).equalsIgnoreCase(f.target()))
                        arrivals.add(new Arrival(p.id(), "On " + f.label() + ", which you follow.", f));
            }
            case CATEGORY -> {
                for (Paper p : fresh)
                    if (p.metadata().categories().contains(f.target()))
                        arrivals.add(new Arrival(p.id(), "Filed under " + f.target() + ", which you follow.", f));
            }
            case SEARCH -> {
                Set<PaperId> found = new HashSet<>();
                for (Hit hit : library.search(SavedSearch.parse(f.target()).newest(DEPTH))
                        .hits()) found.add(hit.id());
                for (Paper p : fresh)
                    if (found.contains(p.id()))
                        arrivals.add(new Arrival(p.id(), "Found by your search “" + f.label() + "”.", f));
            }
            case CITATIONS -> {
                Set<String> names = names(new PaperId(f.target()));
                for (Paper p : fresh)
                    if (!p.id().value().equals(f.target()) && names(p.metadata(), names))
                        arrivals.add(new Arrival(p.id(), "Names “" + f.label() + "”, which you follow.", f));
            }
        }
        return arrivals;
    }

    /// The names under which other papers may speak of this one.
    private Set<String> names(PaperId paper) {
        Set<String> names = new HashSet<>();
        for (Paper p : library.papers(List.copyOf(library.homes(List.of(paper)).values())))
            for (Identifier i : p.metadata().identifiers())
                if (i.scheme() == Identifier.Scheme.ARXIV || i.scheme() == Identifier.Scheme.DOI)
                    names.add(i.value().toLowerCase(Locale.ROOT));
        return names;
    }

    private static boolean names(Metadata m, Set<String> names) {
        if (names.isEmpty()) return false;
        StringBuilder said = new StringBuilder(m.abstractText()).append('\n').append(m.comment());
        m.links().forEach(l -> said.append('\n').append(l.address()));
        String text = said.toString().toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(text::contains);
    }

    /// Leaves everything a reader follows.
    public void removeAll(ReaderId reader) {
        database.write(() -> database.writing().update("delete from follow where reader_id = ?", reader.value()));
    }

    private Optional<Follow> one(String where, Object... values) {
        return database.writing().query("select * from follow where " + where, Follows::follow, values).stream()
                .findFirst();
    }

    private static Follow follow(ResultSet r, int row) throws SQLException {
        return new Follow(
                r.getString("id"),
                Kind.ofKey(r.getString("kind")).orElseThrow(),
                r.getString("target"),
                r.getString("label"),
                r.getInt("section") > 0,
                Instant.parse(r.getString("created_at")));
    }
}
