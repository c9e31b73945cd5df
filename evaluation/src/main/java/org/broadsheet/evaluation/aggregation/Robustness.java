package org.broadsheet.evaluation.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.VotingRule;

/// How much of an order hangs on who voted, or on which tasks were chosen: the voters are drawn anew with
/// replacement many times, and each is left out once.
///
/// @param systems   in the order of all voters
/// @param agreement mean Kendall tau-b of the order from drawn voters with that from all, over the draws
///     that do not tie all systems; NaN where there are none
public record Robustness(List<Range> systems, double agreement) {
    /// Where a system stands.
    ///
    /// @param place     with all voters
    /// @param meanPlace over the draws
    /// @param low       the better end of the range of places that holds 95 of 100 draws
    /// @param high      the worse end of that range
    /// @param first     share of the draws in which it is first; a shared first place counts for each
    ///     who shares it
    /// @param leaveOneOutBest  its best place when one voter is left out; NaN with more ballots than draws
    /// @param leaveOneOutWorst its worst place when one voter is left out; NaN with more ballots than draws
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

    /// Of tasks that rank systems.
    ///
    /// @param draws at least 1; 1,000 gives the shares to about 3 in 100
    /// @param seed  of the draws
    public static Robustness of(ScoreTable table, VotingRule rule, int draws, long seed) {
        return of(table.election(), rule, draws, seed);
    }

    /// Of ballots: as many voters are drawn as they stand for.
    ///
    /// @param draws at least 1; 1,000 gives the shares to about 3 in 100
    /// @param seed  of the draws
    public static Robustness of(Election<String> election, VotingRule rule, int draws, long seed) {
        if (draws < 1) throw new IllegalArgumentException("draws must be 1 or more but was " + draws);
        Standings whole = Standings.of(rule.name(), rule.rank(election));
        int n = whole.rows().size();
        List<String> order =
                whole.rows().stream().map(Standings.Standing::system).toList();
        int ballots = election.voters();
        double[] upTo = new double[ballots];
        for (int v = 0; v < ballots; v++) upTo[v] = (v > 0 ? upTo[v - 1] : 0) + election.weight(v);
        long voters = Math.max(1, Math.round(election.totalWeight()));
        double[][] places = new double[n][draws];
        double[] first = new double[n];
        SplittableRandom random = new SplittableRandom(seed);
        double[] agreement = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            double[] cast = new double[ballots];
            for (long v = 0; v < voters && ballots > 0; v++) cast[drawn(upTo, random)]++;
            Standings now = Standings.of(rule.name(), rule.rank(election.weighing(cast)));
            agreement[draw] = whole.tau(now);
            Map<String, Double> held = now.places();
            for (int s = 0; s < n; s++) {
                places[s][draw] = held.getOrDefault(order.get(s), (double) n);
                if (places[s][draw] == now.rows().getFirst().place()) first[s]++;
            }
        }
        double[] least = new double[n];
        double[] most = new double[n];
        for (int s = 0; s < n; s++)
            least[s] =
                    most[s] = ballots > draws ? Double.NaN : whole.rows().get(s).place();
        for (int left = 0; left < ballots && ballots > 1 && ballots <= draws; left++) {
            double[] cast = new double[ballots];
            for (int v = 0; v < ballots; v++) cast[v] = Math.max(0, election.weight(v) - (v == left ? 1 : 0));
            Map<String, Double> held = Standings.of(rule.name(), rule.rank(election.weighing(cast)))
                    .places();
            for (int s = 0; s < n; s++) {
                double place = held.getOrDefault(order.get(s), (double) n);
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

    /// A ballot by its share of the voters.
    private static int drawn(double[] upTo, SplittableRandom random) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(at < 0 ? -at - 1 : at + 1, upTo.length - 1);
    }
}
