package org.broadsheet.server.judgment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment.Attribute;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgment.Outcome;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.reader.ReaderId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What keeping judgments must do on every database; one subclass a database.
abstract class JudgmentsContract {
    private static final Occasion WEB = Occasion.at(Occasion.Source.WEB, "edition/day/2024-09-10");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Judgments judgments;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    @SuppressWarnings("NullAway.Init")
    private ReaderId tomas;

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() {
        house = open();
        judgments = new Judgments(house.library());
        ines = house.reader("ines").id();
        tomas = house.reader("tomas").id();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private PaperId paper(int n) {
        return house.paper(n);
    }

    private List<KeptJudgment> all(ReaderId reader) {
        return judgments.of(reader, Set.of(), null, Long.MAX_VALUE, 1_000);
    }

    /// One of every kind there is.
    private List<Judgment> everyKind() {
        Map<Attribute, Integer> attributes = new EnumMap<>(Attribute.class);
        attributes.put(Attribute.SOUNDNESS, 5);
        attributes.put(Attribute.CLARITY, 2);
        return List.of(
                new Judgment.Thumb(paper(1), false),
                new Judgment.Rating(paper(2), 4, attributes),
                new Judgment.NotInterested(paper(3), Judgment.Reason.KNOWN, "read it, \"twice\"\nindeed"),
                new Judgment.Save(paper(4)),
                new Judgment.Hide(paper(5)),
                new Judgment.Pair(paper(1), paper(2), Outcome.TIE),
                new Judgment.Ordering("l-2222222222222222", List.of(paper(3), paper(1), paper(2))),
                new Judgment.Impression(paper(6)),
                new Judgment.Open(paper(6)),
                new Judgment.Dwell(paper(6), Duration.ofMillis(12_500)),
                new Judgment.LinkOut(paper(6), "pdf"));
    }

    // ---- Keeping
    // ------------------------------------------------------------------------------------------------

    @Test
    void everyKindComesBackAsItWasGiven() {
        Occasion seen = new Occasion(Occasion.Source.API, "search", OptionalInt.of(7), OptionalDouble.of(0.25));
        List<Judgment> given = everyKind();
        Set<Kind> kinds = new HashSet<>();
        for (Judgment j : given) {
            KeptJudgment kept = judgments.give(ines, j, seen, "k-" + j.kind());
            assertThat(kept.judgment()).isEqualTo(j);
            assertThat(kept.occasion()).isEqualTo(seen);
            assertThat(judgments.find(ines, kept.id())).contains(kept);
            kinds.add(j.kind());
        }
        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
        assertThat(all(ines)).extracting(KeptJudgment::judgment).containsExactlyElementsOf(given.reversed());
    }

    @Test
    void aRetriedRequestCountsOnce() {
        KeptJudgment first = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        house.pass(Duration.ofHours(3));
        KeptJudgment again = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        assertThat(again).isEqualTo(first);
        assertThat(all(ines)).hasSize(1);
        assertThat(judgments.tally(paper(1))).isEqualTo(new Tally(1, 0, 0));
        // Another reader's key is another key.
        judgments.give(tomas, new Judgment.Thumb(paper(1), true), WEB, "key");
        assertThat(judgments.tally(paper(1)).up()).isEqualTo(2);
        assertThatThrownBy(() -> judgments.give(ines, new Judgment.Save(paper(1)), WEB, "k".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100");
    }

    @Test
    void aRetriedRequestDoesNotBringBackWhatWasTakenBack() {
        KeptJudgment vote = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        judgments.undo(ines, vote.id());
        judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        assertThat(judgments.tally(paper(1))).isEqualTo(Tally.NONE);
    }

    @Test
    void oneVoteAReaderHoweverOftenTheMindChanges() {
        for (int i = 0; i < 5; i++) judgments.give(ines, new Judgment.Thumb(paper(1), i % 2 == 0), WEB, "k" + i);
        assertThat(judgments.tally(paper(1))).isEqualTo(new Tally(1, 0, 0));
        judgments.give(ines, new Judgment.Thumb(paper(1), false), WEB, "last");
        assertThat(judgments.tally(paper(1))).isEqualTo(new Tally(0, 1, 0));
        assertThat(judgments.opinion(ines, paper(1)).down()).isTrue();
        assertThat(all(ines)).as("nothing is overwritten").hasSize(6);
    }

    @Test
    void takingBackLetsWhatWasSaidBeforeStandAgain() {
        KeptJudgment up = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "up");
        KeptJudgment down = judgments.give(ines, new Judgment.Thumb(paper(1), false), WEB, "down");
        assertThat(judgments.undo(ines, down.id()).orElseThrow().undoneAt()).isPresent();
        assertThat(judgments.opinion(ines, paper(1)).up()).isTrue();
        judgments.undo(ines, up.id());
        assertThat(judgments.opinion(ines, paper(1))).isEqualTo(Opinion.NONE);
        judgments.redo(ines, down.id());
        assertThat(judgments.opinion(ines, paper(1)).down()).isTrue();
    }

    @Test
    void withdrawingLeavesNothingStanding() {
        judgments.give(ines, new Judgment.Thumb(paper(1), false), WEB, "down");
        judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "up");
        judgments.give(ines, new Judgment.Save(paper(1)), WEB, "save");
        assertThat(judgments.withdraw(ines, Kind.THUMB, paper(1))).isTrue();
        assertThat(judgments.withdraw(ines, Kind.THUMB, paper(1))).isFalse();
        assertThat(judgments.opinion(ines, paper(1)).thumb()).isEmpty();
        assertThat(judgments.saved(ines)).containsExactly(paper(1));
    }

    @Test
    void deletingLeavesNoTrace() {
        KeptJudgment vote = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        judgments.give(ines, new Judgment.Open(paper(1)), WEB, "open");
        assertThat(judgments.delete(ines, vote.id())).isTrue();
        assertThat(judgments.find(ines, vote.id())).isEmpty();
        assertThat(judgments.tally(paper(1))).isEqualTo(Tally.NONE);
        assertThat(judgments.deleteSignals(ines)).isEqualTo(1);
        judgments.give(ines, new Judgment.Save(paper(2)), WEB, "save");
        judgments.deleteAll(ines);
        assertThat(all(ines)).isEmpty();
        assertThat(house.library().store().number("select count(*) from standing"))
                .isZero();
    }

    @Test
    void nobodyTouchesAnotherReadersJudgment() {
        KeptJudgment vote = judgments.give(ines, new Judgment.Thumb(paper(1), true), WEB, "key");
        assertThat(judgments.find(tomas, vote.id())).isEmpty();
        assertThat(judgments.undo(tomas, vote.id())).isEmpty();
        assertThat(judgments.delete(tomas, vote.id())).isFalse();
        assertThat(judgments.redo(tomas, vote.id())).isEmpty();
        judgments.withdraw(tomas, Kind.THUMB, paper(1));
        assertThat(judgments.tally(paper(1)).up()).isEqualTo(1);
        assertThat(all(tomas)).isEmpty();
    }

    @Test
    void aTimeOfTheFutureOrOfLongAgoIsNow() {
        var now = ReaderLibrary.NOON;
        for (Duration off : List.of(Duration.ofHours(1), Duration.ofDays(-61)))
            assertThat(judgments
                            .give(
                                    ines,
                                    List.of(new Judgments.Given(
                                            new Judgment.Open(paper(1)), WEB, "odd" + off, now.plus(off))))
                            .getFirst()
                            .at())
                    .isEqualTo(now);
        assertThat(judgments
                        .give(
                                ines,
                                List.of(new Judgments.Given(
                                        new Judgment.Open(paper(1)), WEB, "offline", now.minus(Duration.ofDays(2)))))
                        .getFirst()
                        .at())
                .isEqualTo(now.minus(Duration.ofDays(2)));
    }

    @Test
    void signalsAreNotKeptOfReadersWhoDoNotWantThem() {
        assertThat(judgments.observed(ines)).isTrue();
        judgments.observe(ines, false);
        var given = List.of(
                new Judgments.Given(new Judgment.Open(paper(1)), WEB, "open", ReaderLibrary.NOON),
                new Judgments.Given(new Judgment.Save(paper(1)), WEB, "save", ReaderLibrary.NOON));
        assertThat(judgments.give(ines, given))
                .extracting(j -> j.judgment().kind())
                .containsExactly(Kind.SAVE);
        judgments.observe(ines, true);
        assertThat(judgments.give(ines, given)).hasSize(2);
    }

    // ---- Papers that are merged
    // ---------------------------------------------------------------------------------

    @Test
    void votesFollowPapersThroughAMergeAndBack() {
        house.give("a.jsonl", """
                {"_id":"a","title":"Tide tables as a test of long memory","authors":["Leocadia Nagy"],"year":2024,"doi":"10.5555/tides"}
                """);
        house.give("b.jsonl", """
                {"_id":"b","title":"An unrelated name for now","authors":["Leocadia Nagy"],"year":2024,"arxiv":"2409.77777"}
                """);
        PaperId a = house.library().paper("10.5555/tides").orElseThrow().id();
        PaperId b = house.library().paper("2409.77777").orElseThrow().id();
        judgments.give(ines, new Judgment.Thumb(a, true), WEB, "a");
        judgments.give(ines, new Judgment.Thumb(b, true), WEB, "b");
        judgments.give(tomas, new Judgment.Thumb(b, true), WEB, "c");
        judgments.give(tomas, new Judgment.Save(b), WEB, "d");
        house.give("c.jsonl", """
                {"_id":"c","title":"Tide tables as a test of long memory","authors":["Leocadia Nagy"],"year":2024,"doi":"10.5555/tides","arxiv":"2409.77777"}
                """);
        PaperId now = house.library().paper("10.5555/tides").orElseThrow().id();
        assertThat(house.library().paper("2409.77777").orElseThrow().id()).isEqualTo(now);
        assertThat(judgments.tally(now)).as("each reader counts once").isEqualTo(new Tally(2, 0, 1));
        assertThat(judgments.opinion(tomas, now).saved()).isTrue();
        assertThat(judgments.saved(tomas)).containsExactly(now);
        judgments.withdraw(tomas, Kind.THUMB, now);
        assertThat(judgments.tally(now).up()).isEqualTo(1);
    }

    // ---- Taking away and bringing back
    // ----------------------------------------------------------------------------

    @Test
    void whatIsExportedCanBeBroughtBackByAnybodyAnyTime() {
        Occasion seen = new Occasion(Occasion.Source.WEB, "search", OptionalInt.of(3), OptionalDouble.of(0.5));
        for (Judgment j : everyKind()) judgments.give(ines, j, seen, "k-" + j.kind());
        KeptJudgment undone = judgments.give(ines, new Judgment.Save(paper(7)), seen, "undone");
        judgments.undo(ines, undone.id());
        List<String> lines = new ArrayList<>();
        judgments.export(ines, lines::add);
        assertThat(lines).hasSize(Kind.values().length + 1);
        for (String line : lines) {
            JsonNode o = JsonMapper.shared().readTree(line);
            assertThat(o.get("type").asString()).isIn("thumb", "rating", "pair", "list", "choice");
            assertThat(o.get("judge").asString()).isEqualTo(ines.value());
        }
        house.pass(Duration.ofDays(300));
        for (boolean fresh : List.of(true, false))
            for (String line : lines)
                assertThat(judgments
                                .bring(tomas, line, this::named, list -> list)
                                .getAsBoolean())
                        .as(line)
                        .isEqualTo(fresh);
        for (String bad : List.of("nonsense", "{\"type\":\"thumb\",\"item\":\"none\",\"up\":true}", "{}"))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> judgments.bring(tomas, bad, this::named, list -> list));
        assertThat(all(tomas)).as("brought twice, kept once").hasSize(lines.size());
        List<String> again = new ArrayList<>();
        judgments.export(tomas, again::add);
        assertThat(again.stream().map(l -> l.replace(tomas.value(), ines.value())))
                .containsExactlyElementsOf(lines);
        assertThat(judgments.opinion(tomas, paper(7)).saved()).isFalse();
    }

