package org.broadsheet.preference.rating;

import org.broadsheet.numerics.Stable;

/// The chances of the outcomes of one comparison, given how much the left one is ahead (d) and, in models
/// with ties, how readily two tie (t). Each -ln chance is convex in (d, t), so a fit has one minimum.
sealed interface PairModel {
    /// Whether there is a chance of a tie; where not, ties count as half a win for each side.
    boolean ties();

    /// Where to begin the search for t when this share of comparisons (in (0, 1)) was tied.
    double startTie(double share);

    Prediction predict(double d, double t);

    /// The model of the same family in which a tie is half a win for each.
    PairModel withoutTies();

    /// Writes over `out`, for comparisons at (d, t) that were won `left` times by the left one, tied `tie`
    /// times and won `right` times by the right one (weights, not whole numbers): -ln likelihood, its
    /// derivatives by d and by t, and its second derivatives by dd, dt and tt.
    void terms(double d, double t, double left, double tie, double right, double[] out);

    /// P(left) = 1 / (1 + e^-d) (Zermelo 1929; Bradley and Terry 1952).
    record Logistic() implements PairModel {
        @Override
        public boolean ties() {
            return false;
        }

        @Override
        public PairModel withoutTies() {
            return this;
        }

        @Override
        public double startTie(double share) {
            return 0;
        }

        @Override
        public Prediction predict(double d, double t) {
            return new Prediction(Stable.sigmoid(d), 0, Stable.sigmoid(-d));
        }

        @Override
        public void terms(double d, double t, double left, double tie, double right, double[] out) {
            double e = Math.exp(-Math.abs(d));
            double small = e / (1 + e);
            double p = d >= 0 ? 1 - small : small; // of the left one
            double q = d >= 0 ? small : 1 - small;
            double l = left + tie / 2;
            double r = right + tie / 2;
            out[0] = (l + r) * Math.log1p(e) + (d >= 0 ? r * d : -l * d);
            out[1] = r * p - l * q;
            out[3] = (l + r) * p * q;
        }
    }

    /// With a threshold: P(left) = 1 / (1 + e^(t - d)), P(right) = 1 / (1 + e^(t + d)), t > 0 (Rao and
    /// Kupper 1967).
    record RaoKupper() implements PairModel {
        @Override
        public boolean ties() {
            return true;
        }

        @Override
        public PairModel withoutTies() {
            return new Logistic();
        }

        @Override
        public double startTie(double share) {
            return Stable.logit((1 + share) / 2); // P(left) + P(right) = 1 - share at d = 0
        }

        @Override
        public Prediction predict(double d, double t) {
            double left = Stable.sigmoid(d - t);
            double right = Stable.sigmoid(-d - t);
            return new Prediction(left, Math.expm1(2 * t) * left * right, right);
        }

        @Override
        public void terms(double d, double t, double left, double tie, double right, double[] out) {
            if (!(t > 0)) {
                out[0] = tie > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                return;
            }
            double l = left + tie;
            double r = right + tie;
            double s = Stable.sigmoid(t - d);
            double u = Stable.sigmoid(t + d);
            double m = -Math.expm1(-2 * t); // ln(e^2t - 1) = 2t + ln m
            out[0] = l * Stable.softplus(t - d) + r * Stable.softplus(t + d) - tie * (2 * t + Math.log(m));
            out[1] = r * u - l * s;
            out[2] = l * s + r * u - tie * 2 / m;
            double ls = l * s * (1 - s);
            double ru = r * u * (1 - u);
            out[3] = ls + ru;
            out[4] = ru - ls;
            out[5] = ls + ru + tie * 4 * (1 - m) / (m * m);
        }
    }

    /// Chances in the ratio e^(d/2) : e^t : e^(-d/2) (Davidson 1970, whose nu is e^t).
    record Davidson() implements PairModel {
        @Override
        public boolean ties() {
            return true;
        }

        @Override
        public PairModel withoutTies() {
            return new Logistic();
        }

        @Override
        public double startTie(double share) {
            return Math.log(2 * share / (1 - share));
        }

