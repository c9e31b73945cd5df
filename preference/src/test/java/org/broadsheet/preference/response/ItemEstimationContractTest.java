package org.broadsheet.preference.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of every way to estimate items; a new one inherits them by its line in [#estimations].
class ItemEstimationContractTest {
    private record Answer(String respondent, String item, boolean right) {}

    static List<ItemEstimation> estimations() {
        return Stream.of(ItemModel.values())
                .flatMap(m -> Stream.<ItemEstimation>of(MarginalLikelihood.of(m), JointLikelihood.of(m)))
                .toList();
    }

    private static ItemModel model(ItemEstimation estimation) {
        return switch (estimation) {
            case MarginalLikelihood m -> m.model();
            case JointLikelihood j -> j.model();
        };
    }

    private static ItemEstimation withoutPriors(ItemEstimation estimation) {
        return switch (estimation) {
            case MarginalLikelihood m -> m.withPriors(ItemPriors.NONE);
            case JointLikelihood j -> j.withPriors(ItemPriors.NONE);
        };
    }

    private static List<Answer> answers(ResponseMatrix matrix) {
        List<Answer> answers = new ArrayList<>();
        for (int p = 0; p < matrix.respondents().size(); p++)
            for (int c = matrix.start(p); c < matrix.end(p); c++)
                for (int k = 0; k < matrix.attemptsAt(c); k++)
                    answers.add(new Answer(
                            matrix.respondents().get(p), matrix.items().get(matrix.itemAt(c)), k < matrix.rightAt(c)));
        return answers;
    }

    private static ResponseMatrix matrix(List<Answer> answers) {
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        answers.forEach(a -> builder.add(a.respondent, a.item, a.right));
        return builder.build();
    }

    private static ItemEstimate item(ItemBank bank, String name) {
        return bank.item(name).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void namesAndOrderDoNotMatter(ItemEstimation estimation) {
        List<Answer> answers = answers(
                SimulatedResponses.draw(model(estimation), 300, 8, 0.8, 1).matrix());
        ItemBank before = estimation.fit(matrix(answers));
        List<Answer> mixed = new ArrayList<>(answers);
        Collections.shuffle(mixed, new Random(2));
        mixed.replaceAll(a -> new Answer("x" + a.respondent, "y" + a.item, a.right));
        ItemBank after = estimation.fit(matrix(mixed));
        assertThat(after.logLikelihood()).isCloseTo(before.logLikelihood(), within(1e-4));
        for (ItemEstimate one : before.items()) {
            ItemEstimate other = item(after, "y" + one.item());
            assertThat(other.curve().difficulty()).isCloseTo(one.curve().difficulty(), within(2e-3));
            assertThat(other.curve().discrimination()).isCloseTo(one.curve().discrimination(), within(2e-3));
            assertThat(other.curve().guessing()).isCloseTo(one.curve().guessing(), within(2e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void withOneParameterTheItemSolvedMoreOftenIsEasier(ItemEstimation estimation) {
        assumeTrue(model(estimation) == ItemModel.ONE_PARAMETER, "the others have a slope each");
        ItemBank bank = estimation.fit(
                SimulatedResponses.draw(model(estimation), 200, 12, 1, 3).matrix());
        for (ItemEstimate a : bank.items())
            for (ItemEstimate b : bank.items())
                if (a.right() > b.right())
                    assertThat(a.curve().difficulty()).isLessThan(b.curve().difficulty());
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void rightTurnedIntoWrongMirrorsTheScale(ItemEstimation estimation) {
        assumeTrue(model(estimation) != ItemModel.THREE_PARAMETER, "guessing goes one way");
        List<Answer> answers = answers(
                SimulatedResponses.draw(model(estimation), 300, 8, 0.8, 4).matrix());
        ItemBank straight = estimation.fit(matrix(answers));
        ItemBank mirrored = estimation.fit(matrix(answers.stream()
                .map(a -> new Answer(a.respondent, a.item, !a.right))
                .toList()));
        for (ItemEstimate one : straight.items()) {
            ItemEstimate other = item(mirrored, one.item());
            assertThat(other.curve().difficulty()).isCloseTo(-one.curve().difficulty(), within(1e-3));
            assertThat(other.curve().discrimination()).isCloseTo(one.curve().discrimination(), within(1e-3));
            assertThat(other.difficultyError()).isCloseTo(one.difficultyError(), within(1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void respondentsTwiceOverLeaveTheCurvesAndNarrowTheErrors(ItemEstimation estimation) {
        assumeTrue(model(estimation) == ItemModel.ONE_PARAMETER, "without priors only one parameter is always finite");
        List<Answer> once =
                answers(SimulatedResponses.draw(model(estimation), 250, 8, 1, 5).matrix());
        List<Answer> twice = new ArrayList<>(once);
        once.forEach(a -> twice.add(new Answer("again " + a.respondent, a.item, a.right)));
        ItemEstimation plain = withoutPriors(estimation);
        ItemBank first = plain.fit(matrix(once));
        ItemBank second = plain.fit(matrix(twice));
        for (ItemEstimate one : first.items()) {
            ItemEstimate other = item(second, one.item());
            assertThat(other.curve().difficulty()).isCloseTo(one.curve().difficulty(), within(1e-3));
            assertThat(other.difficultyError() * Math.sqrt(2)).isCloseTo(one.difficultyError(), within(1e-3));
            assertThat(other.discriminationError() * Math.sqrt(2)).isCloseTo(one.discriminationError(), within(1e-3));
        }
    }

    /// Joint estimates get long tests, for with short ones their slopes run away; that is no secret.
    @ParameterizedTest
    @MethodSource("estimations")
    void whatWasSimulatedIsFoundAgain(ItemEstimation estimation) {
        boolean joint = estimation instanceof JointLikelihood;
        ItemModel model = model(estimation);
        SimulatedResponses truth = joint
                ? SimulatedResponses.draw(model, 300, 80, 0.9, 6)
                : SimulatedResponses.draw(model, 1_200, 20, 0.8, 6);
        ItemBank bank = estimation.fit(truth.matrix());
        int n = bank.items().size();
        double square = 0;
        double slopes = 0;
        for (ItemEstimate i : bank.items()) {
            ItemCurve known = truth.curve(i.item());
            square += Math.pow(i.curve().difficulty() - known.difficulty(), 2) / n;
            slopes += Math.pow(Math.log(i.curve().discrimination() / known.discrimination()), 2) / n;
        }
        List<Ability> abilities = bank.abilities(truth.matrix(), AbilityEstimator.EAP);
        double error = 0;
        for (int p = 0; p < abilities.size(); p++) {
            double known = truth.ability(truth.matrix().respondents().get(p));
            error += Math.pow(abilities.get(p).value() - known, 2) / abilities.size();
        }
        assertThat(bank.converged()).isTrue();
        assertThat(Math.sqrt(square)).isLessThan(model == ItemModel.THREE_PARAMETER ? 0.4 : 0.3);
        assertThat(Math.sqrt(slopes)).isLessThan(0.35);
        assertThat(Math.sqrt(error)).isLessThan(joint ? 0.4 : 0.6);
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void itemsOfAllRightAndAllWrongStayFiniteUnderAPriorOnly(ItemEstimation estimation) {
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        for (int p = 0; p < 40; p++)
            builder.add("p" + p, "easy", true)
                    .add("p" + p, "hard", false)
                    .add("p" + p, "middle", p % 2 == 0)
                    .add("p" + p, "other", p % 3 == 0);
        ItemBank bank = estimation.fit(builder.build());
        for (ItemEstimate i : bank.items()) {
            assertThat(i.curve().difficulty()).isBetween(-12.0, 12.0);
            assertThat(i.difficultyError()).isPositive();
        }
        assertThat(item(bank, "easy").curve().difficulty())
                .isLessThan(item(bank, "hard").curve().difficulty());
        assertThatThrownBy(() -> withoutPriors(estimation).fit(builder.build()))
                .isInstanceOf(NotEstimable.class)
                .hasMessageContaining("easy")
                .hasMessageContaining("hard")
                .hasMessageNotContaining("middle")
                .hasMessageContaining("prior");
    }

    @ParameterizedTest
    @MethodSource("estimations")
    void anUnknownItemIsNamed(ItemEstimation estimation) {
        ItemBank bank = estimation.fit(
                SimulatedResponses.draw(model(estimation), 50, 4, 1, 7).matrix());
        ResponseMatrix strange =
                ResponseMatrix.builder().add("ann", "new one", true).build();
        for (AbilityEstimator estimator : AbilityEstimator.values())
            assertThatThrownBy(() -> bank.abilities(strange, estimator)).hasMessageContaining("new one");
    }
}
