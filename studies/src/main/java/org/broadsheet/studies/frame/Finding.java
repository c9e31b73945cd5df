package org.broadsheet.studies.frame;

/// One row of a study's table: the baseline beside the method.
///
/// @param name     what was measured
/// @param baseline the figure without the method, or NaN where there is none
/// @param method   the figure with it
/// @param low      the lower end of the method's interval, or NaN where there is none
/// @param high     the upper end, or NaN
/// @param unit     `share`, `bits`, `nDCG@10`, ...
public record Finding(String name, double baseline, double method, double low, double high, String unit) {
    public Finding {
        if (!Double.isFinite(method) || Double.isInfinite(baseline))
            throw new IllegalArgumentException(
                    "the figures of " + name + " must be finite but are " + baseline + " and " + method);
        if (Double.isNaN(low) != Double.isNaN(high) || Double.isInfinite(low) || Double.isInfinite(high) || low > high)
            throw new IllegalArgumentException("the interval of " + name + " runs from " + low + " to " + high);
    }
}
