package org.broadsheet.studies.frame;

import java.util.Locale;

/// Something that must be true for the claim to stand, decided by comparing a measured value with a bound.
///
/// @param says    the condition in words
/// @param value   what was measured
/// @param wanted  on which side of the bound it must lie
/// @param bound   the bound, itself allowed
/// @param central whether the claim falls with it; a condition that is not central only makes it partly true
public record Condition(String says, double value, Side wanted, double bound, boolean central) {
    /// A side of a bound.
    public enum Side {
        AT_LEAST,
        AT_MOST
    }

    public Condition {
        if (!Double.isFinite(value) || !Double.isFinite(bound))
            throw new IllegalArgumentException(
                    "the condition " + says + " compares " + value + " with " + bound + "; both must be finite");
    }

    public boolean holds() {
        return switch (wanted) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    /// The condition with its figures, for example `error falls (0.0031, at most 0.006)`.
    public String sentence() {
        return says + " (" + digits(value) + ", " + (wanted == Side.AT_LEAST ? "at least " : "at most ") + digits(bound)
                + ")";
    }

    static String digits(double v) {
        if (v == Math.rint(v) && Math.abs(v) < 1e9) return Long.toString((long) v);
        return String.format(Locale.ROOT, Math.abs(v) < 1e-3 ? "%.2e" : Math.abs(v) < 10 ? "%.4f" : "%.1f", v);
    }
}
