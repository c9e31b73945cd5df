package org.broadsheet.chart;

/// A place in a chart. On an axis of categories the coordinate is the category's index from 0.
public record Point(double x, double y) {
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y))
            throw new IllegalArgumentException("a point of a chart is finite, not (" + x + ", " + y + ")");
    }
}
