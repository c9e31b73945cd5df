package org.broadsheet.server.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes orders for letters. An order is kept in the transaction in which it is given, so a letter goes out
/// if and only
/// if what it tells of happened; and the same order is taken once.
@Component
public final class Postbox {
    private static final int ID = 32;

    private final Library library;
    private final Database database;
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    public Postbox(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// How far a letter is.
    public enum State {
        /// Its turn has not come.
        WAITING,
        /// A courier has it.
        CLAIMED,
        /// It is on its way to the mail server.
        SENDING,
        /// It left.
        SENT,
        /// There was nothing to say.
        SILENT,
        /// A later one took its place before it left.
        OVERTAKEN,
        /// It does not leave before somebody says so.
        HELD,
        /// It cannot leave.
        FAILED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A letter as it stands.
    ///
    /// @param at     when it was ordered, or was done
    /// @param reason why it is where it is, or empty
    public record Standing(String id, Order order, State state, int attempts, Instant at, String reason) {}

    /// Takes an order.
    ///
    /// @return false where it was taken before
    public boolean post(Order order) {
        String now = Times.text(library.clock().instant());
        boolean taken = database.write(() -> database.writing()
                        .update(
                                "insert into letter (id, once_key, kind, about, address, detail, bulk, state, attempts,"
                                        + " next_at, reason, posted_at) values (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, '', ?)"
                                        + " on conflict (once_key) do nothing",
                                id(order.once()),
                                order.once(),
                                order.kind(),
                                order.about(),
                                order.to().value(),
                                order.detail(),
                                order.bulk() ? 1 : 0,
                                now,
                                now)
                > 0);
        if (taken) ring();
        return taken;
    }

    /// The id of the letter of a key.
    public static String id(String once) {
        return Digests.hex(once).substring(0, ID);
    }

    /// Tells couriers of new letters once they are kept.
    private void ring() {
        if (TransactionSynchronizationManager.isSynchronizationActive())
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    waiting.forEach(Runnable::run);
                }
            });
        else waiting.forEach(Runnable::run);
    }

    void listen(Runnable courier) {
        waiting.add(courier);
    }

    void deafen(Runnable courier) {
        waiting.remove(courier);
    }

    // ---- Looking
    // ------------------------------------------------------------------------------------------------

    /// How many letters are how far.
    public Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        database.reading()
                .sql("select state, count(*) from letter group by state")
                .query(r -> {
                    counts.put(state(r.getString(1)), r.getLong(2));
                });
        return counts;
    }

    /// The letter of a key.
    public Optional<Standing> find(String once) {
        return database.reading()
                .sql("select * from letter where once_key = ?")
                .param(once)
                .query(Postbox::standing)
                .optional();
    }

    /// Letters in some states, the newest first.
    public List<Standing> list(List<State> states, int most) {
        return database.reading()
                .sql("select * from letter where state in (:states) order by posted_at desc, id limit :most")
                .param("states", states.stream().map(State::key).toList())
                .param("most", most)
                .query(Postbox::standing)
                .list();
    }

    /// The last letter of a kind and of one thing that left, or would have had there been anything to say.
    public Optional<Standing> last(String kind, String about) {
        return database.reading()
                .sql("select * from letter where about = ? and kind = ? and state in ('sent', 'silent')"
                        + " order by posted_at desc, id limit 1")
                .params(about, kind)
                .query(Postbox::standing)
                .optional();
    }

    private static State state(String key) {
        return State.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private static Standing standing(ResultSet r, int row) throws SQLException {
        String done = r.getString("done_at");
        return new Standing(
                r.getString("id"),
                order(r),
                state(r.getString("state")),
                r.getInt("attempts"),
                Instant.parse(done == null ? r.getString("posted_at") : done),
                r.getString("reason"));
    }

    static Order order(ResultSet r) throws SQLException {
        return new Order(
                r.getString("once_key"),
                r.getString("kind"),
                r.getString("about"),
                new EmailAddress(r.getString("address")),
                r.getString("detail"),
                r.getInt("bulk") == 1);
    }

    // ---- Changing
    // -----------------------------------------------------------------------------------------------

    /// Lets letters of a kind and of one thing that have not left yet make room for a newer one.
    ///
    /// @param once key of the newer one
    public void overtake(String kind, String about, String once) {
        database.write(() -> database.writing()
                .update(
                        "update letter set state = 'overtaken', detail = '', done_at = ?, claim = null, claimed_until = null"
                                + " where about = ? and kind = ? and once_key <> ? and state in ('waiting', 'failed')",
                        Times.text(library.clock().instant()),
                        about,
                        kind,
                        once));
    }

    /// Sends a letter after all that was held or failed.
    ///
    /// @return false where there is none in that state
    public boolean retry(String id) {
        String now = Times.text(library.clock().instant());
        boolean again = database.write(() -> database.writing()
                        .update(
                                "update letter set state = 'waiting', attempts = 0, next_at = ?, reason = '', done_at = null"
                                        + " where id = ? and state in ('held', 'failed')",
                                now,
                                id)
                > 0);
        if (again) ring();
        return again;
    }

    /// Says of a letter that was held that it arrived, or that it need not.
    ///
    /// @param arrived whether it did
    /// @return false where there is none in that state
    public boolean settle(String id, boolean arrived) {
        return database.write(() -> database.writing()
                        .update(
                                "update letter set state = ?, detail = '', done_at = ? where id = ? and state in ('held', 'failed')",
                                arrived ? State.SENT.key() : State.OVERTAKEN.key(),
                                Times.text(library.clock().instant()),
                                id)
                > 0);
    }

    /// Deletes the letters about something, in the transaction in which it goes.
    public void forget(String about) {
        database.write(() -> database.writing().update("delete from letter where about = ?", about));
    }
}