    private PaperId named(String name) {
        return house.library()
                .paper(name)
                .orElseThrow(() -> new IllegalArgumentException("none of that name"))
                .id();
    }

    // ---- Many at once
    // -------------------------------------------------------------------------------------------

    @Test
    void noVoteIsLostWhenManyVoteAtOnce() throws Exception {
        int readers = 24;
        List<ReaderId> all = new ArrayList<>();
        for (int i = 0; i < readers; i++) all.add(house.reader("voter" + i).id());
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> done = new ArrayList<>();
            for (int round = 0; round < 3; round++)
                for (ReaderId r : all)
                    for (int n = 1; n <= 4; n++) {
                        PaperId paper = paper(n);
                        String key = "vote-" + n;
                        // Every request is sent three times, as by a client that never hears the answer.
                        done.add(threads.submit(() -> judgments.give(r, new Judgment.Thumb(paper, true), WEB, key)));
                    }
            for (Future<?> f : done) f.get();
        }
        for (int n = 1; n <= 4; n++) assertThat(judgments.tally(paper(n)).up()).isEqualTo(readers);
        assertThat(house.library().store().number("select count(*) from judgment"))
                .isEqualTo(4L * readers);
        assertThat(house.library().store().number("select count(distinct id) from judgment"))
                .isEqualTo(4L * readers);
    }

    // ---- Duels
    // --------------------------------------------------------------------------------------------------

    @Test
    void duelsAskAboutWhatWasSeenAndNeverTwice() {
        Duels duels = new Duels(judgments, house.library());
        assertThat(duels.next(ines, List.of())).isEmpty();
        for (int n = 1; n <= 4; n++) judgments.give(ines, new Judgment.Open(paper(n)), WEB, "o" + n);
        judgments.give(ines, new Judgment.Hide(paper(4)), WEB, "hide");
        Set<Set<PaperId>> asked = new HashSet<>();
        Optional<Duels.Question> next = duels.next(ines, List.of());
        while (next.isPresent()) {
            Duels.Question q = next.get();
            assertThat(Set.of(q.left(), q.right())).doesNotContain(paper(4));
            assertThat(asked.add(Set.of(q.left(), q.right()))).isTrue();
            judgments.give(ines, new Judgment.Pair(q.left(), q.right(), Outcome.LEFT), WEB, q.key());
            judgments.give(ines, new Judgment.Pair(q.left(), q.right(), Outcome.RIGHT), WEB, q.key());
            next = duels.next(ines, List.of());
        }
        assertThat(asked).as("each pair of three").hasSize(3);
        assertThat(judgments.counts(ines)).containsEntry(Kind.PAIR, 3L);
        assertThat(duels.next(tomas, List.of(paper(1), paper(2)))).isPresent();
    }
}
