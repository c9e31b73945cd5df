package org.broadsheet.studies.judging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.preference.tournament.Adaptive;
import org.broadsheet.preference.tournament.Gauntlet;
import org.broadsheet.preference.tournament.RandomPairs;
import org.broadsheet.preference.tournament.RankRecovery;
import org.broadsheet.preference.tournament.RankRecovery.Recovery;
import org.broadsheet.preference.tournament.SingleElimination;
import org.broadsheet.preference.tournament.Swiss;
import org.broadsheet.preference.tournament.TournamentFormat;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Systems of known strength ranked by a bracket a question, beside comparison of all with one reference.
final class TournamentRanking implements Study {
    private static final List<Integer> SIZES = List.of(8, 20);
    private static final List<Integer> QUESTIONS = List.of(25, 50, 100);

    @Override
    public About about() {
        return new About(
                "tournament-ranking",
                "Varco Arena: A Tournament Approach to Reference-Free Benchmarking Large Language Models",
                "A single-elimination tournament among the systems' outputs for every question, rated by all matches,"
                        + " orders the systems better than comparing each with one reference, with fewer comparisons.");
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int repeats = setup.sized(60, 4);
        Findings.Builder found = Findings.record();
        long done = 0;
        long work = (long) SIZES.size() * QUESTIONS.size() * 5;
        double least = Double.POSITIVE_INFINITY;
        double bracketOverLot = 0;
        double adaptiveOverLot = Double.POSITIVE_INFINITY;
        for (int n : SIZES) {
            RankRecovery simulation = new RankRecovery(n, 100, 0.9, repeats, setup.seed());
            List<TournamentFormat> formats = List.of(
                    new Gauntlet(), new SingleElimination(), new RandomPairs(n - 1), new Adaptive(n - 1), Swiss.of(n));
            Map<TournamentFormat, List<Recovery>> curves = new LinkedHashMap<>();
            for (TournamentFormat format : formats) {
                List<Recovery> curve = new ArrayList<>();
                for (int questions : QUESTIONS) {
                    curve.add(simulation.measure(format, questions, RankAgreement.SPEARMAN::of));
                    setup.progress(++done, work);
                }
                curves.put(format, curve);
            }
            List<Recovery> anchored = curve(curves, formats.get(0));
            List<Recovery> bracket = curve(curves, formats.get(1));
            List<Recovery> lot = curve(curves, formats.get(2));
            List<Recovery> adaptive = curve(curves, formats.get(3));
            List<Recovery> swiss = curve(curves, formats.get(4));
            for (int q = 0; q < QUESTIONS.size(); q++) {
                String what = n + " systems, " + QUESTIONS.get(q) + " questions: ";
                found.measure(
                                what + "reference beside bracket",
                                anchored.get(q).agreement(),
                                bracket.get(q).agreement(),
                                "Spearman")
                        .measure(
                                what + "pairs by lot beside bracket",
                                lot.get(q).agreement(),
                                bracket.get(q).agreement(),
                                "Spearman")
                        .measure(
                                what + "pairs by lot beside adaptive pairs",
                                lot.get(q).agreement(),
                                adaptive.get(q).agreement(),
                                "Spearman")
                        .measure(
                                what + "comparisons, reference beside bracket",
                                anchored.get(q).calls(),
                                bracket.get(q).calls(),
                                "judge calls")
                        .measure(
                                what + "best system found, reference beside bracket",
                                anchored.get(q).best(),
                                bracket.get(q).best(),
                                "share");
                bracketOverLot +=
                        (bracket.get(q).agreement() - lot.get(q).agreement()) / (SIZES.size() * QUESTIONS.size());
                adaptiveOverLot = Math.min(
                        adaptiveOverLot,
                        adaptive.get(q).agreement() - lot.get(q).agreement());
            }
            least = Math.min(least, bracket.get(1).agreement() - anchored.get(1).agreement());
            found.measure(
                    n + " systems, 50 questions: Swiss rounds, with more comparisons",
                    bracket.get(1).agreement(),
                    swiss.get(1).agreement(),
                    "Spearman");
            found.figure(chart(n, curves));
        }
        return found.atLeast("at 50 questions the bracket orders better than the reference, by at least", least, 0.04)
                .condition(new Condition(
                        "over all sizes the bracket adds little to pairs by lot: mean gain",
                        Math.abs(bracketOverLot),
                        Side.AT_MOST,
                        0.03,
                        false))
                .remark("Strengths are normal with a standard deviation of 100 Elo points; the reference stands half of"
                        + " that above the mean; the judge turns one result in ten round; " + repeats
                        + " simulations, the same systems for all formats.")
                .remark(
                        "What helps is that systems meet each other at all. Over the whole order a bracket does about as"
                                + " well as pairs by lot; pairs chosen by what is not known yet never did worse than the lot by"
                                + " more than " + String.format(Locale.ROOT, "%.3f", Math.max(0, -adaptiveOverLot))
                                + ".")
                .done();
    }

    private static List<Recovery> curve(Map<TournamentFormat, List<Recovery>> curves, TournamentFormat format) {
        return Objects.requireNonNull(curves.get(format));
    }

    private static Chart chart(int n, Map<TournamentFormat, List<Recovery>> curves) {
        List<Series> lines = new ArrayList<>();
        curves.forEach((format, curve) -> lines.add(Series.line(
                format instanceof Gauntlet ? "all against a reference" : format.name(),
                curve.stream().mapToDouble(Recovery::calls).toArray(),
                curve.stream().mapToDouble(Recovery::agreement).toArray())));
        return Chart.of(
                        n + " systems: agreement with the true order",
                        Axis.log("comparisons"),
                        Axis.linear("Spearman correlation"))
                .describedAs("Spearman correlation with the true order by the number of comparisons, for each format.")
                .with(lines.toArray(Series[]::new));
    }
}
