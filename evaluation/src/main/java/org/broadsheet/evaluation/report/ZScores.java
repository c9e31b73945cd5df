package org.broadsheet.evaluation.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.Measure;

/// Means and standard deviations of a measure for a topic over reference runs, so that a value can be
/// told in standard deviations from the mean: trec_eval's `-Z`.
public final class ZScores {
    /// Stands where there is nothing to compare a value with.
    static final double MISSING = -1_000_000;

    private static final double LEAST = 0.00001;

    private final Map<String, Map<String, Spread>> topics;

    private record Spread(double mean, double deviation) {}

    private ZScores(Map<String, Map<String, Spread>> topics) {
        this.topics = topics;
    }

    /// Reads lines of topic, measure, mean and standard deviation, separated by white space.
    ///
    /// @throws IllegalArgumentException naming file and line where one is malformed
    public static ZScores read(Path file) throws IOException {
        Map<String, Map<String, Spread>> topics = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) continue;
                String[] fields = line.strip().split("\\s+");
                if (fields.length != 4)
                    throw new IllegalArgumentException(file + ", line " + number
                            + ": expected topic, measure, mean and standard deviation but found " + fields.length
                            + " fields");
                Spread spread = new Spread(number(fields[2], file, number), number(fields[3], file, number));
                if (spread.deviation < 0)
                    throw new IllegalArgumentException(
                            file + ", line " + number + ": a standard deviation is 0 or above but was " + fields[3]);
                topics.computeIfAbsent(fields[0], _ -> new HashMap<>()).put(fields[1], spread);
            }
        }
        if (topics.isEmpty())
            throw new IllegalArgumentException(file + " has no lines of topic, measure, mean and standard deviation");
        return new ZScores(topics);
    }

    private static double number(String text, Path file, int line) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(file + ", line " + line + ": '" + text + "' is not a number");
    }

    /// The value in standard deviations from the mean, or [#MISSING]. Of a geometric mean, the logarithm
    /// is compared.
    double of(String topic, Measure measure, double value) {
        Spread spread = topics.getOrDefault(topic, Map.of()).get(measure.name());
        if (spread == null) return MISSING;
        double compared =
                measure.aggregation() == Aggregation.GEOMETRIC_MEAN ? Math.log(Math.max(value, LEAST)) : value;
        if (spread.deviation > 0) return (compared - spread.mean) / spread.deviation;
        return compared == spread.mean ? 0 : MISSING;
    }

    /// What `values` over topics, as [#of] made them, become together.
    static double summary(Measure measure, double[] values) {
        return switch (measure.aggregation()) {
            case SUM -> Aggregation.SUM.of(values);
            case MEAN -> Aggregation.MEAN.of(values);
            case GEOMETRIC_MEAN -> Math.exp(Aggregation.MEAN.of(values));
        };
    }
}
