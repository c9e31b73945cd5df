package org.broadsheet.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.answer.AnswerSets.Judged;
import org.junit.jupiter.api.Test;

class AnswerSetsTest {
    private static Judged question(double score) {
        return new Judged(List.of(score, score - 1), List.of(true, false));
    }

    @Test
    void keepsDownToTheScoreThatEnoughQuestionsReach() {
        List<Judged> nine =
                IntStream.rangeClosed(1, 9).mapToObj(i -> question(i / 10.0)).toList();
        // floor(.2 * 10) = 2: the second lowest of the best acceptable scores.
        AnswerSets sets = AnswerSets.calibrate(nine, 0.2);
        assertThat(sets.threshold()).isEqualTo(0.2);
        assertThat(sets.size(List.of(0.9, 0.2, 0.1999))).isEqualTo(2);
        assertThat(sets.covers(question(0.2))).isTrue();
        assertThat(sets.covers(question(0.1))).isFalse();
    }

    @Test
    void keepsEverythingWhereTooLittleIsKnown() {
        AnswerSets few = AnswerSets.calibrate(List.of(question(0.5)), 0.1);
        assertThat(few.size(List.of(-5.0, 3.0))).isEqualTo(2);
        Judged hopeless = new Judged(List.of(1.0), List.of(false));
        AnswerSets none = AnswerSets.calibrate(List.of(hopeless, hopeless, question(1)), 0.5);
        assertThat(none.threshold()).isNegative().isInfinite();
        assertThat(none.covers(hopeless)).isFalse();
        assertThat(AnswerSets.calibrate(List.of(), 0.5).size(List.of(0.0))).isEqualTo(1);
    }

    @Test
    void coversAsOftenAsPromised() {
        SplittableRandom random = new SplittableRandom(5);
        double covered = 0;
        int trials = 4000;
        for (int t = 0; t < trials; t++) {
            List<Judged> questions = new ArrayList<>();
            for (int i = 0; i < 40; i++) questions.add(drawn(random));
            if (AnswerSets.calibrate(questions.subList(0, 39), 0.25).covers(questions.get(39))) covered++;
        }
        // 30 of 40 places: exactly 3/4, or a little more by ties; four standard errors either way.
        assertThat(covered / trials).isCloseTo(0.75, within(0.028));
    }

    private static Judged drawn(SplittableRandom random) {
        List<Double> scores = new ArrayList<>();
        List<Boolean> acceptable = new ArrayList<>();
        for (int a = 0; a < 5; a++) {
            boolean good = a == 0 || random.nextInt(3) == 0;
            scores.add(random.nextDouble() + (good ? 0.3 : 0));
            acceptable.add(good);
        }
        return new Judged(scores, acceptable);
    }

    @Test
    void answersThatAgreeScoreHigher() {
        double[] scores = AnswerSets.consensus(List.of("Paris", "Paris, France", "London"));
        assertThat(scores[0]).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(scores[1]).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(scores[2]).isZero();
        assertThat(AnswerSets.consensus(List.of("alone"))).containsExactly(0.0);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> AnswerSets.calibrate(List.of(), 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new Judged(List.of(1.0), List.of())).hasMessageContaining("1 and 0");
        assertThatThrownBy(() -> new Judged(List.of(Double.NaN), List.of(true))).hasMessageContaining("finite");
    }
}
