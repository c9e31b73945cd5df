package org.broadsheet.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Who readers are at other services that they sign in through. One identity opens one account; never is an
/// account found by an address of mail that the other service tells.
@Component
public final class Identities {
    private final Library library;
    private final Database database;

    public Identities(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// One of a reader's.
    ///
    /// @param id     names it to its reader; opens nothing
    /// @param issuer the other service
    /// @param label  what the reader is called there
    public record Linked(String id, String issuer, String label, Instant createdAt, Optional<Instant> usedAt) {}

    /// Whose account it opens, and notes that it was used.
    public Optional<ReaderId> use(String issuer, String subject) {
        Optional<ReaderId> reader = database.reading()
                .sql("select reader_id from reader_identity where issuer = ? and subject = ?")
                .params(issuer, subject)
                .query((r, _) -> new ReaderId(r.getString(1)))
                .optional();
        if (reader.isPresent())
            database.write(() -> database.writing()
                    .update(
                            "update reader_identity set used_at = ? where issuer = ? and subject = ?",
                            Times.text(library.clock().instant()),
                            issuer,
                            subject));
        return reader;
    }

    /// Lets it open a reader's account from now on.
    ///
    /// @return false where it opens one already, this or another
    public boolean link(ReaderId reader, String issuer, String subject, String label) {
        return database.write(() -> database.writing()
                        .update(
                                "insert into reader_identity (issuer, subject, id, reader_id, label, created_at)"
                                        + " values (?, ?, ?, ?, ?, ?) on conflict (issuer, subject) do nothing",
                                issuer,
                                subject,
                                RandomIds.id("i"),
                                reader.value(),
                                label,
                                Times.text(library.clock().instant())))
                > 0;
    }

    /// A reader's, the oldest first.
    public List<Linked> of(ReaderId reader) {
        return database.reading()
                .sql(
                        "select id, issuer, label, created_at, used_at from reader_identity where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query((r, _) -> new Linked(
                        r.getString(1),
                        r.getString(2),
                        r.getString(3),
                        Instant.parse(r.getString(4)),
                        Optional.ofNullable(r.getString(5)).map(Instant::parse)))
                .list();
    }

    /// Shuts that way in; false where the reader has no such.
    public boolean remove(ReaderId reader, String id) {
        return database.write(() -> database.writing()
                        .update("delete from reader_identity where reader_id = ? and id = ?", reader.value(), id))
                > 0;
    }
}
