package org.broadsheet.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.evaluation.significance.Bootstrap;
import org.broadsheet.evaluation.significance.EffectSize;
import org.broadsheet.evaluation.significance.Interval;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.Power;
import org.broadsheet.evaluation.significance.SignificanceTest;
import org.broadsheet.evaluation.significance.TwoWayAnova;

/// Several systems against the first of them, on every measure: the numbers of a paper's table of results.
///
/// @param settings   how they were compared
/// @param topics     how many there were
/// @param detectable the smallest effect dz that so many topics find with a chance of 80% at a level of 5%
/// @param rows       for each measure each system, the baseline first
public record Comparison(Settings settings, int topics, double detectable, List<Row> rows) {

    /// @param test       of each system against the baseline; empty for Tukey's HSD on a two-way analysis of
    ///                   variance
    /// @param correction of all p-values of the table together; Tukey's are corrected for the systems by
    ///                   themselves, and
    ///                   then left alone
    /// @param confidence of the intervals, between 0 and 1
    /// @param bootstrap  what the intervals are drawn with
    public record Settings(
            Optional<SignificanceTest> test, MultipleComparisons correction, double confidence, Bootstrap bootstrap) {
        /// A paired t test, Holm's correction, 95% intervals.
        public static final Settings DEFAULT = new Settings(
                Optional.of(new SignificanceTest.PairedT()), MultipleComparisons.HOLM, 0.95, Bootstrap.DEFAULT);

        public Settings {
            if (!(confidence > 0 && confidence < 1))
                throw new IllegalArgumentException("a confidence is between 0 and 1 but was " + confidence);
        }
    }

    /// @param mean     over topics, as the measure sums up
    /// @param best     whether no system of this measure is better
    /// @param contrast with the baseline; empty for the baseline itself
    public record Row(String measure, String system, double mean, boolean best, Optional<Contrast> contrast) {}

    /// @param difference of the arithmetic means over topics, system minus baseline
    /// @param p          corrected, from 0 to 1
    /// @param won        on how many topics the system has the larger value
    public record Contrast(
            double difference,
            Interval interval,
            double rawP,
            double p,
            EffectSize effect,
            int won,
            int tied,
            int lost) {}

    /// @param evaluations at least two, of the same measures over the same topics; the first is the baseline
    public static Comparison of(List<Evaluation> evaluations, Settings settings) {
        if (evaluations.size() < 2)
            throw new IllegalArgumentException(
                    "a comparison needs at least two runs but there is " + evaluations.size());
        if (evaluations.stream().map(Evaluation::system).distinct().count() < evaluations.size())
            throw new IllegalArgumentException("runs that are compared have different names, but they are "
                    + evaluations.stream().map(Evaluation::system).toList());
        List<Measure> measures = evaluations.getFirst().measures();
        List<PerQueryScores[]> scores = new ArrayList<>();
        List<double[]> raw = new ArrayList<>();
        for (int m = 0; m < measures.size(); m++) {
            int measure = m;
            PerQueryScores[] all =
                    evaluations.stream().map(e -> e.scores(measure)).toArray(PerQueryScores[]::new);
            scores.add(all);
            raw.add(pValues(all, settings));
        }
        double[] flat = raw.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        double[] corrected = settings.test().isPresent() ? settings.correction().adjust(flat) : flat;
        List<Row> rows = new ArrayList<>();
        int next = 0;
        for (int m = 0; m < measures.size(); m++) {
            double best = bestMean(evaluations, m, measures.get(m).higherIsBetter());
            for (int s = 0; s < evaluations.size(); s++) {
                Optional<Contrast> contrast = Optional.empty();
                if (s > 0) {
                    contrast = Optional.of(
                            contrast(scores.get(m)[s], scores.get(m)[0], flat[next], corrected[next], settings));
                    next++;
                }
                double mean = evaluations.get(s).summary(m);
                rows.add(new Row(measures.get(m).name(), evaluations.get(s).system(), mean, mean == best, contrast));
            }
        }
        int topics = evaluations.getFirst().topics().size();
        return new Comparison(
                settings,
                topics,
                topics < 2 ? Double.POSITIVE_INFINITY : Power.AT_5_PERCENT.detectable(topics, 0.8),
                rows);
    }

    private static double bestMean(List<Evaluation> evaluations, int measure, boolean higher) {
        double best = evaluations.getFirst().summary(measure);
        for (Evaluation e : evaluations)
            best = higher ? Math.max(best, e.summary(measure)) : Math.min(best, e.summary(measure));
        return best;
    }

    private static double[] pValues(PerQueryScores[] all, Settings settings) {
        double[] p = new double[all.length - 1];
        if (settings.test().isPresent())
            for (int s = 1; s < all.length; s++)
                p[s - 1] = settings.test().get().test(all[s], all[0]).p();
        else
            for (TwoWayAnova.Pair pair : TwoWayAnova.of(List.of(all)).tukey(settings.confidence()))
                if (pair.first() == 0) p[pair.second() - 1] = pair.p();
        return p;
    }

    private static Contrast contrast(
            PerQueryScores system, PerQueryScores baseline, double raw, double p, Settings settings) {
        PerQueryScores aligned = baseline.alignedWith(system);
        EffectSize effect = EffectSize.of(system, baseline);
        int won = 0;
        int lost = 0;
        for (int t = 0; t < system.size(); t++) {
            if (system.value(t) > aligned.value(t)) won++;
            if (system.value(t) < aligned.value(t)) lost++;
        }
        return new Contrast(
                effect.mean(),
                settings.bootstrap().ofDifference(system, baseline, settings.confidence()),
                raw,
                p,
                effect,
                won,
                system.size() - won - lost,
                lost);
    }

    /// The names of the measures, in the order of the rows.
    public List<String> measures() {
        return List.copyOf(
                new java.util.LinkedHashSet<>(rows.stream().map(Row::measure).toList()));
    }

    /// Measures that cannot be compared this way, since they sum up otherwise than by a mean.
    public static List<String> notComparable(List<Measure> measures) {
        return measures.stream()
                .filter(m -> m.aggregation() != Aggregation.MEAN)
                .map(Measure::name)
                .toList();
    }
}
