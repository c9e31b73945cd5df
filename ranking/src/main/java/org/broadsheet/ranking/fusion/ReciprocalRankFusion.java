package org.broadsheet.ranking.fusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): an item's score is the sum of `weight / (k + rank)` over
/// the rankings that hold it. Looks at ranks only.
///
/// @param k       how slowly the weight of a rank falls; 0 or more, 60 in the paper
/// @param weights one for each ranking, 0 or more, in the order of the input; empty means 1 for all, as in the paper
/// @param ties    order of items with equal sums
public record ReciprocalRankFusion<I>(double k, List<Double> weights, TieBreaker<I> ties) implements RankingFusion<I> {
    public ReciprocalRankFusion {
        if (!(k >= 0 && Double.isFinite(k)))
            throw new IllegalArgumentException("k is finite and 0 or more but was " + k + "; 60 is usual");
        weights = Weights.checked(weights);
    }

    /// Every ranking weighs the same.
    public ReciprocalRankFusion(double k, TieBreaker<I> ties) {
        this(k, List.of(), ties);
    }

    /// @throws IllegalArgumentException where there are weights, but not one for each ranking
    @Override
    public Ranking<I> fuse(List<Ranking<I>> in) {
        Weights.fit(weights, in.size());
        Map<I, Double> sums = new LinkedHashMap<>();
        for (int r = 0; r < in.size(); r++) {
            double weight = Weights.of(weights, r);
            int rank = 0;
            for (Scored<I> s : in.get(r)) sums.merge(s.item(), weight / (k + ++rank), Double::sum);
        }
        return Sums.ranked(sums, ties);
    }
}
