package org.broadsheet.evaluation.significance;

/// A range that holds the true value with a stated confidence.
///
/// @param low        not above `high`
/// @param confidence between 0 and 1, often 0.95
public record Interval(double low, double high, double confidence) {
    public Interval {
        if (!(low <= high))
            throw new IllegalArgumentException("an interval goes upwards but was " + low + " to " + high);
        if (!(confidence > 0 && confidence < 1))
            throw new IllegalArgumentException("a confidence is between 0 and 1 but was " + confidence);
    }

    /// Whether 0 lies outside.
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
