package org.broadsheet.preference.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// What a group's values say should be favoured where: the cards that count in the contexts at hand, and
/// things ranked by how well they live up to them.
///
/// In a context of which little was asked, the graph of all contexts speaks as well: a context with e
/// edges has e / (e + 5) of the say. A card counts by what others handed on to it; one that nobody found
/// wiser than another counts nothing, unless there are no edges at all and all count the same.
public final class Guidelines {
    /// As many edges as the graph of all contexts is worth in each.
    private static final double POOLED_EDGES = 5;

    private final MoralGraph graph;
    private final double[] pooled;

    public Guidelines(MoralGraph graph) {
        this.graph = graph;
        this.pooled = weights(graph);
    }

    /// The values to follow, most important first, with weights that sum to 1; values without weight are
    /// left out.
    ///
    /// @param contexts how much each context applies, not negative; unknown ones are answered by the
    ///                 graph of all contexts, and so is an empty map
    public Ranking<ValueCard> principles(Map<String, Double> contexts) {
        double[] weights = new double[pooled.length];
        double total = 0;
        // In one order, so that sums do not depend on the map.
        for (String context : contexts.keySet().stream().sorted().toList()) {
            double applies = contexts.getOrDefault(context, 0.0);
            if (!(applies >= 0 && applies < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "a context applies with a weight of 0 or more, but \"" + context + "\" has " + applies);
            if (applies == 0) continue;
            total += applies;
            MoralGraph here = graph.in(context);
            double say = here.edges().size() / (here.edges().size() + POOLED_EDGES);
            double[] own = weights(here);
            for (int i = 0; i < weights.length; i++) weights[i] += applies * (say * own[i] + (1 - say) * pooled[i]);
        }
        List<ValueCard> cards = graph.cards();
        List<Scored<ValueCard>> scored = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double weight = total == 0 ? pooled[i] : weights[i] / total;
            if (weight > 0) scored.add(new Scored<>(cards.get(i), weight));
        }
        return Ranking.of(scored, new TieBreaker<>(MoralGraph.BY_ID));
    }

    /// Things ranked by how well they live up to the principles: score = sum over cards of weight times
    /// fit, from 0 to 1.
    ///
    /// @param contexts as in [#principles]
    /// @param items    distinct
    /// @param fit      how well an item lives up to a value, from 0 to 1
    /// @param ties     order of items with equal scores
    public <I> Ranking<I> favour(
            Map<String, Double> contexts,
            Collection<I> items,
            ToDoubleBiFunction<? super I, ? super ValueCard> fit,
            TieBreaker<I> ties) {
        Ranking<ValueCard> principles = principles(contexts);
        List<Scored<I>> scored = new ArrayList<>();
        for (I item : items) {
            double score = 0;
            for (Scored<ValueCard> principle : principles)
                score += principle.score() * checked(fit.applyAsDouble(item, principle.item()), item, principle.item());
            scored.add(new Scored<>(item, score));
        }
        return Ranking.of(scored, ties);
    }

    /// What each principle adds to an item's score in [#favour]; the values sum to the score.
    public <I> Map<ValueCard, Double> explain(
            Map<String, Double> contexts, I item, ToDoubleBiFunction<? super I, ? super ValueCard> fit) {
        Map<ValueCard, Double> parts = new HashMap<>();
        for (Scored<ValueCard> p : principles(contexts))
            parts.put(p.item(), p.score() * checked(fit.applyAsDouble(item, p.item()), item, p.item()));
        return parts;
    }

    private static <I> double checked(double fit, I item, ValueCard card) {
        if (!(fit >= 0 && fit <= 1))
            throw new IllegalArgumentException("an item lives up to a value from 0 to 1, but " + item + " to \""
                    + card.title() + "\" with " + fit);
        return fit;
    }

    /// Ranks above the base, scaled to sum to 1.
    private static double[] weights(MoralGraph graph) {
        double[] ranks = graph.ranks(WeightedPageRank.DEFAULT);
        double base = (1 - WeightedPageRank.DEFAULT.damping()) / ranks.length;
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Math.max(0, ranks[i] - base);
            if (ranks[i] < 1e-12) ranks[i] = 0;
            sum += ranks[i];
        }
        for (int i = 0; i < ranks.length; i++) ranks[i] = sum == 0 ? 1.0 / ranks.length : ranks[i] / sum;
        return ranks;
    }
}
