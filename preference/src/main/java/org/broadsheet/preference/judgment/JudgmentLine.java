package org.broadsheet.preference.judgment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One judgment as one JSON object; the shapes are those of [JudgmentFile].
final class JudgmentLine {
    /// Python writes NaN, which is no JSON; it is let in so that it can be told from a broken line.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JudgmentLine() {}

    static String write(Judgment<?, String> judgment) {
        ObjectNode o = JSON.createObjectNode();
        switch (judgment) {
            case Thumb<?, String> t ->
                o.put("type", "thumb").put("item", t.item()).put("up", t.up());
            case Rating<?, String> r -> {
                o.put("type", "rating").put("item", r.item()).put("value", r.value());
                o.put("low", r.scale().low()).put("high", r.scale().high());
                if (!r.attributes().isEmpty()) {
                    ObjectNode attributes = o.putObject("attributes");
                    r.attributes().forEach(attributes::put);
                }
            }
            case PairwisePreference<?, String> p ->
                o.put("type", "pair")
                        .put("left", p.left())
                        .put("right", p.right())
                        .put("outcome", p.outcome().key())
                        .put("margin", p.margin());
            case RankedPreference<?, String> r -> {
                ArrayNode items = o.put("type", "list").putArray("items");
                for (List<String> tier : r.tiers()) {
                    if (tier.size() == 1) items.add(tier.getFirst());
                    else tier.forEach(items.addArray()::add);
                }
            }
            case Choice<?, String> c -> {
                o.put("type", "choice").put("chosen", c.chosen());
                c.passedOver().forEach(o.putArray("passed")::add);
            }
        }
        String context = judgment.context().toString();
        Occasion at = judgment.occasion();
        if (!context.isEmpty()) o.put("context", context);
        if (!at.judge().isEmpty()) o.put("judge", at.judge());
        at.time().ifPresent(t -> o.put("time", t.toString()));
        if (at.weight() != 1) o.put("weight", at.weight());
        if (at.source() != Occasion.Source.PERSON) o.put("source", at.source().key());
        if (at.propensity() != 1) o.put("propensity", at.propensity());
        return o.toString();
    }

    /// @return nothing for a line that says nothing about an item's worth
    /// @throws IllegalArgumentException saying what is wrong with it
    static Optional<Judgment<String, String>> read(String line) {
        JsonNode o;
        try {
            o = JSON.readTree(line);
        } catch (JacksonException _) {
            throw new IllegalArgumentException("is not JSON: " + Problems.quote(line));
        }
        if (o == null || !o.isObject())
            throw new IllegalArgumentException("a judgment is a JSON object, not " + Problems.quote(line));
        String context = first(o, "context", "prompt", "question", "instruction");
        Occasion occasion = occasion(o);
        String type = text(o, "type");
        return switch (type) {
            case "thumb" -> Optional.of(new Thumb<>(context, item(o, "item"), truth(o, "up"), occasion));
            case "rating" -> Optional.of(rating(o, context, occasion));
            case "pair" -> pair(o, context, "left", "right", "outcome", occasion);
            case "list" -> Optional.of(new RankedPreference<>(context, tiers(o), occasion));
            case "choice" -> choice(o, context, occasion);
            case "" -> common(o, context, occasion);
            default ->
                throw new IllegalArgumentException(
                        "a type is thumb, rating, pair, list or choice but was " + Problems.quote(type));
        };
    }

    private static Optional<Judgment<String, String>> common(JsonNode o, String context, Occasion occasion) {
        if (o.has("left") && o.has("right")) return pair(o, context, "left", "right", "outcome", occasion);
        if (o.has("model_a") && o.has("model_b")) return pair(o, context, "model_a", "model_b", "winner", occasion);
        if (o.has("chosen") && o.has("rejected")) {
            String before = context.isEmpty() ? talkBefore(o.get("chosen")) : context;
            return Optional.of(new PairwisePreference<>(
                    before, item(o, "chosen"), item(o, "rejected"), Outcome.LEFT, chosenBy(o), occasion));
        }
        String response = o.has("completion") ? "completion" : "response";
        if (o.has(response) && o.has("label"))
            return Optional.of(new Thumb<>(
                    context.isEmpty() ? talkBefore(o.get(response)) : context,
                    item(o, response),
                    truth(o, "label"),
                    occasion));
        String responses = o.has("completions") ? "completions" : "responses";
        if (o.has(responses) && o.has("scores"))
            return Optional.of(scored(context, o.get(responses), o.get("scores"), occasion));
        throw new IllegalArgumentException("is no judgment: expected a \"type\", or left, right, outcome; chosen,"
                + " rejected; response, label; responses, scores");
    }

    private static double chosenBy(JsonNode o) {
        if (o.has("margin")) return number(o, "margin");
        return has(o, "score_chosen") && has(o, "score_rejected")
                ? JudgmentFile.margin(number(o, "score_chosen"), number(o, "score_rejected"))
                : 1;
    }

    private static Optional<Judgment<String, String>> pair(
            JsonNode o, String context, String left, String right, String outcome, Occasion occasion) {
        String a = item(o, left);
        String b = item(o, right);
        return JudgmentFile.outcome(text(o, outcome)).map(result -> {
            double margin = result == Outcome.TIE ? 0 : o.has("margin") ? number(o, "margin") : 1;
            return new PairwisePreference<>(context, a, b, result, margin, occasion);
        });
    }

