package org.broadsheet.evaluation.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.jspecify.annotations.Nullable;

/// Reads judgments.
///
/// - TREC: `topic group document grade`, separated by white space; the second field matters to [#readGroups] alone;
/// - BEIR: a first line `query-id corpus-id score`, then these three, separated by tabs;
/// - JSONL: `{"topic": "1", "doc": "d7", "grade": 2, "group": "a"}`, the last optional; `query_id`, `doc_id`,
///   `relevance` and other customary names are understood.
///
/// A file may be gzipped. Grades are whole numbers; negative ones mean pooled but not judged. A document that is
/// judged twice for one topic is an error.
public final class QrelsFile {
    private final boolean grouped;
    private final Problems problems;
    private final Map<String, Map<String, Judgments.Builder>> topics = new LinkedHashMap<>();
    private byte[] lastTopic = new byte[0];
    private byte[] lastGroup = new byte[0];
    private Judgments.@Nullable Builder current;

    private QrelsFile(Path file, boolean grouped) {
        this.grouped = grouped;
        this.problems = new Problems(file);
    }

    /// @throws BadFileException where lines are malformed
    public static Qrels read(Path file) throws IOException {
        QrelsFile reader = new QrelsFile(file, false);
        reader.scan(file);
        Map<String, Judgments> all = LinkedHashMap.newLinkedHashMap(reader.topics.size());
        reader.topics.forEach((topic, groups) ->
                all.put(topic, groups.values().iterator().next().build()));
        return Qrels.of(all);
    }

    /// Reads judgments in groups, named by the second field: the intents of a diversity task, or several judges.
    ///
    /// @throws BadFileException where lines are malformed
    public static Qrels readGroups(Path file) throws IOException {
        QrelsFile reader = new QrelsFile(file, true);
        reader.scan(file);
        Map<String, Map<String, Judgments>> all = LinkedHashMap.newLinkedHashMap(reader.topics.size());
        reader.topics.forEach((topic, groups) -> {
            Map<String, Judgments> built = new LinkedHashMap<>();
            groups.forEach((group, builder) -> built.put(group, builder.build()));
            all.put(topic, built);
        });
        return Qrels.ofGroups(all);
    }

    private void scan(Path file) throws IOException {
        try (Lines lines = new Lines(file)) {
            boolean beir = false;
            boolean first = true;
            while (lines.advance(problems)) {
                if (lines.isJson()) json(lines);
                else {
                    int fields = lines.split();
                    if (first && fields == 3 && lines.field(2).text().equals("score")) beir = true;
                    else line(lines, fields, beir);
                }
                first = false;
            }
        }
        if (topics.isEmpty()) problems.nothingIn("has no judgments; expected lines of topic, group, document, grade");
        problems.throwIfAny();
    }

    private void line(Lines lines, int fields, boolean beir) {
        int expected = beir ? 3 : 4;
        if (fields != expected) {
            problems.add(
                    lines.number(),
                    "expected %d fields (%s) but found %s: %s"
                            .formatted(
                                    expected,
                                    beir ? "topic, document, grade" : "topic, group, document, grade",
                                    fields > expected ? "more" : fields,
                                    Problems.quote(lines.text())));
            return;
        }
        Slice grade = lines.field(expected - 1);
        add(
                lines,
                lines.field(0),
                beir ? Slice.EMPTY : lines.field(1),
                lines.field(expected - 2),
                Decimal.parse(grade),
                grade);
    }

    private void json(Lines lines) {
        JsonLine line = JsonLine.read(lines, problems);
        if (line == null) return;
        Slice topic = line.id(JsonLine.TOPIC, lines, problems);
        Slice document = line.id(JsonLine.DOCUMENT, lines, problems);
        if (topic == null || document == null) return;
        String group = line.text(JsonLine.GROUP);
        add(
                lines,
                topic,
                group == null ? Slice.EMPTY : Slice.of(group),
                document,
                line.number(JsonLine.GRADE),
                Slice.of(lines.text()));
    }

    private void add(Lines lines, Slice topic, Slice group, Slice document, double grade, Slice gradeText) {
        if (grade != Math.rint(grade) || Math.abs(grade) > Judgments.HIGHEST_GRADE) { // NaN too
            problems.add(
                    lines.number(),
                    "a grade is a whole number from -127 to " + Judgments.HIGHEST_GRADE + " but found "
                            + Problems.quote(gradeText.text()));
            return;
        }
        if (!builder(lines, topic, group).add(document.bytes(), document.start(), document.end(), (int) grade))
            problems.add(
                    lines.number(),
                    "document " + Problems.quote(document.text()) + " is judged twice for topic "
                            + Problems.quote(topic.text()));
    }

    private Judgments.Builder builder(Lines lines, Slice topic, Slice group) {
        Judgments.Builder same = current;
        if (same != null && topic.isSame(lastTopic) && (!grouped || group.isSame(lastGroup))) return same;
        if (!topic.isText() || !group.isText())
            problems.add(lines.number(), "topic " + Problems.quote(topic.text()) + " or its group is not UTF-8");
        lastTopic = topic.copy();
        lastGroup = group.copy();
        Judgments.Builder next = topics.computeIfAbsent(topic.text(), _ -> new LinkedHashMap<>(2))
                .computeIfAbsent(grouped ? group.text() : "", _ -> new Judgments.Builder());
        current = next;
        return next;
    }
}
