package org.broadsheet.preference.rating;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.TwiceDifferentiable;
import org.jspecify.annotations.Nullable;

/// -ln likelihood of pair rows under a model, plus ridge / 2 times the squares of the ratings. The
/// parameters are: a rating for each item; the home advantage, if any; a slope for each covariate; the
/// model's tie parameter, if any.
///
/// One value with all derivatives costs one pass over the rows, as does a product with the second
/// derivatives.
final class PairLikelihood implements TwiceDifferentiable {
    final PairRows rows;
    final PairModel model;
    final boolean home;
    final double ridge;
    final int dimension;
    private final int homeAt;
    private final int slopesAt;
    private final int tieAt;

    // Second derivatives of each row by dd and dt, and their sums where they belong to one parameter alone.
    private final double[] dd;
    private final double @Nullable [] dt;
    private final double[] gradient;
    private final double[] diagonal;
    private double tt;
    private double value;
    private double likelihood;

    PairLikelihood(PairRows rows, PairModel model, boolean home, double ridge) {
        this.rows = rows;
        this.model = model;
        this.home = home;
        this.ridge = ridge;
        homeAt = rows.items;
        slopesAt = homeAt + (home ? 1 : 0);
        tieAt = slopesAt + rows.covariateCount;
        dimension = tieAt + (model.ties() ? 1 : 0);
        dd = new double[rows.size()];
        dt = model.ties() ? new double[rows.size()] : null;
        gradient = new double[dimension];
        diagonal = new double[dimension];
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /// Ratings of zero, no advantage, and as many ties as there were.
    double[] start() {
        double[] x = new double[dimension];
        if (model.ties()) {
            double ties = 0;
            double all = 0;
            for (int k = 0; k < rows.size(); k++) {
                ties += rows.tied(k);
                all += rows.left.get(k) + rows.right.get(k) + rows.tied(k);
            }
            x[tieAt] = model.startTie(Math.min(0.99, Math.max(0.001, ties / all)));
        }
        return x;
    }

    double tie(double[] x) {
        return model.ties() ? x[tieAt] : 0;
    }

    int homeAt() {
        return homeAt;
    }

    int slopesAt() {
        return slopesAt;
    }

    int tieAt() {
        return tieAt;
    }

    /// ln likelihood at the last point, without the ridge.
    double logLikelihood() {
        return -likelihood;
    }

    /// How much the left one is ahead by what is not its rating.
    private double lead(double[] x, int row) {
        double lead = home ? x[homeAt] : 0;
        if (rows.covariates != null)
            for (int c = 0; c < rows.covariateCount; c++)
                lead += x[slopesAt + c] * rows.covariates[row * rows.covariateCount + c];
        return lead;
    }

    @Override
    public Local at(double[] x) {
        Arrays.fill(gradient, 0);
        Arrays.fill(diagonal, 0);
        tt = 0;
        likelihood = 0;
        boolean plain = !home && rows.covariates == null;
        double t = tie(x);
        double[] out = new double[6];
        for (int i = 0; i < rows.items; i++) {
            double own = x[i];
            double slope = 0;
            double bend = 0;
            double lost = 0;
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int j = rows.other[k];
                double d = own - x[j];
                if (!plain) d += lead(x, k);
                model.terms(d, t, rows.left.get(k), rows.tied(k), rows.right.get(k), out);
                lost += out[0];
                slope += out[1];
                bend += out[3];
                gradient[j] -= out[1];
                diagonal[j] += out[3];
                dd[k] = out[3];
                if (dt != null) {
                    dt[k] = out[4];
                    gradient[tieAt] += out[2];
                    tt += out[5];
                }
                if (!plain) shared(k, out[1], out[3]);
            }
            likelihood += lost;
            gradient[i] += slope;
            diagonal[i] += bend;
        }
        value = likelihood;
        if (model.ties()) diagonal[tieAt] = tt;
        if (ridge > 0)
            for (int i = 0; i < rows.items; i++) {
                value += ridge / 2 * x[i] * x[i];
                gradient[i] += ridge * x[i];
                diagonal[i] += ridge;
            }
        return new Here();
    }

