package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Relevance judgments: topic -> [Judgments]. Immutable.
///
/// The topics stand in the order of their bytes, which is the order in which trec_eval prints and adds
/// them up. `evaluation.file.QrelsFile` reads TREC, BEIR and JSONL files.
public final class Qrels {
    /// Order of ids by their UTF-8 bytes, which is that of their code points and of C's `strcmp`.
    public static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(DocumentIds.utf8(a), DocumentIds.utf8(b));

    private final SequencedMap<String, Judgments> topics;
    private final Map<String, Intents> groups;
    private final Map<String, Preferences> preferences;

    private Qrels(Map<String, Judgments> topics, Map<String, Intents> groups, Map<String, Preferences> preferences) {
        List<String> names = new ArrayList<>(topics.keySet());
        names.sort(BY_BYTES);
        SequencedMap<String, Judgments> sorted = LinkedHashMap.newLinkedHashMap(names.size());
        for (String name : names) sorted.put(name, Objects.requireNonNull(topics.get(name)));
        this.topics = sorted;
        this.groups = groups;
        this.preferences = preferences;
    }

    /// Judgments without groups.
    public static Qrels of(Map<String, Judgments> topics) {
        return new Qrels(topics, Map.of(), Map.of());
    }

    /// Judgments in groups: the intents of a diversity task, or several judges of the same documents.
    ///
    /// The topic's own judgments give each document the highest grade that any group gives it.
    ///
    /// @param groups topic -> group -> judgments; every topic has at least one group
    public static Qrels ofGroups(Map<String, ? extends Map<String, Judgments>> groups) {
        Map<String, Judgments> united = LinkedHashMap.newLinkedHashMap(groups.size());
        Map<String, Intents> intents = LinkedHashMap.newLinkedHashMap(groups.size());
        groups.forEach((topic, byGroup) -> {
            if (byGroup.isEmpty()) throw new IllegalArgumentException("topic " + topic + " has no group of judgments");
            List<Judgments> ordered = byGroup.keySet().stream()
                    .sorted(BY_BYTES)
                    .map(group -> Objects.requireNonNull(byGroup.get(group)))
                    .toList();
            Map<String, Integer> highest = new LinkedHashMap<>();
            for (Judgments judgments : ordered)
                for (String document : judgments.documents())
                    highest.merge(document, judgments.grade(document), Math::max);
            united.put(topic, Judgments.of(highest));
            // Greedy ideal rankings take the first of equals: the highest id, as ndeval does.
            intents.put(
                    topic,
                    Intents.of(
                            ordered,
                            highest.keySet().stream()
                                    .sorted(BY_BYTES.reversed())
                                    .toList()));
        });
        return new Qrels(united, intents, Map.of());
    }

    /// Preferences between documents; for measures that know none, a document with a level above 0 has
    /// grade 1.
    public static Qrels ofPreferences(Map<String, Preferences> preferences) {
        Map<String, Judgments> grades = LinkedHashMap.newLinkedHashMap(preferences.size());
        preferences.forEach((topic, one) -> {
            Map<String, Integer> levels = new LinkedHashMap<>();
            List<String> documents = one.documents();
            for (int d = 0; d < documents.size(); d++) levels.put(documents.get(d), one.level(d) > 0 ? 1 : 0);
            grades.put(topic, Judgments.of(levels));
        });
        return new Qrels(grades, Map.of(), Map.copyOf(preferences));
    }

    /// Every topic with judgments, in the order of their bytes.
    public List<String> topics() {
        return List.copyOf(topics.keySet());
    }

    public int size() {
        return topics.size();
    }

    public Optional<Judgments> judgments(String topic) {
        return Optional.ofNullable(topics.get(topic));
    }

    /// The judgments of each group, in the order of the groups' bytes; empty where the qrels have no
    /// groups.
    public List<Judgments> groups(String topic) {
        Intents found = groups.get(topic);
        return found == null ? List.of() : found.judgments();
    }

    /// Judges what was retrieved for a topic; empty where it has no judgments.
    public Optional<JudgedRanking> judge(String topic, TopicResults results, Judging judging) {
        Judgments judgments = topics.get(topic);
        if (judgments == null) return Optional.empty();
        Preferences preferred = preferences.get(topic);
        return Optional.of(JudgedRanking.of(
                results,
                judgments,
                Objects.requireNonNullElse(groups.get(topic), Intents.NONE),
                preferred == null ? PreferenceRanking.NONE : preferred.judge(results, judging.depth()),
                judging));
    }
}
