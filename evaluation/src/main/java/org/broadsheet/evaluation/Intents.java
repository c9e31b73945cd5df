package org.broadsheet.evaluation;

import java.util.Collection;
import java.util.List;

/// The groups of judgments of one topic: by intent where a query may mean several things, or by judge.
///
/// @param judgments one for each group
/// @param pool      the grades of each document that any group names, one for each group in the same order; what an
///                  ideal ranking is made from
record Intents(List<Judgments> judgments, List<List<Integer>> pool) {
    static final Intents NONE = new Intents(List.of(), List.of());

    static Intents of(List<Judgments> judgments, Collection<String> documents) {
        return new Intents(
                judgments,
                documents.stream()
                        .map(d -> judgments.stream().map(j -> j.grade(d)).toList())
                        .toList());
    }
}
