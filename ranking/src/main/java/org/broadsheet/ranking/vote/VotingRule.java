package org.broadsheet.ranking.vote;

import java.util.List;
import java.util.Locale;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.fusion.RankingFusion;

/// Makes one order from many ballots.
///
/// Laws, held by `VotingRuleContractTest`: the order of the ballots does not matter; what the items are called does not
/// matter but for ties; one ballot alone is the result; where all put one item before another, the result never
/// has them the other way round; all rules but [#approvedAt] and [#meanScore] ignore how far scores lie apart.
public interface VotingRule {
    /// The name by which [#named] finds it.
    String name();

    /// A score for each item by its number, higher is better, equal where the rule ties them; empty where there are no
    /// items.
    double[] scores(Election<?> election);

    /// The items by falling score; ties as the election's tie breaker has them.
    default <I> Ranking<I> rank(Election<I> election) {
        return election.ranked(scores(election));
    }

    /// This rule as a way to join rankings, each of which is one voter.
    default <I> RankingFusion<I> asFusion(Unranked unranked, TieBreaker<I> ties) {
        return in -> rank(Election.of(in, unranked, ties));
    }

    /// Borda: an item gets a point for each item behind it (de Borda 1781).
    static VotingRule borda() {
        return new PositionalScoring("borda", (place, n) -> n - 1 - place);
    }

    /// The most first places.
    static VotingRule plurality() {
        return new PositionalScoring("plurality", (place, _) -> place == 0 ? 1 : 0);
    }

    /// The fewest last places.
    static VotingRule veto() {
        return new PositionalScoring("veto", (place, n) -> place == n - 1 ? -1 : 0);
    }

    /// The first `k` items of a ballot get a point each.
    ///
    /// @throws IllegalArgumentException where `k` is below 1
    static VotingRule approval(int k) {
        if (k < 1) throw new IllegalArgumentException("a ballot approves of at least 1 item but k was " + k);
        return new PositionalScoring("approval:" + k, (place, _) -> place < k ? 1 : 0);
    }

    /// One point for a first place, 1/2 for a second, 1/3 for a third (Dowdall, as Nauru votes).
    static VotingRule harmonic() {
        return new PositionalScoring("harmonic", (place, _) -> 1.0 / (place + 1));
    }

    /// A point for each ballot that scores the item `threshold` or more; items not held are not approved of.
    ///
    /// @throws IllegalArgumentException where the threshold is NaN
    static VotingRule approvedAt(double threshold) {
        return new ScoreRules.Approved(threshold);
    }

    /// The mean of the scores given. An item that a ballot does not hold counts there as much as its last item, or not
    /// at all where there is no opinion.
    static VotingRule meanScore() {
        return new ScoreRules.Mean();
    }

    /// Duels won and half the duels tied (Copeland 1951).
    static VotingRule copeland() {
        return new PairwiseRules.Copeland();
    }

    /// Least worst defeat, by margin (Simpson 1969, Kramer 1977).
    static VotingRule minimax() {
        return new PairwiseRules.Minimax(DefeatStrength.MARGIN);
    }

    /// The beat-path method, paths by winning votes (Schulze 2011); the score is the number of items beaten.
    static VotingRule schulze() {
        return new PairwiseRules.Schulze(DefeatStrength.WINNING_VOTES);
    }

    /// Locks in majorities from the largest margin on, skipping those that would close a circle (Tideman 1987). Equal
    /// margins: more winning votes first, then items in the order of their numbers.
    static VotingRule rankedPairs() {
        return new PairwiseRules.RankedPairs(DefeatStrength.MARGIN);
    }

    /// The order with the fewest disagreements: exact where it can prove so, else the best found; see [Kemeny#solve].
    static VotingRule kemeny() {
        return Kemeny.DEFAULT;
    }

    /// Instant run-off: the item with the fewest first places leaves until one is left (Ware 1871).
    static VotingRule instantRunoff() {
        return new InstantRunoff();
    }

    /// The smallest median place (Fagin, Kumar and Sivakumar 2003).
    static VotingRule medianRank() {
        return new PlaceRules.Median();
    }

    /// The order with the smallest sum of distances between places, an assignment problem (Dwork and others 2001).
    static VotingRule footrule() {
        return new PlaceRules.Footrule();
    }

    /// One rule of each name, `approval` with three approved items.
    static List<VotingRule> all() {
        return List.of(
                borda(),
                copeland(),
                kemeny(),
                rankedPairs(),
                schulze(),
                minimax(),
                instantRunoff(),
                medianRank(),
                footrule(),
                plurality(),
                veto(),
                harmonic(),
                approval(3),
                meanScore());
    }

    /// A rule by its name: those of [#all], `approval:K`, and `approved-at:SCORE`.
    ///
    /// @throws IllegalArgumentException for any other name, with those there are
    static VotingRule named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        try {
            if (wanted.startsWith("approval:")) return approval(Integer.parseInt(wanted.substring(9)));
            if (wanted.startsWith("approved-at:")) return approvedAt(Double.parseDouble(wanted.substring(12)));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "after the colon of \"" + name + "\" there has to be a number: approval:3, approved-at:0.5");
        }
        for (VotingRule rule : all()) if (rule.name().equals(wanted)) return rule;
        throw new IllegalArgumentException("there is no voting rule \"" + name + "\"; there are "
                + String.join(", ", all().stream().map(VotingRule::name).toList()) + ", approved-at:SCORE");
    }
}
