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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/// Files of judgments, read one after the other without keeping any: JSON lines and tables.
///
/// A JSON line is one of ours, `{"type":"thumb|rating|pair|list|choice", ...}` as [#write] writes it, or
/// has a shape that is common for preference data:
///
/// - `left`, `right`, `outcome`: a pair
/// - `model_a`, `model_b`, `winner` (`model_a`, `model_b`, `tie`, `tie (bothbad)`): a pair
/// - `prompt`, `chosen`, `rejected`: a pair of texts, the chosen one left, in the context of the prompt; by
///   `margin`, or by how much `score_chosen` is above `score_rejected`
/// - `prompt`, `completion` or `response`, `label` (true or false): a thumb
/// - `prompt`, `responses` or `completions`, `scores`: a ranked list, higher scores first, equal ones tied
///
/// A text may be a conversation, `[{"role", "content"}, ...]`, of which the last turn is the item, and the
/// turns before are the context where there is no prompt. All may have `judge`, `context`, `time`,
/// `weight`, `source` and `propensity`. Lines of ours that say nothing of two items or of one item's worth
/// (an outcome of `skip`, a `choice` that is a click) are passed over.
///
/// A table (CSV or TSV) holds judgments of one kind, one a row, told by its line of names:
///
/// - `left`, `right`, `outcome`; `winner`, `loser`; `model_a`, `model_b`, `winner`; or `chosen`, `rejected`:
///   pairs, perhaps with `margin`, or `score_chosen` and `score_rejected`
/// - `item` (or `response`, `completion`) and `value` (or `grade`, `rating`, `score`): ratings, from 1 to 5
///   where `low` and `high` do not name the ends of another scale
/// - `item` (or `response`, `completion`) and `up` (or `label`): thumbs
///
/// and perhaps `judge` (or `user`, `annotator`), `context` (or `prompt`, `question`, `instruction`), `time`,
/// `weight`, `source`, `propensity`. Without a line of names it holds pairs: left, right, outcome, judge,
/// time, weight in this order.
///
/// Times are `2026-11-24T12:00:00Z`, `2026-11-24` or seconds since 1970.
public final class JudgmentFile {
    private static final int LONGEST_LINE = 20_000_000;

    /// How the judgments are written.
    public enum Format {
        JSONL,
        CSV,
        TSV;

        /// What comes from here is, by its first line that says something; nothing is taken out of it.
        static Format of(BufferedReader in) throws IOException {
            char[] head = new char[1 << 16];
            in.mark(head.length + 1);
            int size = 0;
            for (int n = in.read(head); n > 0; n = in.read(head, size, head.length - size)) size += n;
            in.reset();
            String first = new String(head, 0, size)
                    .replace("\ufeff", "")
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .findFirst()
                    .orElse("");
            if (first.stripLeading().startsWith("{")) return JSONL;
            return first.contains("\t") ? TSV : CSV;
        }