    private static Rating<String, String> rating(JsonNode o, String context, Occasion occasion) {
        double value = number(o, o.has("value") ? "value" : "grade");
        Rating.Scale scale = JudgmentFile.scale(optional(o, "low"), optional(o, "high"), value);
        Map<String, Double> attributes = new TreeMap<>();
        JsonNode given = o.path("attributes");
        for (String name : given.propertyNames()) attributes.put(name, number(given, name));
        return new Rating<>(context, item(o, "item"), scale, value, attributes, occasion);
    }

    private static Optional<Judgment<String, String>> choice(JsonNode o, String context, Occasion occasion) {
        if (!o.has("chosen") && o.has("choice")) return Optional.empty(); // a click, a save: nothing was passed over
        String chosen = item(o, "chosen");
        JsonNode others = o.has("passed") ? o.path("passed") : o.path("from");
        List<String> passed = new ArrayList<>();
        for (JsonNode n : others) {
            String item = content(n);
            if (!item.equals(chosen)) passed.add(item);
        }
        return Optional.of(new Choice<>(context, chosen, passed, occasion));
    }

    private static List<List<String>> tiers(JsonNode o) {
        List<List<String>> tiers = new ArrayList<>();
        for (JsonNode n : o.path("items")) {
            List<String> tier = new ArrayList<>();
            if (n.isArray()) for (JsonNode m : n) tier.add(content(m));
            else tier.add(content(n));
            tiers.add(tier);
        }
        return tiers;
    }

    private static RankedPreference<String, String> scored(
            String context, JsonNode responses, JsonNode scores, Occasion occasion) {
        if (!responses.isArray() || !scores.isArray() || responses.size() != scores.size() || responses.isEmpty())
            throw new IllegalArgumentException("responses and scores are two lists of the same length, at least 1");
        Map<Double, List<String>> tiers = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < responses.size(); i++) {
            JsonNode score = scores.get(i);
            if (!score.isNumber() || !Double.isFinite(score.asDouble()))
                throw new IllegalArgumentException(
                        "a score is a finite number but was " + Problems.quote(score.toString()));
            tiers.computeIfAbsent(score.asDouble() + 0.0, _ -> new ArrayList<>())
                    .add(content(responses.get(i)));
        }
        return new RankedPreference<>(context, List.copyOf(tiers.values()), occasion);
    }

    private static Occasion occasion(JsonNode o) {
        Occasion occasion = Occasion.by(text(o, "judge"));
        if (has(o, "time"))
            occasion = occasion.at(JudgmentFile.time(o.get("time").asString()));
        if (has(o, "weight")) occasion = occasion.weighing(number(o, "weight"));
        if (has(o, "propensity")) occasion = occasion.withPropensity(number(o, "propensity"));
        // Other houses name other sources, which are people as far as we can know.
        Optional<Occasion.Source> source = Occasion.Source.ofKey(text(o, "source"));
        return source.isPresent() ? occasion.from(source.get()) : occasion;
    }

    private static boolean has(JsonNode o, String name) {
        JsonNode n = o.get(name);
        return n != null && !n.isNull();
    }

    /// The first of the members that is there, else an empty text.
    private static String first(JsonNode o, String... names) {
        for (String name : names) if (has(o, name)) return content(o.get(name));
        return "";
    }

    private static String text(JsonNode o, String name) {
        JsonNode n = o.get(name);
        return n == null || n.isNull() || n.isContainer() ? "" : n.asString();
    }

    private static String item(JsonNode o, String name) {
        if (!has(o, name)) throw new IllegalArgumentException("has no \"" + name + "\"");
        String item = content(o.get(name));
        if (item.isEmpty()) throw new IllegalArgumentException("\"" + name + "\" is empty");
        return item;
    }

    /// A text, or the last turn of a conversation.
    private static String content(@Nullable JsonNode n) {
        if (n == null || n.isNull()) return "";
        if (n.isArray()) return n.isEmpty() ? "" : content(n.get(n.size() - 1));
        if (n.isObject()) return text(n, "content");
        return n.asString();
    }

    /// All turns of a conversation but the last.
    private static String talkBefore(@Nullable JsonNode n) {
        if (n == null || !n.isArray()) return "";
        return n.valueStream()
                .limit(Math.max(0, n.size() - 1))
                .map(JudgmentLine::content)
                .collect(Collectors.joining("\n"));
    }

    private static boolean truth(JsonNode o, String name) {
        JsonNode n = o.get(name);
        if (n != null && n.isBoolean()) return n.asBoolean();
        if (n != null && n.isIntegralNumber() && (n.asInt() == 0 || n.asInt() == 1)) return n.asInt() == 1;
        throw new IllegalArgumentException(
                "\"" + name + "\" is true or false but was " + (n == null ? "missing" : Problems.quote(n.toString())));
    }

    private static OptionalDouble optional(JsonNode o, String name) {
        return has(o, name) ? OptionalDouble.of(number(o, name)) : OptionalDouble.empty();
    }

    private static double number(JsonNode o, String name) {
        JsonNode n = o.get(name);
        if (n != null && n.isNumber() && Double.isFinite(n.asDouble())) return n.asDouble();
        throw new IllegalArgumentException("\"" + name + "\" is a finite number but was "
                + (n == null ? "missing" : Problems.quote(n.isNumber() ? n.asString() : n.toString())));
    }
}
