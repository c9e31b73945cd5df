package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.broadsheet.chart.CriticalDifferenceDiagram;
import org.broadsheet.chart.Figure;
import org.broadsheet.evaluation.aggregation.Robustness;
import org.broadsheet.evaluation.aggregation.Standings;
import org.broadsheet.evaluation.significance.FriedmanTest;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Kemeny;
import org.broadsheet.ranking.vote.MajorityGraph;
import org.broadsheet.ranking.vote.Unranked;
import org.broadsheet.ranking.vote.VotingRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `aggregate FILE --rule NAME`
@Command(
        name = "aggregate",
        description = {
            "Makes one order from many: of systems from their scores on several tasks, or of items from ballots.",
            "FILE is a score table (CSV or TSV; first column the system, one column a task), or holds one ranking a"
                    + " line: a > b = c > d, with \"42: \" in front where 42 voters cast it; or judgments as rate reads"
                    + " them: JSON lines, or a table of pairs.",
            "Rules: borda, copeland, kemeny, ranked-pairs, schulze, minimax, irv, median, footrule, plurality, veto,"
                    + " harmonic, approval:K, approved-at:SCORE, score (the mean)"
        },
        mixinStandardHelpOptions = true)
final class AggregateCommand implements Callable<Integer> {
    private static final double ALPHA = 0.05;
    private static final int USUAL_SAMPLES = 200;
    private static final int MOST_SAMPLES = 1_000_000;
    private static final int QUICK_KEMENY = 12;
    private static final double QUICK_WORK = 1e9;
    /// More do not fit a picture.
    private static final int MOST_DRAWN = 24;

    @Parameters(paramLabel = "FILE", description = "score table or ballots; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--rule",
            defaultValue = "borda",
            paramLabel = "NAME",
            description = "how to count (default: ${DEFAULT-VALUE})")
    private String rule = "borda";

