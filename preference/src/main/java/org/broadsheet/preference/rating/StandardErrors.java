package org.broadsheet.preference.rating;

/// How sure a fit says it is.
public enum StandardErrors {
    /// From the curvature of the likelihood: right where the model is.
    HESSIAN,
    /// From the curvature and the scatter of what each judge said (or each comparison where judges are not
    /// named): right also where the model is not, and where comparisons of one judge hang together (Huber
    /// 1967; Liang and Zeger 1986). Up to 2,000 parameters.
    SANDWICH,
    /// None, which saves time with very many comparisons.
    NONE
}
