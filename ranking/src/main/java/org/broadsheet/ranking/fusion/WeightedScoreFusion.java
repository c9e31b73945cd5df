package org.broadsheet.ranking.fusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// A weighted sum of normalised scores (CombSUM of Fox and Shaw 1994 where all weights are equal). An item that a
/// ranking does not hold counts
/// there as much as that ranking's last item.
///
/// @param normalization how each ranking's scores are brought to one scale
/// @param weights       one for each ranking, 0 or more, in the order of the input; empty means all equal
/// @param ties          order of items with equal sums
public record WeightedScoreFusion<I>(Normalization normalization, List<Double> weights, TieBreaker<I> ties)
        implements RankingFusion<I> {
    public WeightedScoreFusion {
        weights = List.copyOf(weights);
        for (double w : weights)
            if (!(w >= 0 && Double.isFinite(w)))
                throw new IllegalArgumentException("a weight is finite and 0 or more but was " + w);
    }

    /// @throws IllegalArgumentException where there are weights, but not one for each ranking
    @Override
    public Ranking<I> fuse(List<Ranking<I>> in) {
        if (!weights.isEmpty() && weights.size() != in.size())
            throw new IllegalArgumentException(
                    "there are " + weights.size() + " weights for " + in.size() + " rankings; give one for each");
        Map<I, Double> sums = new LinkedHashMap<>();
        for (int r = 0; r < in.size(); r++) {
            Ranking<I> ranking = in.get(r);
            if (ranking.isEmpty()) continue;
            double weight = weights.isEmpty() ? 1 : weights.get(r);
            Normalization.Scale scale = normalization.of(ranking);
            double floor = scale.apply(ranking.scored().getLast().score());
            // Relative to the last item, so that absence adds nothing and needs no second pass.
            for (Scored<I> s : ranking) sums.merge(s.item(), weight * (scale.apply(s.score()) - floor), Double::sum);
        }
        return Sums.ranked(sums, ties);
    }
}
