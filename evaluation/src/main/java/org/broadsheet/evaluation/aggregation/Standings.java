package org.broadsheet.evaluation.aggregation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.VotingRule;

/// Systems in the order of a rule. Systems whose scores under the rule are equal share their places.
///
/// @param rule the rule's name
/// @param rows best first; of equals by name
public record Standings(String rule, List<Standing> rows) {
    /// @param place from 1; shared ones are the mean of the places taken, such as 1.5 and 1.5
    /// @param score under the rule, higher is better
    public record Standing(double place, String system, double score) {}

    public Standings {
        rows = List.copyOf(rows);
    }

    /// The order of a table's systems.
    public static Standings of(ScoreTable table, VotingRule rule) {
        return of(rule.name(), rule.rank(table.election()));
    }

    /// The order of a ranking; equal scores are ties.
    public static Standings of(String rule, Ranking<String> ranking) {
        List<Scored<String>> scored = new ArrayList<>(ranking.scored());
        scored.sort(Comparator.<Scored<String>>comparingDouble(Scored::score)
                .reversed()
                .thenComparing(Scored::item, TieBreaker.<String>ascending().order()));
        List<Standing> rows = new ArrayList<>(scored.size());
        for (int from = 0; from < scored.size(); ) {
            int end = from + 1;
            while (end < scored.size()
                    && scored.get(end).score() == scored.get(from).score()) end++;
            for (int i = from; i < end; i++)
                rows.add(new Standing(
                        (from + end + 1) / 2.0,
                        scored.get(i).item(),
                        scored.get(i).score()));
            from = end;
        }
        return new Standings(rule, rows);
    }

    /// One order from the orders within each task: the rule first ranks the systems on the instances of
    /// every task,
    /// then
    /// on the tasks, so that a task has one vote however many instances it has (Colombo and others 2022).
    ///
    /// @param tasks a table for each task, with its instances as columns
    public static Standings twoLevel(List<ScoreTable> tasks, VotingRule rule) {
        return of(withinTasks(tasks, rule), rule);
    }

    /// The table of what each system scores under the rule within each task.
    public static ScoreTable withinTasks(List<ScoreTable> tasks, VotingRule rule) {
        List<ScoreTable> columns = new ArrayList<>(tasks.size());
        for (int t = 0; t < tasks.size(); t++) {
            List<Standing> rows = of(tasks.get(t), rule).rows;
            double[][] scores = rows.stream().map(r -> new double[] {r.score}).toArray(double[][]::new);
            columns.add(
                    new ScoreTable(rows.stream().map(Standing::system).toList(), List.of("task " + (t + 1)), scores));
        }
        return ScoreTable.besides(columns);
    }

    /// The place of each system.
    public Map<String, Double> places() {
        Map<String, Double> places = HashMap.newHashMap(rows.size());
        for (Standing row : rows) places.put(row.system, row.place);
        return places;
    }

    /// Kendall's tau-b with another order, over the systems that both hold; NaN where a side ties them all.
    public double tau(Standings other) {
        Map<String, Double> theirs = other.places();
        List<Standing> both =
                rows.stream().filter(row -> theirs.containsKey(row.system)).toList();
        double[] x = both.stream().mapToDouble(row -> -row.place).toArray();
        double[] y = both.stream()
                .mapToDouble(row -> -theirs.getOrDefault(row.system, 0.0))
                .toArray();
        return RankAgreement.KENDALL_TAU_B.of(x, y);
    }
}
