package org.broadsheet.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What is drawn in a chart, with the name under which the legend lists it (an empty name is left out of the legend).
public sealed interface Series {
    String name();

    /// Straight lines from point to point, in the order given.
    record Line(String name, List<Point> points, boolean dashed) implements Series {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A mark at each point.
    ///
    /// @param labels written beside the points: none, or one a point
    record Points(String name, List<Point> points, List<String> labels) implements Series {
        public Points {
            points = List.copyOf(points);
            labels = List.copyOf(labels);
            if (!labels.isEmpty() && labels.size() != points.size())
                throw new IllegalArgumentException(points.size() + " points of " + name + " have " + labels.size()
                        + " labels; give one a point, or none");
        }
    }

    /// A bar from zero (or the lower end of a logarithmic axis) to each point; beside each other where a chart has
    /// several. They lie where the vertical axis has categories.
    record Bars(String name, List<Point> points) implements Series {
        public Bars {
            points = List.copyOf(points);
        }
    }

    /// Values with whiskers. They lie where the vertical axis has categories.
    record Intervals(String name, List<Span> spans) implements Series {
        public Intervals {
            spans = List.copyOf(spans);
        }
    }

    /// A line with a shaded interval around it, along the horizontal axis.
    record Band(String name, List<Span> spans) implements Series {
        public Band {
            spans = List.copyOf(spans);
        }
    }

    static Line line(String name, double[] x, double[] y) {
        return new Line(name, points(x, y), false);
    }

    /// A line for reference: a diagonal, a bound, what was true.
    static Line dashed(String name, double[] x, double[] y) {
        return new Line(name, points(x, y), true);
    }

    static Points points(String name, double[] x, double[] y) {
        return new Points(name, points(x, y), List.of());
    }

    /// Bars at 0, 1, 2, ...
    static Bars bars(String name, double... heights) {
        return new Bars(name, points(places(heights.length), heights));
    }

    /// Whiskers at 0, 1, 2, ...
    static Intervals intervals(String name, double[] low, double[] middle, double[] high) {
        return new Intervals(name, spans(places(middle.length), low, middle, high));
    }

    static Band band(String name, double[] x, double[] low, double[] middle, double[] high) {
        return new Band(name, spans(x, low, middle, high));
    }

    private static double[] places(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    private static List<Point> points(double[] x, double[] y) {
        sameLength(x, y);
        List<Point> points = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) points.add(new Point(x[i], y[i]));
        return points;
    }

    private static List<Span> spans(double[] at, double[] low, double[] middle, double[] high) {
        sameLength(at, low);
        sameLength(at, middle);
        sameLength(at, high);
        List<Span> spans = new ArrayList<>(at.length);
        for (int i = 0; i < at.length; i++) spans.add(new Span(at[i], low[i], middle[i], high[i]));
        return spans;
    }

    private static void sameLength(double[] a, double[] b) {
        if (a.length != b.length)
            throw new IllegalArgumentException(
                    "both axes of a series have as many numbers, but there are " + a.length + " and " + b.length);
    }
}
