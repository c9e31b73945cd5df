package org.broadsheet.preference.judgment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Files of judgments, read one after the other without keeping any: JSON lines and tables.
///
/// A JSON line is one of ours, `{"type":"thumb|rating|pair|list|choice", ...}` as [#write] writes it, or
/// has a shape that is common for preference data:
///
/// | members | what it becomes |
/// | --- | --- |
/// | `left`, `right`, `outcome` | a pair |
/// | `model_a`, `model_b`, `winner` (`model_a`, `model_b`, `tie`, `tie (bothbad)`) | a pair |
/// | `prompt`, `chosen`, `rejected`, perhaps `margin` | a pair of texts, the chosen one left, in the
/// context of the prompt | | `prompt`, `completion` or `response`, `label` (true or false) | a thumb | |
/// `prompt`, `responses` or `completions`, `scores` | a ranked list: higher scores first, equal ones tied |
///
/// A text may be a conversation, `[{"role", "content"}, ...]`, of which the last turn is the item, and the
/// turns before are the context where there is no prompt. All may have `judge`, `context`, `time`,
/// `weight`, `source` and `propensity`. Lines of ours that say nothing of two items or of one item's worth
/// (an outcome of `skip`, a `choice` that is a click) are passed over.
///
/// A table (CSV or TSV) has a line of names with `left`, `right` and `outcome` (or `winner` and `loser`, or
/// `model_a`, `model_b` and `winner`), and perhaps `judge`, `time`, `weight`, `margin`, `context`; or no
/// line of names, and then left, right, outcome, judge, time, weight in this order.
///
/// Times are `2026-11-24T12:00:00Z`, `2026-11-24` or seconds since 1970.
public final class JudgmentFile {
    private static final int LONGEST_LINE = 20_000_000;
    private static final List<String> ORDER = List.of("left", "right", "outcome", "judge", "time", "weight");

    /// How the judgments are written.
    public enum Format {
        JSONL,
        CSV,
        TSV;

        /// What a file is by its first line.
        public static Format of(String firstLine) {
            if (firstLine.stripLeading().startsWith("{")) return JSONL;
            return firstLine.contains("\t") ? TSV : CSV;
        }
    }

    /// What was read.
    ///
    /// @param judgments  how many were handed on
    /// @param passedOver lines that say nothing about any item's worth
    public record Summary(long judgments, long passedOver) {}

    /// Takes one row of a table.
    @FunctionalInterface
    public interface PairConsumer {
        /// @param values of the covariates that were asked for, in that order
        void accept(PairwisePreference<String, String> pair, double... values);
    }

    private JudgmentFile() {}

    /// Reads judgments of any format.
    ///
    /// @param name of the file, for messages
    /// @param each called with every judgment, in order
    /// @throws BadJudgmentsException naming file and lines of all that is wrong, up to a bound; what was
    ///     handed on before is of no use then
    public static Summary read(BufferedReader in, String name, Consumer<Judgment<String, String>> each)
            throws IOException {
        in.mark(1 << 16);
        String first = in.readLine();
        while (first != null && (first.isBlank() || first.startsWith("#"))) first = in.readLine();
        Format format = Format.of(first == null ? "" : first.replace("\ufeff", ""));
        in.reset();
        return switch (format) {
            case JSONL -> readLines(in, name, each);
            case CSV, TSV -> readTable(in, name, format, List.of(), (pair, _) -> each.accept(pair));
        };
    }

