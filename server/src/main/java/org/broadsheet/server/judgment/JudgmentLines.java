package org.broadsheet.server.judgment;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment.Attribute;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgment.Outcome;
import org.broadsheet.server.judgment.Judgment.Reason;
import org.broadsheet.server.store.Digests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Judgments as neutral JSON lines, `{"type":"thumb|rating|pair|list|choice","judge",…}`: as they are taken
/// away and
/// brought back.
final class JudgmentLines {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JudgmentLines() {}

    /// What a line says.
    record Line(Judgment judgment, Occasion occasion, String key, Instant at, boolean undone) {
        /// The same of a list under another id.
        Line withList(String list) {
            return judgment instanceof Judgment.Ordering o
                    ? new Line(new Judgment.Ordering(list, o.bestFirst()), occasion, key, at, undone)
                    : this;
        }
    }

    /// @param name how a paper is called outside this house: its slug
    static String write(KeptJudgment kept, Function<PaperId, String> name) {
        ObjectNode o = JSON.createObjectNode();
        Judgment judgment = kept.judgment();
        o.put("type", type(judgment.kind()));
        o.put("judge", kept.reader().value());
        switch (judgment) {
            case Judgment.Thumb t -> item(o, t.paper(), name).put("up", t.up());
            case Judgment.Rating r -> {
                item(o, r.paper(), name).put("grade", r.stars());
                if (!r.attributes().isEmpty()) {
                    ObjectNode attributes = o.putObject("attributes");
                    r.attributes().forEach((a, n) -> attributes.put(a.key(), n));
                }
            }
            case Judgment.NotInterested n -> {
                item(o, n.paper(), name)
                        .put("choice", "not-interested")
                        .put("reason", n.reason().key());
                if (!n.words().isEmpty()) o.put("words", n.words());
            }
            case Judgment.Pair p ->
                o.put("left", name.apply(p.left()))
                        .put("right", name.apply(p.right()))
                        .put("outcome", p.outcome().key());
            case Judgment.Ordering l -> {
                o.put("list", l.list());
                ArrayNode items = o.putArray("items");
                l.bestFirst().forEach(p -> items.add(name.apply(p)));
            }
            case Judgment.Dwell d ->
                item(o, d.paper(), name)
                        .put("choice", "dwell")
                        .put("seconds", d.time().toMillis() / 1000.0);
            case Judgment.LinkOut l ->
                item(o, l.paper(), name).put("choice", "link-out").put("link", l.link());
            case Judgment.Save s -> item(o, s.paper(), name).put("choice", "save");
            case Judgment.Hide h -> item(o, h.paper(), name).put("choice", "hide");
            case Judgment.Impression i -> item(o, i.paper(), name).put("choice", "impression");
            case Judgment.Open p -> item(o, p.paper(), name).put("choice", "open");
        }
        o.put("time", kept.at().toString());
        o.put("source", kept.occasion().source().key());
        if (!kept.occasion().place().isEmpty()) o.put("place", kept.occasion().place());
        kept.occasion().position().ifPresent(n -> o.put("position", n));
        kept.occasion().propensity().ifPresent(p -> o.put("propensity", p));
        o.put("key", kept.key());
        if (kept.undoneAt().isPresent()) o.put("undone", true);
        return o.toString();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case THUMB -> "thumb";
            case RATING -> "rating";
            case PAIR -> "pair";
            case ORDERING -> "list";
            case NOT_INTERESTED, SAVE, HIDE, IMPRESSION, OPEN, DWELL, LINK_OUT -> "choice";
        };
    }

    private static ObjectNode item(ObjectNode o, PaperId paper, Function<PaperId, String> name) {
        return o.put("item", name.apply(paper));
    }

    /// Reads a line as [#write] writes it.
    ///
    /// @param paper finds a paper by its name, or throws an `IllegalArgumentException`
    /// @param now   for a line without a time
    /// @throws IllegalArgumentException saying what is wrong with it
    static Line read(String line, Function<String, PaperId> paper, Instant now) {
        JsonNode o;
        try {
            o = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!o.isObject()) throw new IllegalArgumentException("a judgment is a JSON object");
        String key = text(o, "key");
        if (key.isEmpty() || key.length() > Judgments.LONGEST_KEY)
            key = "line:" + Digests.hex(line).substring(0, 40);
        return new Line(
                judgment(o, paper),
                occasion(o),
                key,
                time(o, now),
                o.path("undone").asBoolean(false));
    }

    private static Judgment judgment(JsonNode o, Function<String, PaperId> paper) {
        String type = text(o, "type");
        return switch (type) {
            case "thumb" -> {
                if (!o.path("up").isBoolean()) throw new IllegalArgumentException("a thumb says \"up\": true or false");
                yield new Judgment.Thumb(find(o, "item", paper), o.get("up").asBoolean());
            }
            case "rating" -> {
                Map<Attribute, Integer> attributes = new EnumMap<>(Attribute.class);
                for (Attribute a : Attribute.values()) {
                    JsonNode n = o.path("attributes").path(a.key());
                    if (n.isNumber()) attributes.put(a, n.asInt());
                }
                yield new Judgment.Rating(
                        find(o, "item", paper), o.path("grade").asInt(0), attributes);
            }
            case "pair" ->
                new Judgment.Pair(
                        find(o, "left", paper),
                        find(o, "right", paper),
                        Outcome.ofKey(text(o, "outcome"))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "an outcome is left, right, tie, neither or skip but was '" + text(o, "outcome")
                                                + "'")));
            case "list" -> {
                List<PaperId> items = new ArrayList<>();
                for (JsonNode n : o.path("items")) items.add(find(n.asString(""), paper));
                yield new Judgment.Ordering(text(o, "list"), items);
            }
            case "choice" -> choice(o, find(o, "item", paper));
            default ->
                throw new IllegalArgumentException(
                        "a type is thumb, rating, pair, list or choice but was '" + type + "'");
        };
    }

    private static Judgment choice(JsonNode o, PaperId paper) {
        String choice = text(o, "choice");
        return switch (choice) {
            case "save" -> new Judgment.Save(paper);
            case "hide" -> new Judgment.Hide(paper);
            case "not-interested" ->
                new Judgment.NotInterested(
                        paper, Reason.ofKey(text(o, "reason")).orElse(Reason.OTHER), text(o, "words"));
            case "impression" -> new Judgment.Impression(paper);
            case "open" -> new Judgment.Open(paper);
            case "dwell" ->
                new Judgment.Dwell(
                        paper, Duration.ofMillis(Math.round(o.path("seconds").asDouble(0) * 1000)));
            case "link-out" -> new Judgment.LinkOut(paper, text(o, "link"));
            default ->
                throw new IllegalArgumentException(
                        "a choice is save, hide, not-interested, impression, open, dwell or link-out but was '" + choice
                                + "'");
        };
    }

    private static Occasion occasion(JsonNode o) {
        return new Occasion(
                Occasion.Source.ofKey(text(o, "source")).orElse(Occasion.Source.ARCHIVE),
                text(o, "place"),
                o.path("position").isInt() ? OptionalInt.of(o.get("position").asInt()) : OptionalInt.empty(),
                o.path("propensity").isNumber()
                        ? OptionalDouble.of(o.get("propensity").asDouble())
                        : OptionalDouble.empty());
    }

    private static Instant time(JsonNode o, Instant now) {
        String text = text(o, "time");
        if (text.isEmpty()) return now;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("a time is written like 2026-11-24T12:00:00Z but was '" + text + "'");
        }
    }

    private static PaperId find(JsonNode o, String field, Function<String, PaperId> paper) {
        return find(text(o, field), paper);
    }

    private static PaperId find(String name, Function<String, PaperId> paper) {
        if (name.isEmpty()) throw new IllegalArgumentException("a judgment names its papers");
        return paper.apply(name);
    }

    private static String text(JsonNode o, String field) {
        JsonNode n = o.path(field);
        return n.isString() ? n.asString() : "";
    }
}
