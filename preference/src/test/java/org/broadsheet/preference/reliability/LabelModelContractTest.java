package org.broadsheet.preference.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of every model of judges; a new one inherits them by standing in [LabelModel#all].
class LabelModelContractTest {
    record Label(String judge, String item, String label) {}

    static List<LabelModel> models() {
        List<LabelModel> models = new ArrayList<>(LabelModel.all());
        models.add(DawidSkene.MAXIMUM_LIKELIHOOD);
        return models;
    }

    static LabelMatrix matrix(List<Label> labels) {
        LabelMatrix.Builder builder = LabelMatrix.builder();
        labels.forEach(l -> builder.add(l.judge, l.item, l.label));
        return builder.build();
    }

    static String truth(int item) {
        return "abc".substring(item % 3, item % 3 + 1);
    }

    /// Judges of these accuracies label items, each with the chance `seen`; wrong labels fall on any
    /// other alike.
    static List<Label> labels(double[] accuracy, int items, double seen, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < items; i++)
            for (int j = 0; j < accuracy.length; j++) {
                boolean right = random.nextDouble() < accuracy[j];
                String label = right ? truth(i) : truth(i + random.nextInt(1, 3));
                if (random.nextDouble() < seen || j == i % accuracy.length)
                    labels.add(new Label("j" + j, "i" + i, label));
            }
        return labels;
    }

    static double right(LabelFit fit) {
        double right = 0;
        for (LabelFit.ItemLabel i : fit.items())
            if (i.label().equals(truth(Integer.parseInt(i.item().substring(1)))))
                right += 1.0 / fit.items().size();
        return right;
    }

    private static final double[] MIXED = {0.95, 0.9, 0.5, 0.4, 0.4, 0.35};

    @ParameterizedTest
    @MethodSource("models")
    void orderAndNamesDoNotMatter(LabelModel model) {
        List<Label> labels = labels(MIXED, 60, 0.8, 1);
        LabelFit before = model.fit(matrix(labels));
        List<Label> mixed = new ArrayList<>(labels);
        Collections.shuffle(mixed, new Random(1));
        // a, b, c become z, y, x: the columns turn round.
        mixed.replaceAll(l -> new Label("J" + l.judge, "I" + l.item, "" + (char) ('z' - (l.label.charAt(0) - 'a'))));
        LabelFit after = model.fit(matrix(mixed));
        assertThat(after.logLikelihood()).isCloseTo(before.logLikelihood(), within(1e-6));
        for (LabelFit.ItemLabel i : before.items())
            assertThat(after.item("I" + i.item()).orElseThrow().posterior().reversed())
                    .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-6 ? 0 : Double.compare(x, y))
                    .isEqualTo(i.posterior());
        for (LabelFit.JudgeReliability j : before.judges()) {
            LabelFit.JudgeReliability other = after.judge("J" + j.judge()).orElseThrow();
            assertThat(other.accuracy()).isCloseTo(j.accuracy(), within(1e-6));
            assertThat(other.given()).isEqualTo(j.given());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatAllSayIsSo(LabelModel model) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) for (int j = 0; j < 3; j++) labels.add(new Label("j" + j, "i" + i, truth(i)));
        LabelFit fit = model.fit(matrix(labels));
        assertThat(right(fit)).isCloseTo(1, within(1e-12));
        for (LabelFit.JudgeReliability j : fit.judges())
            assertThat(j.accuracy()).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingIsAProbability(LabelModel model) {
        LabelFit fit = model.fit(matrix(labels(MIXED, 50, 0.5, 2)));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.prevalence().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
        for (LabelFit.ItemLabel i : fit.items()) {
            assertThat(i.posterior()).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
            assertThat(i.posterior().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
            assertThat(i.probability()).isEqualTo(Collections.max(i.posterior()));
        }
        for (LabelFit.JudgeReliability j : fit.judges()) {
            assertThat(j.accuracy()).isBetween(0.0, 1.0);
            for (List<Double> row : j.confusion())
                assertThat(row.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whoIsRightIsToldFromWhoGuesses(LabelModel model) {
        LabelFit fit = model.fit(matrix(labels(MIXED, 300, 1, 3)));
        assertThat(fit.judge("j0").orElseThrow().accuracy())
                .isGreaterThan(fit.judge("j3").orElseThrow().accuracy() + 0.05);
        if (model instanceof MajorityVote) return;
        // Two of six are good: trusting them alone beats the vote.
        assertThat(right(fit)).isGreaterThan(right(new MajorityVote().fit(matrix(labels(MIXED, 300, 1, 3)))) + 0.03);
        for (int j = 0; j < MIXED.length; j++)
            assertThat(fit.judge("j" + j).orElseThrow().accuracy()).isCloseTo(MIXED[j], within(0.1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void oneLabelAloneIsNoTrouble(LabelModel model) {
        LabelFit fit = model.fit(LabelMatrix.builder().add("ann", "x", "yes").build());
        assertThat(fit.items().getFirst().label()).isEqualTo("yes");
        LabelFit two = model.fit(
                LabelMatrix.builder().label("no").add("ann", "x", "yes").build());
        assertThat(two.items().getFirst().label()).isEqualTo("yes");
        assertThat(two.items().getFirst().posterior()).hasSize(2);
        List<Label> many = labels(MIXED, 50, 1, 4);
        many.add(new Label("once", "i0", truth(0)));
        LabelFit fitted = model.fit(matrix(many));
        assertThat(fitted.judge("once").orElseThrow().given()).isEqualTo(1);
        assertThat(fitted.judge("once").orElseThrow().accuracy()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aNewItemIsJudgedByWhatIsKnownOfTheJudges(LabelModel model) {
        LabelFit fit = model.fit(matrix(labels(MIXED, 200, 1, 5)));
        List<Double> nothing = fit.posterior(Map.of());
        for (int k = 0; k < 3; k++)
            assertThat(nothing.get(k)).isCloseTo(fit.prevalence().get(k), within(1e-9));
        assertThat(fit.posterior(Map.of("j0", "a", "j5", "b")).getFirst()).isGreaterThan(0.5);
        assertThatThrownBy(() -> fit.posterior(Map.of("stranger", "a")))
                .hasMessageContaining("stranger")
                .hasMessageContaining("leave them out");
        assertThatThrownBy(() -> fit.posterior(Map.of("j0", "d"))).hasMessageContaining("a, b, c");
        assertThat(fit.judge("stranger")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void isFoundByItsName(LabelModel model) {
        assertThat(LabelModel.named(model.name()).name()).isEqualTo(model.name());
    }

    @Test
    void judgmentsAreLabels() {
        LabelMatrix matrix = LabelMatrix.of(List.of(
                new Thumb<>("", "x", true, Occasion.by("ann")),
                Rating.of("", "y", Rating.Scale.STARS, 4).on(Occasion.by("bob")),
                PairwisePreference.better("", "x", "y")));
        assertThat(matrix.items()).containsExactly("x", "y");
        assertThat(matrix.labels()).containsExactly("4", "up");
        assertThatThrownBy(() -> LabelMatrix.of(List.of(new Thumb<>("", "x", true, Occasion.UNKNOWN))))
                .hasMessageContaining("no judge");
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> LabelMatrix.builder().build()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> LabelMatrix.builder().add("", "x", "yes")).hasMessageContaining("names");
        assertThatThrownBy(() -> LabelMatrix.builder().add("ann", "x", " ")).hasMessageContaining("not blank");
        assertThatThrownBy(() -> new DawidSkene(Double.NaN, 10)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new OneCoin(-1, 10)).hasMessageContaining("-1");
        assertThatThrownBy(() -> LabelModel.named("best")).hasMessageContaining("dawid-skene");
        LabelMatrix.Builder scale = LabelMatrix.builder();
        for (int l = 0; l < 1_000; l++) scale.add("ann", "x", "l" + l);
        assertThatThrownBy(() -> scale.add("ann", "x", "one more")).hasMessageContaining("classes");
    }

    /// Nineteen of twenty 95% intervals of accuracy should hold the truth.
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        double[] accuracy = {0.9, 0.8, 0.75, 0.7, 0.65, 0.6, 0.85, 0.55};
        for (LabelModel model : List.of(OneCoin.DEFAULT, DawidSkene.DEFAULT)) {
            int held = 0;
            for (int trial = 0; trial < 50; trial++) {
                LabelFit fit = model.fit(matrix(labels(accuracy, 300, 0.8, 100 + trial)));
                for (int j = 0; j < accuracy.length; j++) {
                    LabelFit.JudgeReliability judge = fit.judge("j" + j).orElseThrow();
                    if (Math.abs(judge.accuracy() - accuracy[j]) < 1.96 * judge.error()) held++;
                }
            }
            assertThat(held / 400.0).as(model.name()).isBetween(0.91, 0.98);
        }
    }
}