    /// Reads JSON lines; empty ones and those that begin with `#` are skipped.
    public static Summary readLines(BufferedReader in, String name, Consumer<Judgment<String, String>> each)
            throws IOException {
        Problems problems = new Problems(name);
        long read = 0;
        long passed = 0;
        long number = 0;
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (number == 1 && line.startsWith("\ufeff")) line = line.substring(1);
                if (line.isBlank() || line.startsWith("#")) continue;
                try {
                    if (line.length() > LONGEST_LINE)
                        throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters");
                    Optional<Judgment<String, String>> judgment = JudgmentLine.read(line);
                    if (judgment.isPresent()) {
                        each.accept(judgment.get());
                        read++;
                    } else {
                        passed++;
                    }
                } catch (IllegalArgumentException e) {
                    problems.add(number, String.valueOf(e.getMessage()));
                }
            }
        } catch (MalformedInputException _) {
            problems.add(number + 1, "is not text in UTF-8");
        }
        problems.throwIfAny();
        return new Summary(read, passed);
    }

    /// Reads a table of pairs.
    ///
    /// @param covariates names of columns of numbers that are handed on with each pair
    public static Summary readTable(
            BufferedReader in, String name, Format format, List<String> covariates, PairConsumer each)
            throws IOException {
        CSVFormat csv = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(format == Format.TSV ? '\t' : ',')
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#')
                .get();
        Problems problems = new Problems(name);
        long read = 0;
        long passed = 0;
        long line = 1;
        try (CSVParser parser = CSVParser.parse(in, csv)) {
            Columns columns = null;
            for (CSVRecord record : parser) {
                long at = line;
                line = parser.getCurrentLineNumber() + 1;
                try {
                    if (columns == null) {
                        columns = Columns.of(record.toList(), covariates);
                        if (columns.named()) continue;
                    }
                    Optional<PairwisePreference<String, String>> pair = columns.pair(record);
                    if (pair.isEmpty()) {
                        passed++;
                        continue;
                    }
                    each.accept(pair.get(), columns.values(record));
                    read++;
                } catch (BadNamesException e) {
                    throw new IllegalArgumentException(name + ", line " + at + ": " + e.getMessage(), e);
                } catch (IllegalArgumentException e) {
                    problems.add(at, String.valueOf(e.getMessage()));
                }
            }
        } catch (UncheckedIOException e) {
            problems.add(
                    line,
                    "is not a table: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        }
        problems.throwIfAny();
        return new Summary(read, passed);
    }

    /// Writes one judgment as a JSON line of ours, which [#read] reads as an equal one.
    public static void write(Judgment<?, String> judgment, Writer out) throws IOException {
        out.write(JudgmentLine.write(judgment));
        out.write('\n');
    }

    /// Writes pairs as CSV with a line of names, each with context, judge, time, weight and margin; source
    /// and propensity are lost.
    public static void writeTable(Iterable<? extends PairwisePreference<?, String>> pairs, Writer out)
            throws IOException {
        var printer = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get().print(out);
        printer.printRecord("left", "right", "outcome", "judge", "time", "weight", "margin", "context");
        for (PairwisePreference<?, String> p : pairs)
            printer.printRecord(
                    p.left(),
                    p.right(),
                    p.outcome().key(),
                    p.occasion().judge(),
                    p.occasion().time().map(Instant::toString).orElse(""),
                    p.occasion().weight(),
                    p.margin(),
                    p.context());
        printer.flush();
    }

    /// @throws IllegalArgumentException saying how a time is written
    static Instant time(String text) {
        String t = text.strip();
        try {
            if (t.matches("-?[0-9]{1,12}(\\.[0-9]+)?"))
                return Instant.ofEpochMilli(Math.round(Double.parseDouble(t) * 1000));
            return t.length() == 10
                    ? LocalDate.parse(t).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(t);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time is written 2026-11-24T12:00:00Z, 2026-11-24 or in seconds since 1970, not "
                            + Problems.quote(text),
                    e);
        }
    }

    /// @return nothing for an outcome that tells nothing, such as `skip`
    /// @throws IllegalArgumentException with the outcomes there are
    static Optional<Outcome> outcome(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "left", "model_a", "a" -> Optional.of(Outcome.LEFT);
            case "right", "model_b", "b" -> Optional.of(Outcome.RIGHT);
            case "tie", "draw", "tie (bothbad)", "neither" -> Optional.of(Outcome.TIE);
            case "skip" -> Optional.empty();
            default ->
                throw new IllegalArgumentException(
                        "an outcome is left, right or tie (or skip) but was " + Problems.quote(text));
        };
    }

    static double number(String what, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) return value;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new IllegalArgumentException(what + " is a finite number but was " + Problems.quote(text));
    }

    /// The names of a table cannot be used, so that no line of it can.
    private static final class BadNamesException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        BadNamesException(String message) {
            super(message);
        }
    }

    /// Which column holds what; -1 for what no column holds.
    private record Columns(boolean named, Map<String, Integer> at, List<Integer> covariates, List<String> names) {
        static Columns of(List<String> first, List<String> covariates) {
            List<String> names = first.stream()
                    .map(n -> n.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))
                    .toList();
            Map<String, Integer> at = new TreeMap<>();
            IntStream.range(0, names.size()).forEach(i -> at.putIfAbsent(names.get(i), i));
            if (at.containsKey("model_a") && at.containsKey("model_b") && at.containsKey("winner")) {
                put(at, "left", "model_a");
                put(at, "right", "model_b");
                put(at, "outcome", "winner");
            } else if (at.containsKey("winner") && at.containsKey("loser")) {
                put(at, "left", "winner");
                put(at, "right", "loser");
                at.remove("outcome");
                at.put("won", 0);
            }
            boolean named = at.containsKey("left") && at.containsKey("right");
            if (named && !at.containsKey("outcome") && !at.containsKey("won"))
                throw new BadNamesException("the line of names has left and right but no outcome (left, right or tie)");
            if (!named) {
                if (names.size() < 3 || !isOutcome(names.get(2)))
                    throw new BadNamesException(
                            "expected a line of names with left, right, outcome, or lines with these"
                                    + " three first, but found " + Problems.quote(String.join(",", first)));
                if (!covariates.isEmpty())
                    throw new BadNamesException("a table without a line of names has no columns " + covariates);
                at.clear();
                for (int i = 0; i < Math.min(names.size(), ORDER.size()); i++) at.put(ORDER.get(i), i);
            }
            List<Integer> places = new ArrayList<>();
            for (String c : covariates) {
                Integer place = at.get(c.strip().toLowerCase(Locale.ROOT));
                if (place == null)
                    throw new BadNamesException(
                            "there is no column " + Problems.quote(c) + "; there are " + String.join(", ", names));
                places.add(place);
            }
            return new Columns(named, at, places, covariates);
        }

        private static void put(Map<String, Integer> at, String name, String alias) {
            Integer place = at.get(alias);
            if (place != null) at.put(name, place);
        }

        private static boolean isOutcome(String text) {
            try {
                return outcome(text).isPresent() || text.equals("skip");
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        /// An empty text where there is no such column or field.
        private String text(CSVRecord record, String name) {
            Integer place = at.get(name);
            return place == null || place >= record.size()
                    ? ""
                    : record.get(place).strip();
        }

        private String item(CSVRecord record, String name) {
            String text = text(record, name);
            if (text.isEmpty()) throw new IllegalArgumentException("has no " + name + " item");
            return text;
        }

        Optional<PairwisePreference<String, String>> pair(CSVRecord record) {
            String left = item(record, "left");
            String right = item(record, "right");
            Optional<Outcome> outcome =
                    at.containsKey("won") ? Optional.of(Outcome.LEFT) : JudgmentFile.outcome(text(record, "outcome"));
            if (outcome.isEmpty()) return Optional.empty();
            Occasion occasion = Occasion.by(text(record, "judge"));
            String time = text(record, "time");
            if (!time.isEmpty()) occasion = occasion.at(JudgmentFile.time(time));
            String weight = text(record, "weight");
            if (!weight.isEmpty()) occasion = occasion.weighing(number("a weight", weight));
            String by = text(record, "margin");
            double margin = by.isEmpty() ? 1 : number("a margin", by);
            if (outcome.get() == Outcome.TIE) margin = 0;
            return Optional.of(
                    new PairwisePreference<>(text(record, "context"), left, right, outcome.get(), margin, occasion));
        }

        double[] values(CSVRecord record) {
            double[] values = new double[covariates.size()];
            Arrays.setAll(
                    values,
                    i -> number(
                            "the covariate " + names.get(i),
                            covariates.get(i) < record.size() ? record.get(covariates.get(i)) : ""));
            return values;
        }
    }
}