    @Option(
            names = "--lower",
            split = ",",
            paramLabel = "TASK",
            description = "tasks of a score table on which less is better")
    private Set<String> lower = Set.of();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "TASK",
            description = "tasks of a score table to leave out, such as a column of means")
    private Set<String> without = Set.of();

    @Option(
            names = "--unranked",
            paramLabel = "last|no-opinion",
            description =
                    "what a ballot says of the items it does not hold (default: last; of judgments no-opinion); a missing score"
                            + " is always no opinion")
    private @Nullable String unranked;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "draws of other voters or tasks, by which each place gets an interval; 0 for none (default:"
                    + " 200, and none where that takes long)")
    private @Nullable Integer samples;

    @Option(names = "--seed", defaultValue = "1", description = "of the draws (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--plot",
            paramLabel = "SVG",
            description = "write a critical-difference diagram: mean ranks, with bars that join those not told apart"
                    + " (Friedman, Nemenyi, 5%%)")
    private @Nullable Path plot;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        if (samples != null && (samples < 0 || samples > MOST_SAMPLES))
            throw new IllegalArgumentException("--samples is from 0 to " + MOST_SAMPLES + " but was " + samples);
        VotingRule counted = VotingRule.named(rule);
        ElectionFile read = ElectionFile.read(file, lower, without, unranked);
        Election<String> election = read.election();
        Standings standings = Standings.of(counted.name(), counted.rank(election));
        MajorityGraph<String> duels = new MajorityGraph<>(election);
        FriedmanTest friedman = plot == null ? null : friedman(election);
        if (plot != null && friedman != null)
            TextFile.write(plot, diagram(election, friedman).svg());
        Map<String, Robustness.Range> ranges = ranges(election, counted);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> answer = answer(standings, ranges, read, duels);
            if (friedman != null) answer.put("friedman", friedman(friedman, election));
            JsonOut.print(out, answer);
        } else {
            print(out, standings, ranges, read, duels);
            if (friedman != null)
                out.printf(
                        Locale.ROOT,
                        "Friedman: chi squared %.3f, p %.2g; mean ranks less than %.3f apart are not told apart%n",
                        friedman.statistic(),
                        friedman.p(),
                        friedman.criticalDifference(ALPHA));
        }
        return 0;
    }

    /// Where each item stands when voters are drawn anew; empty where that was not asked for.
    private Map<String, Robustness.Range> ranges(Election<String> election, VotingRule counted) {
        Integer asked = samples;
        int draws = asked != null ? asked : takesLong(election, counted) ? 0 : USUAL_SAMPLES;
        if (draws == 0) return Map.of();
        Map<String, Robustness.Range> ranges = new HashMap<>();
        for (Robustness.Range r : Robustness.of(election, counted, draws, seed).systems()) ranges.put(r.system(), r);
        return ranges;
    }

    private static boolean takesLong(Election<String> election, VotingRule counted) {
        double items = election.size();
        return counted.name().equals("kemeny") && items > QUICK_KEMENY
                || USUAL_SAMPLES * (election.voters() * items * items + election.totalWeight()) > QUICK_WORK;
    }

    private static FriedmanTest friedman(Election<String> election) {
        double[][] ranks = new double[election.voters()][];
        double[] weights = new double[ranks.length];
        for (int v = 0; v < ranks.length; v++) {
            for (int i = 0; i < election.size(); i++)
                if (election.unranked() == Unranked.NO_OPINION && !election.holds(v, i))
                    throw new IllegalArgumentException("--plot needs a place of every item from everybody, and "
                            + election.items().get(i)
                            + " has none from somebody; leave out that task (--without), or let ballots put last what"
                            + " they do not hold (--unranked last)");
            ranks[v] = election.points(v, place -> place + 1);
            weights[v] = election.weight(v);
        }
        return FriedmanTest.of(ranks, weights);
    }

    private static Figure diagram(Election<String> election, FriedmanTest friedman) {
        List<CriticalDifferenceDiagram.Mark> marks = new ArrayList<>();
        for (int i = 0; i < election.size(); i++)
            marks.add(new CriticalDifferenceDiagram.Mark(
                    election.items().get(i), friedman.meanRanks().get(i)));
        marks.sort(Comparator.comparingDouble(CriticalDifferenceDiagram.Mark::rank));
        String cut = marks.size() > MOST_DRAWN ? " (" + MOST_DRAWN + " best of " + marks.size() + ")" : "";
        double difference = friedman.criticalDifference(ALPHA);
        String says = String.format(
                Locale.ROOT,
                "%s has the best mean rank, %.3g. Mean ranks less than %.3g apart are not told apart.",
                marks.getFirst().name(),
                marks.getFirst().rank(),
                difference);
        return new CriticalDifferenceDiagram(
                "Mean ranks" + cut, says, marks.subList(0, Math.min(MOST_DRAWN, marks.size())), difference);
    }

    private static Map<String, Object> friedman(FriedmanTest friedman, Election<String> election) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("statistic", friedman.statistic());
        said.put("p", friedman.p());
        said.put("criticalDifference", friedman.criticalDifference(ALPHA));
        Map<String, Double> ranks = new LinkedHashMap<>();
        for (int i = 0; i < election.size(); i++)
            ranks.put(election.items().get(i), friedman.meanRanks().get(i));
        said.put("meanRanks", ranks);
        return said;
    }

    private Map<String, Object> answer(
            Standings standings, Map<String, Robustness.Range> ranges, ElectionFile read, MajorityGraph<String> duels) {
        Election<String> election = read.election();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("rule", standings.rule());
        answer.put("input", read.ballots() ? "ballots" : "scores");
        answer.put("voters", read.ballots() ? election.totalWeight() : election.voters());
        answer.put("missing", read.missing());
        List<Map<String, Object>> ranking = new ArrayList<>();
        for (Standings.Standing row : standings.rows()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("place", row.place());
            one.put("item", row.system());
            one.put("score", row.score());
            Robustness.Range range = ranges.get(row.system());
            if (range != null) {
                one.put("low", range.low());
                one.put("high", range.high());
                one.put("first", range.first());
            }
            ranking.add(one);
        }
        answer.put("ranking", ranking);
        if (standings.rule().equals("kemeny")) {
            Kemeny.Consensus<String> consensus = Kemeny.DEFAULT.solve(election);
            answer.put("disagreements", consensus.disagreements());
            answer.put("bound", consensus.bound());
            answer.put("gap", consensus.gap());
            answer.put("proven", consensus.proven());
        }
        duels.condorcetWinner().ifPresent(winner -> answer.put("condorcetWinner", winner));
        answer.put("smithSet", duels.smithSet());
        answer.put("cycles", duels.cycles());
        return answer;
    }

    private static void print(
            PrintWriter out,
            Standings standings,
            Map<String, Robustness.Range> ranges,
            ElectionFile read,
            MajorityGraph<String> duels) {
        Election<String> election = read.election();
        int width = standings.rows().stream()
                .mapToInt(r -> r.system().length())
                .max()
                .orElse(4);
        String wide = "%6s  %-" + Math.clamp(width, 4, 60) + "s  ";
        if (ranges.isEmpty()) out.printf(wide + "%s%n", "place", "item", standings.rule());
        else out.printf(wide + "%-12s  %-13s  %s%n", "place", "item", standings.rule(), "95% of draws", "first");
        for (Standings.Standing row : standings.rows()) {
            Robustness.Range range = ranges.get(row.system());
            if (range == null) out.printf(wide + "%s%n", place(row.place()), row.system(), shortest(row.score()));
            else
                out.printf(
                        Locale.ROOT,
                        wide + "%-12s  %-13s  %.0f%%%n",
                        place(row.place()),
                        row.system(),
                        shortest(row.score()),
                        "[" + place(range.low()) + ", " + place(range.high()) + "]",
                        100 * range.first());
        }
        out.println();
        out.printf(
                "%s %s%s%n",
                read.ballots() ? shortest(election.totalWeight()) : Integer.toString(election.voters()),
                read.ballots() ? "voters" : "tasks",
                read.missing() > 0 ? ", " + read.missing() + " scores missing" : "");
        if (standings.rule().equals("kemeny")) {
            Kemeny.Consensus<String> consensus = Kemeny.DEFAULT.solve(election);
            out.printf(
                    "%s pairs against the voters%s%n",
                    shortest(consensus.disagreements()),
                    consensus.proven()
                            ? ", and no order has fewer"
                            : "; no order has fewer than " + shortest(consensus.bound()));
        }
        out.println(duels.condorcetWinner()
                .map(winner -> winner + " wins every duel")
                .orElse("nobody wins every duel; the smallest set that beats all others has "
                        + duels.smithSet().size() + ": " + String.join(", ", duels.smithSet())));
        for (MajorityGraph.Cycle<String> cycle : duels.cycles())
            out.println("majorities go in a circle among " + cycle.members().size() + ": "
                    + String.join(" > ", cycle.shortest()) + " > "
                    + cycle.shortest().getFirst());
    }

    private static String place(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
