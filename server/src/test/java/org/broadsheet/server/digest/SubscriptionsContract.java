package org.broadsheet.server.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.digest.Subscription.State;
import org.broadsheet.server.digest.Subscriptions.Door;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.post.Courier;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Letter;
import org.broadsheet.server.post.MailSettings;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.ReturnedMail;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets which edition, when, and what is in it, over either database. The days are invented, from
/// Tuesday 10
/// September 2024 on; what a letter holds is looked at before it is set.
abstract class SubscriptionsContract {
    private static final EmailAddress INES = new EmailAddress("ines@example.org");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary at;

    @SuppressWarnings("NullAway.Init")
    private Postbox postbox;

    @SuppressWarnings("NullAway.Init")
    private ReturnedMail returned;

    @SuppressWarnings("NullAway.Init")
    private Subscriptions subscriptions;

    @SuppressWarnings("NullAway.Init")
    private DigestSchedule schedule;

    @SuppressWarnings("NullAway.Init")
    private Courier courier;

    @SuppressWarnings("NullAway.Init")
    private Follows follows;

    @SuppressWarnings("NullAway.Init")
    private Judgments judgments;

    /// What was set, in order.
    private final List<String> set = new ArrayList<>();

    private final List<Digest> digests = new ArrayList<>();
    private final Map<LocalDate, List<SourceNote>> notes = new HashMap<>();

    abstract ReaderLibrary open();

    @BeforeEach
    void begin() {
        at = open();
        postbox = new Postbox(at.library());
        returned = new ReturnedMail(at.library());
        follows = new Follows(at.library(), new Pace(at.clock()));
        judgments = new Judgments(at.library());
        house();
    }

    /// All that a process makes anew when it starts.
    private void house() {
        subscriptions = new Subscriptions(at.library(), postbox, returned);
        schedule = new DigestSchedule(at.library(), subscriptions);
        Editions editions = new Editions(
                at.library(), new RecencyEditionRanker(), span -> notes.getOrDefault(span.from(), List.of()));
        Typesetter typesetter = new Typesetter() {
            @Override
            public Letter digest(Digest d) {
                digests.add(d);
                return said((d.trial() ? "trial " : "edition ") + d.span().label());
            }

            @Override
            public Letter confirmation(Subscription s) {
                return said("do you want it, " + s.address() + "?");
            }

            @Override
            public Letter known(Subscription s) {
                return said("you have it, " + s.address());
            }

            private Letter said(String what) {
                set.add(what);
                return Letter.plain(what, what);
            }
        };
        DigestWriters writers = new DigestWriters(subscriptions, typesetter);
        DigestProof proof = writers.digestProof(at.library(), editions, follows, judgments, postbox);
        courier = new Courier(
                at.library(),
                postbox,
                returned,
                MailSettings.DEFAULT,
                List.of(writers.digests(proof), writers.trials(proof), writers.confirmations()));
    }

    @AfterEach
    void end() {
        at.close();
    }

    private static Choices daily() {
        return new Choices(
                Period.DAY,
                LocalTime.of(7, 0),
                ZoneId.of("UTC"),
                EnumSet.allOf(DayOfWeek.class),
                List.of(),
                30,
                true,
                true);
    }

    private static Choices daily(List<String> categories, int most, boolean quietIrrelevant, boolean quietEmpty) {
        Choices d = daily();
        return new Choices(d.period(), d.at(), d.zone(), d.days(), categories, most, quietIrrelevant, quietEmpty);
    }

    /// Moves the clock to a time, at which the house is looked after.
    private void until(String time) {
        at.pass(Duration.between(at.clock().instant(), Instant.parse(time)));
        work();
    }

    private void work() {
        schedule.round();
        courier.round();
    }

