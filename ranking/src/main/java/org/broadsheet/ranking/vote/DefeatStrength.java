package org.broadsheet.ranking.vote;

/// How strong a majority of one item over another is. The same order of defeats where every ballot ranks every item
/// without ties.
enum DefeatStrength {
    /// Voters for less voters against.
    MARGIN {
        @Override
        double of(MajorityGraph<?> graph, int winner, int loser) {
            return graph.margin(winner, loser);
        }
    },
    /// Voters for.
    WINNING_VOTES {
        @Override
        double of(MajorityGraph<?> graph, int winner, int loser) {
            return graph.support(winner, loser);
        }
    };

    /// Above 0; only asked where `winner` beats `loser`.
    abstract double of(MajorityGraph<?> graph, int winner, int loser);
}
