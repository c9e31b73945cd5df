package org.broadsheet.chart;

import java.util.ArrayList;
import java.util.List;

/// Draws one chart: frame and ticks, then each series, then the legend.
final class ChartDrawing {
    private static final double WIDTH = 680;
    private static final double PLOT_HEIGHT = 320;
    private static final double TOP = 44;
    private static final double RIGHT = 20;
    private static final double LEGEND_LINE = 22;

    private final Chart chart;
    private final Ruler x;
    private final Ruler y;
    private final double left;
    private final double bottom;
    private final boolean slanted;
    private final double below;
    private final List<List<Integer>> legend;
    private final Svg svg;

    ChartDrawing(Chart chart) {
        this.chart = chart;
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        boolean bars = false;
        boolean lying = chart.y().scale() == Axis.Scale.CATEGORIES;
        for (Series s : chart.series()) {
            bars |= s instanceof Series.Bars;
            collect(s, lying, xs, ys);
        }
        double height =
                lying ? Math.max(120, 26.0 * chart.y().categories().size() * Math.max(1, barSeries())) : PLOT_HEIGHT;
        bottom = TOP + height;
        // Lowest category last would read upside down: the first category stands at the top.
        y = lying ? Ruler.of(chart.y(), ys, false, TOP, bottom) : Ruler.of(chart.y(), ys, bars, bottom, TOP);
        double labels =
                y.ticks().stream().mapToDouble(t -> Svg.width(t.label())).max().orElse(0);
        left = Math.min(230, 34 + labels);
        x = Ruler.of(chart.x(), xs, bars && lying, left, WIDTH - RIGHT);
        slanted = x.categories() && x.ticks().stream().anyMatch(t -> Svg.width(t.label()) > x.slot() - 4);
        legend = legendRows();
        below = slanted
                ? (chart.x().label().isEmpty() ? 30 : 48)
                        + 0.6
                                * x.ticks().stream()
                                        .mapToDouble(t -> Svg.width(t.label()))
                                        .max()
                                        .orElse(0)
                : 44;
        svg = new Svg(chart, WIDTH, bottom + below + 8 + LEGEND_LINE * legend.size());
    }

    private static void collect(Series series, boolean lying, List<Double> xs, List<Double> ys) {
        switch (series) {
            case Series.Line s -> s.points().forEach(p -> add(p, xs, ys));
            case Series.Points s -> s.points().forEach(p -> add(p, xs, ys));
            case Series.Bars s -> s.points().forEach(p -> add(lying ? new Point(p.y(), p.x()) : p, xs, ys));
            case Series.Intervals s -> s.spans().forEach(p -> add(p, lying, xs, ys));
            case Series.Band s -> s.spans().forEach(p -> add(p, false, xs, ys));
        }
    }

    private static void add(Point p, List<Double> xs, List<Double> ys) {
        xs.add(p.x());
        ys.add(p.y());
    }

    private static void add(Span s, boolean lying, List<Double> xs, List<Double> ys) {
        (lying ? ys : xs).add(s.at());
        (lying ? xs : ys).addAll(List.of(s.low(), s.high()));
    }

    private int barSeries() {
        return (int)
                chart.series().stream().filter(s -> s instanceof Series.Bars).count();
    }

    String draw() {
        svg.text(Svg.shortened(chart.title(), 84), 14, 24, "start", "class", "title");
        frame();
        int bar = 0;
        for (int i = 0; i < chart.series().size(); i++) {
            switch (chart.series().get(i)) {
                case Series.Line s -> line(s.points(), i, s.dashed());
                case Series.Points s -> points(s, i);
                case Series.Bars s -> bars(s, i, bar++);
                case Series.Intervals s -> intervals(s, i);
                case Series.Band s -> band(s, i);
            }
        }
        drawLegend();
        return svg.end();
    }

