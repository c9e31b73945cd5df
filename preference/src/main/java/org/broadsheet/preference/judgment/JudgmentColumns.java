package org.broadsheet.preference.judgment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;

/// Which column of a table of judgments holds what, and what a row says; the names are those of
/// [JudgmentFile].
final class JudgmentColumns {
    /// The names of a table cannot be used, so that no line of it can.
    static final class BadNamesException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        BadNamesException(String message) {
            super(message);
        }
    }

    private enum Kind {
        /// An outcome stands beside left and right.
        PAIR,
        /// Left is better, for that is what its column says.
        WON,
        RATING,
        THUMB
    }

    /// What is looked for in each row.
    private enum Field {
        LEFT("left"),
        RIGHT("right"),
        OUTCOME("outcome"),
        MARGIN("margin"),
        BETTER("score_chosen"),
        WORSE("score_rejected"),
        ITEM("item response completion"),
        VALUE("value grade rating score"),
        LOW("low"),
        HIGH("high"),
        UP("up label"),
        JUDGE("judge user annotator"),
        CONTEXT("context prompt question instruction"),
        TIME("time"),
        WEIGHT("weight"),
        SOURCE("source"),
        PROPENSITY("propensity");

        /// In the order in which they are looked for.
        private final String names;

        Field(String names) {
            this.names = names;
        }
    }

    /// What stands where without a line of names.
    private static final List<Field> ORDER =
            List.of(Field.LEFT, Field.RIGHT, Field.OUTCOME, Field.JUDGE, Field.TIME, Field.WEIGHT);

    private final Kind kind;
    private final boolean named;
    private final Map<Field, Integer> place;
    private final int[] covariates;
    private final List<String> covariateNames;

    private JudgmentColumns(
            Kind kind, boolean named, Map<Field, Integer> place, int[] covariates, List<String> covariateNames) {
        this.kind = kind;
        this.named = named;
        this.place = place;
        this.covariates = covariates;
        this.covariateNames = covariateNames;
    }

    /// @param first the first row, which may be names or a judgment already
    /// @throws BadNamesException where it is neither
    static JudgmentColumns of(List<String> first, List<String> covariates) {
        List<String> names = first.stream()
                .map(n -> n.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Integer> at = new HashMap<>();
        IntStream.range(0, names.size()).forEach(i -> at.putIfAbsent(names.get(i), i));
        Kind kind = Kind.PAIR;
        if (has(at, "model_a", "model_b", "winner")) rename(at, "model_a", "model_b", "winner");
        else if (has(at, "winner", "loser")) {
            kind = Kind.WON;
            rename(at, "winner", "loser");
        } else if (has(at, "chosen", "rejected")) {
            kind = Kind.WON;
            rename(at, "chosen", "rejected");
        }
        Map<Field, Integer> place = new EnumMap<>(Field.class);
        for (Field field : Field.values())
            for (String name : field.names.split(" "))
                if (at.containsKey(name)) place.putIfAbsent(field, at.getOrDefault(name, 0));
        boolean pairs = has(at, "left", "right");
        if (!pairs && place.containsKey(Field.ITEM)) {
            if (place.containsKey(Field.VALUE)) kind = Kind.RATING;
            else if (place.containsKey(Field.UP)) kind = Kind.THUMB;
        }
        if (pairs && kind == Kind.PAIR && !at.containsKey("outcome"))
            throw new BadNamesException("the line of names has left and right but no outcome (left, right or tie)");
        boolean named = pairs || kind != Kind.PAIR;
        if (!named) {
            if (names.size() < 3 || !isOutcome(names.get(2)))
                throw new BadNamesException(
                        "expected a line of names with left, right, outcome (or winner, loser; chosen, rejected;"
                                + " item, value; item, up), or lines with left, right and outcome first, but found "
                                + Problems.quote(String.join(",", first)));
            if (!covariates.isEmpty())
                throw new BadNamesException("a table without a line of names has no columns " + covariates);
            place.clear();
            for (int i = 0; i < Math.min(names.size(), ORDER.size()); i++) place.put(ORDER.get(i), i);
        }
        int[] numbers = covariates.stream()
                .mapToInt(c -> at.getOrDefault(c.strip().toLowerCase(Locale.ROOT), -1))
                .toArray();
        for (int c = 0; c < numbers.length; c++)
            if (numbers[c] < 0)
                throw new BadNamesException("there is no column " + Problems.quote(covariates.get(c)) + "; there are "
                        + String.join(", ", names));
        return new JudgmentColumns(kind, named, place, numbers, covariates);
    }

    private static boolean has(Map<String, Integer> at, String... names) {
        return at.keySet().containsAll(List.of(names));
    }

    /// Makes these the left one, the right one and, if there is a third, the outcome.
    private static void rename(Map<String, Integer> at, String... names) {
        for (int i = 0; i < names.length; i++) at.put(ORDER.get(i).names, at.getOrDefault(names[i], 0));
    }

    private static boolean isOutcome(String text) {
        try {
            return JudgmentFile.outcome(text).isPresent() || text.equals("skip");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Whether the first row holds names.
    boolean named() {
        return named;
    }

    /// @return nothing for a row that tells nothing, such as one with the outcome `skip`
    Optional<? extends Judgment<String, String>> judgment(CSVRecord row) {
        String context = text(row, Field.CONTEXT);
        return switch (kind) {
            case PAIR, WON -> pair(row, context);
            case RATING -> {
                String item = item(row, Field.ITEM, "has no item");
                double value = JudgmentFile.number("a rating", text(row, Field.VALUE));
                Rating.Scale scale =
                        JudgmentFile.scale(number(row, Field.LOW, "low"), number(row, Field.HIGH, "high"), value);
                yield Optional.of(new Rating<>(context, item, scale, value, Map.of(), occasion(row)));
            }
            case THUMB ->
                Optional.of(new Thumb<>(
                        context,
                        item(row, Field.ITEM, "has no item"),
                        JudgmentFile.truth("a thumb", text(row, Field.UP)),
                        occasion(row)));
        };
    }

    /// The covariates of a row.
    double[] values(CSVRecord row) {
        double[] values = new double[covariates.length];
        Arrays.setAll(
                values,
                i -> JudgmentFile.number(
                        "the covariate " + covariateNames.get(i),
                        covariates[i] < row.size() ? row.get(covariates[i]) : ""));
        return values;
    }

    private Optional<PairwisePreference<String, String>> pair(CSVRecord row, String context) {
        String left = item(row, Field.LEFT, "has no left item");
        String right = item(row, Field.RIGHT, "has no right item");
        Optional<Outcome> outcome =
                kind == Kind.WON ? Optional.of(Outcome.LEFT) : JudgmentFile.outcome(text(row, Field.OUTCOME));
        return outcome.map(result -> new PairwisePreference<>(
                context, left, right, result, result == Outcome.TIE ? 0 : margin(row), occasion(row)));
    }

    private double margin(CSVRecord row) {
        OptionalDouble said = number(row, Field.MARGIN, "a margin");
        if (said.isPresent()) return said.getAsDouble();
        OptionalDouble better = number(row, Field.BETTER, "score_chosen");
        OptionalDouble worse = number(row, Field.WORSE, "score_rejected");
        return better.isPresent() && worse.isPresent()
                ? JudgmentFile.margin(better.getAsDouble(), worse.getAsDouble())
                : 1;
    }

    private Occasion occasion(CSVRecord row) {
        Occasion occasion = Occasion.by(text(row, Field.JUDGE));
        String time = text(row, Field.TIME);
        if (!time.isEmpty()) occasion = occasion.at(JudgmentFile.time(time));
        OptionalDouble weight = number(row, Field.WEIGHT, "a weight");
        if (weight.isPresent()) occasion = occasion.weighing(weight.getAsDouble());
        OptionalDouble propensity = number(row, Field.PROPENSITY, "a propensity");
        if (propensity.isPresent()) occasion = occasion.withPropensity(propensity.getAsDouble());
        String source = text(row, Field.SOURCE);
        if (source.isEmpty()) return occasion;
        Optional<Occasion.Source> known = Occasion.Source.ofKey(source);
        return known.isPresent() ? occasion.from(known.get()) : occasion;
    }

    /// An empty text where there is no such column or field.
    private String text(CSVRecord row, Field field) {
        Integer at = place.get(field);
        return at == null || at >= row.size() ? "" : row.get(at).strip();
    }

    private String item(CSVRecord row, Field field, String missing) {
        String text = text(row, field);
        if (text.isEmpty()) throw new IllegalArgumentException(missing);
        return text;
    }

    private OptionalDouble number(CSVRecord row, Field field, String what) {
        String text = text(row, field);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(JudgmentFile.number(what, text));
    }
}
