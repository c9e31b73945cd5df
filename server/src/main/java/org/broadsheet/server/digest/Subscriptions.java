package org.broadsheet.server.digest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.server.digest.Subscription.State;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.ReturnedMail;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Seal;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All who get the edition by mail. Nobody does whose address was not shown to be theirs: by a link that
/// was sent
/// there,
/// or because it is their account's. One subscription an address.
@Component
public final class Subscriptions implements ReaderData {
    static final String CONFIRM = "confirm";
    /// How long one may take to confirm.
    static final Duration ASKED_FOR = Duration.ofDays(7);
    /// How long one that was stopped, and is nobody's with an account, is remembered, so that it can be
    /// taken up again.
    static final Duration REMEMBERED = Duration.ofDays(30);

    private static final int HOURS_BETWEEN_LETTERS = 8;
    private static final Pattern KEY = Pattern.compile("(s-[a-z2-7]{16})\\.(\\d{1,9})\\.([a-z2-7]{26})");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Library library;
    private final Database database;
    private final Postbox postbox;
    private final ReturnedMail returned;
    private final Seal seal;

    public Subscriptions(Library library, Postbox postbox, ReturnedMail returned) {
        this.library = library;
        this.database = library.database();
        this.postbox = postbox;
        this.returned = returned;
        this.seal = new Seal(library.database(), "subscription");
    }

    /// What a signed link of a subscription opens.
    public enum Door {
        /// Says that the address is theirs who have the link, and that they want it.
        CONFIRM,
        /// Looks at it and changes it.
        MANAGE,
        /// Stops it.
        STOP
    }

    // ---- Links
    // --------------------------------------------------------------------------------------------------

    /// What stands in a link that opens a door of a subscription.
    public String key(Door door, Subscription s) {
        String named = s.id() + "." + s.generation();
        return named + "." + seal.of(door + " " + named);
    }

    /// The subscription whose door a link opens; empty where it is not one of ours, or was made void.
    public Optional<Subscription> opened(Door door, String key) {
        Matcher m = KEY.matcher(key);
        if (!m.matches() || !seal.fits(door + " " + m.group(1) + "." + m.group(2), m.group(3))) return Optional.empty();
        return find(m.group(1)).filter(s -> s.generation() == Integer.parseInt(m.group(2)));
    }

    // ---- Asking, confirming, changing, stopping
    // -----------------------------------------------------------------

    /// Asks for the edition by mail without an account: a letter goes to the address that asks back.
    /// Somebody who has
    /// it
    /// already is told so by letter. Three letters a day at most, however often it is asked for.
    public void ask(EmailAddress address, Choices choices) {
        Instant now = now();
        database.write(() -> {
            Optional<Subscription> there = one("address", address.value());
            if (there.isPresent() && there.get().state() != State.ACTIVE) {
                // Links of what was before are void; while it is being asked for, the one that was sent is
                // not.
                int generation = there.get().generation() + (there.get().state() == State.ASKED ? 0 : 1);
                put(there.get().id(), choices, State.ASKED, generation, now);
            } else if (there.isEmpty()) insert(null, address, State.ASKED, choices, now);
            Subscription s = one("address", address.value()).orElseThrow();
            String period = now.atZone(ZoneOffset.UTC).toLocalDate() + "-"
                    + now.atZone(ZoneOffset.UTC).getHour() / HOURS_BETWEEN_LETTERS;
            postbox.post(new Order(
                    String.join("/", CONFIRM, s.id(), key(s.state()), Integer.toString(s.generation()), period),
                    CONFIRM,
                    s.id(),
                    address,
                    "",
                    false));
            return s;
        });
    }

    /// Takes it up for a reader whose account has a confirmed address, or changes it; nothing more is
    /// asked.
    ///
    /// @param address the account's, confirmed
    public Subscription take(ReaderId reader, EmailAddress address, Choices choices) {
        Instant now = now();
        return database.write(() -> {
            moved(reader, address);
            Optional<Subscription> own = one("reader_id", reader.value());
            if (own.isEmpty()) {
                insert(reader, address, State.ACTIVE, choices, now);
                own = one("reader_id", reader.value());
            }
            activate(own.orElseThrow().id(), choices, now);
            return one("reader_id", reader.value()).orElseThrow();
        });
    }

    /// Lets a reader's subscription, if there is one, go to another address, confirmed; one that was taken
    /// for that
    /// address without an account becomes the reader's.
    public void moved(ReaderId reader, EmailAddress address) {
        database.write(() -> {
            Optional<Subscription> own = one("reader_id", reader.value());
            Optional<Subscription> there = one("address", address.value());
            if (there.isPresent() && there.get().reader().isEmpty()) {
                if (own.isPresent()) remove(there.get().id());
                else
                    database.writing()
                            .update(
                                    "update subscription set reader_id = ?, generation = generation + 1 where id = ?",
                                    reader.value(),
                                    there.get().id());
            }
            return database.writing()
                    .update("update subscription set address = ? where reader_id = ?", address.value(), reader.value());
        });
    }