        @Override
        public Prediction predict(double d, double t) {
            double high = Math.max(t, Math.abs(d) / 2);
            double l = Math.exp(d / 2 - high);
            double m = Math.exp(t - high);
            double r = Math.exp(-d / 2 - high);
            double sum = l + m + r;
            return new Prediction(l / sum, m / sum, r / sum);
        }

        @Override
        public void terms(double d, double t, double left, double tie, double right, double[] out) {
            double high = Math.max(t, Math.abs(d) / 2);
            double l = Math.exp(d / 2 - high);
            double m = Math.exp(t - high);
            double r = Math.exp(-d / 2 - high);
            double sum = l + m + r;
            double n = left + tie + right;
            double tied = m / sum;
            double ahead = (l - r) / sum / 2; // the mean of (1/2, 0, -1/2)
            out[0] = n * (high + Math.log(sum)) - (left - right) * d / 2 - tie * t;
            out[1] = n * ahead - (left - right) / 2;
            out[2] = n * tied - tie;
            out[3] = n * ((l + r) / sum / 4 - ahead * ahead);
            out[4] = -n * tied * ahead;
            out[5] = n * tied * (1 - tied);
        }
    }

    /// P(left) = Phi(d): d is in standard deviations of a difference (Thurstone 1927, case V; Mosteller
    /// 1951).
    record Probit() implements PairModel {
        @Override
        public boolean ties() {
            return false;
        }

        @Override
        public PairModel withoutTies() {
            return this;
        }

        @Override
        public double startTie(double share) {
            return 0;
        }

        @Override
        public Prediction predict(double d, double t) {
            return new Prediction(Normal.below(d), 0, Normal.below(-d));
        }

        @Override
        public void terms(double d, double t, double left, double tie, double right, double[] out) {
            double l = left + tie / 2;
            double r = right + tie / 2;
            double up = Normal.hazard(d);
            double down = Normal.hazard(-d);
            out[0] = -l * Normal.logBelow(d) - r * Normal.logBelow(-d);
            out[1] = r * down - l * up;
            out[3] = l * up * (up + d) + r * down * (down - d);
        }
    }

    /// With a threshold: P(left) = Phi(d - t), P(right) = Phi(-d - t), t > 0 (Glenn and David 1960).
    record ProbitThreshold() implements PairModel {
        @Override
        public boolean ties() {
            return true;
        }

        @Override
        public PairModel withoutTies() {
            return new Probit();
        }

        @Override
        public double startTie(double share) {
            return 1.5 * share; // Phi(t) - Phi(-t) = share at d = 0, roughly
        }

        @Override
        public Prediction predict(double d, double t) {
            double left = Normal.below(d - t);
            double right = Normal.below(-d - t);
            return new Prediction(left, Normal.between(d - t, d + t), right);
        }

        @Override
        public void terms(double d, double t, double left, double tie, double right, double[] out) {
            if (!(t > 0)) {
                out[0] = tie > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                return;
            }
            double a = d + t;
            double b = d - t;
            double up = Normal.hazard(b);
            double down = Normal.hazard(-a);
            out[0] = -left * Normal.logBelow(b) - right * Normal.logBelow(-a);
            out[1] = right * down - left * up;
            out[2] = right * down + left * up;
            double lh = left * up * (up + b);
            double rh = right * down * (down - a);
            out[3] = lh + rh;
            out[4] = rh - lh;
            out[5] = lh + rh;
            if (tie > 0) {
                double mass = Math.max(Normal.between(b, a), 1e-300);
                double fa = Normal.density(a) / mass;
                double fb = Normal.density(b) / mass;
                out[0] -= tie * Math.log(mass);
                out[1] -= tie * (fa - fb);
                out[2] -= tie * (fa + fb);
                out[3] += tie * (a * fa - b * fb + (fa - fb) * (fa - fb));
                out[4] += tie * (a * fa + b * fb + (fa - fb) * (fa + fb));
                out[5] += tie * (a * fa - b * fb + (fa + fb) * (fa + fb));
            }
        }
    }
}