    /// Papers dated on a day.
    private void papers(String day, String category, int first, int last) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i <= last; i++) lines.append("""
                    {"_id":"n%1$d","title":"New matter %1$d, told at length","abstract":"What %1$d says of %2$s is new.","authors":["Author Of%1$d"],"arxiv":"2409.%3$05d","categories":["%2$s"],"published":"%4$s"}
                    """.formatted(i, category, 10_000 + i, day));
        at.give("new-" + first + ".jsonl", lines.toString());
        at.library().catchUp(_ -> {});
    }

    private PaperId paper(int n) {
        return at.library()
                .paper("2409.%05d".formatted(10_000 + n))
                .orElseThrow()
                .id();
    }

    private Subscription active(Choices choices) {
        subscriptions.ask(INES, choices);
        courier.round();
        subscriptions.confirm(found());
        set.clear();
        return found();
    }

    private Subscription found() {
        String id = at.library()
                .database()
                .reading()
                .sql("select id from subscription where address = ?")
                .param(INES.value())
                .query(String.class)
                .single();
        return subscriptions.find(id).orElseThrow();
    }

    // ---- Asking
    // --------------------------------------------------------------------------------------------------

    @Test
    void nothingIsSentBeforeItIsConfirmedButOneLetterThatAsks() {
        subscriptions.ask(INES, daily());
        work();
        assertThat(set).containsExactly("do you want it, ines@example.org?");
        for (int i = 0; i < 20; i++) subscriptions.ask(INES, daily());
        papers("2024-09-11", "cs.IR", 1, 3);
        until("2024-09-11T08:00:00Z");
        assertThat(set).hasSize(1);
        assertThat(found().state()).isEqualTo(State.ASKED);
        subscriptions.ask(INES, daily());
        work();
        assertThat(set).as("another time of the day").hasSize(2);
    }

    @Test
    void whoHasItIsToldSoAndNothingChanges() {
        Subscription s = active(daily());
        subscriptions.ask(INES, daily(List.of("q-bio"), 1, false, false));
        work();
        assertThat(set).containsExactly("you have it, ines@example.org");
        assertThat(found()).isEqualTo(s);
    }

    @Test
    void whatNobodyConfirmsIsForgotten() {
        subscriptions.ask(INES, daily());
        work();
        until("2024-09-17T11:59:00Z");
        assertThat(subscriptions.counts()).isEqualTo(Map.of(State.ASKED, 1L));
        until("2024-09-17T12:01:00Z");
        assertThat(subscriptions.counts()).isEmpty();
        assertThat(postbox.counts()).isEmpty();
    }

    @Test
    void linksOpenTheirOwnDoorOnly() {
        Subscription s = active(daily());
        for (Door door : Door.values()) {
            String key = subscriptions.key(door, s);
            for (Door other : Door.values())
                assertThat(subscriptions.opened(other, key).isPresent()).isEqualTo(other == door);
            char last = key.charAt(key.length() - 1);
            String forged = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');
            assertThat(subscriptions.opened(door, forged)).isEmpty();
            assertThat(subscriptions.opened(door, key + "a")).isEmpty();
            assertThat(subscriptions.opened(door, key.replace(s.id(), "s-aaaaaaaaaaaaaaaa")))
                    .isEmpty();
            assertThat(subscriptions.opened(door, "")).isEmpty();
        }
        String stop = subscriptions.key(Door.STOP, s);
        subscriptions.renew(s);
        assertThat(subscriptions.opened(Door.STOP, stop)).isEmpty();
        assertThat(subscriptions.opened(Door.STOP, subscriptions.key(Door.STOP, found())))
                .isPresent();
        house();
        assertThat(subscriptions.opened(Door.STOP, subscriptions.key(Door.STOP, found())))
                .as("after a restart")
                .isPresent();
    }

    @Test
    void choicesAreWhatMayBeChosen() {
        assertThatIllegalArgumentException().isThrownBy(() -> daily(List.of("cs.IR\r\nBcc: x"), 3, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> daily(List.of("<script>"), 3, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> daily(List.of(), 0, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> daily(List.of(), 61, true, true));
        for (String zone : List.of("Europe/Lisbn", "../etc/passwd", "GMT+99", "", "CET"))
            assertThatIllegalArgumentException().isThrownBy(() -> Choices.zone(zone));
        assertThat(Choices.zone(" Europe/Lisbon ").getId()).isEqualTo("Europe/Lisbon");
        Choices archive = daily(List.of("cs"), 3, true, true);
        assertThat(archive.relevant(List.of("cs.IR"))).isTrue();
        assertThat(archive.relevant(List.of("csx.IR", "stat.ML"))).isFalse();
    }

    // ---- When it comes
    // -------------------------------------------------------------------------------------------

    @Test
    void anEditionComesOnceAtItsTimeWhateverIsStartedAgain() {
        active(daily());
        papers("2024-09-11", "cs.IR", 1, 3);
        until("2024-09-11T06:59:59Z");
        assertThat(set).isEmpty();
        until("2024-09-11T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-11");
        house();
        work();
        until("2024-09-11T23:00:00Z");
        assertThat(set).hasSize(1);
        papers("2024-09-12", "cs.IR", 4, 5);
        until("2024-09-12T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-11", "edition 2024-09-12");
        assertThat(digests.getLast().papers()).containsExactlyInAnyOrder(paper(4), paper(5));
    }

    @Test
    void anEditionThatCameDoesNotComeAgainAtAnotherTimeOfItsDay() {
        Subscription s = active(daily());
        papers("2024-09-11", "cs.IR", 1, 3);
        until("2024-09-11T07:00:00Z");
        Choices d = daily();
        subscriptions.change(
                s,
                new Choices(d.period(), LocalTime.of(18, 0), d.zone(), d.days(), d.categories(), d.most(), true, true));
        until("2024-09-11T18:00:00Z");
        assertThat(set).hasSize(1);
        assertThat(found().nextAt()).contains(Instant.parse("2024-09-12T18:00:00Z"));
    }

    @Test
    void afterAnOutageOneLetterHasWhatTheOthersWouldHaveHad() {
        active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        until("2024-09-11T07:00:00Z");
        papers("2024-09-12", "cs.IR", 3, 4);
        papers("2024-09-13", "cs.IR", 5, 6);
        papers("2024-09-14", "cs.IR", 7, 8);
        until("2024-09-14T15:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-11", "edition 2024-09-14");
        assertThat(digests.getLast().papers())
                .startsWith(digests.getLast()
                        .parts()
                        .getFirst()
                        .pieces()
                        .getFirst()
                        .paper()
                        .id())
                .containsExactlyInAnyOrder(paper(3), paper(4), paper(5), paper(6), paper(7), paper(8));
        assertThat(digests.getLast().parts().getLast().title()).isEqualTo("Since your last one");
        assertThat(found().nextAt()).contains(Instant.parse("2024-09-15T07:00:00Z"));
    }

    @Test
    void aPaperThatWasLateIsInTheNextOne() {
        active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        until("2024-09-11T07:00:00Z");
        until("2024-09-11T15:00:00Z");
        papers("2024-09-11", "cs.IR", 3, 3);
        papers("2024-09-12", "cs.IR", 4, 4);
        until("2024-09-12T07:00:00Z");
        assertThat(digests.getLast().papers()).containsExactly(paper(4), paper(3));
        papers("2024-09-13", "cs.IR", 5, 5);
        until("2024-09-13T07:00:00Z");
        assertThat(digests.getLast().papers()).as("once").containsExactly(paper(5));
    }

    @Test
    void aLetterThatDidNotLeaveMakesRoomForTheNext() {
        active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        at.pass(Duration.between(at.clock().instant(), Instant.parse("2024-09-11T07:00:00Z")));
        schedule.round();
        papers("2024-09-12", "cs.IR", 3, 3);
        until("2024-09-12T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-12");
        assertThat(postbox.counts()).containsEntry(Postbox.State.OVERTAKEN, 1L);
    }

    @Test
    void theWeeksComesOnMonday() {
        Choices d = daily();
        active(new Choices(Period.WEEK, d.at(), d.zone(), d.days(), List.of(), 5, true, true));
        papers("2024-09-12", "cs.IR", 1, 9);
        until("2024-09-15T20:00:00Z");
        assertThat(set).isEmpty();
        until("2024-09-16T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-W37");
        assertThat(digests.getFirst().papers()).hasSize(5);
        until("2024-09-22T20:00:00Z");
        assertThat(set).hasSize(1);
    }

    // ---- What is in it
    // -------------------------------------------------------------------------------------------

    @Test
    void subjectsChooseAmongAllThatCameAndTheNumberIsNeverExceeded() {
        active(daily(List.of("q-bio", "math.CO"), 7, true, true));
        papers("2024-09-11", "cs.IR", 1, 40);
        papers("2024-09-11", "q-bio.PE", 41, 45);
        papers("2024-09-11", "math.CO", 46, 60);
        until("2024-09-11T07:00:00Z");
        Digest d = digests.getFirst();
        assertThat(d.papers()).hasSize(7).doesNotHaveDuplicates();
        assertThat(d.relevant()).isEqualTo(20);
        d.parts()
                .forEach(p -> p.pieces().forEach(x -> {
                    assertThat(x.paper().metadata().categories()).containsAnyOf("q-bio.PE", "math.CO");
                    assertThat(x.reason()).isNotBlank();
                }));
    }

    @Test
    void onQuietDaysItIsSilentOrSaysSoAsItsReaderChose() {
        List<List<Boolean>> cases =
                List.of(List.of(true, true), List.of(true, false), List.of(false, true), List.of(false, false));
        for (List<Boolean> c : cases) {
            boolean quietIrrelevant = c.getFirst();
            boolean quietEmpty = c.getLast();
            set.clear();
            Subscription s = active(daily(List.of("math.CO"), 5, quietIrrelevant, quietEmpty));
            subscriptions.change(s, daily(List.of("math.CO"), 5, quietIrrelevant, quietEmpty));
            LocalDate day =
                    LocalDate.ofInstant(at.clock().instant(), ZoneOffset.UTC).plusDays(1);
            until(day + "T07:00:00Z");
            assertThat(!set.isEmpty()).as("nothing came, %s", c).isEqualTo(!quietEmpty);
            set.clear();
            day = day.plusDays(1);
            int n = 100 * day.getDayOfMonth();
            papers(day.toString(), "cs.IR", n, n + 2);
            until(day + "T07:00:00Z");
            assertThat(!set.isEmpty()).as("nothing relevant came, %s", c).isEqualTo(!quietIrrelevant);
        }
    }

    @Test
    void aDayOnWhichASourceFailedIsNoQuietOne() {
        active(daily());
        notes.put(
                LocalDate.of(2024, 9, 11),
                List.of(new SourceNote("arXiv cs.IR", "100 to 150", 0, "broken", "It did not answer.")));
        until("2024-09-11T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-11");
        assertThat(digests.getFirst().wanting()).hasSize(1);
        assertThat(digests.getFirst().papers()).isEmpty();
    }

    @Test
    void whatAReaderFollowsHasItsSectionAndWhatWasPutAwayIsLeftOut() {
        Reader reader = at.reader("ines");
        Follow f = follows.follow(reader.id(), Follow.Kind.AUTHOR, "Author Of7", "");
        follows.change(reader.id(), f.id(), "Of Seven", true);
        follows.follow(reader.id(), Follow.Kind.AUTHOR, "Author Of8", "");
        subscriptions.take(reader.id(), INES, daily(List.of("cs.IR"), 10, true, true));
        until("2024-09-11T01:00:00Z");
        papers("2024-09-11", "cs.IR", 1, 3);
        papers("2024-09-11", "q-bio.PE", 7, 8);
        judgments.give(reader.id(), new Judgment.Hide(paper(2)), Occasion.at(Occasion.Source.WEB, ""), "k1");
        judgments.give(reader.id(), new Judgment.Thumb(paper(3), false), Occasion.at(Occasion.Source.WEB, ""), "k2");
        until("2024-09-11T07:00:00Z");
        Digest d = digests.getFirst();
        assertThat(d.papers()).containsExactly(paper(1), paper(7));
        assertThat(d.parts().getLast().title()).isEqualTo("Of Seven");
    }

    @Test
    void aTrialShowsTheNewestAndCountsForNothing() {
        Subscription s = active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        until("2024-09-11T06:00:00Z");
        Period.Span span = Period.DAY.of(LocalDate.of(2024, 9, 11));
        for (int i = 0; i < 5; i++) subscriptions.trial(s, span);
        work();
        assertThat(set).as("one a minute").containsExactly("trial 2024-09-11");
        until("2024-09-11T07:00:00Z");
        assertThat(set).containsExactly("trial 2024-09-11", "edition 2024-09-11");
    }

    // ---- Its end
    // -------------------------------------------------------------------------------------------------

    @Test
    void whatIsStoppedIsStoppedAlsoForALetterThatWaits() {
        Subscription s = active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        at.pass(Duration.between(at.clock().instant(), Instant.parse("2024-09-11T07:00:00Z")));
        schedule.round();
        subscriptions.stop(s);
        subscriptions.stop(s);
        courier.round();
        until("2024-09-12T07:00:00Z");
        assertThat(set).isEmpty();
        subscriptions.change(found(), daily());
        papers("2024-09-13", "cs.IR", 3, 3);
        until("2024-09-13T07:00:00Z");
        assertThat(set).as("taken up again").containsExactly("edition 2024-09-13");
        subscriptions.stop(found());
        until("2024-10-14T07:00:00Z");
        assertThat(subscriptions.counts()).as("forgotten after a month").isEmpty();
    }

    @Test
    void anAddressFromWhichLettersCameBackGetsNoMore() throws IOException {
        active(daily());
        papers("2024-09-11", "cs.IR", 1, 2);
        until("2024-09-11T07:00:00Z");
        Postbox.Standing sent = postbox.list(List.of(Postbox.State.SENT), 1).getFirst();
        returned.take(new ByteArrayInputStream(
                """
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s@localhost>

                --b--
                """.formatted(sent.id()).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
        papers("2024-09-12", "cs.IR", 3, 4);
        until("2024-09-12T07:00:00Z");
        assertThat(set).containsExactly("edition 2024-09-11");
        assertThat(found().state()).isEqualTo(State.RETURNED);
    }

    @Test
    void withAnAccountItFollowsTheAddressAndGoesWithTheAccount() {
        Reader reader = at.reader("ines");
        active(daily());
        Subscription own = subscriptions.take(reader.id(), INES, daily());
        assertThat(own.state()).isEqualTo(State.ACTIVE);
        assertThat(subscriptions.counts()).as("one an address").isEqualTo(Map.of(State.ACTIVE, 1L));
        EmailAddress other = new EmailAddress("ines@elsewhere.example");
        subscriptions.moved(reader.id(), other);
        assertThat(subscriptions.of(reader.id()).map(Subscription::address)).isEqualTo(Optional.of(other));
        papers("2024-09-11", "cs.IR", 1, 2);
        until("2024-09-11T07:00:00Z");
        assertThat(postbox.counts().keySet()).isEqualTo(Set.of(Postbox.State.SENT));
        at.library().database().write(() -> {
            subscriptions.delete(reader.id());
            return true;
        });
        assertThat(subscriptions.counts()).isEmpty();
        assertThat(postbox.counts()).isEmpty();
    }
}
