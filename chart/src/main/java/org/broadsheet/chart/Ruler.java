package org.broadsheet.chart;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.chart.Axis.Scale;

/// An axis laid along a stretch of the page: values to coordinates, and where its ticks are.
final class Ruler {
    record Tick(double at, String label) {}

    private final Axis axis;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    private Ruler(Axis axis, double low, double high, double from, double to) {
        this.axis = axis;
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
    }

    /// @param values all data along this axis
    /// @param zero   whether zero must be in sight, as for bars
    /// @param from   coordinate of the lowest value
    /// @param to     coordinate of the highest
    static Ruler of(Axis axis, List<Double> values, boolean zero, double from, double to) {
        if (axis.scale() == Scale.CATEGORIES) {
            int n = axis.categories().size();
            for (double v : values)
                if (v < -0.5 || v > n - 0.5)
                    throw new IllegalArgumentException(
                            "the axis " + axis.label() + " has " + n + " categories, so nothing can be at " + v);
            return new Ruler(axis, -0.5, n - 0.5, from, to);
        }
        boolean log = axis.scale() == Scale.LOG;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (log && v <= 0)
                throw new IllegalArgumentException(
                        "the logarithmic axis " + axis.label() + " cannot show " + v + "; values must be above 0");
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        if (low > high) {
            low = log ? 1 : 0;
            high = log ? 10 : 1;
        }
        if (zero && !log) {
            low = Math.min(low, 0);
            high = Math.max(high, 0);
        }
        if (log) {
            if (low == high) {
                low /= 2;
                high *= 2;
            }
        } else {
            double step = step(low == high ? Math.max(Math.abs(low), 1) : high - low);
            // A little air, up to the next tick; never below zero for data that are not.
            low = low == high ? low - step : Math.floor(low / step + 1e-9) * step;
            high = Math.ceil(high / step - 1e-9) * step;
            if (low >= high) high = low + step;
        }
        if (!Double.isNaN(axis.low())) low = axis.low();
        if (!Double.isNaN(axis.high())) high = axis.high();
        if (!(low < high)) high = log ? low * 10 : low + 1;
        return new Ruler(axis, low, high, from, to);
    }

    double at(double value) {
        double v = Math.clamp(value, low, high);
        double part = axis.scale() == Scale.LOG
                ? (Math.log(v) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (v - low) / (high - low);
        return from + part * (to - from);
    }

    /// Where bars stand.
    double base() {
        return at(axis.scale() == Scale.LOG ? low : 0);
    }

    boolean categories() {
        return axis.scale() == Scale.CATEGORIES;
    }

    /// The room of one category.
    double slot() {
        return Math.abs(to - from) / Math.max(1, high - low);
    }

    List<Tick> ticks() {
        return switch (axis.scale()) {
            case CATEGORIES -> {
                List<Tick> ticks = new ArrayList<>();
                for (int i = 0; i < axis.categories().size(); i++)
                    ticks.add(new Tick(at(i), Svg.shortened(axis.categories().get(i), 28)));
                yield ticks;
            }
            case LINEAR -> {
                List<Tick> ticks = new ArrayList<>();
                double step = step(high - low);
                for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
                    ticks.add(new Tick(at(k * step), Svg.tick(k * step, step)));
                yield ticks;
            }
            case LOG -> logTicks();
        };
    }

    private List<Tick> logTicks() {
        double decades = Math.log10(high / low);
        int every = (int) Math.max(1, Math.ceil(decades / 8));
        double[] within =
                decades < 1.5 ? new double[] {1, 2, 3, 5, 7} : decades < 3 ? new double[] {1, 2, 5} : new double[] {1};
        List<Tick> ticks = new ArrayList<>();
        for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high) + 1e-9; e += every)
            for (double m : within) {
                double v = m * Math.pow(10, e);
                if (v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9)) ticks.add(new Tick(at(v), Svg.value(v)));
            }
        return ticks;
    }

    /// A step of 1, 2 or 5 times a power of ten that divides the range into four to ten.
    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / 5)));
        double rough = range / 5 / power;
        return power * (rough < 1.5 ? 1 : rough < 3.5 ? 2 : rough < 7.5 ? 5 : 10);
    }
}
