package org.broadsheet.chart;

import java.util.Arrays;
import java.util.List;

/// A matrix of numbers, each cell the deeper in colour the further its value lies from a middle, mostly zero; values
/// above and below differ in colour, and are written in the cells while there is room.
///
/// @param title       shown above
/// @param description for those who do not see it
/// @param rows        names of the rows, top first
/// @param columns     names of the columns
/// @param values      one list a row, one number a column; NaN where there is none
/// @param middle      where colour begins
public record HeatMap(
        String title,
        String description,
        List<String> rows,
        List<String> columns,
        List<List<Double>> values,
        double middle)
        implements Figure {
    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        values = values.stream().map(List::copyOf).toList();
        if (!Double.isFinite(middle)) throw new IllegalArgumentException("a middle is finite, not " + middle);
        if (rows.isEmpty() || columns.isEmpty())
            throw new IllegalArgumentException("a matrix has at least one row and one column: " + title);
        if (values.size() != rows.size())
            throw new IllegalArgumentException(
                    rows.size() + " rows are named but " + values.size() + " given: " + title);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).size() != columns.size())
                throw new IllegalArgumentException("row " + rows.get(i) + " has "
                        + values.get(i).size() + " values for " + columns.size() + " columns");
            for (double v : values.get(i))
                if (Double.isInfinite(v))
                    throw new IllegalArgumentException("row " + rows.get(i) + " has an infinite value");
        }
    }

    public static HeatMap of(
            String title, String description, List<String> rows, List<String> columns, double[][] values) {
        return new HeatMap(
                title,
                description,
                rows,
                columns,
                Arrays.stream(values)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                0);
    }

    /// The same around another middle, such as one half for shares of wins.
    public HeatMap around(double other) {
        return new HeatMap(title, description, rows, columns, values, other);
    }

    @Override
    public String svg() {
        return new HeatMapDrawing(this).draw();
    }
}
