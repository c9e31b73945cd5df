package org.broadsheet.evaluation.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.measure.Selection;
import org.broadsheet.evaluation.measure.Selection.Item;
import org.jspecify.annotations.Nullable;

/// Writes an evaluation as trec_eval prints it, to the letter: name, topic or `all`, value, in three
/// columns.
public final class TrecReport {
    private static final int NAME_WIDTH = 22;
    private static final String ALL = "all";

    private final Selection selection;
    private final boolean topics;
    private final boolean summary;
    private final @Nullable ZScores zScores;

    /// @param topics  whether each topic is written (`-q`)
    /// @param summary whether the values over all topics are written (not `-n`)
    public TrecReport(Selection selection, boolean topics, boolean summary) {
        this(selection, topics, summary, null);
    }

    private TrecReport(Selection selection, boolean topics, boolean summary, @Nullable ZScores zScores) {
        this.selection = selection;
        this.topics = topics;
        this.summary = summary;
        this.zScores = zScores;
    }

    /// Writes standard deviations from the mean of reference runs instead of values (`-Z`); their names
    /// begin with Z.
    public TrecReport with(ZScores reference) {
        return new TrecReport(selection, topics, summary, reference);
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
                        line(measure, topic, value(evaluation, m, t), out);
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
                case Item.NumQ _ -> {
                    int n = evaluation.topics().size();
                    if (zScores == null) line("num_q", ALL, String.valueOf(n), out);
                    else line("Z", "num_q", ALL, fourDecimals(n), out);
                }
                case Item.Transcript _ -> {}
                case Item.Value(var measure) -> line(measure, ALL, summary(evaluation, m++), out);
            }
        }
    }

    private double value(Evaluation evaluation, int m, int t) {
        double raw = evaluation.value(m, t);
        return zScores == null
                ? raw
                : zScores.of(evaluation.topics().get(t), evaluation.measures().get(m), raw);
    }

    private double summary(Evaluation evaluation, int m) {
        if (zScores == null) return evaluation.summary(m);
        double[] values = IntStream.range(0, evaluation.topics().size())
                .mapToDouble(t -> value(evaluation, m, t))
                .toArray();
        return ZScores.summary(evaluation.measures().get(m), values);
    }

    private void line(Measure measure, String topic, double value, Appendable out) throws IOException {
        if (zScores != null) line("Z", measure.name(), topic, fourDecimals(value), out);
        else line(measure.name(), topic, number(value, measure.aggregation()), out);
    }

    private static void line(String name, String topic, String value, Appendable out) throws IOException {
        line("", name, topic, value, out);
    }

    private static void line(String prefix, String name, String topic, String value, Appendable out)
            throws IOException {
        out.append(prefix).append(name);
        for (int i = name.length(); i < NAME_WIDTH; i++) out.append(' ');
        out.append('\t').append(topic).append('\t').append(value).append('\n');
    }

    private static String number(double value, Aggregation aggregation) {
        return aggregation == Aggregation.SUM ? String.valueOf((long) value) : fourDecimals(value);
    }

    /// As C's `%.4f`: the exact value of the double, rounded half to even, and a minus sign kept before
    /// zeros.
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
