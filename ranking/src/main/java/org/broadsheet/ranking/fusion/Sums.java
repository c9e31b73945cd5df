package org.broadsheet.ranking.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Sums of scores made into a ranking.
final class Sums {
    private Sums() {}

    static <I> Ranking<I> ranked(Map<I, Double> sums, TieBreaker<I> ties) {
        List<Scored<I>> scored = new ArrayList<>(sums.size());
        sums.forEach((item, sum) -> scored.add(new Scored<>(item, sum)));
        return Ranking.of(scored, ties);
    }
}
