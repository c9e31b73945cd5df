package org.broadsheet.evaluation.file;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of JSONL, whose members go by any of several names.
final class JsonLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String[] TOPIC = {"topic", "query_id", "query", "qid", "query-id"};
    static final String[] DOCUMENT = {"doc", "doc_id", "document", "docid", "docno", "corpus-id"};
    static final String[] SCORE = {"score"};
    static final String[] GRADE = {"grade", "relevance", "rel", "score"};
    static final String[] GROUP = {"group", "subtopic", "intent", "iteration"};
    static final String[] RUN = {"run", "run_id", "tag", "system"};

    private final JsonNode node;

    private JsonLine(JsonNode node) {
        this.node = node;
    }

    /// @return the line, or null where it is no JSON object; the problem is noted then
    static @Nullable JsonLine read(Lines lines, Problems problems) {
        try {
            JsonNode node = JSON.readTree(lines.text());
            if (node.isObject()) return new JsonLine(node);
            problems.add(lines.number(), "expected a JSON object but found " + Problems.quote(lines.text()));
        } catch (JacksonException e) {
            problems.add(lines.number(), "not JSON: " + Problems.quote(lines.text()));
        }
        return null;
    }

    /// @return an id, or null where it is missing or empty; the problem is noted then
    @Nullable
    Slice id(String[] names, Lines lines, Problems problems) {
        String text = text(names);
        if (text != null && !text.isBlank()) return Slice.of(text);
        problems.add(lines.number(), "has no \"" + names[0] + "\"; give it as a text or a whole number");
        return null;
    }

    @Nullable
    String text(String[] names) {
        JsonNode found = member(names);
        return found == null || !(found.isString() || found.isIntegralNumber()) ? null : found.asString();
    }

    /// @return NaN where there is no finite number
    double number(String[] names) {
        JsonNode found = member(names);
        if (found == null || !found.isNumber()) return Double.NaN;
        double value = found.asDouble();
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private @Nullable JsonNode member(String[] names) {
        for (String name : names) {
            JsonNode found = node.get(name);
            if (found != null && !found.isNull()) return found;
        }
        return null;
    }
}
