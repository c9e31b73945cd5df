package org.broadsheet.evaluation.adjudication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the systems retrieved for one topic.
///
/// @param runs each best first and without repeats; the order of the runs decides between runs of equal merit
public record Pool(List<List<String>> runs) {
    public Pool {
        runs = runs.stream().map(List::copyOf).toList();
        for (List<String> run : runs)
            if (new LinkedHashSet<>(run).size() < run.size())
                throw new IllegalArgumentException("a run names each document once for a topic");
    }

    /// Every document once, in the order of the runs and of their ranks.
    public List<String> documents() {
        Set<String> all = new LinkedHashSet<>();
        runs.forEach(all::addAll);
        return List.copyOf(all);
    }

    /// The longest run's length.
    public int depth() {
        return runs.stream().mapToInt(List::size).max().orElse(0);
    }

    /// The same runs in a random order, so that names do not decide between runs of equal merit.
    public Pool shuffled(RandomGenerator random) {
        List<List<String>> turned = new ArrayList<>(runs);
        Collections.shuffle(turned, random);
        return new Pool(turned);
    }
}
