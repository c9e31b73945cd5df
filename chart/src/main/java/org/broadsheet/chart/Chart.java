package org.broadsheet.chart;

import java.util.ArrayList;
import java.util.List;

/// Series over two axes. Immutable:
///
///     Chart.of("Error by size", Axis.log("items"), Axis.linear("error"))
///             .describedAs("The error falls with the root of the number of items.")
///             .with(Series.line("measured", sizes, errors))
///             .svg();
///
/// @param title       shown above
/// @param description for those who do not see it
/// @param x           the axis below
/// @param y           the axis on the left
/// @param series      drawn in this order, later ones on top
public record Chart(String title, String description, Axis x, Axis y, List<Series> series) implements Figure {
    public Chart {
        series = List.copyOf(series);
    }

    public static Chart of(String title, Axis x, Axis y) {
        return new Chart(title, "", x, y, List.of());
    }

    public Chart describedAs(String text) {
        return new Chart(title, text, x, y, series);
    }

    public Chart with(Series... more) {
        List<Series> all = new ArrayList<>(series);
        all.addAll(List.of(more));
        return new Chart(title, description, x, y, all);
    }

    @Override
    public String svg() {
        return new ChartDrawing(this).draw();
    }
}
