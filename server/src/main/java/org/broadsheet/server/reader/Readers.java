package org.broadsheet.server.reader;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/// All who have accounts. Each change happens wholly or not at all; a house that has had an administrator
/// keeps one.
@Component
public final class Readers {
    private static final String COLUMNS =
            "select id, name, display_name, role, email, email_confirmed_at, created_at, closed_at from reader ";
    private static final RowMapper<Account> ACCOUNT = Readers::account;

    private final Database database;
    private final Supplier<Instant> now;
    private final List<ReaderData> data;

    /// @param data what every room keeps of readers
    public Readers(Library library, List<ReaderData> data) {
        this.database = library.database();
        this.now = () -> library.clock().instant();
        this.data = List.copyOf(data);
    }

    /// Makes an account without a password.
    ///
    /// @param name        sign-in name
    /// @param displayName as others see it
    /// @param email       or null; not yet confirmed
    /// @throws Taken where somebody has the name or the address
    /// @throws IllegalArgumentException where a name is none
    public Account create(String name, String displayName, @Nullable EmailAddress email, Role role) {
        String checked = ReaderName.checked(name);
        String displayed = ReaderName.displayed(displayName);
        return database.write(() -> {
            if (locked("name", checked).isPresent()) throw new Taken("the name '" + checked + "' is taken");
            if (email != null) free(email, null);
            ReaderId id = new ReaderId(RandomIds.id("r"));
            database.writing()
                    .update(
                            "insert into reader (id, name, display_name, email, role, created_at) values (?, ?, ?, ?, ?, ?)",
                            id.value(),
                            checked,
                            displayed,
                            email == null ? null : email.value(),
                            key(role),
                            Times.text(now.get()));
            return locked("id", id.value()).orElseThrow();
        });
    }

    /// The account of an id.
    public Optional<Account> find(ReaderId id) {
        return one("id", id.value());
    }

    /// The account that signs in with a name or a mail address, however they are written.
    public Optional<Account> named(String nameOrEmail) {
        String n = nameOrEmail.strip().toLowerCase(Locale.ROOT);
        return one(n.indexOf('@') > 0 ? "email" : "name", n);
    }

    private Optional<Account> one(String column, String value) {
        return database.reading()
                .sql(COLUMNS + "where " + column + " = ?")
                .param(value)
                .query(ACCOUNT)
                .optional();
    }

    /// The same within a write transaction.
    private Optional<Account> locked(String column, String value) {
        return database.writing().query(COLUMNS + "where " + column + " = ?", ACCOUNT, value).stream()
                .findFirst();
    }

    /// Accounts by name, a page at a time.
    ///
    /// @param part  in name, shown name or address; empty for all
    /// @param after name after which to begin; empty for the first page
    /// @param most  from 1 to 200
    public List<Account> list(String part, String after, int most) {
        String like = "%"
                + part.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
        return database.reading()
                .sql(COLUMNS
                        + "where name > ? and (name like ? escape '!' or lower(display_name) like ? escape '!'"
                        + " or email like ? escape '!') order by name limit ?")
                .params(after, like, like, like, Math.clamp(most, 1, 200))
                .query(ACCOUNT)
                .list();
    }

    /// How many accounts there are.
    public long count() {
        return database.reading()
                .sql("select count(*) from reader")
                .query(Long.class)
                .single();
    }

    /// The administrator who has been one for longest.
    public Optional<Account> firstAdministrator() {
        return database.reading()
                .sql(COLUMNS + "where role = ? and closed_at is null order by created_at, id limit 1")
                .param(key(Role.ADMINISTRATOR))
                .query(ACCOUNT)
                .optional();
    }

    /// Changes the name that others see.
    public void rename(ReaderId id, String displayName) {
        set(id, "display_name", ReaderName.displayed(displayName));
    }

    /// Gives a reader a confirmed address.
    ///
    /// @throws Taken where another account has it
    public void confirm(ReaderId id, EmailAddress email) {
        database.write(() -> {
            free(email, id);
            return database.writing()
                    .update(
                            "update reader set email = ?, email_confirmed_at = ? where id = ?",
                            email.value(),
                            Times.text(now.get()),
                            id.value());
        });
    }

    private void free(EmailAddress email, @Nullable ReaderId owner) {
        locked("email", email.value()).filter(a -> !a.id().equals(owner)).ifPresent(_ -> {
            throw new Taken("another account has this address");
        });
    }

    /// Gives a role.
    ///
    /// @throws IllegalStateException where the house would be left without an administrator
    public void role(ReaderId id, Role role) {
        database.write(() -> {
            if (role != Role.ADMINISTRATOR) keepOne(id);
            return database.writing().update("update reader set role = ? where id = ?", key(role), id.value());
        });
    }

    /// Lets nobody sign in to an account any more; all that it did stays.
    ///
    /// @throws IllegalStateException where the house would be left without an administrator
    public void close(ReaderId id) {
        database.write(() -> {
            keepOne(id);
            database.writing().update("delete from session where reader_id = ?", id.value());
            return database.writing()
                    .update(
                            "update reader set closed_at = ? where id = ? and closed_at is null",
                            Times.text(now.get()),
                            id.value());
        });
    }

    /// Opens a closed account again.
    public void reopen(ReaderId id) {
        set(id, "closed_at", null);
    }

    private void set(ReaderId id, String column, @Nullable String value) {
        database.write(() ->
                database.writing().update("update reader set " + column + " = ? where id = ?", value, id.value()));
    }

    /// @throws IllegalStateException where the house would be left without an administrator
    private void keepOne(ReaderId leaving) {
        Long others = database.writing()
                .queryForObject(
                        "select count(*) from reader where role = ? and closed_at is null and id <> ?",
                        Long.class,
                        key(Role.ADMINISTRATOR),
                        leaving.value());
        boolean runs = locked("id", leaving.value())
                .filter(a -> a.open() && a.reader().role() == Role.ADMINISTRATOR)
                .isPresent();
        if (runs && (others == null || others == 0))
            throw new IllegalStateException("this is the only administrator: make another one first");
    }

    /// Deletes an account and everything that any room keeps of it, in one transaction.
    ///
    /// @throws IllegalStateException where the house would be left without an administrator but with other
    /// readers
    public void delete(ReaderId id) {
        database.write(() -> {
            Long others = database.writing()
                    .queryForObject("select count(*) from reader where id <> ?", Long.class, id.value());
            if (others != null && others > 0) keepOne(id);
            data.forEach(d -> d.delete(id));
            return database.writing().update("delete from reader where id = ?", id.value());
        });
    }

    /// Puts everything that any room keeps of a reader into an archive.
    public void export(ReaderId id, ReaderData.Archive archive) throws IOException {
        for (ReaderData d : data) d.export(id, archive);
    }

    /// Takes in again what an archive holds for a reader.
    public void bring(ReaderId id, ReaderData.Brought archive) throws IOException {
        for (ReaderData d : data) d.bring(id, archive);
    }

    private static String key(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Account account(ResultSet r, int row) throws SQLException {
        return new Account(
                new Reader(
                        new ReaderId(r.getString("id")),
                        r.getString("name"),
                        r.getString("display_name"),
                        Role.valueOf(r.getString("role").toUpperCase(Locale.ROOT))),
                Optional.ofNullable(r.getString("email")).map(EmailAddress::new),
                Optional.ofNullable(r.getString("email_confirmed_at")).map(Instant::parse),
                Instant.parse(r.getString("created_at")),
                Optional.ofNullable(r.getString("closed_at")).map(Instant::parse));
    }
}
