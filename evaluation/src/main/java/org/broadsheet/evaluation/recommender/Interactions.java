package org.broadsheet.evaluation.recommender;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;

/// What users did with items. Immutable; users stand in alphabetical order, so that nothing depends on the
/// order in
/// which interactions came.
public final class Interactions {
    private final List<Interaction> all;
    private final SequencedMap<String, List<Interaction>> byUser;
    private final Map<String, Integer> counts;

    private Interactions(List<Interaction> all) {
        this.all = List.copyOf(all);
        TreeMap<String, List<Interaction>> users = new TreeMap<>();
        Map<String, Integer> items = new TreeMap<>();
        for (Interaction i : all) {
            users.computeIfAbsent(i.user(), _ -> new ArrayList<>()).add(i);
            items.merge(i.item(), 1, Integer::sum);
        }
        users.replaceAll((_, list) -> List.copyOf(list));
        byUser = Collections.unmodifiableSequencedMap(users);
        counts = Collections.unmodifiableMap(items);
    }

    /// @throws IllegalArgumentException where a user and an item meet twice
    public static Interactions of(List<Interaction> interactions) {
        Map<String, Map<String, Boolean>> seen = new HashMap<>();
        for (Interaction i : interactions)
            if (seen.computeIfAbsent(i.user(), _ -> new HashMap<>()).put(i.item(), true) != null)
                throw new IllegalArgumentException(
                        i.user() + " meets " + i.item() + " twice; keep the last, or add their values up");
        // One order whatever the input's, by user, then time, then item.
        List<Interaction> sorted = new ArrayList<>(interactions);
        sorted.sort((a, b) -> {
            int c = a.user().compareTo(b.user());
            if (c == 0) c = Long.compare(a.time(), b.time());
            return c != 0 ? c : a.item().compareTo(b.item());
        });
        return new Interactions(sorted);
    }

    /// All, by user, then time, then item.
    public List<Interaction> all() {
        return all;
    }

    /// Each user's, by time, then item.
    public SequencedMap<String, List<Interaction>> byUser() {
        return byUser;
    }

    /// How many users met each item; items that nobody met are not in it.
    public Map<String, Integer> counts() {
        return counts;
    }

    public int size() {
        return all.size();
    }

    /// What is liked as relevance judgments: users are the topics, values above 0 the grades, rounded up.
    public Qrels qrels() {
        Map<String, Judgments> topics = new LinkedHashMap<>();
        byUser.forEach((user, list) -> {
            Map<String, Integer> grades = new LinkedHashMap<>();
            for (Interaction i : list) grades.put(i.item(), (int) Math.ceil(Math.max(0, i.value())));
            topics.put(user, Judgments.of(grades));
        });
        return Qrels.of(topics);
    }
}
