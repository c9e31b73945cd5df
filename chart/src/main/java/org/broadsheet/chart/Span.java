package org.broadsheet.chart;

/// A value with its interval at one place of the other axis.
///
/// @param at     where, on the axis that runs along
/// @param low    the lower end, not above `middle`
/// @param middle the value
/// @param high   the upper end, not below `middle`
public record Span(double at, double low, double middle, double high) {
    public Span {
        if (!Double.isFinite(at)
                || !Double.isFinite(low)
                || !Double.isFinite(high)
                || !(low <= middle && middle <= high))
            throw new IllegalArgumentException(
                    "an interval is low <= middle <= high, but at " + at + " is " + low + ", " + middle + ", " + high);
    }
}
