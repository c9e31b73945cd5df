package org.broadsheet.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.evaluation.report.Comparison.Contrast;
import org.broadsheet.evaluation.report.Comparison.Row;
import org.broadsheet.evaluation.significance.SignificanceTest;

/// A comparison as a table to be pasted: the best value of each measure stands out, a star marks p below 0.05 after
/// correction, and a line below says what the numbers are.
public enum ComparisonTable {
    PLAIN {
        @Override
        String table(List<List<String>> rows, List<Row> of) {
            int columns = rows.getFirst().size();
            int[] widths = new int[columns];
            for (List<String> row : rows)
                for (int c = 0; c < columns; c++)
                    widths[c] = Math.max(widths[c], row.get(c).length());
            StringBuilder out = new StringBuilder();
            for (List<String> row : rows) {
                StringBuilder line = new StringBuilder();
                for (int c = 0; c < columns; c++) {
                    String pad = " ".repeat(widths[c] - row.get(c).length());
                    line.append(c < TEXT_COLUMNS ? row.get(c) + pad : pad + row.get(c))
                            .append("  ");
                }
                out.append(line.toString().stripTrailing()).append('\n');
            }
            return out.toString();
        }

        @Override
        String strong(String text) {
            return text + "^";
        }
    },
    MARKDOWN {
        @Override
        String table(List<List<String>> rows, List<Row> of) {
            StringBuilder out = new StringBuilder();
            for (int r = 0; r < rows.size(); r++) {
                out.append("| ").append(String.join(" | ", rows.get(r))).append(" |\n");
                if (r == 0)
                    out.append("| --- | --- |")
                            .append(" ---: |".repeat(rows.getFirst().size() - TEXT_COLUMNS))
                            .append('\n');
            }
            return out.toString();
        }

        @Override
        String strong(String text) {
            return "**" + text + "**";
        }

        @Override
        String escape(String text) {
            return text.replaceAll("([\\\\|*_<>\\[\\]`])", "\\\\$1");
        }
    },
    LATEX {
        @Override
        String table(List<List<String>> rows, List<Row> of) {
            StringBuilder out = new StringBuilder(
                    "\\begin{tabular}{ll" + "r".repeat(rows.getFirst().size() - TEXT_COLUMNS) + "}\n\\hline\n");
            for (int r = 0; r < rows.size(); r++) {
                out.append(String.join(" & ", rows.get(r))).append(" \\\\\n");
                boolean lastOfMeasure = r == 0
                        || r == rows.size() - 1
                        || !of.get(r - 1).measure().equals(of.get(r).measure());
                if (lastOfMeasure) out.append("\\hline\n");
            }
            return out.append("\\end{tabular}\n").toString();
        }

        @Override
        String strong(String text) {
            return "\\textbf{" + text + "}";
        }

        @Override
        String escape(String text) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\') out.append("\\textbackslash{}");
                else if (c == '~' || c == '^') out.append('\\').append(c).append("{}");
                else if ("#$%&_{}".indexOf(c) >= 0) out.append('\\').append(c);
                else out.append(c);
            }
            return out.toString();
        }
    };

    private static final int TEXT_COLUMNS = 2;
    private static final double LEVEL = 0.05;

    abstract String table(List<List<String>> rows, List<Row> of);

    abstract String strong(String text);

    String escape(String text) {
        return text;
    }

    /// The table and the line below it.
    public String of(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        String confidence =
                "%.0f%% interval".formatted(100 * comparison.settings().confidence());
        rows.add(List.of("measure", "system", "mean", "difference", escape(confidence), "p", "dz", "won/tied/lost"));
        for (Row row : comparison.rows()) {
            String mean = number(row.mean());
            Optional<Contrast> contrast = row.contrast();
            rows.add(List.of(
                    escape(row.measure()),
                    escape(row.system()),
                    row.best() ? strong(mean) : mean,
                    contrast.map(c -> signed(c.difference())).orElse(""),
                    contrast.map(c -> "[" + signed(c.interval().low()) + ", "
                                    + signed(c.interval().high()) + "]")
                            .orElse(""),
                    contrast.map(c -> p(c.p())).orElse(""),
                    contrast.map(c -> effect(c.effect().dz())).orElse(""),
                    contrast.map(c -> c.won() + "/" + c.tied() + "/" + c.lost()).orElse("")));
        }
        return table(rows, comparison.rows()) + "\n" + escape(legend(comparison)) + "\n";
    }

    private String legend(Comparison comparison) {
        String test = comparison.settings().test().map(SignificanceTest::label).orElse("Tukey HSD on a two-way ANOVA");
        String correction = comparison.settings().test().isEmpty()
                ? "corrected for all pairs of systems"
                : "correction "
                        + comparison
                                .settings()
                                .correction()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-');
        return ("%d topics; differences from %s; p by %s, two-sided, %s, * below 0.05; interval of the difference by BCa"
                        + " bootstrap; dz is mean over deviation of differences, and %d topics find one of %.2f or more"
                        + " 8 times in 10 at a level of 5%%.")
                .formatted(
                        comparison.topics(),
                        comparison.rows().getFirst().system(),
                        test,
                        correction,
                        comparison.topics(),
                        comparison.detectable());
    }

    private static String number(double value) {
        return TrecReport.fourDecimals(value);
    }

    private static String signed(double value) {
        return (value >= 0 ? "+" : "") + TrecReport.fourDecimals(value + 0.0);
    }

    private static String p(double p) {
        String text = p < 0.0001 ? "<0.0001" : TrecReport.fourDecimals(p);
        return p < LEVEL ? text + "*" : text;
    }

    private static String effect(double dz) {
        return Double.isInfinite(dz) ? "infinite" : String.format(Locale.ROOT, "%+.2f", dz);
    }
}
