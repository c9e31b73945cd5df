package org.broadsheet.ranking.fusion;

import java.util.List;
import org.broadsheet.ranking.Ranking;

/// Joins several rankings into one.
///
/// Laws, held by `RankingFusionContractTest`: the result holds exactly the items of its inputs; one ranking alone keeps
/// its order; the order of
/// the inputs does not matter where all weigh the same; a fusion by rank ignores scores.
@FunctionalInterface
public interface RankingFusion<I> {
    Ranking<I> fuse(List<Ranking<I>> in);
}
