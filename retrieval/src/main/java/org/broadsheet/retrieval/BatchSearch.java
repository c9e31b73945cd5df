package org.broadsheet.retrieval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many searches in one go, written as a TREC run: `topic Q0 document rank score tag`.
///
/// Documents are named as they were imported, so that a collection's own judgments fit; a paper that was imported under
/// several names stands
/// under each. Scores fall strictly from line to line even where a reader keeps only single precision, as trec_eval
/// does, so the order is total.
public final class BatchSearch {
    private static final int MAX_QUERY_LINE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private BatchSearch() {}

    /// A topic: its id and its text.
    public record Topic(String id, String text) {}

    /// Reads topics: JSONL with `_id` or `id` and `text` (or `title`, `titles`, `query`), or lines of id, tab, text.
    ///
    /// @throws IllegalArgumentException naming the line that is neither, or an id that stands twice
    public static List<Topic> topics(BufferedReader in) throws IOException {
        List<Topic> topics = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String line;
        for (int number = 1; (line = in.readLine()) != null; number++) {
            if (line.isBlank()) continue;
            if (line.length() > MAX_QUERY_LINE)
                throw new IllegalArgumentException(
                        "line " + number + " of the queries has more than " + MAX_QUERY_LINE + " characters");
            Topic topic = line.strip().startsWith("{") ? json(line, number) : tsv(line, number);
            if (!seen.add(topic.id()))
                throw new IllegalArgumentException(
                        "line " + number + " of the queries repeats the id '" + topic.id() + "'");
            topics.add(topic);
        }
        return topics;
    }

    private static Topic json(String line, int number) {
        try {
            JsonNode o = JSON.readTree(line);
            String id = first(o, "_id", "id", "qid", "query_id");
            String text = first(o, "text", "query", "titles", "title", "question");
            if (id != null && text != null) return topic(id, text, number);
        } catch (JacksonException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                "line " + number + " of the queries is no JSON object with `_id` (or `id`) and `text`");
    }

    private static @Nullable String first(JsonNode o, String... names) {
        for (String name : names) {
            JsonNode v = o.get(name);
            if (v != null && v.isValueNode() && !v.isNull() && !v.asString().isBlank()) return v.asString();
        }
        return null;
    }

    private static Topic tsv(String line, int number) {
        int tab = line.indexOf('\t');
        if (tab <= 0)
            throw new IllegalArgumentException("line " + number + " of the queries is not an id, a tab and a text");
        return topic(line.substring(0, tab), line.substring(tab + 1), number);
    }

    private static Topic topic(String id, String text, int number) {
        String name = id.strip();
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace))
            throw new IllegalArgumentException(
                    "line " + number + " of the queries has an id with spaces in it: '" + id + "'");
        return new Topic(name, text.strip());
    }

    /// Searches every topic and writes the run.
    ///
    /// @param depth    most documents a topic, 1 to [SearchRequest#MAX_DEPTH]
    /// @param tag      last column of the run
    /// @param progress told the number of topics done
    public static void run(
            PaperIndex index,
            @Nullable TextEncoder encoder,
            List<Topic> topics,
            Mode mode,
            int depth,
            String tag,
            Writer out,
            LongConsumer progress)
            throws IOException {
        long done = 0;
        for (Topic topic : topics) {
            // A topic is plain words: operators of the search box have no meaning in it.
            List<Hit> hits = index.best(topic.text(), mode, depth, encoder);
            int rank = 0;
            float last = Float.POSITIVE_INFINITY;
            Set<String> written = new HashSet<>();
            for (Hit hit : hits) {
                List<String> names = hit.keys().isEmpty() ? List.of(hit.id().value()) : hit.keys();
                for (String name : names) {
                    String document = name.replaceAll("\\s+", "_");
                    if (rank >= depth || !written.add(document)) continue;
                    float score = (float) hit.score();
                    if (score >= last) score = Math.nextDown(last);
                    last = score;
                    out.write(topic.id() + " Q0 " + document + " " + ++rank + " " + Float.toString(score) + " " + tag
                            + "\n");
                }
            }
            progress.accept(++done);
        }
        out.flush();
    }
}
