package org.broadsheet.server.judgment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment.Attribute;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgment.Outcome;
import org.broadsheet.server.judgment.Judgment.Reason;
import org.broadsheet.server.reader.ReaderId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Judgments as rows: which column holds what of which kind.
final class JudgmentRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JudgmentRows() {}

    /// The columns that depend on the kind.
    record Row(
            @Nullable String paper,
            @Nullable String other,
            @Nullable String list,
            double amount,
            String word,
            String detail) {}

    static Row row(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Thumb t -> of(t.paper(), t.up() ? 1 : -1, "", "");
            case Judgment.Rating r -> of(r.paper(), r.stars(), "", attributes(r.attributes()));
            case Judgment.NotInterested n -> of(n.paper(), 1, n.reason().key(), n.words());
            case Judgment.Save s -> of(s.paper(), 1, "", "");
            case Judgment.Hide h -> of(h.paper(), 1, "", "");
            case Judgment.Pair p ->
                new Row(
                        p.left().value(),
                        p.right().value(),
                        null,
                        1,
                        p.outcome().key(),
                        "");
            case Judgment.Ordering o ->
                new Row(
                        null,
                        null,
                        o.list(),
                        o.bestFirst().size(),
                        "",
                        JSON.writeValueAsString(
                                o.bestFirst().stream().map(PaperId::value).toList()));
            case Judgment.Impression i -> of(i.paper(), 1, "", "");
            case Judgment.Open o -> of(o.paper(), 1, "", "");
            case Judgment.Dwell d -> of(d.paper(), d.time().toMillis() / 1000.0, "", "");
            case Judgment.LinkOut l -> of(l.paper(), 1, l.link(), "");
        };
    }

    private static Row of(PaperId paper, double amount, String word, String detail) {
        return new Row(paper.value(), null, null, amount, word, detail);
    }

    private static String attributes(Map<Attribute, Integer> attributes) {
        if (attributes.isEmpty()) return "";
        ObjectNode o = JSON.createObjectNode();
        attributes.forEach((a, n) -> o.put(a.key(), n));
        return o.toString();
    }

    static Judgment judgment(ResultSet r) throws SQLException {
        String kind = r.getString("kind");
        return judgment(
                Kind.ofKey(kind).orElseThrow(() -> new IllegalStateException("no kind of judgment is '" + kind + "'")),
                r);
    }

    private static Judgment judgment(Kind kind, ResultSet r) throws SQLException {
        double amount = r.getDouble("amount");
        String word = r.getString("word");
        String detail = r.getString("detail");
        if (kind == Kind.ORDERING) return new Judgment.Ordering(r.getString("list_id"), items(JSON.readTree(detail)));
        PaperId paper = new PaperId(r.getString("paper_id"));
        return switch (kind) {
            case THUMB -> new Judgment.Thumb(paper, amount > 0);
            case RATING -> new Judgment.Rating(paper, (int) amount, attributes(detail));
            case NOT_INTERESTED ->
                new Judgment.NotInterested(paper, Reason.ofKey(word).orElse(Reason.OTHER), detail);
            case SAVE -> new Judgment.Save(paper);
            case HIDE -> new Judgment.Hide(paper);
            case PAIR ->
                new Judgment.Pair(
                        paper,
                        new PaperId(r.getString("other_id")),
                        Outcome.ofKey(word).orElse(Outcome.SKIP));
            case IMPRESSION -> new Judgment.Impression(paper);
            case OPEN -> new Judgment.Open(paper);
            case DWELL -> new Judgment.Dwell(paper, Duration.ofMillis(Math.round(amount * 1000)));
            case LINK_OUT -> new Judgment.LinkOut(paper, word);
            case ORDERING -> throw new IllegalStateException("an order is of no single paper");
        };
    }

    static List<PaperId> items(JsonNode array) {
        return array.valueStream().map(n -> new PaperId(n.asString())).toList();
    }

    static Map<Attribute, Integer> attributes(String detail) {
        Map<Attribute, Integer> attributes = new EnumMap<>(Attribute.class);
        if (detail.isEmpty()) return attributes;
        JsonNode o = JSON.readTree(detail);
        for (Attribute a : Attribute.values())
            if (o.path(a.key()).isInt()) attributes.put(a, o.get(a.key()).asInt());
        return attributes;
    }

    static KeptJudgment kept(ResultSet r, int row) throws SQLException {
        int position = r.getInt("position");
        OptionalInt at = r.wasNull() ? OptionalInt.empty() : OptionalInt.of(position);
        double propensity = r.getDouble("propensity");
        OptionalDouble chance = r.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(propensity);
        return new KeptJudgment(
                r.getLong("id"),
                new ReaderId(r.getString("reader_id")),
                judgment(r),
                new Occasion(
                        Occasion.Source.ofKey(r.getString("source")).orElse(Occasion.Source.WEB),
                        r.getString("place"),
                        at,
                        chance),
                r.getString("request_key"),
                Instant.parse(r.getString("happened_at")),
                Optional.ofNullable(r.getString("undone_at")).map(Instant::parse));
    }
}
