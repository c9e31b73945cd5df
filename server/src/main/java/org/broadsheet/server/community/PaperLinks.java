package org.broadsheet.server.community;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Code, data, project pages and models that readers of this house linked to papers: authors to their own, submitters
/// to what they submitted, editors to any. They stand beside what the sources link; taken away, they stay in the
/// history.
@Component
public final class PaperLinks {
    /// What can be linked.
    public static final Set<Link.Kind> KINDS =
            EnumSet.of(Link.Kind.CODE, Link.Kind.PROJECT, Link.Kind.DATASET, Link.Kind.MODEL);

    private final Library library;
    private final Database database;
    private final Pace pace;

    public PaperLinks(Library library, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.pace = pace;
    }

    /// A link that was added here.
    ///
    /// @param by      display name of who added it, or empty
    /// @param removed when it was taken away
    public record Linked(String id, PaperId paper, Link link, String by, Instant addedAt, Optional<Instant> removed) {}

    /// Whether a reader may change a paper's links.
    public boolean may(Reader reader, PaperId paper) {
        if (reader.role().includes(Role.EDITOR)) return true;
        return database.reading()
                        .sql(
                                "select (select count(*) from authorship_claim where paper_id = :p and reader_id = :r and state = 'verified')"
                                        + " + (select count(*) from submission where paper_id = :p and reader_id = :r)")
                        .param("p", paper.value())
                        .param("r", reader.id().value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Adds a link; the same link twice stays one.
    ///
    /// @throws NotAllowed               where the reader neither wrote nor submitted the paper and is no editor
    /// @throws IllegalArgumentException where the address does not lead to the web
    public Linked add(Reader reader, PaperId paper, Link.Kind kind, String address) {
        if (!may(reader, paper))
            throw new NotAllowed("links are added by a paper’s authors, by who submitted it, and by editors");
        if (!KINDS.contains(kind))
            throw new IllegalArgumentException("a link is code, project, dataset or model but was " + kind.key());
        Link link = Link.of(kind, address.strip())
                .filter(l -> l.address().length() <= 1_000)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an address begins with http:// or https:// and has at most 1,000 characters"));
        pace.take(reader.id(), Pace.Deed.LINK);
        return database.write(() -> {
            Optional<Linked> there = database
                    .writing()
                    .query(
                            SELECT + "where l.paper_id = ? and l.kind = ? and l.address = ? and l.removed_at is null",
                            PaperLinks::linked,
                            paper.value(),
                            kind.key(),
                            link.address())
                    .stream()
                    .findFirst();
            if (there.isPresent()) return there.get();
            String id = RandomIds.id("k");
            database.writing()
                    .update(
                            "insert into paper_link (id, paper_id, reader_id, kind, address, added_at) values (?, ?, ?, ?, ?, ?)",
                            id,
                            paper.value(),
                            reader.id().value(),
                            kind.key(),
                            link.address(),
                            now());
            return database.writing()
                    .query(SELECT + "where l.id = ?", PaperLinks::linked, id)
                    .getFirst();
        });
    }

    /// Takes a link away.
    ///
    /// @return whether there was such a link
    /// @throws NotAllowed as [#add]
    public boolean remove(Reader reader, String id) {
        Optional<Linked> link = find(id);
        if (link.isEmpty() || link.get().removed().isPresent()) return false;
        if (!may(reader, link.get().paper()))
            throw new NotAllowed("links are taken away by a paper’s authors, by who submitted it, and by editors");
        return database.write(() -> database.writing()
                        .update(
                                "update paper_link set removed_at = ?, removed_by = ? where id = ? and removed_at is null",
                                now(),
                                reader.id().value(),
                                id)
                > 0);
    }

    private static final String SELECT =
            "select l.*, r.display_name from paper_link l left join reader r on r.id = l.reader_id ";

    /// A link by its id, also one that was taken away.
    public Optional<Linked> find(String id) {
        return database.reading()
                .sql(SELECT + "where l.id = ?")
                .param(id)
                .query(PaperLinks::linked)
                .optional();
    }

    /// Every link that was ever added to a paper here, oldest first.
    public List<Linked> history(PaperId paper) {
        return database.reading()
                .sql(SELECT + "where l.paper_id = ? order by l.added_at, l.id")
                .param(paper.value())
                .query(PaperLinks::linked)
                .list();
    }

    /// Links that stand, by paper; papers without any are left out.
    public Map<PaperId, List<Link>> of(Collection<PaperId> papers) {
        Map<PaperId, List<Link>> links = new HashMap<>();
        if (papers.isEmpty()) return links;
        database.reading()
                .sql(SELECT + "where l.paper_id in (:papers) and l.removed_at is null order by l.added_at, l.id")
                .param("papers", papers.stream().map(PaperId::value).toList())
                .query(PaperLinks::linked)
                .list()
                .forEach(l ->
                        links.computeIfAbsent(l.paper(), _ -> new ArrayList<>()).add(l.link()));
        return links;
    }

    /// Lets links stand without the name of a reader who leaves.
    public void forget(ReaderId reader) {
        database.write(() -> database.writing()
                        .update("update paper_link set reader_id = null where reader_id = ?", reader.value())
                + database.writing()
                        .update("update paper_link set removed_by = null where removed_by = ?", reader.value()));
    }

    private static Linked linked(ResultSet r, int row) throws SQLException {
        String by = r.getString("display_name");
        return new Linked(
                r.getString("id"),
                new PaperId(r.getString("paper_id")),
                new Link(Link.Kind.ofKey(r.getString("kind")).orElse(Link.Kind.PAGE), r.getString("address")),
                by == null ? "" : by,
                Instant.parse(r.getString("added_at")),
                Optional.ofNullable(r.getString("removed_at")).map(Instant::parse));
    }

    private String now() {
        return Times.text(library.clock().instant());
    }
}
