package org.broadsheet.evaluation.curve;

/// Shapes of learning curves. All are `c - a g(x)` with a >= 0 and a g that falls to 0 as x grows: they rise, ever
/// more slowly, to their asymptote c. (The Weibull and MMF families may rise faster at first.)
public enum CurveFamily {
    /// limit - a x^-b, its asymptote fixed at the highest possible score.
    POWER(1) {
        @Override
        double decay(double x, double b, double d) {
            return Math.pow(x, -b);
        }

        @Override
        boolean fixedAsymptote() {
            return true;
        }
    },
    /// c - a / x.
    INVERSE(0) {
        @Override
        double decay(double x, double b, double d) {
            return 1 / x;
        }
    },
    /// c - a / ln(x + e).
    LOGARITHMIC(0) {
        @Override
        double decay(double x, double b, double d) {
            return 1 / Math.log(x + Math.E);
        }
    },
    /// c - a e^(-b x).
    EXPONENTIAL(1) {
        @Override
        double decay(double x, double b, double d) {
            return Math.exp(-b * x);
        }
    },
    /// c - a x^-b.
    POW3(1) {
        @Override
        double decay(double x, double b, double d) {
            return Math.pow(x, -b);
        }
    },
    /// c - a (x + d)^-b.
    POW4(2) {
        @Override
        double decay(double x, double b, double d) {
            return Math.pow(x + d, -b);
        }
    },
    /// c - a e^(-b x^d).
    WEIBULL(2) {
        @Override
        double decay(double x, double b, double d) {
            return Math.exp(-b * Math.pow(x, d));
        }
    },
    /// c - a b / (b + x^d), of Morgan, Mercer and Flodin.
    MMF(2) {
        @Override
        double decay(double x, double b, double d) {
            return Double.isInfinite(x) ? 0 : b / (b + Math.pow(x, d));
        }
    };

    private final int shapes;

    CurveFamily(int shapes) {
        this.shapes = shapes;
    }

    /// g(x), for x up to infinity, where it is 0.
    abstract double decay(double x, double b, double d);

    boolean fixedAsymptote() {
        return false;
    }

    /// How many of b and d it has.
    int shapes() {
        return shapes;
    }

    /// How many numbers are fitted.
    public int parameters() {
        return shapes + (fixedAsymptote() ? 1 : 2);
    }

    /// The range of b and then d that is searched, for sizes around `typical`.
    double[][] range(double typical) {
        return switch (this) {
            case INVERSE, LOGARITHMIC -> new double[][] {};
            case POWER, POW3 -> new double[][] {{1e-3, 10}};
            case EXPONENTIAL -> new double[][] {{1e-4 / typical, 100 / typical}};
            case POW4 -> new double[][] {{1e-3, 10}, {1e-4 * typical, 100 * typical}};
            // b x^d is between 1e-4 and 100 at the typical size for d = 1; other d move b along with it.
            case WEIBULL -> new double[][] {{1e-8, 100}, {0.05, 3}};
            case MMF -> new double[][] {{1e-3, 1e3 * Math.pow(typical, 3)}, {0.05, 3}};
        };
    }
}
