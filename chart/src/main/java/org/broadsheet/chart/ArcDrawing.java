package org.broadsheet.chart;

import org.broadsheet.chart.ArcDiagram.Link;
import org.broadsheet.chart.ArcDiagram.Node;

/// Draws one diagram of arcs: a line a node, arcs on the right that reach the further out the further apart two lie.
final class ArcDrawing {
    private static final double WIDTH = 680;
    private static final double TOP = 52;
    private static final double ROW = 26;
    private static final int LONGEST = 36;
    private static final double LARGEST_DOT = 8;
    private static final double NUMBER = 58;

    private final ArcDiagram diagram;
    private final double left;
    private final double reach;
    private final double bottom;
    private final double largest;
    private final double heaviest;
    private final Svg svg;

    ArcDrawing(ArcDiagram diagram) {
        this.diagram = diagram;
        left = Math.min(
                14 + 7.0 * LONGEST,
                14
                        + diagram.nodes().stream()
                                .mapToDouble(n -> Svg.width(Svg.shortened(n.name(), LONGEST)))
                                .max()
                                .orElse(0));
        bottom = TOP + ROW * diagram.nodes().size();
        double out = WIDTH - 14 - dots();
        int furthest = 1;
        for (Link l : diagram.links()) furthest = Math.max(furthest, Math.abs(l.from() - l.to()));
        reach = Math.min(1.2 * ROW, out / furthest);
        largest = diagram.nodes().stream().mapToDouble(Node::size).max().orElse(0);
        heaviest = diagram.links().stream().mapToDouble(Link::weight).max().orElse(0);
        svg = new Svg(diagram, WIDTH, bottom + 34);
    }

    String draw() {
        svg.text(Svg.shortened(diagram.title(), 84), 14, 24, "start", "class", "title");
        for (Link link : diagram.links()) if (link.from() > link.to()) arc(link);
        for (Link link : diagram.links()) if (link.from() < link.to()) arc(link);
        for (int i = 0; i < diagram.nodes().size(); i++) {
            Node node = diagram.nodes().get(i);
            svg.text(Svg.shortened(node.name(), LONGEST), left, y(i) + 4, "end");
            svg.text(Svg.value(node.size()), left + NUMBER - 4, y(i) + 4, "end", "class", "soft");
            svg.element("circle", "cx", dots(), "cy", y(i), "r", radius(node), "fill", "var(--ink)");
        }
        if (!diagram.links().isEmpty()) legend();
        return svg.end();
    }

    private double dots() {
        return left + NUMBER + 2 + LARGEST_DOT;
    }

    private double y(int place) {
        return TOP + ROW * (place + 0.5);
    }

    private double radius(Node node) {
        return largest == 0 ? 3 : Math.max(2, LARGEST_DOT * Math.sqrt(node.size() / largest));
    }

    private double thickness(double weight) {
        return heaviest == 0 ? 1 : 0.8 + 2.2 * weight / heaviest;
    }

    private void arc(Link link) {
        boolean up = link.from() > link.to();
        double start = dots() + radius(diagram.nodes().get(link.from()));
        double end = dots() + radius(diagram.nodes().get(link.to())) + 5;
        double y1 = y(link.from());
        double y2 = y(link.to());
        // A cubic reaches three quarters of the way to its handles.
        double handle = dots() + reach * Math.abs(link.from() - link.to()) * 4 / 3;
        String colour = Svg.colour(up ? 0 : 1);
        svg.element(
                "path",
                "d",
                "M" + Svg.number(start) + " " + Svg.number(y1) + " C" + Svg.number(handle) + " " + Svg.number(y1) + " "
                        + Svg.number(handle) + " " + Svg.number(y2) + " " + Svg.number(end) + " " + Svg.number(y2),
                "fill",
                "none",
                "stroke",
                colour,
                "stroke-opacity",
                0.75,
                "stroke-width",
                thickness(link.weight()),
                "stroke-dasharray",
                up ? "none" : "5 4");
        head(end - 5, y2, colour);
    }

    private void head(double x, double y, String colour) {
        svg.element("path", "d", "M" + Svg.number(x) + " " + Svg.number(y) + " l7 -3.5 v7 z", "fill", colour);
    }

    private void legend() {
        double y = bottom + 18;
        boolean down = diagram.links().stream().anyMatch(l -> l.from() < l.to());
        line(14, y, true);
        svg.text("upward", 50, y + 4, "start", "class", "soft");
        if (down) {
            line(120, y, false);
            svg.text("downward, against the order", 156, y + 4, "start", "class", "soft");
        }
    }

    private void line(double x, double y, boolean up) {
        svg.element(
                "line",
                "x1",
                x,
                "y1",
                y,
                "x2",
                x + 28,
                "y2",
                y,
                "stroke",
                Svg.colour(up ? 0 : 1),
                "stroke-width",
                2,
                "stroke-dasharray",
                up ? "none" : "5 4");
    }
}