    private void frame() {
        for (Ruler.Tick t : y.ticks()) {
            svg.element("line", "x1", left, "x2", WIDTH - RIGHT, "y1", t.at(), "y2", t.at(), "stroke", "var(--grid)");
            svg.text(t.label(), left - 7, t.at() + 4, "end", "class", "soft");
        }
        for (Ruler.Tick t : x.ticks()) {
            if (!x.categories())
                svg.element("line", "x1", t.at(), "x2", t.at(), "y1", TOP, "y2", bottom, "stroke", "var(--grid)");
            if (slanted) {
                String turn = "rotate(-35 " + Svg.number(t.at()) + " " + Svg.number(bottom + 16) + ")";
                svg.text(t.label(), t.at(), bottom + 16, "end", "class", "soft", "transform", turn);
            } else {
                svg.text(t.label(), t.at(), bottom + 18, "middle", "class", "soft");
            }
        }
        svg.element("line", "x1", left, "x2", WIDTH - RIGHT, "y1", bottom, "y2", bottom, "stroke", "var(--soft)");
        svg.element("line", "x1", left, "x2", left, "y1", TOP, "y2", bottom, "stroke", "var(--soft)");
        double middle = (TOP + bottom) / 2;
        svg.text(
                Svg.shortened(chart.y().label(), 48),
                14,
                middle,
                "middle",
                "transform",
                "rotate(-90 14 " + Svg.number(middle) + ")");
        svg.text(
                Svg.shortened(chart.x().label(), 80),
                (left + WIDTH - RIGHT) / 2,
                slanted ? bottom + below - 6 : bottom + 38,
                "middle");
    }

