package org.broadsheet.studies.choosing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.ranking.selection.Bias;
import org.broadsheet.ranking.selection.BiasedElectorate;
import org.broadsheet.ranking.selection.Committee;
import org.broadsheet.ranking.selection.CommitteeRule;
import org.broadsheet.ranking.selection.Quota;
import org.broadsheet.ranking.selection.Quotas;
import org.broadsheet.ranking.selection.SetFunction;
import org.broadsheet.ranking.selection.Smoothness;
import org.broadsheet.ranking.selection.SubmodularMaximization;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// An edition of twelve of sixty papers, half of which the readers who rank them undervalue: what a quota
/// gives back,
/// by rule and by number of readers.
final class FairEdition implements Study {
    private static final int ITEMS = 60;
    private static final int SIZE = 12;
    private static final double NOISE = 0.25;
    private static final List<Bias> BIASES =
            List.of(new Bias.Scaled(0.4), new Bias.Scaled(0.7), new Bias.Swapped(0.95));
    private static final List<String> NAMES = List.of("theta .4", "theta .7", "swaps .95");
    private static final List<CommitteeRule> RULES = List.of(
            CommitteeRule.sntv(), CommitteeRule.bloc(), CommitteeRule.kBorda(), CommitteeRule.chamberlinCourant());

    @Override
    public About about() {
        return new About(
                "fair-edition",
                "Subset Selection Based On Multiple Rankings in the Presence of Bias: Effectiveness of Fairness"
                        + " Constraints for Multiwinner Voting Score Functions",
                "Where rankings are biased against a group, a quota for the group gives back what the bias took, but how"
                        + " many rankings that needs depends drastically on the score function: few for smooth ones, more than"
                        + " there could be for others.");
    }

    /// Shares of the best score by bias, rule, number of readers, and without or with the quota.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shares(int[] readers, double[][][][] share, double[] smoothness) {
        double of(int bias, int rule, int readers, boolean quota) {
            return share[bias][rule][readers][quota ? 1 : 0];
        }

