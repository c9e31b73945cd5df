package org.broadsheet.preference.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.broadsheet.preference.mechanism.ExploreThenCommit.Settings;
import org.broadsheet.preference.mechanism.Inquiry.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimalMechanismTest {
    private static final double[][] RIGHT_OR_WRONG = {{1, 0}, {0, 1}};
    private static final int[] NOBODY = {0, 0};
    private static final int[] FIRST = {1, 0};
    private static final int[] SECOND = {0, 1};
    private static final int[] BOTH = {1, 1};

    /// Two people and a fair binary state. Whoever works sees the same clue, right with `accuracy`;
    /// whoever does not sees a coin.
    private static Law sharedClue(double accuracy) {
        return (efforts, signals, state) -> {
            double p = 0;
            for (int clue = 0; clue < 2; clue++) {
                double q = 0.5 * (clue == state ? accuracy : 1 - accuracy);
                for (int i = 0; i < 2; i++) q *= efforts[i] == 1 ? (signals[i] == clue ? 1 : 0) : 0.5;
                p += q;
            }
            return p;
        };
    }

    /// As `sharedClue(0.8)`, but everybody who works sees a clue of his own.
    private static final Law INDEPENDENT = (efforts, signals, state) -> {
        double p = 0.5;
        for (int i = 0; i < 2; i++) p *= efforts[i] == 0 ? 0.5 : signals[i] == state ? 0.8 : 0.2;
        return p;
    };

    private static Inquiry twoCurators(double cost) {
        return Inquiry.of(RIGHT_OR_WRONG, new double[][] {{0, cost}, {0, cost}}, new int[] {2, 2}, sharedClue(0.8));
    }

    /// Optima of the program written out with all report maps, solved by SciPy's HiGHS.
    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 0.694736842",
        "0.05, 0.2, 0.666666667",
        "0.05, 0.5, 0.688888889",
        "0.05, 10, 0.699497487",
        "0.15, 1, 0.5",
        "0.1, 1, 0.577777778"
    })
    void reachesTheOptimum(double cost, double cap, double optimum) {
        Inquiry inquiry = twoCurators(cost);
        Mechanism mechanism = OptimalMechanism.of(inquiry, cap);
        assertThat(mechanism.asAsked().net()).isCloseTo(optimum, within(1e-6));
        Mechanism.Outcome played = mechanism.played(inquiry);
        assertThat(played.gain()).as("nobody gains by not doing as asked").isLessThan(1e-7);
        assertThat(played.net()).isCloseTo(optimum, within(1e-6));
    }

    @Test
    void auditsOneOfThemNowAndThen() {
        Mechanism mechanism = OptimalMechanism.of(twoCurators(0.05), 1);
        assertThat(mechanism.recommended(FIRST)).isCloseTo(9.0 / 19, within(1e-6));
        assertThat(mechanism.recommended(SECOND)).isCloseTo(9.0 / 19, within(1e-6));
        assertThat(mechanism.recommended(BOTH)).isCloseTo(1.0 / 19, within(1e-6));
        assertThat(mechanism.recommended(NOBODY)).isZero();
        for (int s = 0; s < 4; s++)
            for (int t = 0; t < 2; t++)
                assertThat(mechanism.payment(0, BOTH, new int[] {s / 2, s % 2}, t))
                        .isBetween(0.0, 1.0);
        // Who works is not paid where both were asked and they disagree.
        assertThat(mechanism.payment(0, BOTH, new int[] {0, 1}, 0)).isCloseTo(0, within(1e-9));
    }

    @Test
    void asksNobodyWhereWorkIsTooDear() {
        Mechanism mechanism = OptimalMechanism.of(twoCurators(0.15), 1);
        assertThat(mechanism.recommended(NOBODY)).isEqualTo(1);
        assertThat(mechanism.asAsked().paid()).isCloseTo(0, within(1e-12));
    }

    /// One person, a coin where he shirks: w = c / (q - 1/2) when right, q w on average.
    @Test
    void paysOnePersonTheClosedForm() {
        double[][] tenfold = {{10, 0}, {0, 10}};
        Inquiry one = Inquiry.of(
                tenfold,
                new double[][] {{0, 1}},
                new int[] {2},
                (efforts, signals, state) -> 0.5 * (efforts[0] == 0 ? 0.5 : signals[0] == state ? 0.8 : 0.2));
        Mechanism mechanism = OptimalMechanism.of(one, 10);
        assertThat(mechanism.recommended(new int[] {1})).isEqualTo(1);
        assertThat(mechanism.asAsked().utility()).isCloseTo(8, within(1e-9));
        assertThat(mechanism.asAsked().paid()).isCloseTo(2.666667, within(1e-6));
        double right = mechanism.payment(0, new int[] {1}, new int[] {0}, 0)
                + mechanism.payment(0, new int[] {1}, new int[] {1}, 1);
        assertThat(right / 2).isCloseTo(3.333333, within(1e-6));
    }

    /// Signals that are independent given the state make cross-checks worthless: looking at one person
    /// alone is as good, and no correlation of tasks beats it.
    @Test
    void crossChecksNeedSharedEvidence() {
        Inquiry inquiry =
                Inquiry.of(RIGHT_OR_WRONG, new double[][] {{0, 0.05}, {0, 0.05}}, new int[] {2, 2}, INDEPENDENT);
        assertThat(OptimalMechanism.of(inquiry, 1).asAsked().net()).isCloseTo(0.666667, within(1e-6));
    }

    /// Three signals each and an uneven prior; the optimum by SciPy's HiGHS, from the program with all
    /// report maps.
    @Test
    void reachesTheOptimumWithMoreSignals() {
        int[][][][] weights = {
            {{{2, 3, 2}, {2, 3, 2}}, {{6, 2, 1}, {1, 3, 5}}}, {{{1, 2, 1}, {1, 2, 1}}, {{5, 3, 1}, {1, 2, 6}}}
        };
        Law law = (efforts, signals, state) -> {
            double p = state == 0 ? 0.6 : 0.4;
            for (int i = 0; i < 2; i++) {
                int[] w = weights[i][efforts[i]][state];
                p *= (double) w[signals[i]] / (w[0] + w[1] + w[2]);
            }
            return p;
        };
        Inquiry inquiry = Inquiry.of(RIGHT_OR_WRONG, new double[][] {{0, 0.02}, {0, 0.03}}, new int[] {3, 3}, law);
        Mechanism mechanism = OptimalMechanism.of(inquiry, 0.5);
        assertThat(mechanism.asAsked().net()).isCloseTo(0.716, within(1e-6));
        assertThat(mechanism.recommended(SECOND)).isCloseTo(1, within(1e-6));
        assertThat(mechanism.played(inquiry).gain()).isLessThan(1e-7);
    }

    /// Random laws: obedient, worth at least what asking nobody is, and worth no less under a higher cap.
    @Test
    void keepsItsPromisesUnderRandomLaws() {
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 0; n < 25; n++) {
            double[][][][] noise = new double[2][2][3][2];
            for (double[][][] a : noise)
                for (double[][] b : a)
                    for (double[] c : b) for (int t = 0; t < 2; t++) c[t] = 0.05 + random.nextDouble();
            double prior = 0.2 + 0.6 * random.nextDouble();
            Law law = (efforts, signals, state) -> {
                double p = state == 0 ? prior : 1 - prior;
                for (int i = 0; i < 2; i++) {
                    double sum = 0;
                    for (int s = 0; s < 3; s++) sum += noise[i][efforts[i]][s][state];
                    p *= noise[i][efforts[i]][signals[i]][state] / sum;
                }
                return p;
            };
            double[][] costs = {{0, 0.05 * random.nextDouble()}, {0, 0.05 * random.nextDouble()}};
            Inquiry inquiry = Inquiry.of(RIGHT_OR_WRONG, costs, new int[] {3, 3}, law);
            Mechanism tight = OptimalMechanism.of(inquiry, 0.5);
            Mechanism loose = OptimalMechanism.of(inquiry, 2);
            assertThat(tight.played(inquiry).gain()).isLessThan(1e-7);
            assertThat(tight.asAsked().net()).isGreaterThan(inquiry.value(NOBODY) - 1e-9);
            assertThat(loose.asAsked().net()).isGreaterThan(tight.asAsked().net() - 1e-9);
            Mechanism careful = OptimalMechanism.of(inquiry, 0.5, 0.02);
            assertThat(careful.asAsked().net()).isLessThan(tight.asAsked().net() + 1e-9);
            assertThat(careful.played(inquiry).gain()).isLessThan(1e-7);
        }
    }

    /// Made for a shared clue, but people see independent ones: they agree too seldom for work to pay,
    /// nobody works, and that is seen.
    @Test
    void seesWhenPeopleWouldNotObey() {
        Mechanism hopeful = OptimalMechanism.of(twoCurators(0.05), 1);
        Inquiry world =
                Inquiry.of(RIGHT_OR_WRONG, new double[][] {{0, 0.05}, {0, 0.05}}, new int[] {2, 2}, INDEPENDENT);
        Mechanism.Outcome outcome = hopeful.played(world);
        assertThat(outcome.gain()).isGreaterThan(0.001);
        assertThat(outcome.utility()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void learnsFromCounts() {
        Inquiry truth = twoCurators(0.05);
        SplittableRandom random = new SplittableRandom(5);
        ExploreThenCommit learner = new ExploreThenCommit(truth, 1, 1_000_000, new Settings(3, 0.5));
        assertThat(learner.exploration()).isEqualTo(30_000);
        assertThatThrownBy(learner::mechanism).hasMessageContaining("still to come");
        Law law = sharedClue(0.8);
        for (var efforts = learner.next(); efforts.isPresent(); efforts = learner.next()) {
            double u = random.nextDouble();
            int outcome = 0;
            while (outcome < 7 && (u -= law.probability(efforts.get(), signals(outcome), outcome % 2)) >= 0) outcome++;
            learner.observe(signals(outcome), outcome % 2);
        }
        Mechanism.Outcome outcome = learner.mechanism().played(truth);
        assertThat(outcome.gain()).isLessThan(1e-3);
        assertThat(outcome.net()).isBetween(0.66, 66.0 / 95);
        assertThatThrownBy(() -> learner.observe(NOBODY, 0)).hasMessageContaining("use the mechanism");
    }

    private static int[] signals(int outcome) {
        return new int[] {outcome / 4, outcome / 2 % 2};
    }

    @Test
    void saysWhatIsWrong() {
        Inquiry inquiry = twoCurators(0.05);
        assertThatThrownBy(() -> OptimalMechanism.of(inquiry, Double.POSITIVE_INFINITY))
                .hasMessageContaining("cap");
        assertThatThrownBy(() -> OptimalMechanism.of(inquiry, 0)).hasMessageContaining("cap above 0");
        assertThatThrownBy(() -> OptimalMechanism.of(inquiry, 1, -1)).hasMessageContaining("margin is 0 or more");
        double[][] costs = {{0, 1}};
        int[] one = {2};
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, costs, one, (_, _, _) -> 0.3))
                .hasMessageContaining("sum to 1.2");
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, costs, one, (_, _, _) -> Double.NaN))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, costs, one, (e, _, t) -> (e[0] == 0) == (t == 0) ? 0.5 : 0))
                .hasMessageContaining("looking must not change the state");
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, new double[][] {{0, -1}}, one, (_, _, _) -> 0.25))
                .hasMessageContaining("costs 0 or more, not -1");
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, costs, new int[] {2, 2}, (_, _, _) -> 0.25))
                .hasMessageContaining("there are 1 and 2");
        assertThatThrownBy(() -> Inquiry.of(new double[][] {}, costs, one, (_, _, _) -> 0.25))
                .hasMessageContaining("at least one decision");
        assertThatThrownBy(() -> Inquiry.of(RIGHT_OR_WRONG, new double[20][0], new int[20], (_, _, _) -> 0))
                .hasMessageContaining("at least one effort and one signal");
        assertThatThrownBy(() -> inquiry.value(new int[] {0, 2})).hasMessageContaining("person 1 chooses from 0 to 1");
        assertThatThrownBy(() -> new ExploreThenCommit(inquiry, 1, 3, Settings.DEFAULT))
                .hasMessageContaining("at least as many rounds");
    }
}
