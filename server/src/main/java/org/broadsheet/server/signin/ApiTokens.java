package org.broadsheet.server.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tokens with which programs act for readers, within scopes. Shown once when they are made; the database
/// keeps a digest.
@Component
public final class ApiTokens {
    /// How every token begins, so that one that was published by mistake is found.
    public static final String PREFIX = "bsheet_";

    private static final int MOST = 50;

    private final Database database;
    private final Supplier<Instant> now;

    public ApiTokens(Library library) {
        database = library.database();
        now = () -> library.clock().instant();
    }

    /// A token as its reader sees it later.
    ///
    /// @param id   names it; opens nothing
    /// @param name what the reader calls it
    public record ApiToken(
            String id,
            String name,
            Set<Scope> scopes,
            Instant createdAt,
            Optional<Instant> usedAt,
            Optional<Instant> expiresAt) {
        /// For forms and JSON.
        public List<String> scopeNames() {
            return scopes.stream().map(Scope::key).toList();
        }
    }

    /// A token just made.
    ///
    /// @param secret all of it, for the only time
    public record Made(String secret, ApiToken token) {}

    /// Who a secret acts for, and how far.
    public record Current(Reader reader, ApiToken token) {}

    /// Makes a token.
    ///
    /// @param name   1 to 60 characters
    /// @param scopes at least one
    /// @param life   or null for one that does not expire
    /// @throws IllegalArgumentException where a part is missing or there are too many
    public Made make(ReaderId reader, String name, Collection<Scope> scopes, @Nullable Duration life) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > 60 || called.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a token's name has 1 to 60 characters");
        if (scopes.isEmpty()) throw new IllegalArgumentException("a token has at least one scope");
        if (life != null && (!life.isPositive() || life.toDays() > 3_660))
            throw new IllegalArgumentException("a token lasts 1 to 3660 days");
        String secret = PREFIX + RandomIds.secret();
        Instant at = now.get();
        ApiToken token = new ApiToken(
                RandomIds.id("k"),
                called,
                EnumSet.copyOf(scopes),
                at,
                Optional.empty(),
                Optional.ofNullable(life).map(at::plus));
        database.write(() -> {
            Long has = database.writing()
                    .queryForObject("select count(*) from api_token where reader_id = ?", Long.class, reader.value());
            if (has != null && has >= MOST)
                throw new IllegalArgumentException("a reader has at most " + MOST + " tokens; delete one first");
            return database.writing()
                    .update(
                            "insert into api_token (id, reader_id, name, digest, scopes, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                            token.id(),
                            reader.value(),
                            called,
                            Digests.hex(secret),
                            String.join(" ", token.scopeNames()),
                            Times.text(at),
                            token.expiresAt().map(Times::text).orElse(null));
        });
        return new Made(secret, token);
    }

    /// Who a secret acts for; nobody where it was deleted, expired or the account is closed.
    public Optional<Current> known(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() != PREFIX.length() + 32) return Optional.empty();
        String digest = Digests.hex(secret);
        Instant at = now.get();
        Optional<Current> current = database.reading()
                .sql(
                        "select t.*, r.name as reader_name, r.display_name, r.role from api_token t join reader r on r.id = t.reader_id where t.digest = ? and (t.expires_at is null or t.expires_at > ?) and r.closed_at is null")
                .params(digest, Times.text(at))
                .query((r, _) -> new Current(
                        new Reader(
                                new ReaderId(r.getString("reader_id")),
                                r.getString("reader_name"),
                                r.getString("display_name"),
                                Role.valueOf(r.getString("role").toUpperCase(Locale.ROOT))),
                        token(r)))
                .optional();
        // The day is enough to see which tokens lie about unused.
        current.filter(c -> c.token
                        .usedAt()
                        .filter(u -> u.plus(Duration.ofDays(1)).isAfter(at))
                        .isEmpty())
                .ifPresent(_ -> Thread.ofVirtual()
                        .name("token")
                        .start(() -> database.write(() -> database.writing()
                                .update("update api_token set used_at = ? where digest = ?", Times.text(at), digest))));
        return current;
    }

    /// A reader's tokens, the newest first.
    public List<ApiToken> of(ReaderId reader) {
        return database.reading()
                .sql("select * from api_token where reader_id = ? order by created_at desc, id")
                .param(reader.value())
                .query((r, _) -> token(r))
                .list();
    }

    /// Deletes one of a reader's tokens; it opens nothing from now on.
    ///
    /// @return false where the reader has none of this id
    public boolean delete(ReaderId reader, String id) {
        return database.write(() ->
                database.writing().update("delete from api_token where reader_id = ? and id = ?", reader.value(), id)
                        > 0);
    }

    private static ApiToken token(ResultSet r) throws SQLException {
        return new ApiToken(
                r.getString("id"),
                r.getString("name"),
                List.of(r.getString("scopes").split(" ")).stream()
                        .map(Scope::ofKey)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class))),
                Instant.parse(r.getString("created_at")),
                Optional.ofNullable(r.getString("used_at")).map(Instant::parse),
                Optional.ofNullable(r.getString("expires_at")).map(Instant::parse));
    }
}
