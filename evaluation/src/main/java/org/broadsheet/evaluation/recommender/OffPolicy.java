package org.broadsheet.evaluation.recommender;

/// What another way of recommending would have earned, from a log of what one way did: each reward is
/// weighted by how
/// much more often the other would have shown the item (inverse propensity scoring).
///
/// @param value               estimated mean reward of the other way
/// @param standardError       of the estimate, from the spread of its terms (first order for the
/// self-normalised one)
/// @param effectiveSampleSize (sum of weights)^2 / sum of squared weights: how many of the records count
/// @param clippedShare        share of records whose weight was cut
public record OffPolicy(double value, double standardError, double effectiveSampleSize, double clippedShare) {
    /// Ways to average.
    public enum Estimator {
        /// Divided by the number of records: unbiased where every item had a chance, and of large variance.
        INVERSE_PROPENSITY,
        /// Divided by the sum of the weights (Swaminathan and Joachims, NeurIPS 2015): a little biased, much
        /// steadier, and always within the range of the rewards.
        SELF_NORMALISED
    }

    /// @param rewards      what each record earned
    /// @param propensities with which probability the log showed what it showed, in (0, 1]
    /// @param target       with which probability the other way would have shown it, in [0, 1]
    /// @param most         largest weight; larger ones are cut to it (infinite for none). Cutting trades
    /// variance
    ///                     for a bias towards 0, or towards the rest where self-normalised
    /// @throws IllegalArgumentException where lengths differ, there is no record, a probability is none, or
    /// no record
    ///                                  could have been shown by the other way
    public static OffPolicy estimate(
            Estimator estimator, double[] rewards, double[] propensities, double[] target, double most) {
        int n = rewards.length;
        if (n == 0 || propensities.length != n || target.length != n)
            throw new IllegalArgumentException("each record has a reward and two probabilities, but there are " + n
                    + " rewards, " + propensities.length + " propensities and " + target.length + " targets");
        if (!(most > 0)) throw new IllegalArgumentException("the largest weight is above 0 but was " + most);
        double[] weights = new double[n];
        double sum = 0;
        double squares = 0;
        double weighted = 0;
        int clipped = 0;
        for (int i = 0; i < n; i++) {
            if (!(propensities[i] > 0 && propensities[i] <= 1) || !(target[i] >= 0 && target[i] <= 1))
                throw new IllegalArgumentException("record " + (i + 1) + " has the probabilities " + propensities[i]
                        + " (allowed: above 0, up to 1) and " + target[i] + " (allowed: 0 to 1)");
            if (!Double.isFinite(rewards[i]))
                throw new IllegalArgumentException("record " + (i + 1) + " has the reward " + rewards[i]);
            double w = target[i] / propensities[i];
            if (w > most) {
                w = most;
                clipped++;
            }
            weights[i] = w;
            sum += w;
            squares += w * w;
            weighted += w * rewards[i];
        }
        if (sum == 0)
            throw new IllegalArgumentException(
                    "the other way would have shown nothing of what the log has; nothing can" + " be said about it");
        double value = estimator == Estimator.SELF_NORMALISED ? weighted / sum : weighted / n;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double off = switch (estimator) {
                case INVERSE_PROPENSITY -> weights[i] * rewards[i] - value;
                case SELF_NORMALISED -> weights[i] * (rewards[i] - value) * n / sum;
            };
            spread += off * off;
        }
        double error = n == 1 ? Double.POSITIVE_INFINITY : Math.sqrt(spread / (n - 1) / n);
        return new OffPolicy(value, error, sum * sum / squares, (double) clipped / n);
    }
}
