package org.broadsheet.evaluation.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.broadsheet.evaluation.Preferences;
import org.broadsheet.evaluation.Qrels;

/// Reads preferences between documents, as trec_eval's `-R prefs` does: `topic judge set document level`,
/// separated by white space, the level a number, 0 or above; see [Preferences] for what it means.
public final class PreferenceFile {
    private final boolean inSets;
    private final Map<String, Map<String, Map<String, Map<String, Double>>>> topics = new LinkedHashMap<>();

    private PreferenceFile(boolean inSets) {
        this.inSets = inSets;
    }

    /// @throws BadFileException where lines are malformed, or a judge contradicts themselves
    public static Qrels read(Path file) throws IOException {
        return new PreferenceFile(true).scan(file);
    }

    /// Reads TREC judgments, `topic judge document level`, as preferences for higher levels.
    ///
    /// @throws BadFileException where lines are malformed
    public static Qrels readQrels(Path file) throws IOException {
        return new PreferenceFile(false).scan(file);
    }

    private Qrels scan(Path file) throws IOException {
        Problems problems = new Problems(file);
        try (Lines lines = new Lines(file)) {
            while (lines.advance(problems)) line(lines, problems);
        }
        if (topics.isEmpty()) problems.nothingIn("has no preferences; expected lines of " + form());
        problems.throwIfAny();
        Map<String, Preferences> built = new LinkedHashMap<>();
        topics.forEach((topic, judges) -> {
            try {
                built.put(topic, Preferences.of(judges));
            } catch (IllegalArgumentException e) {
                problems.add(0, "topic " + Problems.quote(topic) + ": " + e.getMessage());
            }
        });
        problems.throwIfAny();
        return Qrels.ofPreferences(built);
    }

    private String form() {
        return inSets ? "topic, judge, set, document, level" : "topic, judge, document, level";
    }

    private void line(Lines lines, Problems problems) {
        int expected = inSets ? 5 : 4;
        int found = lines.split();
        if (found != expected) {
            problems.add(
                    lines.number(),
                    "expected " + expected + " fields (" + form() + ") but found " + (found > expected ? "more" : found)
                            + ": " + Problems.quote(lines.text()));
            return;
        }
        double level = Decimal.parse(lines.field(expected - 1));
        if (!(level >= 0)) {
            problems.add(
                    lines.number(),
                    "a level is a number, 0 or above, but found "
                            + Problems.quote(lines.field(expected - 1).text()));
            return;
        }
        String topic = lines.field(0).text();
        String document = lines.field(expected - 2).text();
        Double before = topics.computeIfAbsent(topic, _ -> new LinkedHashMap<>())
                .computeIfAbsent(lines.field(1).text(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(inSets ? lines.field(2).text() : "", _ -> new LinkedHashMap<>())
                .putIfAbsent(document, level);
        if (before != null)
            problems.add(
                    lines.number(),
                    "document " + Problems.quote(document) + " is named twice in one set of topic "
                            + Problems.quote(topic));
    }
}
