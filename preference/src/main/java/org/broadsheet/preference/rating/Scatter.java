package org.broadsheet.preference.rating;

/// The middle of the sandwich: how far the slopes of what single judges said scatter at the fit.
final class Scatter {
    private Scatter() {}

    /// Sum over judges of g g', where g is the sum of the slopes of all their comparisons; over single
    /// comparisons where no judge is named at all.
    static double[][] of(PairLikelihood likelihood, Comparisons<?> data, double[] x) {
        double[][] j = new double[likelihood.dimension()][likelihood.dimension()];
        int[] at = new int[2 + 1 + likelihood.rows.covariateCount + 1];
        double[] by = new double[at.length];
        for (int[] said : data.byJudge()) {
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
        return j;
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