    private void shared(int row, double slope, double bend) {
        if (home) {
            gradient[homeAt] += slope;
            diagonal[homeAt] += bend;
        }
        if (rows.covariates != null)
            for (int c = 0; c < rows.covariateCount; c++) {
                double v = rows.covariates[row * rows.covariateCount + c];
                gradient[slopesAt + c] += slope * v;
                diagonal[slopesAt + c] += bend * v * v;
            }
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
            product(v, product);
        }
    }

    private void product(double[] v, double[] product) {
        Arrays.fill(product, 0);
        boolean plain = !home && rows.covariates == null;
        double vt = dt == null ? 0 : v[tieAt];
        for (int i = 0; i < rows.items; i++) {
            double own = v[i];
            double sum = 0;
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int j = rows.other[k];
                double ahead = own - v[j];
                if (!plain) ahead += lead(v, k);
                double by = dd[k] * ahead;
                if (dt != null) {
                    by += dt[k] * vt;
                    product[tieAt] += dt[k] * ahead;
                }
                sum += by;
                product[j] -= by;
                if (!plain) {
                    if (home) product[homeAt] += by;
                    if (rows.covariates != null)
                        for (int c = 0; c < rows.covariateCount; c++)
                            product[slopesAt + c] += by * rows.covariates[k * rows.covariateCount + c];
                }
            }
            product[i] += sum;
        }
        if (dt != null) product[tieAt] += tt * vt;
        if (ridge > 0) for (int i = 0; i < rows.items; i++) product[i] += ridge * v[i];
    }

    /// The matrix of second derivatives at the last point, written down.
    double[][] matrix() {
        double[][] h = new double[dimension][dimension];
        int[] at = new int[2 + 1 + rows.covariateCount];
        double[] by = new double[at.length];
        for (int i = 0; i < rows.items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int n = design(i, k, at, by);
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) h[at[a]][at[b]] += dd[k] * by[a] * by[b];
                    if (dt != null) {
                        h[at[a]][tieAt] += dt[k] * by[a];
                        h[tieAt][at[a]] += dt[k] * by[a];
                    }
                }
            }
        if (dt != null) h[tieAt][tieAt] = tt;
        for (int i = 0; i < rows.items; i++) h[i][i] += ridge;
        return h;
    }

    /// Which parameters a row's lead is made of, and how often it holds each.
    int design(int first, int row, int[] at, double[] by) {
        at[0] = first;
        by[0] = 1;
        at[1] = rows.other[row];
        by[1] = -1;
        int n = 2;
        if (home) {
            at[n] = homeAt;
            by[n++] = 1;
        }
        if (rows.covariates != null)
            for (int c = 0; c < rows.covariateCount; c++) {
                at[n] = slopesAt + c;
                by[n++] = rows.covariates[row * rows.covariateCount + c];
            }
        return n;
    }

    /// The second derivative at the last point by each parameter alone.
    double[] curvature() {
        return diagonal.clone();
    }

    /// Sum over judges of the squared slope of what each said, or over comparisons where no judge is named.
    double[][] scatter(Comparisons<?> data, double[] x, List<String> warnings) {
        return Scatter.of(this, data, x, warnings);
    }

    /// Draws from the normal distribution whose covariance is the inverse of the second derivatives at the
    /// last point, with the tie parameter held fixed: solves H y = noise of covariance H, several draws
    /// side by side, so that each pass over the rows serves all of them.
    ///
    /// @return parameter by parameter, `lanes` draws each
    double[] draw(int lanes, RandomGenerator random, int mostRounds) {
        double[] noise = new double[dimension * lanes];
        double[] z = new double[lanes];
        for (int i = 0; i < rows.items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                double size = Math.sqrt(dd[k]);
                for (int l = 0; l < lanes; l++) z[l] = random.nextGaussian() * size;
                scatter(noise, i, k, lanes, z);
            }
        if (ridge > 0) {
            double size = Math.sqrt(ridge);
            for (int i = 0; i < rows.items * lanes; i++) noise[i] += random.nextGaussian() * size;
        }
        return solve(noise, lanes, mostRounds);
    }

    private void scatter(double[] to, int i, int k, int lanes, double[] z) {
        int own = i * lanes;
        int other = rows.other[k] * lanes;
        for (int l = 0; l < lanes; l++) {
            to[own + l] += z[l];
            to[other + l] -= z[l];
        }
        if (home) for (int l = 0; l < lanes; l++) to[homeAt * lanes + l] += z[l];
        for (int c = 0; c < rows.covariateCount; c++) {
            double v = covariate(k, c);
            for (int l = 0; l < lanes; l++) to[(slopesAt + c) * lanes + l] += v * z[l];
        }
    }

    private double covariate(int row, int c) {
        return rows.covariates == null ? 0 : rows.covariates[row * rows.covariateCount + c];
    }

    /// Conjugate gradients for all lanes at once, to a thousandth of the right side.
    private double[] solve(double[] b, int lanes, int mostRounds) {
        double[] y = new double[b.length];
        double[] r = b.clone();
        double[] d = new double[b.length];
        double[] product = new double[b.length];
        double[] rz = new double[lanes];
        double[] first = new double[lanes];
        for (int i = 0; i < tieAt; i++)
            for (int l = 0; l < lanes; l++) {
                int at = i * lanes + l;
                d[at] = diagonal[i] > 0 ? r[at] / diagonal[i] : 0;
                rz[l] += r[at] * d[at];
            }
        System.arraycopy(rz, 0, first, 0, lanes);
        double[] alpha = new double[lanes];
        double[] beta = new double[lanes];
        for (int round = 0; round < mostRounds; round++) {
            product(d, product, lanes);
            Arrays.fill(alpha, 0);
            for (int i = 0; i < tieAt; i++)
                for (int l = 0; l < lanes; l++) alpha[l] += d[i * lanes + l] * product[i * lanes + l];
            for (int l = 0; l < lanes; l++) alpha[l] = alpha[l] > 0 ? rz[l] / alpha[l] : 0;
            Arrays.fill(beta, 0);
            for (int i = 0; i < tieAt; i++)
                for (int l = 0; l < lanes; l++) {
                    int at = i * lanes + l;
                    y[at] += alpha[l] * d[at];
                    r[at] -= alpha[l] * product[at];
                    if (diagonal[i] > 0) beta[l] += r[at] * r[at] / diagonal[i];
                }
            boolean done = true;
            for (int l = 0; l < lanes; l++) {
                done &= beta[l] <= 1e-6 * first[l];
                double next = beta[l];
                beta[l] = rz[l] > 0 ? next / rz[l] : 0;
                rz[l] = next;
            }
            if (done) return y;
            for (int i = 0; i < tieAt; i++)
                for (int l = 0; l < lanes; l++) {
                    int at = i * lanes + l;
                    d[at] = (diagonal[i] > 0 ? r[at] / diagonal[i] : 0) + beta[l] * d[at];
                }
        }
        return y;
    }

    private void product(double[] v, double[] product, int lanes) {
        Arrays.fill(product, 0);
        double[] by = new double[lanes];
        for (int i = 0; i < rows.items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int own = i * lanes;
                int other = rows.other[k] * lanes;
                for (int l = 0; l < lanes; l++) by[l] = v[own + l] - v[other + l];
                if (home) for (int l = 0; l < lanes; l++) by[l] += v[homeAt * lanes + l];
                for (int c = 0; c < rows.covariateCount; c++)
                    for (int l = 0; l < lanes; l++) by[l] += covariate(k, c) * v[(slopesAt + c) * lanes + l];
                for (int l = 0; l < lanes; l++) by[l] *= dd[k];
                scatter(product, i, k, lanes, by);
            }
        if (ridge > 0) for (int i = 0; i < rows.items * lanes; i++) product[i] += ridge * v[i];
    }
}