        private char separator() {
            return this == TSV ? '\t' : ',';
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
        Format format = Format.of(in);
        return switch (format) {
            case JSONL -> readLines(in, name, each);
            case CSV, TSV -> table(in, name, format, List.of(), (judgment, _) -> each.accept(judgment));
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

    /// Reads a table of pairs that come with numbers.
    ///
    /// @param covariates names of columns of numbers that are handed on with each pair
    public static Summary readTable(BufferedReader in, String name, List<String> covariates, PairConsumer each)
            throws IOException {
        Format format = Format.of(in);
        if (format == Format.JSONL)
            throw new IllegalArgumentException(name + " holds JSON lines; the columns " + String.join(", ", covariates)
                    + " are read from a table");
        return table(in, name, format, covariates, (judgment, values) -> {
            if (judgment instanceof PairwisePreference<String, String> pair) each.accept(pair, values);
            else throw new JudgmentColumns.BadNamesException("only pairs come with covariates");
        });
    }

    private static Summary table(
            BufferedReader in,
            String name,
            Format format,
            List<String> covariates,
            BiConsumer<Judgment<String, String>, double[]> each)
            throws IOException {
        CSVFormat csv = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(format.separator())
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#')
                .get();
        Problems problems = new Problems(name);
        long read = 0;
        long passed = 0;
        long line = 1;
        try (CSVParser parser = CSVParser.parse(in, csv)) {
            JudgmentColumns columns = null;
            for (CSVRecord record : parser) {
                long at = line;
                line = parser.getCurrentLineNumber() + 1;
                try {
                    if (columns == null) {
                        columns = JudgmentColumns.of(record.toList(), covariates);
                        if (columns.named()) continue;
                    }
                    Optional<? extends Judgment<String, String>> judgment = columns.judgment(record);
                    if (judgment.isEmpty()) {
                        passed++;
                        continue;
                    }
                    each.accept(judgment.get(), columns.values(record));
                    read++;
                } catch (JudgmentColumns.BadNamesException e) {
                    throw new IllegalArgumentException(name + ", line " + at + ": " + e.getMessage(), e);
                } catch (IllegalArgumentException e) {
                    problems.add(at, String.valueOf(e.getMessage()));
                }
            }
        } catch (UncheckedIOException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            problems.add(
                    line,
                    cause instanceof MalformedInputException
                            ? "is not text in UTF-8"
                            : "is not a table: " + cause.getMessage());
        }
        problems.throwIfAny();
        return new Summary(read, passed);
    }

    /// Writes one judgment as a JSON line of ours, which [#read] reads as an equal one.
    public static void write(Judgment<?, String> judgment, Writer out) throws IOException {
        out.write(JudgmentLine.write(judgment));
        out.write('\n');
    }

    /// Writes pairs, ratings or thumbs, all of one kind, as a table with a line of names, which [#read] reads
    /// as equal ones but for the attributes of ratings, which are lost.
    ///
    /// @param format CSV or TSV
    /// @throws IllegalArgumentException for a judgment of another kind than the first, and for lists and
    ///     choices, which are no rows
    public static void writeTable(Iterable<? extends Judgment<?, String>> judgments, Format format, Writer out)
            throws IOException {
        if (format == Format.JSONL)
            throw new IllegalArgumentException("a table is CSV or TSV; JSON lines are no table");
        CSVPrinter printer = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(format.separator())
                .setRecordSeparator('\n')
                .get()
                .print(out);
        List<String> names = List.of();
        for (Judgment<?, String> j : judgments) {
            Map<String, Object> row = row(j);
            if (names.isEmpty()) {
                names = List.copyOf(row.keySet());
                printer.printRecord(names);
            } else if (!names.equals(List.copyOf(row.keySet())))
                throw new IllegalArgumentException(
                        "a table holds judgments of one kind; write several kinds as JSON lines");
            printer.printRecord(row.values());
        }
        printer.flush();
    }

    private static Map<String, Object> row(Judgment<?, String> judgment) {
        Map<String, Object> row = new LinkedHashMap<>();
        switch (judgment) {
            case Thumb<?, String> t -> {
                row.put("item", t.item());
                row.put("up", t.up());
            }
            case Rating<?, String> r -> {
                row.put("item", r.item());
                row.put("value", r.value());
                row.put("low", r.scale().low());
                row.put("high", r.scale().high());
            }
            case PairwisePreference<?, String> p -> {
                row.put("left", p.left());
                row.put("right", p.right());
                row.put("outcome", p.outcome().key());
                row.put("margin", p.margin());
            }
            case RankedPreference<?, String> _, Choice<?, String> _ ->
                throw new IllegalArgumentException(
                        "lists and choices are no rows of a table; write them as JSON lines");
        }
        Occasion at = judgment.occasion();
        row.put("judge", at.judge());
        row.put("time", at.time().map(Instant::toString).orElse(""));
        row.put("weight", at.weight());
        row.put("context", judgment.context());
        row.put("source", at.source().key());
        row.put("propensity", at.propensity());
        return row;
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

    /// @throws IllegalArgumentException with how yes and no are written
    static boolean truth(String what, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "up" -> true;
            case "false", "0", "no", "down" -> false;
            default ->
                throw new IllegalArgumentException(what + " is true or false (1 or 0) but was " + Problems.quote(text));
        };
    }

    /// @param low and `high` are the ends of the scale; nothing where they are not named
    static Rating.Scale scale(OptionalDouble low, OptionalDouble high, double value) {
        if (low.isPresent() && high.isPresent()) return new Rating.Scale(low.getAsDouble(), high.getAsDouble());
        if (low.isPresent() || high.isPresent())
            throw new IllegalArgumentException("a scale has two ends, low and high, but only one is named");
        Rating.Scale stars = Rating.Scale.STARS;
        if (value >= stars.low() && value <= stars.high()) return stars;
        throw new IllegalArgumentException("a rating is from " + stars.low() + " to " + stars.high()
                + " where low and high name no other scale, but was " + value);
    }

    /// By how much the better of two scores is above the other; 1 where it is not.
    static double margin(double better, double worse) {
        return better > worse ? better - worse : 1;
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
}
