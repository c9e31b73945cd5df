package org.broadsheet.chart;

/// Draws one matrix: names on the left and slanted below, a cell a value.
final class HeatMapDrawing {
    private static final double WIDTH = 680;
    private static final double TOP = 44;
    private static final double DEEPEST = 0.6; // so that the ink on it stays legible

    private final HeatMap map;
    private final double left;
    private final double cellWidth;
    private final double cellHeight;
    private final double bottom;
    private final double largest;
    private final Svg svg;

    HeatMapDrawing(HeatMap map) {
        this.map = map;
        left = Math.min(
                230,
                20
                        + map.rows().stream()
                                .mapToDouble(r -> Svg.width(Svg.shortened(r, 28)))
                                .max()
                                .orElse(0));
        cellWidth = Math.min(64, (WIDTH - left - 20) / map.columns().size());
        cellHeight = Math.clamp(cellWidth * 0.75, 14, 34);
        bottom = TOP + cellHeight * map.rows().size();
        double names = map.columns().stream()
                .mapToDouble(c -> Svg.width(Svg.shortened(c, 28)))
                .max()
                .orElse(0);
        largest = map.values().stream()
                .flatMapToDouble(r -> r.stream().mapToDouble(v -> Double.isNaN(v) ? 0 : Math.abs(v - map.middle())))
                .max()
                .orElse(0);
        svg = new Svg(map, WIDTH, bottom + (cellWidth >= 20 ? 30 + 0.6 * names : 16 + names));
    }

    String draw() {
        svg.text(Svg.shortened(map.title(), 84), 14, 24, "start", "class", "title");
        int decimals = decimals();
        for (int r = 0; r < map.rows().size(); r++) {
            double y = TOP + r * cellHeight;
            svg.text(Svg.shortened(map.rows().get(r), 28), left - 7, y + cellHeight / 2 + 4, "end", "class", "soft");
            for (int c = 0; c < map.columns().size(); c++) {
                double v = map.values().get(r).get(c);
                double x = left + c * cellWidth;
                double depth = Double.isNaN(v) || largest == 0 ? 0 : DEEPEST * Math.abs(v - map.middle()) / largest;
                svg.element(
                        "rect",
                        "x",
                        x,
                        "y",
                        y,
                        "width",
                        cellWidth,
                        "height",
                        cellHeight,
                        "fill",
                        Svg.colour(v < map.middle() ? 1 : 0),
                        "fill-opacity",
                        depth,
                        "stroke",
                        "var(--grid)");
                if (decimals > 0)
                    svg.text(
                            written(v, decimals), x + cellWidth / 2, y + cellHeight / 2 + 4, "middle", "font-size", 12);
            }
        }
        // Slanted names need some room each; where there is less, every second or third name stands upright.
        boolean slanted = cellWidth >= 20;
        int step = slanted ? 1 : (int) Math.ceil(13 / cellWidth);
        for (int c = 0; c < map.columns().size(); c += step) {
            double x = left + (c + 0.5) * cellWidth + (slanted ? 0 : 4);
            String turn = "rotate(" + (slanted ? -35 : -90) + " " + Svg.number(x) + " "
                    + Svg.number(bottom + (slanted ? 16 : 8)) + ")";
            svg.text(
                    Svg.shortened(map.columns().get(c), 28),
                    x,
                    bottom + (slanted ? 16 : 8),
                    "end",
                    "class",
                    "soft",
                    "transform",
                    turn);
        }
        return svg.end();
    }

    /// How many decimals fit into the cells, three at most; 0 where not even one does.
    private int decimals() {
        for (int decimals = 3; decimals > 0; decimals--) {
            int shown = decimals;
            double widest = map.values().stream()
                    .flatMapToDouble(r -> r.stream().mapToDouble(v -> Svg.width(written(v, shown))))
                    .max()
                    .orElse(0);
            if (widest <= cellWidth - 4 && cellWidth >= 24) return decimals;
        }
        return 0;
    }

    private static String written(double v, int decimals) {
        if (Double.isNaN(v)) return "–";
        double unit = Math.pow(10, decimals);
        return Svg.value(Math.round(v * unit) / unit);
    }
}
