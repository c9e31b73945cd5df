package org.broadsheet.preference.rating;

/// How the highest point of a likelihood is found. All find the same point; they differ in time.
public enum Solver {
    /// Newton's method with conjugate gradients: the fastest throughout.
    NEWTON,
    /// Limited-memory BFGS.
    LBFGS,
    /// Minorise and maximise (Hunter 2004): the plainest and slowest. Knows neither covariates nor models
    /// of ties other than Rao and Kupper's.
    MM
}
