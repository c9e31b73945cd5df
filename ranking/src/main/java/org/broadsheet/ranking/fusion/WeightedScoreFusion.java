package org.broadsheet.ranking.fusion;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// A weighted sum of normalised scores: a convex combination where the weights add up to 1, CombSUM of Fox and Shaw
/// (1994) where all are equal, their CombMNZ with [Agreement#COUNTS]. An item that a ranking does not hold counts there
/// as much as that ranking's last item.
///
/// @param normalization how each ranking's scores are brought to one scale
/// @param weights       one for each ranking, 0 or more, in the order of the input; empty means all equal
/// @param agreement     whether being in more rankings counts beyond the scores
/// @param ties          order of items with equal sums
public record WeightedScoreFusion<I>(
        Normalization normalization, List<Double> weights, Agreement agreement, TieBreaker<I> ties)
        implements RankingFusion<I> {
    /// What it counts to be held by several rankings.
    public enum Agreement {
        /// Nothing but the scores.
        IGNORED,
        /// The sum is multiplied by the number of rankings that hold the item.
        COUNTS
    }

    public WeightedScoreFusion {
        weights = Weights.checked(weights);
    }

    public WeightedScoreFusion(Normalization normalization, List<Double> weights, TieBreaker<I> ties) {
        this(normalization, weights, Agreement.IGNORED, ties);
    }

    /// @throws IllegalArgumentException where there are weights, but not one for each ranking
    @Override
    public Ranking<I> fuse(List<Ranking<I>> in) {
        Weights.fit(weights, in.size());
        Map<I, Double> sums = new LinkedHashMap<>();
        Map<I, Integer> holders = new HashMap<>();
        for (int r = 0; r < in.size(); r++) {
            Ranking<I> ranking = in.get(r);
            if (ranking.isEmpty()) continue;
            double weight = Weights.of(weights, r);
            Normalization.Scale scale = normalization.of(ranking);
            double floor = scale.apply(ranking.scored().getLast().score());
            for (Scored<I> s : ranking) {
                // Relative to the last item, so that absence adds nothing and needs no second pass.
                sums.merge(s.item(), weight * (scale.apply(s.score()) - floor), Double::sum);
                if (agreement == Agreement.COUNTS) holders.merge(s.item(), 1, Integer::sum);
            }
        }
        if (agreement == Agreement.COUNTS) sums.replaceAll((item, sum) -> sum * holders.getOrDefault(item, 1));
        return Sums.ranked(sums, ties);
    }
}