        int last() {
            return readers.length - 1;
        }
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int[] readers = setup.size() == Setup.Size.FULL ? new int[] {5, 20, 100, 500} : new int[] {5, 20, 60};
        int repeats = setup.sized(40, 2);
        double[][][][] share = new double[BIASES.size()][RULES.size()][readers.length][2];
        double[] smoothness = new double[RULES.size()];
        boolean[] group = new boolean[ITEMS];
        for (int i = 0; i < ITEMS; i += 2) group[i] = true;
        Set<Integer> undervalued = new HashSet<>();
        for (int i = 0; i < ITEMS; i += 2) undervalued.add(i);
        Set<Integer> others = new HashSet<>();
        for (int i = 1; i < ITEMS; i += 2) others.add(i);
        Quotas<Integer> half = new Quotas<>(List.of(
                Quota.atLeast("undervalued", undervalued, SIZE / 2), Quota.atLeast("others", others, SIZE / 2)));
        int steps = repeats * BIASES.size();
        for (int r = 0; r < repeats; r++)
            for (int b = 0; b < BIASES.size(); b++) {
                RandomGenerator random = setup.random(r);
                double[] quality = random.doubles(ITEMS).toArray();
                BiasedElectorate electorate = new BiasedElectorate(quality, group, NOISE, BIASES.get(b));
                BiasedElectorate.Sample everybody = electorate.sample(setup.sized(1000, 150), random);
                SetFunction[] truth = new SetFunction[RULES.size()];
                double[] best = new double[RULES.size()];
                for (int k = 0; k < RULES.size(); k++) {
                    truth[k] = RULES.get(k).score(everybody.latent(), SIZE);
                    best[k] = RULES.get(k)
                            .choose(everybody.latent(), SIZE, Quotas.none(), SubmodularMaximization.GREEDY)
                            .score();
                }
                for (int n = 0; n < readers.length; n++) {
                    BiasedElectorate.Sample some = electorate.sample(readers[n], random);
                    for (int k = 0; k < RULES.size(); k++) {
                        for (int q = 0; q < 2; q++) {
                            Committee<Integer> chosen = RULES.get(k)
                                    .choose(
                                            some.stated(),
                                            SIZE,
                                            q == 0 ? Quotas.none() : half,
                                            SubmodularMaximization.GREEDY);
                            share[b][k][n][q] += truth[k].value(chosen.members().stream()
                                            .mapToInt(Integer::intValue)
                                            .toArray())
                                    / best[k]
                                    / repeats;
                        }
                        if (b == 0 && n == Math.min(2, readers.length - 1))
                            smoothness[k] += Smoothness.measure(
                                            truth[k], RULES.get(k).score(some.stated(), SIZE), group, 3, 200, random)
                                    / repeats;
                    }
                }
                setup.progress((long) r * BIASES.size() + b + 1, steps);
            }
        return findings(new Shares(readers, share, smoothness));
    }

    private static Findings findings(Shares shares) {
        Findings.Builder found = Findings.record();
        for (int b = 0; b < BIASES.size(); b++)
            for (int k = 0; k < RULES.size(); k++)
                for (int n = 0; n < shares.readers.length; n++)
                    found.measure(
                            NAMES.get(b) + ", " + RULES.get(k).name() + ", " + shares.readers[n]
                                    + " readers: without beside with the quota",
                            shares.of(b, k, n, false),
                            shares.of(b, k, n, true),
                            "share of the best");
        for (int k = 0; k < RULES.size(); k++)
            found.measure(
                    "theta .4, " + RULES.get(k).name() + ": pairs within the undervalued group told apart by "
                            + shares.readers[Math.min(2, shares.last())] + " readers",
                    shares.smoothness[k],
                    "share of pairs");
        int sntv = 0;
        int bloc = 1;
        int borda = 2;
        int third = Math.min(2, shares.last());
        double drift = 0;
        for (int k = 0; k < RULES.size(); k++)
            drift = Math.max(drift, Math.abs(shares.of(0, k, third, false) - shares.of(0, k, shares.last(), false)));
        return found.atLeast("k-Borda with a quota, five readers, theta .4", shares.of(0, borda, 0, true), 0.96)
                .atMost("Bloc with a quota, twenty readers, theta .4", shares.of(0, bloc, 1, true), 0.85)
                .atLeast("Bloc with a quota, a hundred readers, theta .4", shares.of(0, bloc, third, true), 0.85)
                .atMost("SNTV with a quota, most readers, theta .4", shares.of(0, sntv, shares.last(), true), 0.7)
                .condition(new Condition(
                        "without a quota more readers do not help: largest change", drift, Side.AT_MOST, 0.01, false))
                .condition(new Condition(
                        "k-Borda tells pairs of the group apart better than Bloc: difference",
                        shares.smoothness[borda] - shares.smoothness[bloc],
                        Side.AT_LEAST,
                        0.05,
                        false))
                .condition(new Condition(
                        "and Bloc better than SNTV: difference",
                        shares.smoothness[bloc] - shares.smoothness[sntv],
                        Side.AT_LEAST,
                        0.05,
                        false))
                .figure(chart(shares, true))
                .figure(chart(shares, false))
                .remark("Sixty papers, twelve chosen, thirty of them undervalued; a reader finds of each paper its"
                        + " quality, uniform in 0 to 1, plus normal noise of .25, and multiplies what he finds of the group"
                        + " by theta, or lets each of its papers fall behind its neighbours by swaps. The score is that of"
                        + " the unbiased rankings of a thousand readers, over the best set by the same rule.")
                .remark("The bias is an assumption of the simulation. Sets by Chamberlin-Courant are greedy choices.")
                .remark("Told apart: the share of pairs of the group whose gains the biased ballots order as unbiased"
                        + " ones do, ties one half; our own plain measure of what the paper calls smoothness.")
                .done();
    }

    private static Chart chart(Shares shares, boolean quota) {
        double[] x = IntStream.of(shares.readers).asDoubleStream().toArray();
        Chart chart = Chart.of(
                        (quota ? "With" : "Without") + " a quota, theta .4",
                        Axis.log("readers"),
                        Axis.linear("share of the best").between(0.3, 1.02))
                .describedAs(
                        "The score of the chosen set on unbiased rankings as a share of the best, by number of biased"
                                + " readers, for four rules.");
        for (int k = 0; k < RULES.size(); k++) {
            int rule = k;
            chart = chart.with(Series.line(
                    RULES.get(k).name(),
                    x,
                    IntStream.range(0, x.length)
                            .mapToDouble(n -> shares.of(0, rule, n, quota))
                            .toArray()));
        }
        return chart;
    }
}
