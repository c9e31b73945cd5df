package org.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.HouseSettings;
import org.broadsheet.server.administration.Retention;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.store.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept for a set time goes when it is over, and nothing else does; on every database, one subclass
/// each.
abstract class RetentionContract {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Rooms rooms;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() {
        house = open();
        rooms = Rooms.over(house.library());
        ines = house.reader("ines").id();
    }

    @AfterEach
    void close() {
        rooms.close();
        house.close();
    }

    /// A deed, two signals and a vote, a letter that left and one that waits, a delivery that was told and one
    /// that is due.
    private void live(String name) {
        Judgments judgments = rooms.room(Judgments.class);
        rooms.room(AuditLog.class).note(ines, "lived", name, "");
        Occasion web = Occasion.at(Occasion.Source.WEB, "papers");
        judgments.give(ines, new Judgment.Impression(house.paper(1)), web, "seen-" + name);
        judgments.give(ines, new Judgment.Open(house.paper(1)), web, "opened-" + name);
        judgments.give(ines, new Judgment.Thumb(house.paper(1), true), web, "up-" + name);
        Postbox postbox = rooms.room(Postbox.class);
        EmailAddress address = new EmailAddress("ines@example.org");
        postbox.post(new Order("left-" + name, "note", name, address, "", true));
        postbox.post(new Order("waits-" + name, "note", name, address, "", true));
        String now = Times.text(house.clock().instant());
        write("update letter set state = 'sent', done_at = ? where once_key = ?", now, "left-" + name);
        write(
                "insert into webhook (id, reader_id, address, kind, secret, created_at, seen, failures, disabled_reason, outcome)"
                        + " values (?, ?, 'https://hooks.example.org/', 'edition', 's', ?, '', 0, '', '')",
                "w-" + name,
                ines.value(),
                now);
        write(
                "insert into webhook_delivery (id, webhook_id, subject, body, created_at, attempts, next_at, outcome)"
                        + " values (?, ?, 'told', '{}', ?, 1, null, '200')",
                "told-" + name,
                "w-" + name,
                now);
        write(
                "insert into webhook_delivery (id, webhook_id, subject, body, created_at, attempts, next_at, outcome)"
                        + " values (?, ?, 'due', '{}', ?, 0, ?, '')",
                "due-" + name,
                "w-" + name,
                now,
                now);
    }

    private void write(String sql, Object... values) {
        house.library()
                .database()
                .write(() -> house.library().database().writing().update(sql, values));
    }

    private long rows(String table) {
        return house.library()
                .database()
                .reading()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private void keep(Map<Kept, Integer> days) {
        rooms.room(Settings.class).set(new HouseSettings("House", SignUp.CLOSED, days));
    }

    private Retention retention() {
        return rooms.room(Retention.class);
    }

    @Test
    void whatIsOverGoesAndWhatIsNotOrWasWrittenByReadersStays() {
        live("old");
        house.pass(Duration.ofDays(100));
        live("new");
        keep(Map.of(Kept.AUDIT, 99, Kept.SIGNALS, 99, Kept.LETTERS, 99, Kept.DELIVERIES, 99));
        Map<Kept, Long> over = Map.of(Kept.AUDIT, 1L, Kept.SIGNALS, 2L, Kept.LETTERS, 1L, Kept.DELIVERIES, 1L);
        assertThat(retention().due()).as("what the page announces").isEqualTo(over);
        assertThat(retention().forget(() -> false)).isEqualTo(over);
        assertThat(retention().due().values()).containsOnly(0L);
        assertThat(rows("judgment where kind = 'thumb'")).isEqualTo(2);
        assertThat(rows("judgment")).isEqualTo(4);
        assertThat(rows("standing")).isEqualTo(1);
        assertThat(rows("letter where once_key = 'left-old'")).isZero();
        assertThat(rows("letter")).isEqualTo(3);
        assertThat(rows("webhook_delivery where id = 'told-old'")).isZero();
        assertThat(rows("webhook_delivery")).isEqualTo(3);
        assertThat(rooms.room(AuditLog.class).list(Long.MAX_VALUE, 9))
                .filteredOn(e -> e.deed().equals("forgotten"))
                .allMatch(e -> e.by().isEmpty())
                .extracting(e -> e.object() + " " + e.detail())
                .containsExactlyInAnyOrder("audit 1", "signals 2", "letters 1", "deliveries 1");
    }

    @Test
    void signalsStayForEverUnlessSomebodySetsATime() {
        live("old");
        house.pass(Duration.ofDays(10_000));
        assertThat(retention().due()).containsEntry(Kept.SIGNALS, 0L).containsEntry(Kept.LETTERS, 1L);
        assertThat(retention().forget(() -> false)).containsOnlyKeys(Kept.AUDIT, Kept.LETTERS, Kept.DELIVERIES);
        assertThat(rows("judgment")).isEqualTo(3);
    }

    @Test
    void onTheLastDayNothingGoesAndASecondLaterItDoes() {
        live("old");
        keep(Map.of(Kept.SIGNALS, 1));
        house.pass(Duration.ofDays(1));
        assertThat(retention().forget(() -> false)).isEmpty();
        house.pass(Duration.ofSeconds(1));
        assertThat(retention().forget(() -> false)).isEqualTo(Map.of(Kept.SIGNALS, 2L));
    }

    @Test
    void muchGoesInPartsAndMayBeInterrupted() {
        for (int i = 0; i < 1_234; i++) rooms.room(AuditLog.class).note(null, "deed", "", "");
        house.pass(Duration.ofDays(400));
        int[] asked = {0};
        assertThat(retention().forget(() -> asked[0]++ > 0)).isEqualTo(Map.of(Kept.AUDIT, 500L));
        assertThat(retention().forget(() -> false)).isEqualTo(Map.of(Kept.AUDIT, 734L));
        assertThat(rows("audit")).as("what was forgotten is written down").isEqualTo(2);
    }

    @Test
    void daysHaveTheirBounds() {
        for (Kept k : Kept.values()) {
            assertThat(new HouseSettings("x", SignUp.OPEN, Map.of(k, k.fewest())).days(k))
                    .isEqualTo(k.fewest());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HouseSettings("x", SignUp.OPEN, Map.of(k, k.fewest() - 1)))
                    .withMessageContaining(k.key())
                    .withMessageContaining("from " + k.fewest() + " to 3650");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HouseSettings("x", SignUp.OPEN, Map.of(k, 3_651)));
        }
        keep(Map.of(Kept.LETTERS, 40));
        assertThat(rooms.room(Settings.class).now().days())
                .isEqualTo(Map.of(Kept.AUDIT, 365, Kept.SIGNALS, 0, Kept.LETTERS, 40, Kept.DELIVERIES, 30));
    }
}
