package org.broadsheet.evaluation.adjudication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.fusion.RankingFusion;
import org.broadsheet.ranking.fusion.ReciprocalRankFusion;
import org.broadsheet.ranking.vote.Unranked;
import org.broadsheet.ranking.vote.VotingRule;

/// Methods that know their whole order before the first verdict.
final class FixedOrders {
    private FixedOrders() {}

    record Random() implements AdjudicationMethod {
        @Override
        public String name() {
            return "random";
        }

        @Override
        public Adjudicator start(Pool pool, RandomGenerator random) {
            List<String> order = new ArrayList<>(pool.documents());
            Collections.sort(order);
            Collections.shuffle(order, random);
            return new InOrder(order);
        }
    }

    record TakeAll() implements AdjudicationMethod {
        @Override
        public String name() {
            return "take-all";
        }

        @Override
        public Adjudicator start(Pool pool, RandomGenerator random) {
            return new InOrder(pool.documents().stream().sorted().toList());
        }
    }

    record Depth() implements AdjudicationMethod {
        @Override
        public String name() {
            return "depth";
        }

        @Override
        public Adjudicator start(Pool pool, RandomGenerator random) {
            Set<String> order = new LinkedHashSet<>();
            for (int rank = 0; rank < pool.depth(); rank++)
                for (List<String> run : pool.runs()) if (rank < run.size()) order.add(run.get(rank));
            return new InOrder(List.copyOf(order));
        }
    }

    /// By one of the fusions that look at ranks.
    record Fused(String name) implements AdjudicationMethod {
        @Override
        public Adjudicator start(Pool pool, RandomGenerator random) {
            TieBreaker<String> ties = TieBreaker.ascending();
            RankingFusion<String> fusion = name.equals("rrf")
                    ? new ReciprocalRankFusion<>(60, ties)
                    : VotingRule.borda().asFusion(Unranked.LAST, ties);
            return new InOrder(
                    fusion.fuse(pool.runs().stream().map(Ranking::ofOrder).toList())
                            .items());
        }
    }

    private static final class InOrder implements Adjudicator {
        private final Iterator<String> rest;
        private Optional<String> now;

        InOrder(List<String> order) {
            rest = order.iterator();
            now = advance();
        }

        private Optional<String> advance() {
            return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        @Override
        public Optional<String> next() {
            return now;
        }

        @Override
        public void judged(String document, boolean relevant) {
            Unjudged.expect(now, document);
            now = advance();
        }
    }
}
