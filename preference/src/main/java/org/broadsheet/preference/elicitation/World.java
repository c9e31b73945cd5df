package org.broadsheet.preference.elicitation;

import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Stable;

/// A made-up world to try strategies in: what items are worth, what is known of them, and who answers how.
///
/// @param utility  of each item; answers prefer a to b with probability sigmoid(slope (u_a - u_b)) where
///                 there is no
///                 circle
/// @param features one row an item; an own feature each where nothing is known
/// @param slope    how surely people tell better from worse, above 0
/// @param circle   makes the three best items beat each other in a circle, so that none beats all others
@SuppressWarnings("ArrayRecordComponent") // handed on as they are, never compared
public record World(double[] utility, double[][] features, double slope, boolean circle) {
    public World {
        if (utility.length < 2 || features.length != utility.length)
            throw new IllegalArgumentException("a world has at least two items, each with features, not "
                    + utility.length + " and " + features.length);
        if (!(slope > 0 && slope < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("the slope is finite and above 0 but was " + slope);
        if (circle && utility.length < 3) throw new IllegalArgumentException("a circle needs three items");
    }

    /// Utilities normal with this deviation in log-odds, of items of which nothing is known.
    public static World normal(int items, double deviation, RandomGenerator random) {
        double[] utility = new double[items];
        for (int i = 0; i < items; i++) utility[i] = deviation * random.nextGaussian();
        return new World(utility, own(items), 1, false);
    }

    /// The same with the three best in a circle.
    public static World circle(int items, double deviation, RandomGenerator random) {
        World line = normal(items, deviation, random);
        return new World(line.utility, line.features, line.slope, true);
    }

    /// Items as directions in a space, utility linear in them, from 0 (worst) to 1 (best).
    public static World linear(int items, int dimension, double slope, RandomGenerator random) {
        double[][] features = directions(items, dimension, random);
        double[] towards = direction(dimension, random);
        double[] utility = new double[items];
        for (int i = 0; i < items; i++) utility[i] = LinearUtility.dot(features[i], towards);
        return new World(scaled(utility), features, slope, false);
    }

    /// Items as directions in a space, utility a landscape of `bumps` hills of different height, from 0 to
    /// 1.
    public static World bumps(int items, int dimension, int bumps, double slope, RandomGenerator random) {
        double[][] features = directions(items, dimension, random);
        double[] utility = new double[items];
        for (int b = 0; b < bumps; b++) {
            double[] centre = direction(dimension, random);
            double height = random.nextDouble();
            for (int i = 0; i < items; i++) {
                double squared = 0;
                for (int d = 0; d < dimension; d++) squared += Math.pow(features[i][d] - centre[d], 2);
                utility[i] += height * Math.exp(-squared / (2 * 0.5 * 0.5));
            }
        }
        return new World(scaled(utility), features, slope, false);
    }

    private static double[][] own(int items) {
        double[][] own = new double[items][items];
        for (int i = 0; i < items; i++) own[i][i] = 1;
        return own;
    }

    private static double[][] directions(int items, int dimension, RandomGenerator random) {
        double[][] directions = new double[items][];
        for (int i = 0; i < items; i++) directions[i] = direction(dimension, random);
        return directions;
    }

    private static double[] direction(int dimension, RandomGenerator random) {
        double[] v = new double[dimension];
        for (int d = 0; d < dimension; d++) v[d] = random.nextGaussian();
        double length = Math.sqrt(LinearUtility.dot(v, v));
        for (int d = 0; d < dimension; d++) v[d] /= length;
        return v;
    }

    private static double[] scaled(double[] utility) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double u : utility) {
            low = Math.min(low, u);
            high = Math.max(high, u);
        }
        double[] scaled = new double[utility.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (utility[i] - low) / (high - low);
        return scaled;
    }

    public int items() {
        return utility.length;
    }

    /// The items, best first.
    public int[] order() {
        return ModelStopping.order(utility);
    }

    /// The chance that `a` is preferred to `b`.
    public double chance(int a, int b) {
        if (a == b) return 0.5;
        if (circle) {
            int[] order = order();
            int placeA = place(order, a);
            int placeB = place(order, b);
            if (placeA < 3 && placeB < 3) return (placeB - placeA + 3) % 3 == 1 ? 0.65 : 0.35;
        }
        return Stable.sigmoid(slope * (utility[a] - utility[b]));
    }

    private static int place(int[] order, int item) {
        for (int place = 0; place < order.length; place++) if (order[place] == item) return place;
        return order.length;
    }
}
