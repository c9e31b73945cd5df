package org.broadsheet.evaluation.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.NelderMead;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.numerics.Stable;

/// Fits learning curves by weighted least squares. For given shape parameters the best a and c have a closed form, so
/// only the one or two shape parameters are searched (variable projection; Golub and Pereyra 1973), from many starts.
///
/// @param families curves to try, at least one
/// @param limit    highest possible score: no asymptote lies above it (1 for most measures; may be infinite unless
///                 [CurveFamily#POWER] is tried)
/// @param robust   whether observations far off the others count less (Tukey's biweight): for distorted measurements
public record CurveFitter(List<CurveFamily> families, double limit, boolean robust) {
    /// All families, scores up to 1.
    public static final CurveFitter DEFAULT = new CurveFitter(List.of(CurveFamily.values()), 1, false);

    private static final NelderMead SEARCH = new NelderMead(400, 1e-13);
    private static final int ROBUST_ROUNDS = 12;

    public CurveFitter {
        families = List.copyOf(families);
        if (families.isEmpty()) throw new IllegalArgumentException("name at least one family of curves");
        if (Double.isNaN(limit) || (Double.isInfinite(limit) && families.contains(CurveFamily.POWER)))
            throw new IllegalArgumentException("the highest possible score must be a number, and a finite one for the"
                    + " family POWER, but is " + limit);
    }

    public CurveFitter withFamilies(CurveFamily... some) {
        return new CurveFitter(List.of(some), limit, robust);
    }

    public CurveFitter withLimit(double highest) {
        return new CurveFitter(families, highest, robust);
    }

    public CurveFitter withRobust(boolean yes) {
        return new CurveFitter(families, limit, yes);
    }

    /// Every family fitted, the average weighted by exp(-AICc / 2). A family with too many parameters for the number
    /// of distinct sizes is left out.
    ///
    /// @throws IllegalArgumentException where no family can be fitted: fewer sizes than the smallest family needs,
    ///                                  or a score above the limit
    public AveragedCurve fit(List<Observation> observations) {
        return fit(Data.of(checked(observations)), List.of());
    }

    /// One family fitted.
    ///
    /// @throws IllegalArgumentException where there are fewer distinct sizes than parameters
    public FittedCurve fit(List<Observation> observations, CurveFamily family) {
        Data data = Data.of(checked(observations));
        if (data.sizes() < family.parameters())
            throw new IllegalArgumentException("the curve " + family + " has " + family.parameters()
                    + " parameters but only " + data.sizes() + " sizes were measured");
        return fitted(data, family, List.of());
    }

    private AveragedCurve fit(Data data, List<FittedCurve> near) {
        List<FittedCurve> curves = new ArrayList<>();
        for (CurveFamily f : families) if (data.sizes() >= f.parameters() + 2) curves.add(fitted(data, f, near));
        if (curves.isEmpty()) {
            // Too few to compare families: the smallest that passes through them at all.
            families.stream()
                    .filter(f -> data.sizes() >= f.parameters())
                    .min(Comparator.comparingInt(CurveFamily::parameters))
                    .ifPresent(f -> curves.add(fitted(data, f, near)));
        }
        if (curves.isEmpty())
            throw new IllegalArgumentException("a curve needs scores at more sizes than " + data.sizes()
                    + "; measure at least three, better five");
        double least = curves.stream().mapToDouble(FittedCurve::aicc).min().orElse(0);
        double[] weights = new double[curves.size()];
        for (int i = 0; i < weights.length; i++)
            weights[i] = Double.isInfinite(least)
                    ? 1
                    : Math.exp((least - curves.get(i).aicc()) / 2);
        double total = Stable.sum(weights);
        return new AveragedCurve(
                curves, Arrays.stream(weights).map(w -> w / total).boxed().toList());
    }