    /// Confirms one that was asked for; confirming twice changes nothing.
    public void confirm(Subscription s) {
        Instant now = now();
        database.write(() -> {
            Optional<Subscription> asked = one("id", s.id()).filter(x -> x.state() == State.ASKED);
            asked.ifPresent(x -> activate(x.id(), x.choices(), now));
            return s;
        });
    }

    /// Changes what was chosen; one that was stopped goes on.
    public void change(Subscription s, Choices choices) {
        Instant now = now();
        database.write(() -> {
            Subscription is = one("id", s.id()).orElse(s);
            if (is.state() == State.ASKED) put(is.id(), choices, State.ASKED, is.generation(), is.askedAt());
            else activate(is.id(), choices, now);
            return s;
        });
    }

    private void activate(String id, Choices choices, Instant now) {
        Subscription s = one("id", id).orElseThrow();
        put(id, choices, State.ACTIVE, s.generation(), s.askedAt());
        database.writing()
                .update(
                        "update subscription set next_at = ?, ended_at = null,"
                                + " confirmed_at = coalesce(confirmed_at, ?) where id = ?",
                        Times.text(Due.after(choices, now).at()),
                        Times.text(now),
                        id);
    }

    /// Stops it; stopping twice changes nothing.
    public void stop(Subscription s) {
        end(s, State.STOPPED);
    }

    /// Stops one whose letters come back.
    void returned(Subscription s) {
        end(s, State.RETURNED);
    }

    private void end(Subscription s, State how) {
        database.write(() -> database.writing()
                .update(
                        "update subscription set state = ?, next_at = null, ended_at = ? where id = ? and state in ('asked', 'active')",
                        key(how),
                        Times.text(now()),
                        s.id()));
    }

    /// Makes every link of a subscription that was ever sent void; the next letter has new ones.
    public void renew(Subscription s) {
        database.write(() ->
                database.writing().update("update subscription set generation = generation + 1 where id = ?", s.id()));
    }

    private void remove(String id) {
        postbox.forget(id);
        database.writing().update("delete from subscription where id = ?", id);
    }

    // ---- Looking
    // ------------------------------------------------------------------------------------------------

    /// One by its id.
    public Optional<Subscription> find(String id) {
        return database.reading()
                .sql("select * from subscription where id = ?")
                .param(id)
                .query(Subscriptions::subscription)
                .optional();
    }

    /// A reader's own.
    public Optional<Subscription> of(ReaderId reader) {
        return database.reading()
                .sql("select * from subscription where reader_id = ?")
                .param(reader.value())
                .query(Subscriptions::subscription)
                .optional();
    }

