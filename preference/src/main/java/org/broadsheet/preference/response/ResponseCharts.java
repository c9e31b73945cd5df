package org.broadsheet.preference.response;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Point;
import org.broadsheet.chart.Series;
import org.broadsheet.chart.Span;
import org.broadsheet.numerics.Stable;

/// The pictures of an item bank.
public final class ResponseCharts {
    private static final int MOST_CURVES = 8;
    private static final int MOST_ROWS = 60;
    private static final double NORMAL_95 = 1.959964;
    private static final double REACH = 4;

    private ResponseCharts() {}

    /// The chance of a right answer by ability, for up to eight items that are evenly spread by
    /// difficulty.
    public static Chart curves(ItemBank bank) {
        List<ItemEstimate> shown = spread(bank, MOST_CURVES);
        double[] x = abilities();
        List<Series> lines = new ArrayList<>();
        for (ItemEstimate item : shown) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) y[i] = item.curve().probability(x[i]);
            lines.add(Series.line(item.item(), x, y));
        }
        String some = shown.size() < bank.items().size()
                ? shown.size() + " of " + bank.items().size() + " items, evenly spread by difficulty"
                : "all items";
        return Chart.of(
                        "Item characteristic curves",
                        Axis.linear("ability (standard deviations)"),
                        Axis.linear("chance of a right answer").between(0, 1))
                .describedAs("The chance of a right answer rises with ability; " + some + ".")
                .with(lines.toArray(Series[]::new));
    }

    /// The information of all items together, and the standard error of an ability that follows from it.
    public static Chart information(ItemBank bank) {
        double[] x = abilities();
        double[] error = new double[x.length];
        double[] total = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            total[i] = bank.information(x[i]);
            error[i] = Math.min(3, 1 / Math.sqrt(total[i]));
        }
        return Chart.of("What the items tell", Axis.linear("ability (standard deviations)"), Axis.linear("information"))
                .describedAs("Where the items tell most about an ability, and the standard error there.")
                .with(Series.line("information", x, total), Series.line("standard error (at most 3)", x, error));
    }

    /// Respondents and items on one scale, a Wright map: the hardest item on top, each with its 95%
    /// interval, and below them the respondents, a mark for every fiftieth. With more than 60 items, 60
    /// that are evenly spread by difficulty.
    ///
    /// @param abilities those that are not finite are left out
    public static Chart wrightMap(ItemBank bank, List<Ability> abilities) {
        List<ItemEstimate> items = spread(bank, MOST_ROWS).reversed();
        List<String> rows =
                new ArrayList<>(items.stream().map(ItemEstimate::item).toList());
        rows.add("respondents");
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            double at = items.get(i).curve().difficulty();
            double reach = items.get(i).difficultyError() * NORMAL_95;
            double shown = Double.isFinite(reach) ? reach : 0;
            spans.add(new Span(i, at - shown, at, at + shown));
        }
        double[] sorted = abilities.stream()
                .filter(Ability::finite)
                .mapToDouble(Ability::value)
                .sorted()
                .toArray();
        int marks = Math.min(50, sorted.length);
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < marks; k++)
            // In five heights, so that marks of like ability do not cover each other.
            points.add(new Point(Stable.quantile(sorted, (k + 0.5) / marks), items.size() + (k % 5 - 2) * 0.15));
        return Chart.of(
                        "Items and respondents on one scale",
                        Axis.linear("difficulty and ability (standard deviations)"),
                        Axis.of("", rows))
                .describedAs(String.format(
                        Locale.ROOT,
                        "%d items from difficulty %.2f to %.2f, and %d respondents of middle ability %.2f.",
                        bank.items().size(),
                        items.getLast().curve().difficulty(),
                        items.getFirst().curve().difficulty(),
                        sorted.length,
                        sorted.length == 0 ? 0 : Stable.quantile(sorted, 0.5)))
                .with(new Series.Intervals("items, 95%", spans), new Series.Points("respondents", points, List.of()));
    }

    private static List<ItemEstimate> byDifficulty(ItemBank bank) {
        return bank.items().stream()
                .sorted(Comparator.comparingDouble((ItemEstimate i) -> i.curve().difficulty())
                        .thenComparing(ItemEstimate::item))
                .toList();
    }

    /// At most so many, evenly spread from the easiest to the hardest.
    private static List<ItemEstimate> spread(ItemBank bank, int most) {
        List<ItemEstimate> sorted = byDifficulty(bank);
        if (sorted.size() <= most) return sorted;
        List<ItemEstimate> chosen = new ArrayList<>();
        for (int k = 0; k < most; k++) chosen.add(sorted.get((int) Math.round(k * (sorted.size() - 1.0) / (most - 1))));
        return chosen;
    }

    private static double[] abilities() {
        double[] x = new double[81];
        for (int i = 0; i < x.length; i++) x[i] = -REACH + i * 2 * REACH / (x.length - 1);
        return x;
    }
}
