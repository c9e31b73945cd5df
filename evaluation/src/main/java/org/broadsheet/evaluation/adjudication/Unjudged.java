package org.broadsheet.evaluation.adjudication;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How far each run's documents are judged.
final class Unjudged {
    private final List<List<String>> runs;
    private final int[] at;
    private final Set<String> judged = new HashSet<>();

    Unjudged(Pool pool) {
        runs = pool.runs();
        at = new int[runs.size()];
    }

    /// The highest document of a run that has no verdict yet.
    Optional<String> first(int run) {
        List<String> documents = runs.get(run);
        while (at[run] < documents.size() && judged.contains(documents.get(at[run]))) at[run]++;
        return at[run] < documents.size() ? Optional.of(documents.get(at[run])) : Optional.empty();
    }

    void add(String document) {
        judged.add(document);
    }

    static void expect(Optional<String> next, String document) {
        if (next.isEmpty() || !next.get().equals(document))
            throw new IllegalArgumentException(
                    "the verdict is on " + document + " but " + next.orElse("nothing") + " was to be judged");
    }
}
