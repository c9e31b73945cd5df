package org.broadsheet.preference.values;

/// When answers are many and agreed enough to count.
///
/// @param leastWiser      people who must find it wiser, at least 1
/// @param leastLikelihood above 0
/// @param mostEntropy     bits, not negative
public record EdgeRule(int leastWiser, double leastLikelihood, double mostEntropy) {
    /// The limits of the published program.
    public static final EdgeRule PUBLISHED = new EdgeRule(2, 0.33, 1.69);

    public EdgeRule {
        if (leastWiser < 1)
            throw new IllegalArgumentException("at least one person must find it wiser, not " + leastWiser);
        if (!(leastLikelihood > 0 && leastLikelihood <= 1))
            throw new IllegalArgumentException("the least likelihood is above 0 and at most 1, not " + leastLikelihood);
        if (!(mostEntropy >= 0)) throw new IllegalArgumentException("entropy is 0 or more, not " + mostEntropy);
    }

    boolean keeps(EdgeCounts counts) {
        return counts.wiser() >= leastWiser
                && counts.likelihood() >= leastLikelihood
                && counts.entropy() <= mostEntropy;
    }
}