    private void line(List<Point> points, int series, boolean dashed) {
        StringBuilder path = new StringBuilder();
        for (Point p : points)
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.number(x.at(p.x())))
                    .append(' ')
                    .append(Svg.number(y.at(p.y())));
        svg.element(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                dashed ? "var(--soft)" : Svg.colour(series),
                "stroke-width",
                dashed ? 1.5 : 2,
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                dashed ? "6 4" : "none");
        if (dashed) return;
        // Marked here and there, so that lines differ by shape as well as by colour.
        int every = points.size() <= 30 ? 1 : points.size() / 8;
        for (int i = every / 2; i < points.size(); i += every)
            mark(x.at(points.get(i).x()), y.at(points.get(i).y()), series);
    }

    private void points(Series.Points s, int series) {
        for (int i = 0; i < s.points().size(); i++) {
            Point p = s.points().get(i);
            mark(x.at(p.x()), y.at(p.y()), series);
            if (s.labels().isEmpty()) continue;
            boolean right = x.at(p.x()) > WIDTH - 140;
            svg.text(
                    Svg.shortened(s.labels().get(i), 30),
                    x.at(p.x()) + (right ? -7 : 7),
                    y.at(p.y()) + 4,
                    right ? "end" : "start",
                    "class",
                    "soft");
        }
    }

    private void bars(Series.Bars s, int series, int place) {
        boolean lying = y.categories();
        Ruler along = lying ? y : x;
        Ruler across = lying ? x : y;
        double slot = along.categories()
                ? along.slot()
                : Math.min(40, (WIDTH - left) / (s.points().size() + 1.0));
        double wide = 0.8 * slot / barSeries();
        for (Point p : s.points()) {
            double a = along.at(p.x()) - 0.4 * slot + place * wide;
            double end = across.at(p.y());
            double low = Math.min(end, across.base());
            double size = Math.abs(end - across.base());
            if (lying)
                svg.element("rect", "x", low, "y", a, "width", size, "height", wide * 0.94, "fill", Svg.colour(series));
            else
                svg.element("rect", "x", a, "y", low, "width", wide * 0.94, "height", size, "fill", Svg.colour(series));
        }
    }

    private void intervals(Series.Intervals s, int series) {
        boolean lying = y.categories();
        Ruler along = lying ? y : x;
        Ruler across = lying ? x : y;
        long kinds = chart.series().stream()
                .filter(o -> o instanceof Series.Intervals)
                .count();
        long place = chart.series().subList(0, series).stream()
                .filter(o -> o instanceof Series.Intervals)
                .count();
        // Several on one category stand beside each other.
        double shift = along.categories() ? (place - (kinds - 1) / 2.0) * Math.min(12, 0.7 * along.slot() / kinds) : 0;
        for (Span v : s.spans()) {
            double a = along.at(v.at()) + shift;
            double low = across.at(v.low());
            double high = across.at(v.high());
            stroke(lying, a, a, low, high, series);
            stroke(lying, a - 4, a + 4, low, low, series);
            stroke(lying, a - 4, a + 4, high, high, series);
            double middle = across.at(v.middle());
            mark(lying ? middle : a, lying ? a : middle, series);
        }
    }

    private void stroke(boolean lying, double a1, double a2, double b1, double b2, int series) {
        svg.element(
                "line",
                lying ? "y1" : "x1",
                a1,
                lying ? "y2" : "x2",
                a2,
                lying ? "x1" : "y1",
                b1,
                lying ? "x2" : "y2",
                b2,
                "stroke",
                Svg.colour(series),
                "stroke-width",
                1.5);
    }

    private void band(Series.Band s, int series) {
        StringBuilder path = new StringBuilder();
        for (Span v : s.spans()) corner(path, v.at(), v.high());
        for (Span v : s.spans().reversed()) corner(path, v.at(), v.low());
        if (!path.isEmpty())
            svg.element(
                    "path", "d", path.append('Z'), "fill", Svg.colour(series), "fill-opacity", 0.18, "stroke", "none");
        line(s.spans().stream().map(v -> new Point(v.at(), v.middle())).toList(), series, false);
    }

    private void corner(StringBuilder path, double vx, double vy) {
        path.append(path.isEmpty() ? "M" : "L")
                .append(Svg.number(x.at(vx)))
                .append(' ')
                .append(Svg.number(y.at(vy)));
    }

    /// A disc, square, triangle, diamond or ring, by the series' place.
    private void mark(double cx, double cy, int series) {
        String colour = Svg.colour(series);
        switch (series % 5) {
            case 0 -> svg.element("circle", "cx", cx, "cy", cy, "r", 3.5, "fill", colour);
            case 1 -> svg.element("rect", "x", cx - 3.2, "y", cy - 3.2, "width", 6.4, "height", 6.4, "fill", colour);
            case 2 -> svg.element("path", "d", shape(cx, cy, 0, -4.4, 4.2, 3.2, -4.2, 3.2), "fill", colour);
            case 3 -> svg.element("path", "d", shape(cx, cy, 0, -4.6, 4.6, 0, 0, 4.6, -4.6, 0), "fill", colour);
            default ->
                svg.element(
                        "circle",
                        "cx",
                        cx,
                        "cy",
                        cy,
                        "r",
                        3.4,
                        "fill",
                        "var(--paper)",
                        "stroke",
                        colour,
                        "stroke-width",
                        2);
        }
    }

    private static String shape(double cx, double cy, double... offsets) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < offsets.length; i += 2)
            path.append(i == 0 ? "M" : "L")
                    .append(Svg.number(cx + offsets[i]))
                    .append(' ')
                    .append(Svg.number(cy + offsets[i + 1]));
        return path.append('Z').toString();
    }

    private List<List<Integer>> legendRows() {
        List<List<Integer>> rows = new ArrayList<>();
        double used = WIDTH;
        List<Integer> named = new ArrayList<>();
        for (int i = 0; i < chart.series().size(); i++)
            if (!chart.series().get(i).name().isEmpty()) named.add(i);
        for (int i : named) {
            double room = room(i);
            if (used + room > WIDTH - left - RIGHT) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.getLast().add(i);
            used += room;
        }
        return rows;
    }

    private double room(int series) {
        return 44 + Svg.width(Svg.shortened(chart.series().get(series).name(), 60));
    }

    private void drawLegend() {
        double row = bottom + below + 18;
        for (List<Integer> entries : legend) {
            double at = left;
            for (int i : entries) {
                Series s = chart.series().get(i);
                if (s instanceof Series.Bars) {
                    svg.element("rect", "x", at + 6, "y", row - 10, "width", 12, "height", 12, "fill", Svg.colour(i));
                } else if (s instanceof Series.Line l && l.dashed()) {
                    svg.element(
                            "line",
                            "x1",
                            at,
                            "x2",
                            at + 24,
                            "y1",
                            row - 4,
                            "y2",
                            row - 4,
                            "stroke",
                            "var(--soft)",
                            "stroke-width",
                            1.5,
                            "stroke-dasharray",
                            "6 4");
                } else {
                    if (!(s instanceof Series.Points))
                        svg.element(
                                "line",
                                "x1",
                                at,
                                "x2",
                                at + 24,
                                "y1",
                                row - 4,
                                "y2",
                                row - 4,
                                "stroke",
                                Svg.colour(i),
                                "stroke-width",
                                2);
                    mark(at + 12, row - 4, i);
                }
                svg.text(Svg.shortened(s.name(), 60), at + 30, row, "start");
                at += room(i);
            }
            row += LEGEND_LINE;
        }
    }
}
