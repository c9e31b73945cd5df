package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.broadsheet.ranking.Ranking;

/// What one system retrieved: topic -> [TopicResults]. Immutable.
///
/// `evaluation.file.RunFile` reads TREC and JSONL files; a run too large for memory is evaluated from its file
/// topic by topic.
public final class Run {
    private final String name;
    private final SequencedMap<String, TopicResults> topics;

    /// @param name   of the system, as in the last column of a TREC run
    /// @param topics may be empty
    public Run(String name, Map<String, TopicResults> topics) {
        this.name = name;
        List<String> names = new ArrayList<>(topics.keySet());
        names.sort(Qrels.BY_BYTES);
        this.topics = LinkedHashMap.newLinkedHashMap(names.size());
        for (String topic : names) this.topics.put(topic, java.util.Objects.requireNonNull(topics.get(topic)));
    }

    /// A run of rankings; documents of equal score are put in the order of [TopicResults].
    public static Run ofRankings(String name, Map<String, Ranking<String>> rankings) {
        Map<String, TopicResults> topics = LinkedHashMap.newLinkedHashMap(rankings.size());
        rankings.forEach((topic, ranking) -> topics.put(topic, TopicResults.of(ranking)));
        return new Run(name, topics);
    }

    public String name() {
        return name;
    }

    /// The same results under another name.
    public Run named(String other) {
        return new Run(other, topics);
    }

    /// Every topic with results, in the order of their bytes.
    public List<String> topics() {
        return List.copyOf(topics.keySet());
    }

    public int size() {
        return topics.size();
    }

    public Optional<TopicResults> results(String topic) {
        return Optional.ofNullable(topics.get(topic));
    }
}
