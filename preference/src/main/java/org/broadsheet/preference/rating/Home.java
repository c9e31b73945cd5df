package org.broadsheet.preference.rating;

/// What it is worth to stand left, at home.
///
/// @param points  how far ahead, in the unit of the ratings; finite, 0 for none
/// @param neutral the context of comparisons in which nobody is at home
public record Home(double points, Object neutral) {
    /// No advantage.
    public static final Home NONE = of(0);

    public Home {
        if (!Double.isFinite(points))
            throw new IllegalArgumentException("a home advantage is finite but was " + points + "; 0 for none");
    }

    /// In every context but `"neutral"`.
    public static Home of(double points) {
        return new Home(points, "neutral");
    }

    double in(Object context) {
        return points == 0 || context.equals(neutral) ? 0 : points;
    }
}
