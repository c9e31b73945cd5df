package org.broadsheet.evaluation.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Ballot;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;

/// Scores of systems on tasks, higher is better; some may be missing. A task may stand in the table several
/// times.
/// Immutable.
public final class ScoreTable {
    private final List<String> systems;
    private final List<String> tasks;
    private final double[][] scores;

    /// @param systems distinct names, at least one
    /// @param tasks   names of the tasks, at least one
    /// @param scores  a row for each system, a column for each task; NaN where missing
    /// @throws IllegalArgumentException where names and numbers do not fit, a score is infinite or a
    ///     system has none
    public ScoreTable(List<String> systems, List<String> tasks, double[][] scores) {
        this.systems = List.copyOf(systems);
        this.tasks = List.copyOf(tasks);
        this.scores = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
        if (systems.isEmpty() || tasks.isEmpty())
            throw new IllegalArgumentException("a score table has at least one system and one task");
        if (new HashSet<>(systems).size() < systems.size())
            throw new IllegalArgumentException("a system has one row; named twice: " + firstRepeated(systems));
        if (scores.length != systems.size())
            throw new IllegalArgumentException(scores.length + " rows of scores for " + systems.size() + " systems");
        for (int s = 0; s < scores.length; s++) {
            if (scores[s].length != tasks.size())
                throw new IllegalArgumentException(
                        systems.get(s) + " has " + scores[s].length + " scores for " + tasks.size() + " tasks");
            if (Arrays.stream(scores[s]).allMatch(Double::isNaN))
                throw new IllegalArgumentException(systems.get(s) + " has no score at all; leave it out");
            if (Arrays.stream(scores[s]).anyMatch(Double::isInfinite))
                throw new IllegalArgumentException("a score of " + systems.get(s) + " is infinite");
        }
    }

    private static String firstRepeated(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream().filter(n -> !seen.add(n)).findFirst().orElse("");
    }

    /// Topics as tasks: one measure of several systems.
    ///
    /// @throws IllegalArgumentException where the measures differ or a system was measured on other topics
    public static ScoreTable of(List<PerQueryScores> systems) {
        if (systems.isEmpty()) throw new IllegalArgumentException("a score table has at least one system");
        PerQueryScores first = systems.getFirst();
        double[][] scores = new double[systems.size()][];
        for (int s = 0; s < scores.length; s++) {
            if (!systems.get(s).measure().equals(first.measure()))
                throw new IllegalArgumentException(
                        first.measure() + " and " + systems.get(s).measure() + " do not go into one table");
            scores[s] = systems.get(s).alignedWith(first).values();
        }
        return new ScoreTable(systems.stream().map(PerQueryScores::system).toList(), first.topics(), scores);
    }

    /// All tables side by side: every task of every table has a vote of its own. A system that a table does
    /// not hold
    /// misses its scores.
    public static ScoreTable besides(List<ScoreTable> tables) {
        Set<String> systems = new LinkedHashSet<>();
        List<String> tasks = new ArrayList<>();
        for (ScoreTable table : tables) {
            systems.addAll(table.systems);
            tasks.addAll(table.tasks);
        }
        Map<String, Integer> rows = new HashMap<>();
        for (String system : systems) rows.put(system, rows.size());
        double[][] scores = new double[systems.size()][tasks.size()];
        for (double[] row : scores) Arrays.fill(row, Double.NaN);
        int column = 0;
        for (ScoreTable table : tables) {
            for (int s = 0; s < table.systems.size(); s++)
                System.arraycopy(
                        table.scores[s],
                        0,
                        scores[rows.getOrDefault(table.systems.get(s), -1)],
                        column,
                        table.tasks.size());
            column += table.tasks.size();
        }
        return new ScoreTable(List.copyOf(systems), tasks, scores);
    }

    public List<String> systems() {
        return systems;
    }

    public List<String> tasks() {
        return tasks;
    }

    /// The score of a system on a task by their numbers; NaN where missing.
    public double score(int system, int task) {
        return scores[system][task];
    }

    /// How many scores are missing.
    public int missing() {
        return (int) Arrays.stream(scores)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isNaN)
                .count();
    }

    /// The table with these tasks by number, in this order; a task may be chosen several times. Systems
    /// that have a
    /// score on none of them are left out.
    public ScoreTable choose(int[] chosen) {
        List<String> kept = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int s = 0; s < systems.size(); s++) {
            double[] all = scores[s];
            double[] row = Arrays.stream(chosen).mapToDouble(t -> all[t]).toArray();
            if (Arrays.stream(row).allMatch(Double::isNaN)) continue;
            kept.add(systems.get(s));
            rows.add(row);
        }
        return new ScoreTable(kept, Arrays.stream(chosen).mapToObj(tasks::get).toList(), rows.toArray(double[][]::new));
    }

    /// The same with one task's scores multiplied by `factor`, which changes a mean and no order within the
    /// task.
    public ScoreTable rescaled(int task, double factor) {
        double[][] changed = Arrays.stream(scores).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : changed) row[task] *= factor;
        return new ScoreTable(systems, tasks, changed);
    }

    /// Every task as a voter who ranks the systems it has scores of and has no opinion on the others. Equal
    /// scores
    /// tie.
    public Election<String> election() {
        TieBreaker<String> ties = TieBreaker.ascending();
        List<Ballot<String>> ballots = new ArrayList<>(tasks.size());
        for (int t = 0; t < tasks.size(); t++) {
            List<Scored<String>> scored = new ArrayList<>(systems.size());
            for (int s = 0; s < systems.size(); s++)
                if (!Double.isNaN(scores[s][t])) scored.add(new Scored<>(systems.get(s), scores[s][t]));
            ballots.add(new Ballot<>(Ranking.of(scored, ties)));
        }
        return new Election<>(ballots, Unranked.NO_OPINION, ties);
    }
}
