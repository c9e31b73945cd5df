package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.aggregation.ScoreTable;
import org.broadsheet.evaluation.aggregation.ScoreTableFile;
import org.broadsheet.evaluation.aggregation.Standings;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.BallotLines;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Kemeny;
import org.broadsheet.ranking.vote.MajorityGraph;
import org.broadsheet.ranking.vote.Unranked;
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
    private static final long LARGEST = 200_000_000;

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
        String text = read();
        String name = String.valueOf(file.getFileName());
        boolean ballots = areBallots(text);
        Election<String> election;
        int missing = 0;
        if (ballots) {
            election = new Election<>(
                    BallotLines.read(new BufferedReader(new StringReader(text)), name),
                    unrankedItems(),
                    TieBreaker.ascending());
        } else {
            ScoreTable table = without(ScoreTableFile.read(new StringReader(text), name, separator(text), lower));
            election = table.election();
            missing = table.missing();
        }
        Standings standings = Standings.of(counted.name(), counted.rank(election));
        MajorityGraph<String> duels = new MajorityGraph<>(election);
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(standings, election, duels, ballots, missing));
        else print(out, standings, election, duels, ballots, missing);
        return 0;
    }

    private ScoreTable without(ScoreTable table) {
        for (String task : without)
            if (!table.tasks().contains(task))
                throw new IllegalArgumentException("there is no task \"" + task + "\" to leave out; there are "
                        + String.join(", ", table.tasks()));
        int[] kept = IntStream.range(0, table.tasks().size())
                .filter(t -> !without.contains(table.tasks().get(t)))
                .toArray();
        if (kept.length == 0) throw new IllegalArgumentException("--without leaves no task");
        return table.choose(kept);
    }

    private String read() throws IOException {
        StringBuilder text = new StringBuilder();
        try (BufferedReader in = TextFile.open(file)) {
            char[] part = new char[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                text.append(part, 0, n);
                if (text.length() > LARGEST)
                    throw new IllegalArgumentException(file + " has more than " + LARGEST + " characters");
            }
        }
        return text.isEmpty() || text.charAt(0) != '\ufeff' ? text.toString() : text.substring(1);
    }

    private Unranked unrankedItems() {
        return switch (unranked) {
            case "last" -> Unranked.LAST;
            case "no-opinion" -> Unranked.NO_OPINION;
            default -> throw new IllegalArgumentException("--unranked is last or no-opinion but was " + unranked);
        };
    }

    /// A table has names in its first line and a number somewhere in its second.
    private static boolean areBallots(String text) {
        List<String> lines = text.lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .limit(2)
                .toList();
        if (lines.size() < 2 || lines.getFirst().contains(">")) return true;
        String[] fields = lines.getLast().split("[,\t]", -1);
        if (fields.length < 2) return true;
        for (int i = 1; i < fields.length; i++) if (isNumber(fields[i].strip())) return false;
        return true;
    }

    private static boolean isNumber(String field) {
        try {
            Double.parseDouble(field);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.contains(",") ? ',' : '\t';
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
