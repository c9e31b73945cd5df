package org.broadsheet.evaluation.significance;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether several systems that many judges (tasks, voters) put in order differ at all (Friedman 1937), and by how much
/// two mean ranks have to differ to be told apart (Nemenyi 1963; Demšar 2006).
///
/// @param meanRanks of each system, 1 the best; at least two
/// @param judges    how many orders the means are of, above 0
/// @param statistic chi squared with one degree of freedom less than systems, corrected for ties
/// @param p         chance of ranks as far apart, were all systems alike; from 0 to 1
public record FriedmanTest(List<Double> meanRanks, double judges, double statistic, double p) {
    /// As good as infinitely many degrees of freedom, for ranks have a known variance.
    private static final double KNOWN = 1e6;

    public FriedmanTest {
        meanRanks = List.copyOf(meanRanks);
    }

    /// @param ranks   one row a judge, one rank a system from 1; tied systems share the mean of their ranks
    /// @param weights how many judges each row stands for, above 0
    public static FriedmanTest of(double[][] ranks, double[] weights) {
        if (ranks.length == 0 || ranks[0].length < 2)
            throw new IllegalArgumentException("a Friedman test needs at least two systems that somebody put in order");
        int systems = ranks[0].length;
        double[] sum = new double[systems];
        double judges = 0;
        double spread = 0; // of the ranks of each judge around their middle
        double middle = (systems + 1) / 2.0;
        for (int j = 0; j < ranks.length; j++) {
            judges += weights[j];
            for (int s = 0; s < systems; s++) {
                if (!(ranks[j][s] >= 1 && ranks[j][s] <= systems))
                    throw new IllegalArgumentException("every judge gives every system a rank from 1 to " + systems
                            + ", but judge " + (j + 1) + " gave system " + (s + 1) + " " + ranks[j][s]);
                sum[s] += weights[j] * ranks[j][s];
                spread += weights[j] * (ranks[j][s] - middle) * (ranks[j][s] - middle);
            }
        }
        List<Double> means = new ArrayList<>();
        double between = 0;
        for (double total : sum) {
            means.add(total / judges);
            between += (total - judges * middle) * (total - judges * middle);
        }
        // Where every judge ties everything, nothing tells the systems apart.
        double statistic = spread == 0 ? 0 : (systems - 1) * between / spread;
        double p = ChiSquaredDistribution.of(systems - 1).survivalProbability(statistic);
        return new FriedmanTest(means, judges, statistic, p);
    }

    /// The least difference of two mean ranks that is more than chance, all pairs looked at together.
    ///
    /// @param alpha chance of calling any two alike systems different, between 0 and 1
    public double criticalDifference(double alpha) {
        int systems = meanRanks.size();
        double q = new StudentizedRange(systems, KNOWN).critical(alpha) / Math.sqrt(2);
        return q * Math.sqrt(systems * (systems + 1) / (6 * judges));
    }
}
