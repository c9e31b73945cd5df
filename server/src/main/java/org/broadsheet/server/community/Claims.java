package org.broadsheet.server.community;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who wrote a paper, found out in one of three ways: the reader's proven ORCID iD is the author's; a token
/// mailed to
/// an address that stands in the paper's record comes back; or an administrator says so.
@Component
public final class Claims {
    private static final Duration TOKEN_LASTS = Duration.ofDays(2);
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\"',;]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");

    private final Library library;
    private final Database database;
    private final Pace pace;
    private final ModerationLog log;

    public Claims(Library library, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.pace = pace;
        this.log = new ModerationLog(library);
    }

    /// How far a claim is.
    public enum State {
        /// A token is on its way.
        MAILED,
        /// An administrator has to look.
        WAITING,
        VERIFIED,
        REFUSED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A claim.
    ///
    /// @param author   place of the author in the paper's list, from 0
    /// @param method   `orcid`, `address` or `administrator`
    /// @param evidence the ORCID iD, the address and whether it is the reader's, or empty; only for the
    /// reader and
    /// administrators
    /// @param reason   why it was refused, or empty
    public record Claim(
            String id,
            PaperId paper,
            ReaderId reader,
            String readerName,
            int author,
            String authorName,
            String method,
            String evidence,
            State state,
            Instant at,
            String reason) {}

    /// A claim whose token is to be mailed.
    public record ToMail(Claim claim, String address, String token) {}

    /// Claims by a proven ORCID iD where it is the author's, else asks an administrator.
    ///
    /// @param orcid the iD the reader has proven to be the holder of, if any
    public Claim claim(Reader reader, Paper paper, int author, Optional<String> orcid) {
        Author a = author(paper, author);
        pace.take(reader.id(), Pace.Deed.CLAIM);
        boolean same = orcid.isPresent() && orcid.get().equals(a.orcid());
        return save(
                reader,
                paper.id(),
                author,
                a.name(),
                same ? "orcid" : "administrator",
                same ? orcid.get() : "",
                null,
                same ? State.VERIFIED : State.WAITING);
    }

    /// Claims by an address: a token has to come back from it.
    ///
    /// @throws IllegalArgumentException where it is no mail address
    public ToMail claimByAddress(Reader reader, Paper paper, int author, String address) {
        Author a = author(paper, author);
        String to = address.strip().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(to).matches())
            throw new IllegalArgumentException("a mail address is written like name@example.org");
        pace.take(reader.id(), Pace.Deed.CLAIM);
        String token = RandomIds.secret();
        Claim claim = save(reader, paper.id(), author, a.name(), "address", to, token, State.MAILED);
        return new ToMail(claim, to, token);
    }

    private static Author author(Paper paper, int author) {
        List<Author> authors = paper.metadata().authors();
        if (author < 0 || author >= authors.size())
            throw new IllegalArgumentException("an author is one of the paper’s " + authors.size());
        return authors.get(author);
    }

    private Claim save(
            Reader reader,
            PaperId paper,
            int author,
            String name,
            String method,
            String evidence,
            @Nullable String token,
            State state) {
        Instant now = library.clock().instant();
        return database.write(() -> {
            Optional<Claim> before = one(
                    "where c.paper_id = ? and c.reader_id = ?",
                    paper.value(),
                    reader.id().value());
            if (before.isPresent() && before.get().state() == State.VERIFIED) return before.get();
            if (before.isPresent() && before.get().state() == State.REFUSED)
                throw new NotAllowed("this claim was refused: " + before.get().reason());
            database.writing()
                    .update(
                            "insert into authorship_claim (id, paper_id, reader_id, author, author_name, method, evidence,"
                                    + " token_digest, token_until, state, claimed_at, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"
                                    + " on conflict (paper_id, reader_id) do update set author = excluded.author,"
                                    + " author_name = excluded.author_name, method = excluded.method, evidence = excluded.evidence,"
                                    + " token_digest = excluded.token_digest, token_until = excluded.token_until,"
                                    + " state = excluded.state, claimed_at = excluded.claimed_at",
                            RandomIds.id("a"),
                            paper.value(),
                            reader.id().value(),
                            author,
                            name,
                            method,
                            evidence,
                            token == null ? null : Digests.hex(token),
                            token == null ? null : Times.text(now.plus(TOKEN_LASTS)),
                            state.key(),
                            Times.text(now));
            return one(
                            "where c.paper_id = ? and c.reader_id = ?",
                            paper.value(),
                            reader.id().value())
                    .orElseThrow(() -> new IllegalStateException("a claim that was kept is gone"));
        });
    }

    /// Takes a mailed token back in. Where its address stands in the paper's record the claim is verified;
    /// elsewhere it
    /// waits for an administrator, with the address proven.
    ///
    /// @return empty where the token is unknown, another reader's, used, or older than 48 hours
    public Optional<Claim> confirm(Reader reader, String token) {
        String now = Times.text(library.clock().instant());
        return Optional.of(database.write(() -> {
                    Optional<Claim> claim = one(
                            "where c.token_digest = ? and c.reader_id = ? and c.state = 'mailed' and c.token_until >= ?",
                            Digests.hex(token),
                            reader.id().value(),
                            now);
                    if (claim.isEmpty()) return claim;
                    boolean printed = library.papers(List.of(claim.get().paper())).stream()
                            .anyMatch(p -> names(p.metadata(), claim.get().evidence()));
                    database.writing()
                            .update(
                                    "update authorship_claim set token_digest = null, state = ?, evidence = ?, decided_at = ? where id = ?",
                                    printed ? State.VERIFIED.key() : State.WAITING.key(),
                                    claim.get().evidence() + (printed ? "" : ", proven to be the reader’s"),
                                    printed ? now : null,
                                    claim.get().id());
                    return one("where c.id = ?", claim.get().id());
                }))
                .flatMap(c -> c);
    }

    /// Whether an address stands in what the sources say of a paper.
    private static boolean names(Metadata m, String address) {
        StringBuilder said = new StringBuilder(m.abstractText()).append('\n').append(m.comment());
        for (Author a : m.authors()) said.append('\n').append(a.affiliation());
        String text = said.toString().toLowerCase(Locale.ROOT);
        int at = text.indexOf(address);
        // Not the end of a longer one.
        return at >= 0
                && (at == 0
                        || !Character.isLetterOrDigit(text.charAt(at - 1)) && ".-_+".indexOf(text.charAt(at - 1)) < 0);
    }

    /// Decides on a claim.
    ///
    /// @return empty where there is none that waits
    /// @throws NotAllowed where the reader is no administrator
    public Optional<Claim> decide(Reader administrator, String id, boolean approve, String reason) {
        if (!administrator.role().includes(Role.ADMINISTRATOR))
            throw new NotAllowed("only administrators decide who wrote a paper");
        return Optional.of(database.write(() -> {
                    int changed = database.writing()
                            .update(
                                    "update authorship_claim set state = ?, reason = ?, decided_at = ?, token_digest = null"
                                            + " where id = ? and state in ('waiting', 'mailed')",
                                    approve ? State.VERIFIED.key() : State.REFUSED.key(),
                                    reason.strip(),
                                    Times.text(library.clock().instant()),
                                    id);
                    if (changed == 0) return Optional.<Claim>empty();
                    log.add(administrator, approve ? "approve" : "refuse", id, reason.strip());
                    return one("where c.id = ?", id);
                }))
                .flatMap(c -> c);
    }

    /// Takes a reader's own claim back.
    public boolean withdraw(Reader reader, String id) {
        return database.write(() -> database.writing()
                        .update(
                                "delete from authorship_claim where id = ? and reader_id = ? and state <> 'refused'",
                                id,
                                reader.id().value())
                > 0);
    }

    /// Authors of a paper who are readers here.
    public List<Claim> authors(PaperId paper) {
        return list("where c.paper_id = ? and c.state = 'verified' order by c.author", paper.value());
    }

    /// Authors of papers who are readers here; papers without any are left out.
    public Map<PaperId, List<Claim>> authors(Collection<PaperId> papers) {
        if (papers.isEmpty()) return Map.of();
        return database
                .reading()
                .sql(SELECT + "where c.paper_id in (:papers) and c.state = 'verified' order by c.author")
                .param("papers", papers.stream().map(PaperId::value).toList())
                .query(Claims::row)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Claim::paper));
    }

    /// Whether a reader is known to have written a paper.
    public boolean wrote(ReaderId reader, PaperId paper) {
        return authors(paper).stream().anyMatch(c -> c.reader().equals(reader));
    }

    /// A reader's own claims, newest first.
    public List<Claim> of(ReaderId reader) {
        return list("where c.reader_id = ? order by c.claimed_at desc", reader.value());
    }

    /// Claims that wait for an administrator, oldest first.
    public List<Claim> waiting() {
        return list("where c.state = 'waiting' order by c.claimed_at");
    }

    /// Deletes a reader's claims.
    public void removeAll(ReaderId reader) {
        database.write(
                () -> database.writing().update("delete from authorship_claim where reader_id = ?", reader.value()));
    }

    private static final String SELECT =
            "select c.*, r.display_name from authorship_claim c join reader r on r.id = c.reader_id ";

    private List<Claim> list(String where, Object... values) {
        return database.reading()
                .sql(SELECT + where)
                .params(values)
                .query(Claims::row)
                .list();
    }

    private Optional<Claim> one(String where, Object... values) {
        return database.writing().query(SELECT + where, Claims::row, values).stream()
                .findFirst();
    }

    private static Claim row(ResultSet r, int row) throws SQLException {
        return new Claim(
                r.getString("id"),
                new PaperId(r.getString("paper_id")),
                new ReaderId(r.getString("reader_id")),
                r.getString("display_name"),
                r.getInt("author"),
                r.getString("author_name"),
                r.getString("method"),
                r.getString("evidence"),
                State.valueOf(r.getString("state").toUpperCase(Locale.ROOT)),
                Instant.parse(r.getString("claimed_at")),
                r.getString("reason"));
    }
}
