package org.broadsheet.chart;

import java.util.List;

/// One side of a chart.
///
/// @param label      what is measured, with its unit
/// @param scale      how values become places
/// @param categories the names along the axis, for [Scale#CATEGORIES] alone
/// @param low        the lowest value shown, or NaN to take it from the data
/// @param high       the highest value shown, or NaN to take it from the data
public record Axis(String label, Scale scale, List<String> categories, double low, double high) {
    /// How values become places.
    public enum Scale {
        LINEAR,
        /// Values above 0; each power of ten takes as much room.
        LOG,
        /// Named places 0, 1, 2, ...
        CATEGORIES
    }

    public Axis {
        categories = List.copyOf(categories);
        if ((scale == Scale.CATEGORIES) == categories.isEmpty())
            throw new IllegalArgumentException("an axis of categories names them, and no other does: " + label);
        if (Double.isInfinite(low) || Double.isInfinite(high) || low >= high || (scale == Scale.LOG && low <= 0))
            throw new IllegalArgumentException("the axis " + label + " cannot run from " + low + " to " + high);
    }

    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, List.of(), Double.NaN, Double.NaN);
    }

    public static Axis log(String label) {
        return new Axis(label, Scale.LOG, List.of(), Double.NaN, Double.NaN);
    }

    /// @param categories at least one name
    public static Axis of(String label, List<String> categories) {
        return new Axis(label, Scale.CATEGORIES, categories, Double.NaN, Double.NaN);
    }

    /// The same axis, shown from `from` to `to` whatever the data.
    public Axis between(double from, double to) {
        return new Axis(label, scale, categories, from, to);
    }
}
