package org.broadsheet.ranking.fusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): an item's score is the sum of `1 / (k + rank)` over the
/// rankings that hold it.
/// Looks at ranks only.
///
/// @param k    how slowly the weight of a rank falls; 0 or more, 60 in the paper
/// @param ties order of items with equal sums
public record ReciprocalRankFusion<I>(double k, TieBreaker<I> ties) implements RankingFusion<I> {
    public ReciprocalRankFusion {
        if (!(k >= 0 && Double.isFinite(k)))
            throw new IllegalArgumentException("k is finite and 0 or more but was " + k + "; 60 is usual");
    }

    @Override
    public Ranking<I> fuse(List<Ranking<I>> in) {
        Map<I, Double> sums = new LinkedHashMap<>();
        for (Ranking<I> ranking : in) {
            int rank = 0;
            for (Scored<I> s : ranking) sums.merge(s.item(), 1 / (k + ++rank), Double::sum);
        }
        return Sums.ranked(sums, ties);
    }
}
