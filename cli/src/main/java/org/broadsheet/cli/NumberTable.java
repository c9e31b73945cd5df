package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small table of numbers that a person names on the command line: fields parted by commas, semicolons,
/// tabs or
/// blanks, with or without a line of names; empty lines and lines that begin with `#` are passed over; gzip
/// is fine.
///
/// @param rows at least one; each as many numbers as its line had
record NumberTable(List<double[]> rows) {
    private static final int MOST_ROWS = 10_000_000;

    /// @param least    fewest numbers a line, and the most that are looked at is `most`
    /// @param meanings what the fields are, for messages
    /// @throws IllegalArgumentException naming file and line where a field is no number
    static NumberTable read(Path file, int least, int most, String meanings) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader reader = TextFile.open(file)) {
            int number = 0;
            boolean named = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String text = (number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line).strip();
                if (text.isEmpty() || text.startsWith("#")) continue;
                String[] fields = text.split(text.indexOf('\t') >= 0 ? "\t" : "\\s*[,;]\\s*|\\s+");
                String where = file + ", line " + number;
                if (fields.length < least)
                    throw new IllegalArgumentException(where + ": expected " + meanings + ", but there "
                            + (fields.length == 1 ? "is one field" : "are " + fields.length + " fields"));
                double[] row = new double[Math.min(most, fields.length)];
                boolean numbers = true;
                for (int i = 0; i < row.length; i++) {
                    row[i] = parsed(fields[i]);
                    if (Double.isNaN(row[i])) {
                        numbers = false;
                        if (named || !rows.isEmpty())
                            throw new IllegalArgumentException(
                                    where + ": \"" + fields[i].strip() + "\" is no number; expected " + meanings);
                    }
                }
                if (!numbers) named = true; // the line of names
                else if (rows.size() == MOST_ROWS)
                    throw new IllegalArgumentException(file + " has more than " + MOST_ROWS + " lines of numbers");
                else rows.add(row);
            }
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not text in UTF-8", e);
        }
        if (rows.isEmpty()) throw new IllegalArgumentException(file + " holds no numbers; expected " + meanings);
        return new NumberTable(rows);
    }

    /// NaN for what is no finite number; yes, no, true and false are 1 and 0.
    private static double parsed(String field) {
        String text = field.strip().replaceAll("^\"|\"$", "").toLowerCase(Locale.ROOT);
        return switch (text) {
            case "yes", "true" -> 1;
            case "no", "false" -> 0;
            default -> {
                if (!text.matches("[-+]?[0-9]*\\.?[0-9]+(e[-+]?[0-9]{1,3})?|[-+]?[0-9]+\\.")) yield Double.NaN;
                double v = Double.parseDouble(text);
                yield Double.isFinite(v) ? v : Double.NaN;
            }
        };
    }
}
