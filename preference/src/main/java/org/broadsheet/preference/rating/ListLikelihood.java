package org.broadsheet.preference.rating;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.TwiceDifferentiable;

/// -ln likelihood of ranked lists under Plackett and Luce, plus ridge / 2 times the squares of the ratings.
/// One value with all derivatives, and a product with the second derivatives, cost one pass over the lists.
///
/// Tied items share their places as Efron (1977) has it for survival times: of m tied, the k-th is taken
/// from among the tied less k/m of each, and all that is behind.
final class ListLikelihood implements TwiceDifferentiable {
    final Lists<?> lists;
    final double ridge;
    private final int items;
    private final double[] strength; // e^rating at the last point, over the largest
    private final double[] gradient;
    private final double[] diagonal;
    private double likelihood;
    private double value;

    ListLikelihood(Lists<?> lists, double ridge) {
        this.lists = lists;
        this.ridge = ridge;
        items = lists.roster.items().size();
        strength = new double[items];
        gradient = new double[items];
        diagonal = new double[items];
    }

    @Override
    public int dimension() {
        return items;
    }

    double logLikelihood() {
        return -likelihood;
    }

    double[] curvature() {
        return diagonal.clone();
    }

    /// One draw of an item from among a tier and all behind it: the tier is `from` to `to`, of which a
    /// share of `part` takes part, all behind until `end` do wholly, and `sum` is the strength of all.
    interface Draws {
        void draw(int from, int to, int end, double part, double sum, double weight);
    }

    /// Calls back for every draw that list k is made of.
    void draws(int k, double[] strengths, Draws draws) {
        int first = lists.tiers[k];
        int last = lists.tiers[k + 1];
        int end = lists.start[last];
        double behind = 0;
        for (int t = last - 1; t >= first; t--) {
            int from = lists.start[t];
            int to = lists.start[t + 1];
            double own = 0;
            for (int a = from; a < to; a++) own += strengths[lists.item[a]];
            boolean says = t + 1 < last || (lists.lastTies[k] && to - from > 1);
            int m = to - from;
            if (says)
                for (int j = 0; j < m; j++) {
                    double part = 1 - (double) j / m;
                    draws.draw(from, to, end, part, part * own + behind, lists.weight[k]);
                }
            behind += own;
        }
    }

    @Override
    public Local at(double[] x) {
        Arrays.fill(gradient, 0);
        Arrays.fill(diagonal, 0);
        double high = Double.NEGATIVE_INFINITY;
        for (double v : x) high = Math.max(high, v);
        for (int i = 0; i < items; i++) strength[i] = Math.exp(x[i] - high);
        double top = high;
        double[] total = new double[1];
        for (int k = 0; k < lists.size(); k++) {
            for (int t = lists.tiers[k]; t < lists.tiers[k + 1]; t++) {
                boolean last = t + 1 == lists.tiers[k + 1];
                int m = lists.start[t + 1] - lists.start[t];
                if (last && !(lists.lastTies[k] && m > 1)) continue;
                for (int a = lists.start[t]; a < lists.start[t + 1]; a++) {
                    total[0] -= lists.weight[k] * x[lists.item[a]];
                    gradient[lists.item[a]] -= lists.weight[k];
                }
            }
            draws(k, strength, (from, to, end, part, sum, weight) -> {
                total[0] += weight * (Math.log(sum) + top);
                for (int a = from; a < end; a++) {
                    int i = lists.item[a];
                    double p = (a < to ? part : 1) * strength[i] / sum;
                    gradient[i] += weight * p;
                    diagonal[i] += weight * p * (1 - p);
                }
            });
        }
        likelihood = total[0];
        value = likelihood;
        if (ridge > 0)
            for (int i = 0; i < items; i++) {
                value += ridge / 2 * x[i] * x[i];
                gradient[i] += ridge * x[i];
                diagonal[i] += ridge;
            }
        return new Here();
    }

    private final class Here implements Local {
        @Override
        public double value() {
            return value;
        }

        @Override
        public double[] gradient() {
            return gradient;
        }

        @Override
        public double[] diagonal() {
            return diagonal;
        }

        @Override
        public void times(double[] v, double[] product) {
            Arrays.fill(product, 0);
            for (int k = 0; k < lists.size(); k++)
                draws(k, strength, (from, to, end, part, sum, weight) -> {
                    double mean = 0;
                    for (int a = from; a < end; a++) {
                        int i = lists.item[a];
                        mean += (a < to ? part : 1) * strength[i] / sum * v[i];
                    }
                    for (int a = from; a < end; a++) {
                        int i = lists.item[a];
                        product[i] += weight * (a < to ? part : 1) * strength[i] / sum * (v[i] - mean);
                    }
                });
            if (ridge > 0) for (int i = 0; i < items; i++) product[i] += ridge * v[i];
        }
    }

    /// The matrix of second derivatives at the last point, written down.
    double[][] matrix() {
        double[][] h = new double[items][items];
        for (int k = 0; k < lists.size(); k++)
            draws(k, strength, (from, to, end, part, sum, weight) -> {
                for (int a = from; a < end; a++) {
                    int i = lists.item[a];
                    double p = (a < to ? part : 1) * strength[i] / sum;
                    h[i][i] += weight * p;
                    for (int b = from; b < end; b++) {
                        int j = lists.item[b];
                        h[i][j] -= weight * p * (b < to ? part : 1) * strength[j] / sum;
                    }
                }
            });
        for (int i = 0; i < items; i++) h[i][i] += ridge;
        return h;
    }

    /// The slope of what one list says, added to `slope`.
    void addSlope(int k, double[] slope) {
        for (int t = lists.tiers[k]; t < lists.tiers[k + 1]; t++) {
            boolean last = t + 1 == lists.tiers[k + 1];
            if (last && !(lists.lastTies[k] && lists.start[t + 1] - lists.start[t] > 1)) continue;
            for (int a = lists.start[t]; a < lists.start[t + 1]; a++) slope[lists.item[a]] -= lists.weight[k];
        }
        draws(k, strength, (from, to, end, part, sum, weight) -> {
            for (int a = from; a < end; a++)
                slope[lists.item[a]] += weight * (a < to ? part : 1) * strength[lists.item[a]] / sum;
        });
    }

    /// Noise whose covariance is the second derivatives at the last point.
    double[] noise(RandomGenerator random) {
        double[] noise = new double[items];
        for (int k = 0; k < lists.size(); k++)
            draws(k, strength, (from, to, end, part, sum, weight) -> {
                // A draw less its mean has the covariance of the draw.
                double sign = random.nextGaussian() * Math.sqrt(weight);
                double at = random.nextDouble() * sum;
                boolean taken = false;
                for (int a = from; a < end; a++) {
                    int i = lists.item[a];
                    double own = (a < to ? part : 1) * strength[i];
                    noise[i] -= sign * own / sum;
                    at -= own;
                    if (!taken && (at < 0 || a + 1 == end)) {
                        noise[i] += sign;
                        taken = true;
                    }
                }
            });
        if (ridge > 0) for (int i = 0; i < items; i++) noise[i] += random.nextGaussian() * Math.sqrt(ridge);
        return noise;
    }
}
