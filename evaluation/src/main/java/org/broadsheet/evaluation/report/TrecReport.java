package org.broadsheet.evaluation.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.measure.Selection;
import org.broadsheet.evaluation.measure.Selection.Item;

/// Writes an evaluation as trec_eval prints it, to the letter: name, topic or `all`, value, in three columns.
public final class TrecReport {
    private static final int NAME_WIDTH = 22;
    private static final String ALL = "all";

    private final Selection selection;
    private final boolean topics;
    private final boolean summary;

    /// @param topics  whether each topic is written (`-q`)
    /// @param summary whether the values over all topics are written (not `-n`)
    public TrecReport(Selection selection, boolean topics, boolean summary) {
        this.selection = selection;
        this.topics = topics;
        this.summary = summary;
    }

    /// @param evaluation of this report's selection
    public void write(Evaluation evaluation, Appendable out) throws IOException {
        if (topics) for (int t = 0; t < evaluation.topics().size(); t++) topic(evaluation, t, out);
        if (summary) summary(evaluation, out);
    }

    private void topic(Evaluation evaluation, int t, Appendable out) throws IOException {
        String topic = evaluation.topics().get(t);
        int m = 0;
        for (Item item : selection.items()) {
            switch (item) {
                case Item.RunId _, Item.NumQ _ -> {}
                case Item.Transcript(String name, int length) -> {
                    String all = evaluation.transcript(t);
                    line(name, topic, "'" + all.substring(0, Math.min(length, all.length())) + "'", out);
                }
                case Item.Value(var measure) -> {
                    // The geometric means are of logarithms, which say nothing for one topic.
                    if (measure.aggregation() != Aggregation.GEOMETRIC_MEAN)
                        line(measure.name(), topic, number(evaluation.value(m, t), measure.aggregation()), out);
                    m++;
                }
            }
        }
    }

    private void summary(Evaluation evaluation, Appendable out) throws IOException {
        int m = 0;
        for (Item item : selection.items()) {
            switch (item) {
                case Item.RunId _ -> line("runid", ALL, evaluation.system(), out);
                case Item.NumQ _ ->
                    line("num_q", ALL, String.valueOf(evaluation.topics().size()), out);
                case Item.Transcript _ -> {}
                case Item.Value(var measure) ->
                    line(measure.name(), ALL, number(evaluation.summary(m++), measure.aggregation()), out);
            }
        }
    }

    private static void line(String name, String topic, String value, Appendable out) throws IOException {
        out.append(name);
        for (int i = name.length(); i < NAME_WIDTH; i++) out.append(' ');
        out.append('\t').append(topic).append('\t').append(value).append('\n');
    }

    private static String number(double value, Aggregation aggregation) {
        return aggregation == Aggregation.SUM ? String.valueOf((long) value) : fourDecimals(value);
    }

    /// As C's `%.4f`: the exact value of the double, rounded half to even, and a minus sign kept before zeros.
    ///
    /// Java's own format rounds the shortest decimal that stands for the double, which may lie half way.
    static String fourDecimals(double value) {
        double scaled = Math.abs(value) * 10_000;
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        if (scaled < 1e15) {
            double floor = Math.floor(scaled);
            double part = scaled - floor;
            if (Math.abs(part - 0.5) > 1e-3) {
                long rounded = (long) (part > 0.5 ? floor + 1 : floor);
                String decimals = String.valueOf(10_000 + rounded % 10_000);
                return (negative ? "-" : "") + rounded / 10_000 + "." + decimals.substring(1);
            }
        }
        String digits = new BigDecimal(Math.abs(value))
                .setScale(4, RoundingMode.HALF_EVEN)
                .toPlainString();
        return negative ? "-" + digits : digits;
    }
}
