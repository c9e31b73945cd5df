package org.broadsheet.preference.rating;

import java.util.List;

/// The middle of the sandwich: how far the slopes of what single judges said scatter at the fit.
final class Scatter {
    private static final int FEW_JUDGES = 10;

    private Scatter() {}

    /// Sum over judges of g g', where g is the sum of the slopes of all their comparisons; over single
    /// comparisons where no judge is named at all. The slopes of all judges sum to nought at the fit, so that
    /// the sum is G / (G - 1) times as large for G of them.
    ///
    /// @throws IllegalArgumentException where a single judge is named
    static double[][] of(PairLikelihood likelihood, Comparisons<?> data, double[] x, List<String> warnings) {
        double[][] j = new double[likelihood.dimension()][likelihood.dimension()];
        int[] at = new int[2 + 1 + likelihood.rows.covariateCount + 1];
        double[] by = new double[at.length];
        int[][] judges = data.byJudge();
        for (int[] said : judges) {
            if (said.length == 1) {
                int n = slope(likelihood, data, said[0], x, at, by);
                for (int a = 0; a < n; a++) for (int b = 0; b < n; b++) j[at[a]][at[b]] += by[a] * by[b];
                continue;
            }
            double[] g = new double[likelihood.dimension()];
            for (int k : said) {
                int n = slope(likelihood, data, k, x, at, by);
                for (int a = 0; a < n; a++) g[at[a]] += by[a];
            }
            for (int a = 0; a < g.length; a++) if (g[a] != 0) for (int b = 0; b < g.length; b++) j[a][b] += g[a] * g[b];
        }
        widen(j, data.namesJudges(), judges.length, warnings);
        return j;
    }

    /// @param named  whether what is set against each other are judges
    /// @param blocks how many they are
    static void widen(double[][] scatter, boolean named, int blocks, List<String> warnings) {
        if (named && blocks < 2)
            throw new IllegalArgumentException("sandwich errors set judges against each other, but there is only one;"
                    + " take those of the curvature (hessian)");
        if (named && blocks < FEW_JUDGES)
            warnings.add("errors from what " + blocks + " judges differ in are rough; ten and more tell");
        double by = blocks > 1 ? blocks / (blocks - 1.0) : 1;
        for (double[] row : scatter) for (int i = 0; i < row.length; i++) row[i] *= by;
    }

    /// The slope of one comparison: which parameters it is in, and its derivative by each.
    private static int slope(PairLikelihood likelihood, Comparisons<?> data, int k, double[] x, int[] at, double[] by) {
        int covariates = likelihood.rows.covariateCount;
        int n = 0;
        at[n] = data.left[k];
        by[n++] = 1;
        at[n] = data.right[k];
        by[n++] = -1;
        if (likelihood.home) {
            at[n] = likelihood.homeAt();
            by[n++] = 1;
        }
        for (int c = 0; c < covariates; c++) {
            at[n] = likelihood.slopesAt() + c;
            by[n++] = data.covariates == null ? 0 : data.covariates[k * covariates + c];
        }
        double d = 0;
        for (int a = 0; a < n; a++) d += x[at[a]] * by[a];
        double w = data.weight(k);
        byte o = data.outcome[k];
        double[] out = new double[6];
        likelihood.model.terms(
                d,
                likelihood.tie(x),
                o == Comparisons.LEFT ? w : 0,
                o == Comparisons.TIE ? w : 0,
                o == Comparisons.RIGHT ? w : 0,
                out);
        for (int a = 0; a < n; a++) by[a] *= out[1];
        if (likelihood.model.ties()) {
            at[n] = likelihood.tieAt();
            by[n++] = out[2];
        }
        return n;
    }
}