    /// An interval for the score at a size: residuals are drawn anew and everything fitted again. It tells how far
    /// noise moves the prediction, not how wrong every family may be.
    ///
    /// @param level   wanted coverage, in (0, 1)
    /// @param samples refits, at least 1; 200 is enough for 95%
    /// @return lower and upper end
    public double[] interval(
            List<Observation> observations, double size, double level, int samples, RandomGenerator random) {
        if (!(level > 0 && level < 1) || samples < 1)
            throw new IllegalArgumentException(
                    "an interval needs a level in (0, 1) and samples >= 1, not " + level + " and " + samples);
        Data data = Data.of(checked(observations));
        AveragedCurve curve = fit(data, List.of());
        int n = data.x.length;
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) residuals[i] = Math.sqrt(data.w[i]) * (data.y[i] - curve.at(data.x[i]));
        double centre = Stable.mean(residuals);
        double spread = Math.sqrt(n / Math.max(1.0, n - curve.best().family().parameters()));
        double[] values = new double[samples];
        for (int s = 0; s < samples; s++) {
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                double drawn = (residuals[random.nextInt(n)] - centre) * spread;
                y[i] = Math.min(limit, curve.at(data.x[i]) + drawn / Math.sqrt(data.w[i]));
            }
            values[s] = fit(new Data(data.x, y, data.w), curve.curves()).at(size);
        }
        Arrays.sort(values);
        return new double[] {Stable.quantile(values, (1 - level) / 2), Stable.quantile(values, 1 - (1 - level) / 2)};
    }

    private List<Observation> checked(List<Observation> observations) {
        for (Observation o : observations)
            if (o.score() > limit)
                throw new IllegalArgumentException("the score " + o.score() + " at size " + o.size()
                        + " lies above the highest possible score " + limit + "; raise the limit");
        return observations;
    }

    private FittedCurve fitted(Data data, CurveFamily family, List<FittedCurve> near) {
        FittedCurve curve = search(data, family, near);
        for (int round = 0; robust && round < ROBUST_ROUNDS; round++) {
            Data weighted = data.downweighted(curve);
            FittedCurve next = search(weighted, family, List.of(curve));
            boolean settled = Math.abs(next.error() - curve.error()) <= 1e-10 * (curve.error() + 1e-12);
            curve = next;
            if (settled) break;
        }
        return curve;
    }

    private FittedCurve search(Data data, CurveFamily family, List<FittedCurve> near) {
        double[][] range = family.range(data.typical());
        if (range.length == 0) return new Projection(data, family, Double.NaN, Double.NaN).curve();
        Optimum best = starts(data, family, range, near).stream()
                .map(start -> SEARCH.minimize(p -> error(data, family, range, p), start, 0.3))
                .min(Comparator.comparingDouble(Optimum::value))
                .orElseThrow();
        double[] at = best.point();
        return new Projection(data, family, Math.exp(at[0]), at.length > 1 ? Math.exp(at[1]) : Double.NaN).curve();
    }

    private double error(Data data, CurveFamily family, double[][] range, double[] logShape) {
        for (int i = 0; i < range.length; i++)
            if (logShape[i] < Math.log(range[i][0]) || logShape[i] > Math.log(range[i][1]))
                return Double.POSITIVE_INFINITY;
        double d = logShape.length > 1 ? Math.exp(logShape[1]) : Double.NaN;
        return new Projection(data, family, Math.exp(logShape[0]), d).error;
    }

    /// The logarithms of the shape parameters to start from: the best three of a grid, or the curve already found.
    private List<double[]> starts(Data data, CurveFamily family, double[][] range, List<FittedCurve> near) {
        for (FittedCurve c : near)
            if (c.family() == family)
                return List.of(
                        range.length == 1
                                ? new double[] {Math.log(c.b())}
                                : new double[] {Math.log(c.b()), Math.log(c.d())});
        int steps = range.length == 1 ? 24 : 14;
        List<double[]> grid = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double first = between(range[0], i, steps);
            if (range.length == 1) grid.add(new double[] {first});
            else for (int j = 0; j < steps; j++) grid.add(new double[] {first, between(range[1], j, steps)});
        }
        @SuppressWarnings("ArrayRecordComponent")
        record Start(double[] at, double error) {}
        return grid.stream()
                .map(p -> new Start(p, error(data, family, range, p)))
                .sorted(Comparator.comparingDouble(Start::error))
                .limit(3)
                .map(Start::at)
                .toList();
    }

    private static double between(double[] range, int i, int steps) {
        double low = Math.log(range[0]);
        return low + (Math.log(range[1]) - low) * (i + 0.5) / steps;
    }

    /// Sizes, scores and weights side by side.
    @SuppressWarnings("ArrayRecordComponent") // inside one fit only
    private record Data(double[] x, double[] y, double[] w) {
        static Data of(List<Observation> observations) {
            return new Data(
                    observations.stream().mapToDouble(Observation::size).toArray(),
                    observations.stream().mapToDouble(Observation::score).toArray(),
                    observations.stream().mapToDouble(Observation::weight).toArray());
        }

        /// How many different sizes there are, anchors apart.
        int sizes() {
            return (int) Arrays.stream(x).filter(Double::isFinite).distinct().count();
        }

        /// The geometric mean of the sizes.
        double typical() {
            return Math.exp(Arrays.stream(x)
                    .filter(Double::isFinite)
                    .map(Math::log)
                    .average()
                    .orElse(0));
        }

        Data downweighted(FittedCurve curve) {
            double[] off = new double[x.length];
            for (int i = 0; i < off.length; i++) off[i] = Math.abs(y[i] - curve.at(x[i]));
            double[] sorted = off.clone();
            Arrays.sort(sorted);
            // 4.685 spreads of a normal distribution, the spread taken from the median; the floor is for perfect
            // fits.
            double reach = 4.685 * Math.max(1.4826 * Stable.quantile(sorted, 0.5), 1e-9);
            double[] less = new double[w.length];
            for (int i = 0; i < less.length; i++) {
                double u = Math.min(1, off[i] / reach);
                less[i] = w[i] * Math.max(1e-6, (1 - u * u) * (1 - u * u));
            }
            return new Data(x, y, less);
        }
    }

    /// The best a and c for given shape parameters.
    private final class Projection {
        private final Data data;
        private final CurveFamily family;
        private final double b;
        private final double d;
        private double a;
        private double c;
        private double error;

        Projection(Data data, CurveFamily family, double b, double d) {
            this.data = data;
            this.family = family;
            this.b = b;
            this.d = d;
            int n = data.x.length;
            double[] g = new double[n];
            double total = 0;
            double meanG = 0;
            double meanY = 0;
            for (int i = 0; i < n; i++) {
                g[i] = family.decay(data.x[i], b, d);
                total += data.w[i];
                meanG += data.w[i] * g[i];
                meanY += data.w[i] * data.y[i];
            }
            meanG /= total;
            meanY /= total;
            double covariance = 0;
            double variance = 0;
            for (int i = 0; i < n; i++) {
                covariance += data.w[i] * (g[i] - meanG) * (data.y[i] - meanY);
                variance += data.w[i] * (g[i] - meanG) * (g[i] - meanG);
            }
            a = variance > 0 ? Math.max(0, -covariance / variance) : 0;
            c = meanY + a * meanG;
            if (family.fixedAsymptote() || c > limit) {
                c = limit;
                double below = 0;
                double square = 0;
                for (int i = 0; i < n; i++) {
                    below += data.w[i] * g[i] * (limit - data.y[i]);
                    square += data.w[i] * g[i] * g[i];
                }
                a = square > 0 ? Math.max(0, below / square) : 0;
            }
            for (int i = 0; i < n; i++) {
                double off = data.y[i] - (c - a * g[i]);
                error += data.w[i] * off * off;
            }
            if (!Double.isFinite(a) || !Double.isFinite(c)) error = Double.POSITIVE_INFINITY;
        }

        FittedCurve curve() {
            int n = data.x.length;
            int k = family.parameters();
            double aicc = n - k - 1 <= 0
                    ? Double.POSITIVE_INFINITY
                    // A perfect fit has no finite logarithm; beyond 1e-24 nothing is told apart.
                    : n * Math.log(Math.max(error / n, 1e-24)) + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
            return new FittedCurve(family, a, b, c, d, error, aicc);
        }
    }
}
