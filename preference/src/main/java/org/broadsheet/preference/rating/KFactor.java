package org.broadsheet.preference.rating;

import org.broadsheet.preference.judgment.PairwisePreference;

/// How many points at most one comparison moves a rating, and after which rule that shrinks or grows.
@FunctionalInterface
public interface KFactor {
    /// @param games      comparisons the item was in before
    /// @param rating     its rating
    /// @param comparison what is learned from
    /// @return finite, at least 0
    double k(int games, double rating, PairwisePreference<?, ?> comparison);

    /// Always the same: 32 suits a few dozen comparisons an item, 4 thousands.
    static KFactor constant(double k) {
        if (!(k > 0 && k < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "k is finite and above 0 but was " + k + "; 32 suits a few dozen comparisons an item");
        return (_, _, _) -> k;
    }

    /// `a / (games + b)^c`: quick with newcomers, slow with the well-known. FiveThirtyEight used 250, 5 and
    /// 0.4 for tennis.
    ///
    /// @param b above 0
    /// @param c from 0 (constant) to 1 (the mean of all games)
    static KFactor falling(double a, double b, double c) {
        if (!(a > 0 && a < Double.POSITIVE_INFINITY && b > 0 && b < Double.POSITIVE_INFINITY && c >= 0 && c <= 1))
            throw new IllegalArgumentException(
                    "a falling K needs a > 0, b > 0 and c from 0 to 1, not " + a + ", " + b + " and " + c);
        return (games, _, _) -> a / Math.pow(games + b, c);
    }

    /// Chess federation: 40 for the first 30 games, 10 from 2400 points on, else 20.
    static KFactor fide() {
        return (games, rating, _) -> games < 30 ? 40 : rating >= 2400 ? 10 : 20;
    }

    /// This, times the World Football Elo factor of the margin: 1 for up to one goal, 1.5 for two, 1.75 for
    /// three, and an eighth more for each beyond.
    default KFactor byGoals() {
        return (games, rating, p) -> {
            double margin = p.margin();
            double factor = margin < 2 ? 1 : margin < 3 ? 1.5 : (11 + margin) / 8;
            return k(games, rating, p) * factor;
        };
    }

    /// This, times (1 + margin)^power; the margin in units of its own.
    ///
    /// @param power finite; 0 changes nothing
    default KFactor byMargin(double power) {
        if (!Double.isFinite(power)) throw new IllegalArgumentException("a power is finite but was " + power);
        return (games, rating, p) -> k(games, rating, p) * Math.pow(1 + p.margin(), power);
    }
}
