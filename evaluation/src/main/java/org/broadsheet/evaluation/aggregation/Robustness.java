package org.broadsheet.evaluation.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.ranking.vote.VotingRule;

/// How much of an order hangs on which tasks were chosen: the tasks are drawn anew with replacement many
/// times, and
/// each
/// is left out once.
///
/// @param systems   in the order of the whole table
/// @param agreement mean Kendall tau-b of the order from drawn tasks with that from all tasks, over the
///     draws that do not
///                  tie all systems; NaN where there are none
public record Robustness(List<Range> systems, double agreement) {
    /// Where a system stands.
    ///
    /// @param place     with all tasks
    /// @param meanPlace over the draws
    /// @param low       the better end of the range of places that holds 95 of 100 draws
    /// @param high      the worse end of that range
    /// @param first     share of the draws in which it is first; a shared first place counts for each
    ///     who shares it
    /// @param leaveOneOutBest  its best place when one task is left out
    /// @param leaveOneOutWorst its worst place when one task is left out
    public record Range(
            String system,
            double place,
            double meanPlace,
            double low,
            double high,
            double first,
            double leaveOneOutBest,
            double leaveOneOutWorst) {}

    public Robustness {
        systems = List.copyOf(systems);
    }

    /// @param draws at least 1; 1,000 gives the shares to about 3 in 100
    /// @param seed  of the draws
    public static Robustness of(ScoreTable table, VotingRule rule, int draws, long seed) {
        if (draws < 1) throw new IllegalArgumentException("draws must be 1 or more but was " + draws);
        int tasks = table.tasks().size();
        Standings whole = Standings.of(table, rule);
        int n = whole.rows().size();
        List<String> order =
                whole.rows().stream().map(Standings.Standing::system).toList();
        double[][] places = new double[n][draws];
        double[] first = new double[n];
        SplittableRandom random = new SplittableRandom(seed);
        double[] agreement = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            int[] chosen = random.ints(tasks, 0, tasks).toArray();
            Standings drawn = Standings.of(table.choose(chosen), rule);
            agreement[draw] = whole.tau(drawn);
            Map<String, Double> now = drawn.places();
            double best = drawn.rows().getFirst().place();
            for (int s = 0; s < n; s++) {
                places[s][draw] = now.getOrDefault(order.get(s), (double) n);
                if (places[s][draw] == best) first[s]++;
            }
        }
        double[] least = new double[n];
        double[] most = new double[n];
        for (int s = 0; s < n; s++) least[s] = most[s] = whole.rows().get(s).place();
        for (int left = 0; left < tasks && tasks > 1; left++) {
            int without = left;
            int[] chosen = IntStream.range(0, tasks).filter(t -> t != without).toArray();
            Map<String, Double> now = Standings.of(table.choose(chosen), rule).places();
            for (int s = 0; s < n; s++) {
                double place = now.getOrDefault(order.get(s), (double) n);
                least[s] = Math.min(least[s], place);
                most[s] = Math.max(most[s], place);
            }
        }
        List<Range> ranges = new ArrayList<>(n);
        for (int s = 0; s < n; s++) {
            double[] sorted = places[s].clone();
            Arrays.sort(sorted);
            ranges.add(new Range(
                    order.get(s),
                    whole.rows().get(s).place(),
                    Arrays.stream(sorted).average().orElseThrow(),
                    sorted[(int) Math.floor(0.025 * (draws - 1))],
                    sorted[(int) Math.ceil(0.975 * (draws - 1))],
                    first[s] / draws,
                    least[s],
                    most[s]));
        }
        return new Robustness(
                ranges,
                Arrays.stream(agreement)
                        .filter(tau -> !Double.isNaN(tau))
                        .average()
                        .orElse(Double.NaN));
    }
}
