package org.broadsheet.studies.choosing;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.elicitation.Duel;
import org.broadsheet.preference.elicitation.DuelStrategy;
import org.broadsheet.preference.elicitation.LinearUtility.Spread;
import org.broadsheet.preference.elicitation.Question;
import org.broadsheet.preference.elicitation.SelfExploring;
import org.broadsheet.preference.elicitation.Simulation;
import org.broadsheet.preference.elicitation.UtilityModel;
import org.broadsheet.preference.elicitation.World;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// A policy over two hundred papers that learns from pairs drawn from itself, with and without a bonus for
/// leaving what
/// it did before.
final class SelfExploration implements Study {
    private static final int PAPERS = 200;
    private static final int FEATURES = 10;
    private static final int ROUNDS = 6;
    private static final double[] ALPHAS = {0, 0.01, 0.05, 0.1, 0.4};

    @Override
    public About about() {
        return new About(
                "self-exploration",
                "Self-Exploring Language Models: Active Preference Elicitation for Online Alignment",
                "A small bonus for making less likely what the last policy says lets online preference learning reach"
                        + " territory that its own samples would not have shown it, and ends with better answers.");
    }

    /// A pool: what papers are like, what they are worth, and what the first policy favours.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pool(double[][] features, double[] worth, double[] reference) {}

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int seeds = setup.sized(30, 4);
        double[][] value = new double[ALPHAS.length][seeds];
        double[][] distance = new double[ALPHAS.length][seeds];
        double[][] peak = new double[ALPHAS.length][seeds];
        double[][] gentle = new double[2][seeds];
        double[] duel = new double[seeds];
        double[] pick = new double[seeds];
        double best = 0;
        for (int s = 0; s < seeds; s++) {
            Pool pool = line(setup.random(3L * s));
            Pool hills = twoPeaks(setup.random(3L * s + 1));
            best += Arrays.stream(pool.worth).max().orElseThrow() / seeds;
            for (int a = 0; a < ALPHAS.length; a++) {
                SelfExploring learned = learned(pool, ALPHAS[a], 200, setup.random(3L * s + 2));
                value[a][s] = expected(learned.policy(), pool.worth);
                distance[a][s] = divergence(pool.reference, learned.policy());
                if (a < 2)
                    gentle[a][s] = expected(
                            learned(pool, ALPHAS[a], 40, setup.random(3L * s + 2))
                                    .policy(),
                            pool.worth);
                if (a == 0) pick[s] = pool.worth[learned.recommendation()];
                double[] on =
                        learned(hills, ALPHAS[a], 200, setup.random(3L * s + 2)).policy();
                for (int i = 0; i < PAPERS; i++) if (i > 0.75 * PAPERS) peak[a][s] += on[i];
            }
            duel[s] = duelled(pool, setup.random(3L * s + 2));
            setup.progress(s + 1, seeds);
        }
        return findings(value, distance, peak, gentle, duel, pick, best);
    }

    /// Worth linear in features; the first policy favours what is worth least.
    private static Pool line(RandomGenerator random) {
        double[] towards = new double[FEATURES];
        for (int f = 0; f < FEATURES; f++) towards[f] = 2 * random.nextGaussian() / Math.sqrt(FEATURES);
        double[][] features = new double[PAPERS][FEATURES];
        double[] worth = new double[PAPERS];
        double[] reference = new double[PAPERS];
        for (int i = 0; i < PAPERS; i++) {
            for (int f = 0; f < FEATURES; f++) {
                features[i][f] = random.nextGaussian();
                worth[i] += towards[f] * features[i][f];
            }
            reference[i] = -worth[i];
        }
        return new Pool(features, worth, reference);
    }

    /// Papers along a line, a low peak where the first policy is and a higher one far off.
    private static Pool twoPeaks(RandomGenerator random) {
        double[][] features = new double[PAPERS][FEATURES];
        double[] worth = new double[PAPERS];
        double[] reference = new double[PAPERS];
        for (int i = 0; i < PAPERS; i++) {
            double x = (i + random.nextDouble()) / PAPERS;
            for (int f = 0; f < FEATURES; f++) features[i][f] = bump(x, (f + 0.5) / FEATURES, 0.1);
            worth[i] = 3 * bump(x, 0.3, 0.1) + 6 * bump(x, 0.9, 0.07);
            reference[i] = 6 * bump(x, 0.2, 0.15);
        }
        return new Pool(features, worth, reference);
    }

    private static double bump(double x, double centre, double width) {
        return Math.exp(-(x - centre) * (x - centre) / (2 * width * width));
    }

    private static SelfExploring learned(Pool pool, double alpha, int steps, RandomGenerator random) {
        SelfExploring.Settings usual = SelfExploring.Settings.DEFAULT;
        SelfExploring.Settings settings =
                new SelfExploring.Settings(usual.beta(), alpha, usual.pairs(), steps, usual.rate());
        SelfExploring policy = new SelfExploring(pool.features, pool.reference, settings, random);
        for (int t = 0; t < ROUNDS * settings.pairs(); t++) {
            Duel duel = policy.next();
            double chance = 1 / (1 + Math.exp(pool.worth[duel.second()] - pool.worth[duel.first()]));
            policy.observe(duel, random.nextDouble() < chance ? Outcome.LEFT : Outcome.RIGHT);
        }
        return policy;
    }

    /// What a dueling bandit recommends after as many answers, as worth.
    private static double duelled(Pool pool, RandomGenerator random) {
        World world = new World(pool.worth, pool.features, 1, false);
        int answers = ROUNDS * SelfExploring.Settings.DEFAULT.pairs();
        double quality = Simulation.run(
                        world,
                        DuelStrategy.named("thompson"),
                        new DuelStrategy.Pool(
                                UtilityModel.linear(pool.features, 1, Spread.LAPLACE), pool.features, answers),
                        answers,
                        Optional.empty(),
                        new Question.Top(1),
                        answers,
                        random)
                .quality()[answers - 1];
        double low = Arrays.stream(pool.worth).min().orElseThrow();
        return low + quality * (Arrays.stream(pool.worth).max().orElseThrow() - low);
    }

    private static double expected(double[] policy, double[] worth) {
        double sum = 0;
        for (int i = 0; i < policy.length; i++) sum += policy[i] * worth[i];
        return sum;
    }

    /// KL from the first policy to the last, in nats; probabilities below 1e-300 count as that.
    private static double divergence(double[] reference, double[] policy) {
        double[] first = Stable.softmax(reference);
        double sum = 0;
        for (int i = 0; i < first.length; i++)
            sum += first[i] * (Math.log(Math.max(first[i], 1e-300)) - Math.log(Math.max(policy[i], 1e-300)));
        return sum;
    }

    private static Findings findings(
            double[][] value,
            double[][] distance,
            double[][] peak,
            double[][] gentle,
            double[] duel,
            double[] pick,
            double best) {
        Findings.Builder found = Findings.record();
        double least = Double.POSITIVE_INFINITY;
        double[] low = new double[ALPHAS.length];
        double[] middle = new double[ALPHAS.length];
        double[] high = new double[ALPHAS.length];
        for (int a = 0; a < ALPHAS.length; a++) {
            Finding one = mean("final worth, alpha " + ALPHAS[a], mean(value[0]), value[a], "worth of a shown paper");
            found.measure(one);
            low[a] = one.low();
            middle[a] = one.method();
            high[a] = one.high();
        }
        for (int a = 0; a < ALPHAS.length; a++)
            found.measure(mean(
                    "distance of the last policy from the first, alpha " + ALPHAS[a],
                    mean(distance[0]),
                    distance[a],
                    "nats"));
        for (int a = 0; a < ALPHAS.length; a++)
            found.measure(mean(
                    "two peaks: chance to show the far, higher one, alpha " + ALPHAS[a],
                    mean(peak[0]),
                    peak[a],
                    "share"));
        for (int a = 1; a < ALPHAS.length; a++) least = Math.min(least, mean(distance[a]) - mean(distance[a - 1]));
        Finding far = gains("two peaks: more chance to show the far one by alpha .01", peak, "share");
        Finding gain = gains("gain by alpha .01 on the same pools", value, "worth");
        return found.measure(gain)
                .measure(far)
                .measure(gains("gain by alpha .01 where each round is fitted in 40 steps, not 200", gentle, "worth"))
                .measure(mean(
                        "best paper by the policy without bonus, beside a dueling bandit's after as many answers",
                        mean(pick),
                        duel,
                        "worth"))
                .measure("best paper there is, mean over pools", best, "worth")
                .atLeast("the bonus ends with better answers at alpha .01: lower end of the gain", gain.low(), 0)
                .atLeast("two peaks: it shows the far one more often: lower end of the gain", far.low(), 0)
                .atLeast("the larger alpha, the farther the policy goes: least step", least, 0)
                .condition(new Condition(
                        "too much of it is much worse: loss at alpha .4",
                        mean(value[0]) - mean(value[ALPHAS.length - 1]),
                        Side.AT_LEAST,
                        1,
                        false))
                .figure(Chart.of(
                                "Worth of what the last policy shows",
                                Axis.of(
                                        "",
                                        Arrays.stream(ALPHAS)
                                                .mapToObj(a -> "alpha " + a)
                                                .toList()),
                                Axis.linear("worth"))
                        .describedAs(
                                "Expected worth of a paper shown by the last policy, for each weight of the bonus.")
                        .with(Series.intervals("", low, middle, high)))
                .remark(
                        "Two hundred papers with ten features, worth linear in them, a first policy that favours the worst;"
                                + " six rounds of 24 pairs drawn from the policy, beta .1, answers by the odds of the worths'"
                                + " difference. Intervals: two standard errors over pools. The baseline column is alpha 0, online"
                                + " direct preference optimisation.")
                .remark(
                        "This is the method's core over a finite pool with a log-linear policy. The language model's side -"
                                + " greedy responses, sequence probabilities, benchmarks by judges - is not tried here.")
                .done();
    }

    /// The second row of alphas less the first, pool by pool.
    private static Finding gains(String name, double[][] values, String unit) {
        double[] gain = new double[values[0].length];
        for (int s = 0; s < gain.length; s++) gain[s] = values[1][s] - values[0][s];
        return mean(name, Double.NaN, gain, unit);
    }

    private static Finding mean(String name, double baseline, double[] values, String unit) {
        double mean = mean(values);
        double squares = 0;
        for (double v : values) squares += (v - mean) * (v - mean);
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        return new Finding(name, baseline, mean, mean - 2 * error, mean + 2 * error, unit);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
