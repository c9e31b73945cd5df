package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.SplittableRandom;

/// Elo over the same comparisons in many random orders, averaged: for data whose order means nothing, such
/// as a pile of judgments, where one pass would depend on which came last. Times are not looked at.
///
/// The standard error is that of Bradley and Terry's model at these ratings, which order-averaged Elo of a
/// small K comes close to, and what is left of chance in the orders. The same seed and order of the data
/// give the same figures; another order of the data differs by the latter.
///
/// @param elo    what is averaged
/// @param orders how many, from 2
/// @param seed   of the orders
public record OrderAveraged(Elo elo, int orders, long seed) implements RatingSystem {
    public OrderAveraged {
        if (orders < 2 || orders > 100_000)
            throw new IllegalArgumentException("orders are from 2 to 100000 but were " + orders + "; 100 is usual");
    }

    @Override
    public String name() {
        return elo.name() + "-averaged";
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        comparisons.needsSome();
        Comparisons<I> timeless = comparisons.withoutTimes();
        SplittableRandom random = new SplittableRandom(seed);
        int n = comparisons.items().size();
        Moments plain = new Moments(n);
        int[] order = new int[comparisons.size()];
        Ratings<I> last = elo.fit(timeless);
        for (int round = 0; round < orders; round++) {
            for (int k = 0; k < order.length; k++) order[k] = k;
            for (int k = order.length - 1; k > 0; k--) {
                int j = random.nextInt(k + 1);
                int swapped = order[k];
                order[k] = order[j];
                order[j] = swapped;
            }
            last = elo.fit(timeless.choose(order));
            plain.add(last);
        }
        double[] mean = plain.mean;
        double unit = elo.scale() / Math.log(10);
        double[] natural = new double[n];
        for (int i = 0; i < n; i++) natural[i] = mean[i] / unit;
        PairRows rows = PairRows.of(timeless, false, false, false);
        PairLikelihood likelihood = new PairLikelihood(rows, new PairModel.Logistic(), false, 0);
        likelihood.at(natural);
        double[] errors = PairErrors.of(
                        likelihood, natural, timeless, rows.groups(), StandardErrors.HESSIAN, new ArrayList<>())
                .error();
        for (int i = 0; i < n; i++)
            errors[i] = rows.met[i] ? Math.hypot(errors[i] * unit, Math.sqrt(plain.variance(i) / orders)) : Double.NaN;
        return last.made(
                        name(),
                        mean,
                        (l, r, _) -> elo.expected(mean[l] - mean[r] + elo.home().points()))
                .errors(errors)
                .ratings();
    }

    /// Running mean and variance of each rating (Welford 1962).
    private static final class Moments {
        private final double[] mean;
        private final double[] spread;
        private int count;

        Moments(int items) {
            mean = new double[items];
            spread = new double[items];
        }

        void add(Ratings<?> ratings) {
            count++;
            double[] values = ratings.values();
            for (int i = 0; i < mean.length; i++) {
                double ahead = values[i] - mean[i];
                mean[i] += ahead / count;
                spread[i] += ahead * (values[i] - mean[i]);
            }
        }

        double variance(int i) {
            return spread[i] / (count - 1);
        }
    }
}
