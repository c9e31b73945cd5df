package org.broadsheet.evaluation.aggregation;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads score tables: CSV or TSV with a line of names, then a line for each system: its name and a score
/// for each
/// task.
/// An empty field, `-`, `NA`, `N/A`, `NaN` or `null` is a missing score.
public final class ScoreTableFile {
    private static final Set<String> MISSING = Set.of("", "-", "na", "n/a", "nan", "null");
    private static final int MOST_CELLS = 20_000_000;

    private ScoreTableFile() {}

    /// @param name          of the file, for messages
    /// @param separator     `,` or a tab
    /// @param lowerIsBetter names of tasks whose scores are turned round
    /// @throws IllegalArgumentException naming file and line for a score that is no number, a line of
    ///     the wrong
    ///     length, a
    ///                                  system named twice or a task to turn round that is not there
    public static ScoreTable read(Reader in, String name, char separator, Set<String> lowerIsBetter)
            throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<String> tasks = new ArrayList<>();
        List<String> systems = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (CSVParser parser = CSVParser.parse(in, format)) {
            long line = 1;
            for (CSVRecord record : parser) {
                String where = name + ", line " + line;
                line = parser.getCurrentLineNumber() + 1;
                if (tasks.isEmpty()) {
                    if (record.size() < 2)
                        throw new IllegalArgumentException(where + ": expected names: system, then a task or more");
                    record.toList().stream().skip(1).map(ScoreTableFile::plain).forEach(tasks::add);
                    for (String turned : lowerIsBetter)
                        if (!tasks.contains(turned))
                            throw new IllegalArgumentException(
                                    name + " has no task \"" + turned + "\"; there are " + String.join(", ", tasks));
                    continue;
                }
                if (record.size() != tasks.size() + 1)
                    throw new IllegalArgumentException(
                            where + ": " + record.size() + " fields, but the first line has " + (tasks.size() + 1));
                if ((long) (rows.size() + 1) * tasks.size() > MOST_CELLS)
                    throw new IllegalArgumentException(name + " has more than " + MOST_CELLS + " scores");
                String system = plain(record.get(0));
                if (!seen.add(system))
                    throw new IllegalArgumentException(where + ": system \"" + system + "\" has a line already");
                double[] row = new double[tasks.size()];
                boolean any = false;
                for (int t = 0; t < row.length; t++) {
                    row[t] = number(record.get(t + 1), where, tasks.get(t));
                    if (lowerIsBetter.contains(tasks.get(t))) row[t] = 0 - row[t];
                    any |= !Double.isNaN(row[t]);
                }
                if (!any) throw new IllegalArgumentException(where + ": \"" + system + "\" has no score at all");
                systems.add(system);
                rows.add(row);
            }
        } catch (java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    name + " is no CSV: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
        if (systems.isEmpty()) throw new IllegalArgumentException(name + " holds no system");
        return new ScoreTable(systems, tasks, rows.toArray(double[][]::new));
    }

    /// Hand-made tables are full of tabs and blanks.
    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    private static double number(String field, String where, String task) {
        if (MISSING.contains(field.toLowerCase(Locale.ROOT))) return Double.NaN;
        try {
            double value = Double.parseDouble(field);
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException(where + ": \"" + field + "\" for " + task + " is not a finite number");
    }
}
