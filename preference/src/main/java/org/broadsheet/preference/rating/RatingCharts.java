package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Figure;
import org.broadsheet.chart.HeatMap;
import org.broadsheet.chart.Series;
import org.broadsheet.chart.Span;
import org.broadsheet.preference.rating.Ratings.Rated;

/// Pictures of ratings.
public final class RatingCharts {
    /// More items than this do not fit a picture; the best are drawn.
    public static final int MOST_ITEMS = 60;

    private RatingCharts() {}

    /// A forest plot: each item's rating with its 95% interval, best at the top. Items without a finite
    /// interval are left out.
    ///
    /// @throws IllegalArgumentException where no item has an interval
    public static Figure forest(Ratings<?> ratings) {
        List<? extends Rated<?>> drawn = ratings.table().stream()
                .filter(r -> Double.isFinite(r.low()) && Double.isFinite(r.high()))
                .limit(MOST_ITEMS)
                .toList();
        if (drawn.isEmpty()) throw new IllegalArgumentException("no item has an interval that could be drawn");
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++)
            spans.add(new Span(
                    i, drawn.get(i).low(), drawn.get(i).rating(), drawn.get(i).high()));
        List<String> names = drawn.stream().map(r -> String.valueOf(r.item())).toList();
        return Chart.of(
                        "Ratings by " + ratings.system()
                                + cut(drawn.size(), ratings.items().size()),
                        Axis.linear("rating"),
                        Axis.of("", names))
                .describedAs(String.format(
                        Locale.ROOT,
                        "%s has the highest rating, %.4g, from %.4g to %.4g.",
                        names.getFirst(),
                        drawn.getFirst().rating(),
                        drawn.getFirst().low(),
                        drawn.getFirst().high()))
                .with(new Series.Intervals("rating, 95%", spans));
    }

    /// Who beat whom: for each item (a row) its share of the points against each other (a column), so that above
    /// one half it has won more than it lost; a tie is half a point, and empty where the two never met. Best
    /// first.
    public static <I> Figure wins(Comparisons<I> comparisons, Ratings<I> ratings) {
        List<I> items =
                ratings.table().stream().map(Rated::item).limit(MOST_ITEMS).toList();
        int[] place = new int[comparisons.items().size()];
        for (int i = 0; i < place.length; i++)
            place[i] = items.indexOf(comparisons.items().get(i));
        double[][] points = new double[items.size()][items.size()];
        double[][] games = new double[items.size()][items.size()];
        for (int k = 0; k < comparisons.size(); k++) {
            int l = place[comparisons.left[k]];
            int r = place[comparisons.right[k]];
            if (l < 0 || r < 0) continue;
            double weight = comparisons.weight(k);
            double score = Comparisons.outcomeOf(comparisons.outcome[k]).leftScore();
            points[l][r] += weight * score;
            points[r][l] += weight * (1 - score);
            games[l][r] += weight;
            games[r][l] += weight;
        }
        for (int i = 0; i < items.size(); i++)
            for (int j = 0; j < items.size(); j++)
                points[i][j] = games[i][j] > 0 ? points[i][j] / games[i][j] : Double.NaN;
        List<String> names = items.stream().map(String::valueOf).toList();
        return HeatMap.of(
                        "Share of wins against each other"
                                + cut(items.size(), ratings.items().size()),
                        "Rows against columns, best first; above one half the row won more than it lost.",
                        names,
                        names,
                        points)
                .around(0.5);
    }

    private static String cut(int drawn, int all) {
        return drawn < all ? " (" + drawn + " of " + all + ")" : "";
    }
}
