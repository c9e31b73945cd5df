package org.broadsheet.evaluation;

/// How a run is judged; trec_eval's options of the same effect in brackets.
///
/// @param relevanceLevel the lowest grade that counts as relevant where a measure knows only relevant or not; 0 or
///                       above (`-l`, 1)
/// @param depth          how many documents of a topic are looked at; above 0 (`-M`, all)
/// @param judgedOnly     whether documents without judgment are taken out first (`-J`, no)
/// @param collectionSize how many documents there are, which only `utility` asks for; 0 where not known (`-N`, 0)
public record Judging(int relevanceLevel, int depth, boolean judgedOnly, long collectionSize) {
    public static final Judging DEFAULT = new Judging(1, Integer.MAX_VALUE, false, 0);

    public Judging {
        if (relevanceLevel < 0)
            throw new IllegalArgumentException("the relevance level must be 0 or above but was " + relevanceLevel);
        if (depth < 1) throw new IllegalArgumentException("the depth must be above 0 but was " + depth);
        if (collectionSize < 0)
            throw new IllegalArgumentException("a collection has 0 or more documents but was " + collectionSize);
    }

    public Judging withRelevanceLevel(int level) {
        return new Judging(level, depth, judgedOnly, collectionSize);
    }

    public Judging withDepth(int other) {
        return new Judging(relevanceLevel, other, judgedOnly, collectionSize);
    }

    public Judging withJudgedOnly(boolean only) {
        return new Judging(relevanceLevel, depth, only, collectionSize);
    }

    public Judging withCollectionSize(long size) {
        return new Judging(relevanceLevel, depth, judgedOnly, size);
    }
}