    /// How many are how far.
    public Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        database.reading()
                .sql("select state, count(*) from subscription group by state")
                .query(r -> {
                    counts.put(State.valueOf(r.getString(1).toUpperCase(Locale.ROOT)), r.getLong(2));
                });
        return counts;
    }

    /// Whether letters to it come back.
    public boolean undeliverable(Subscription s) {
        return returned.undeliverable(s.address());
    }

    /// Those that are due, the longest due first.
    List<Subscription> due(int most) {
        return database.reading()
                .sql("select * from subscription where state = 'active' and next_at <= ? order by next_at, id limit ?")
                .params(Times.text(now()), most)
                .query(Subscriptions::subscription)
                .list();
    }

    /// When the next one is due.
    Optional<Instant> nextDue() {
        return database.reading()
                .sql("select min(next_at) from subscription where state = 'active'")
                .query((r, _) -> Optional.ofNullable(r.getString(1)).map(Instant::parse))
                .single();
    }

    /// Orders the letter of the edition that is due, and sets the time of the next. Editions that fell due
    /// while nobody
    /// looked are not sent one by one: the letter has a part with what they had.
    void order(Subscription s) {
        Instant now = now();
        database.write(() -> {
            Optional<Subscription> is = one("id", s.id())
                    .filter(x -> x.state() == State.ACTIVE)
                    .filter(x -> x.nextAt().isPresent() && !x.nextAt().get().isAfter(now));
            if (is.isEmpty()) return false;
            Choices c = is.get().choices();
            Due due = Due.before(c, now);
            String once = Contents.once(s, due.span());
            postbox.overtake(Contents.DIGEST, s.id(), once);
            postbox.post(new Order(
                    once,
                    Contents.DIGEST,
                    s.id(),
                    is.get().address(),
                    due.span().period().key() + "/" + due.span().label(),
                    true));
            database.writing()
                    .update(
                            "update subscription set next_at = ? where id = ?",
                            Times.text(Due.after(c, now).at()),
                            s.id());
            return true;
        });
    }

    /// Sends the newest edition as a trial: once a minute at most.
    ///
    /// @param span of which edition
    public void trial(Subscription s, Period.Span span) {
        postbox.post(new Order(
                "trial/" + s.id() + "/" + now().getEpochSecond() / 60,
                "trial",
                s.id(),
                s.address(),
                span.period().key() + "/" + span.label(),
                false));
    }

    /// Forgets what nobody confirmed, and what was stopped long ago without an account.
    void tidy() {
        Instant now = now();
        List<String> old = database.reading()
                .sql("select id from subscription where reader_id is null and (state = 'asked' and asked_at < ?"
                        + " or state in ('stopped', 'returned') and ended_at < ?) limit 500")
                .params(Times.text(now.minus(ASKED_FOR)), Times.text(now.minus(REMEMBERED)))
                .query((r, _) -> r.getString(1))
                .list();
        if (old.isEmpty()) return;
        database.write(() -> {
            old.forEach(this::remove);
            return old;
        });
    }

    // ---- With the account
    // ---------------------------------------------------------------------------------------

    /// Deletes a reader's subscription, and the letters that tell of it or of the reader.
    @Override
    public void delete(ReaderId reader) {
        one("reader_id", reader.value()).ifPresent(s -> {
            remove(s.id());
            returned.forget(s.address());
        });
        postbox.forget(reader.value());
        database.writing()
                .query(
                        "select email from reader where id = ? and email is not null",
                        (r, _) -> new EmailAddress(r.getString(1)),
                        reader.value())
                .forEach(returned::forget);
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        Optional<Subscription> own = of(reader);
        if (own.isEmpty()) return;
        Choices c = own.get().choices();
        OutputStream out = archive.file("subscription.json");
        out.write(JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of(
                        "address", own.get().address().value(),
                        "state", key(own.get().state()),
                        "period", c.period().key(),
                        "at", c.at().toString(),
                        "zone", c.zone().getId(),
                        "days", days(c.days()),
                        "categories", c.categories(),
                        "most", c.most(),
                        "quietIrrelevant", c.quietIrrelevant(),
                        "quietEmpty", c.quietEmpty()))
                .getBytes(StandardCharsets.UTF_8));
    }

    // ---- Rows
    // --------------------------------------------------------------------------------------------------

    private Instant now() {
        return library.clock().instant();
    }

    private void insert(@Nullable ReaderId reader, EmailAddress address, State state, Choices choices, Instant now) {
        String id = RandomIds.id("s");
        database.writing()
                .update(
                        "insert into subscription (id, reader_id, address, state, period, minute, zone, days, categories,"
                                + " most, quiet_irrelevant, quiet_empty, generation, asked_at)"
                                + " values (?, ?, ?, ?, '', 0, '', '', '', 0, 0, 0, 0, ?)",
                        id,
                        reader == null ? null : reader.value(),
                        address.value(),
                        key(state),
                        Times.text(now));
        put(id, choices, state, 0, now);
    }

    private void put(String id, Choices c, State state, int generation, Instant asked) {
        database.writing()
                .update(
                        "update subscription set state = ?, period = ?, minute = ?, zone = ?, days = ?, categories = ?,"
                                + " most = ?, quiet_irrelevant = ?, quiet_empty = ?, generation = ?, asked_at = ? where id = ?",
                        key(state),
                        c.period().key(),
                        c.at().toSecondOfDay() / 60,
                        c.zone().getId(),
                        days(c.days()),
                        JSON.writeValueAsString(c.categories()),
                        c.most(),
                        c.quietIrrelevant() ? 1 : 0,
                        c.quietEmpty() ? 1 : 0,
                        generation,
                        Times.text(asked),
                        id);
    }

    private static String days(Set<DayOfWeek> days) {
        StringBuilder b = new StringBuilder();
        for (DayOfWeek d : DayOfWeek.values()) if (days.contains(d)) b.append(d.getValue());
        return b.toString();
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Subscription> one(String column, String value) {
        return database
                .writing()
                .query("select * from subscription where " + column + " = ?", Subscriptions::subscription, value)
                .stream()
                .findFirst();
    }

    private static Subscription subscription(ResultSet r, int row) throws SQLException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        r.getString("days").chars().forEach(c -> days.add(DayOfWeek.of(c - '0')));
        return new Subscription(
                r.getString("id"),
                Optional.ofNullable(r.getString("reader_id")).map(ReaderId::new),
                new EmailAddress(r.getString("address")),
                State.valueOf(r.getString("state").toUpperCase(Locale.ROOT)),
                new Choices(
                        Period.ofKey(r.getString("period")).orElseThrow(),
                        LocalTime.ofSecondOfDay(60L * r.getInt("minute")),
                        ZoneId.of(r.getString("zone")),
                        days,
                        JSON.readValue(r.getString("categories"), new TypeReference<List<String>>() {}),
                        r.getInt("most"),
                        r.getInt("quiet_irrelevant") == 1,
                        r.getInt("quiet_empty") == 1),
                r.getInt("generation"),
                Instant.parse(r.getString("asked_at")),
                Optional.ofNullable(r.getString("confirmed_at")).map(Instant::parse),
                Optional.ofNullable(r.getString("next_at")).map(Instant::parse));
    }
}
