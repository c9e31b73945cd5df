package org.broadsheet.evaluation.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {
    private static final int TOPICS = 12;
    private static final Qrels QRELS = qrels();
    private static final Replay REPLAY =
            new Replay(runs(), QRELS, Measures.of("AP"), Replay.Protocol.DEFAULT.withDepth(20));

    static List<AdjudicationMethod> methods() {
        return AdjudicationMethod.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void judgingAllKeepsAll(AdjudicationMethod method) {
        Preservation all = REPLAY.play(method, List.of(1000), List.of(1L)).getFirst();
        assertThat(all.judged()).isEqualTo(REPLAY.pooled());
        assertThat(all.tau()).isCloseTo(1, within(1e-12));
        assertThat(all.recall()).isEqualTo(1);
        assertThat(all.precision()).isEqualTo(1);
        assertThat(all.activeAgreement()).isEqualTo((double) REPLAY.significantPairs());
        assertThat(all.matthews()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void countsAddUpAndJudgingNothingFindsNothing(AdjudicationMethod method) {
        List<Preservation> some = REPLAY.play(method, List.of(0, 3, 8), List.of(1L, 2L));
        assertThat(some).allMatch(p -> p.pairs() == 15);
        assertThat(some.getFirst().judged()).isZero();
        assertThat(some.getFirst().recall()).isZero();
        assertThat(some.getFirst().precision()).isNaN();
        assertThat(some.get(1).judged()).isEqualTo(3 * TOPICS);
        assertThat(REPLAY.play(method, List.of(0, 3, 8), List.of(1L, 2L))).isEqualTo(some);
    }

    @Test
    void theSameRunTwiceIsNeverDifferent() {
        List<Run> runs = runs();
        Replay replay = new Replay(
                List.of(runs.getFirst(), runs.getFirst().named("again")),
                QRELS,
                Measures.of("AP"),
                Replay.Protocol.DEFAULT);
        assertThat(replay.significantPairs()).isZero();
        assertThatThrownBy(() -> new Replay(runs.subList(0, 1), QRELS, Measures.of("AP"), Replay.Protocol.DEFAULT))
                .hasMessageContaining("1 run");
    }

    @Test
    void sharesByHand() {
        Preservation p = new Preservation("x", 1, 0, 0, 1, 1, 6, 1, 3, 2, 8);
        assertThat(p.precision()).isCloseTo(6 / 9.0, within(1e-12));
        assertThat(p.recall()).isCloseTo(6 / 10.0, within(1e-12));
        assertThat(p.f1()).isCloseTo(12 / 19.0, within(1e-12));
        // 6 both, 8 neither, wrong 2 + 1, missed 3 + 1
        assertThat(p.matthews()).isCloseTo((6 * 8 - 3 * 4) / Math.sqrt(9.0 * 10 * 11 * 12), within(1e-12));
    }

    private static Qrels qrels() {
        Map<String, Judgments> topics = new HashMap<>();
        for (int t = 0; t < TOPICS; t++) {
            Map<String, Integer> grades = new HashMap<>();
            for (int d = 0; d < 60; d++) grades.put("d" + d, d < 6 ? 1 : 0);
            topics.put("t" + t, Judgments.of(grades));
        }
        return Qrels.of(topics);
    }

    /// Six systems whose noise grows.
    private static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int system = 0; system < 6; system++) {
            Random random = new Random(system);
            double noise = 0.3 + 0.4 * system;
            Map<String, Ranking<String>> topics = new HashMap<>();
            for (int t = 0; t < TOPICS; t++) {
                List<Scored<String>> scored = new ArrayList<>(IntStream.range(0, 60)
                        .mapToObj(d -> new Scored<>("d" + d, (d < 6 ? 1 : 0) + noise * random.nextGaussian()))
                        .toList());
                Collections.shuffle(scored, random);
                topics.put("t" + t, Ranking.of(scored, TieBreaker.descending()).top(30));
            }
            runs.add(Run.ofRankings("s" + system, topics));
        }
        return runs;
    }
}
