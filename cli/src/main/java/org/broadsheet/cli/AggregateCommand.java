package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.broadsheet.evaluation.aggregation.Standings;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Kemeny;
import org.broadsheet.ranking.vote.MajorityGraph;
import org.broadsheet.ranking.vote.VotingRule;
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
                    + " line: a > b = c > d, with \"42: \" in front where 42 voters cast it.",
            "Rules: borda, copeland, kemeny, ranked-pairs, schulze, minimax, irv, median, footrule, plurality, veto,"
                    + " harmonic, approval:K, approved-at:SCORE, score (the mean)"
        },
        mixinStandardHelpOptions = true)
final class AggregateCommand implements Callable<Integer> {
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
            defaultValue = "last",
            description =
                    "what a ballot says of the items it does not hold (default: ${DEFAULT-VALUE}); a missing score"
                            + " is always no opinion")
    private String unranked = "last";

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        VotingRule counted = VotingRule.named(rule);
        ElectionFile read = ElectionFile.read(file, lower, without, unranked);
        Election<String> election = read.election();
        boolean ballots = read.ballots();
        int missing = read.missing();
        Standings standings = Standings.of(counted.name(), counted.rank(election));
        MajorityGraph<String> duels = new MajorityGraph<>(election);
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(standings, election, duels, ballots, missing));
        else print(out, standings, election, duels, ballots, missing);
        return 0;
    }

    private Map<String, Object> answer(
            Standings standings, Election<String> election, MajorityGraph<String> duels, boolean ballots, int missing) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("rule", standings.rule());
        answer.put("input", ballots ? "ballots" : "scores");
        answer.put("voters", ballots ? election.totalWeight() : election.voters());
        answer.put("missing", missing);
        List<Map<String, Object>> ranking = new ArrayList<>();
        for (Standings.Standing row : standings.rows()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("place", row.place());
            one.put("item", row.system());
            one.put("score", row.score());
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
            Election<String> election,
            MajorityGraph<String> duels,
            boolean ballots,
            int missing) {
        int width = standings.rows().stream()
                .mapToInt(r -> r.system().length())
                .max()
                .orElse(4);
        out.printf("%6s  %-" + Math.max(4, Math.min(width, 60)) + "s  %s%n", "place", "item", standings.rule());
        for (Standings.Standing row : standings.rows())
            out.printf(
                    "%6s  %-" + Math.max(4, Math.min(width, 60)) + "s  %s%n",
                    shortest(row.place()),
                    row.system(),
                    shortest(row.score()));
        out.println();
        out.printf(
                "%s %s%s%n",
                ballots ? shortest(election.totalWeight()) : Integer.toString(election.voters()),
                ballots ? "voters" : "tasks",
                missing > 0 ? ", " + missing + " scores missing" : "");
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

    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(java.util.Locale.ROOT, "%.4f", value);
    }
}
