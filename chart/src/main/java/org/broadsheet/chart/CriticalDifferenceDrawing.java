package org.broadsheet.chart;

import java.util.List;
import org.broadsheet.chart.CriticalDifferenceDiagram.Mark;
import org.broadsheet.chart.CriticalDifferenceDiagram.Run;

/// Draws one diagram: the line of ranks, under it the bars, then names left and right with a line to their rank each.
final class CriticalDifferenceDrawing {
    private static final double WIDTH = 680;
    private static final double LINE = 96;
    private static final double BAR = 9;
    private static final double ROW = 21;
    private static final int LONGEST = 22;
    private static final int MOST_TICKS = 12;

    private final CriticalDifferenceDiagram diagram;
    private final double margin;
    private final double lowest;
    private final double highest;
    private final List<Run> runs;
    private final double names;
    private final Svg svg;

    CriticalDifferenceDrawing(CriticalDifferenceDiagram diagram) {
        this.diagram = diagram;
        List<Mark> marks = diagram.marks();
        runs = diagram.alike();
        margin = 64
                + marks.stream()
                        .mapToDouble(m -> Svg.width(Svg.shortened(m.name(), LONGEST)))
                        .max()
                        .orElse(0);
        lowest = Math.floor(marks.getFirst().rank());
        highest = Math.max(lowest + 1, Math.ceil(marks.getLast().rank()));
        names = LINE + 20 + BAR * runs.size();
        int rows = (marks.size() + 1) / 2;
        svg = new Svg(diagram, WIDTH, names + ROW * rows + 6);
    }

    String draw() {
        svg.text(Svg.shortened(diagram.title(), 84), 14, 24, "start", "class", "title");
        line(x(lowest), LINE, x(highest), LINE, "var(--ink)", 1.5);
        double step = Math.ceil((highest - lowest) / MOST_TICKS);
        for (double tick = lowest; tick <= highest; tick += step) {
            line(x(tick), LINE - 6, x(tick), LINE, "var(--ink)", 1.5);
            svg.text(Svg.value(tick), x(tick), LINE - 11, "middle", "class", "soft");
        }
        difference();
        for (int r = 0; r < runs.size(); r++) {
            double y = LINE + 13 + BAR * r;
            line(
                    x(diagram.marks().get(runs.get(r).first()).rank()) - 3,
                    y,
                    x(diagram.marks().get(runs.get(r).last()).rank()) + 3,
                    y,
                    Svg.colour(0),
                    4);
        }
        int left = (diagram.marks().size() + 1) / 2;
        for (int i = 0; i < diagram.marks().size(); i++) {
            boolean onLeft = i < left;
            name(diagram.marks().get(i), onLeft, onLeft ? i : diagram.marks().size() - 1 - i);
        }
        return svg.end();
    }

    private void name(Mark mark, boolean onLeft, int row) {
        double y = names + ROW * (row + 0.5);
        double x = x(mark.rank());
        double edge = onLeft ? margin - 48 : WIDTH - margin + 48;
        svg.element("circle", "cx", x, "cy", LINE, "r", 3, "fill", "var(--ink)");
        line(x, LINE, x, y, "var(--soft)", 1);
        line(edge, y, x, y, "var(--soft)", 1);
        String anchor = onLeft ? "end" : "start";
        double out = onLeft ? -6 : 6;
        svg.text(Svg.shortened(mark.name(), LONGEST), edge + out, y + 4, anchor, "class", "soft");
        svg.text(
                Svg.value(Math.round(mark.rank() * 100) / 100.0),
                edge - out / 2,
                y - 3,
                onLeft ? "start" : "end",
                "class",
                "soft");
    }

    private void difference() {
        double length = Math.min(x(lowest + diagram.difference()), x(highest)) - x(lowest);
        boolean cut = lowest + diagram.difference() > highest;
        double y = 56;
        line(x(lowest), y, x(lowest) + length, y, Svg.colour(1), 2);
        line(x(lowest), y - 4, x(lowest), y + 4, Svg.colour(1), 2);
        if (!cut) line(x(lowest) + length, y - 4, x(lowest) + length, y + 4, Svg.colour(1), 2);
        String says = "critical difference " + Svg.value(Math.round(diagram.difference() * 100) / 100.0)
                + (cut ? ", more than is shown" : "");
        svg.text(says, x(lowest), y - 8, "start", "class", "soft");
    }

    private void line(double x1, double y1, double x2, double y2, String colour, double width) {
        svg.element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colour, "stroke-width", width);
    }

    private double x(double rank) {
        return margin + (WIDTH - 2 * margin) * (rank - lowest) / (highest - lowest);
    }
}
