package org.broadsheet.evaluation.probability;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Stated probabilities of something, and whether it came true. Immutable, kept in ascending order of probability
/// (no measure depends on the order).
public final class Forecasts {
    private final double[] probabilities;
    private final boolean[] outcomes;

    private Forecasts(double[] probabilities, boolean[] outcomes) {
        this.probabilities = probabilities;
        this.outcomes = outcomes;
    }

    /// @param probabilities within [0, 1], at least one
    /// @param outcomes      as many
    /// @throws IllegalArgumentException where lengths differ, there are none, or a number is no probability
    public static Forecasts of(double[] probabilities, boolean[] outcomes) {
        int n = probabilities.length;
        if (n == 0 || n != outcomes.length)
            throw new IllegalArgumentException("as many outcomes as probabilities and at least one, please: there are "
                    + n + " and " + outcomes.length);
        for (int i = 0; i < n; i++)
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
                throw new IllegalArgumentException(
                        "a probability lies between 0 and 1 but number " + (i + 1) + " is " + probabilities[i]);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> {
                    int c = Double.compare(probabilities[a], probabilities[b]);
                    return c != 0 ? c : Boolean.compare(outcomes[a], outcomes[b]);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        double[] p = new double[n];
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = probabilities[order[i]] + 0.0; // -0.0 becomes 0.0
            y[i] = outcomes[order[i]];
        }
        return new Forecasts(p, y);
    }

    public int size() {
        return probabilities.length;
    }

    /// The i-th smallest probability, from 0.
    public double probability(int i) {
        return probabilities[i];
    }

    /// Whether the i-th came true.
    public boolean outcome(int i) {
        return outcomes[i];
    }

    /// 1 where the i-th came true, else 0.
    double truth(int i) {
        return outcomes[i] ? 1 : 0;
    }

    /// As many forecasts drawn with replacement.
    public Forecasts resampled(RandomGenerator random) {
        int n = size();
        int[] times = new int[n];
        for (int i = 0; i < n; i++) times[random.nextInt(n)]++;
        double[] p = new double[n];
        boolean[] y = new boolean[n];
        int at = 0;
        for (int i = 0; i < n; i++)
            for (int t = 0; t < times[i]; t++) {
                p[at] = probabilities[i];
                y[at++] = outcomes[i];
            }
        return new Forecasts(p, y);
    }
}
