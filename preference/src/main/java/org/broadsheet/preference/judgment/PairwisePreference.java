package org.broadsheet.preference.judgment;

import java.util.List;

/// Which of two is better, or that neither is.
///
/// @param left   the first shown, or the one at home
/// @param right  another item
/// @param margin by how much, in units of the judge's own (a degree from 1 to 3, goals, points); finite and
///     above 0, 1 where nothing is known, and 0 exactly for a tie
public record PairwisePreference<C, I>(C context, I left, I right, Outcome outcome, double margin, Occasion occasion)
        implements Judgment<C, I> {
    public PairwisePreference {
        if (left.equals(right))
            throw new IllegalArgumentException("a comparison is of two items, not of " + left + " with itself");
        if (outcome == Outcome.TIE ? margin != 0 : !(margin > 0 && margin < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a margin is above 0, or 0 for a tie, but was " + margin + " for "
                    + outcome.key() + " between " + left + " and " + right);
    }

    /// With a margin of 1, or 0 for a tie, on an unknown occasion.
    public static <C, I> PairwisePreference<C, I> of(C context, I left, I right, Outcome outcome) {
        return new PairwisePreference<>(
                context, left, right, outcome, outcome == Outcome.TIE ? 0 : 1, Occasion.UNKNOWN);
    }

    /// The one that is better, told as the left one.
    public static <C, I> PairwisePreference<C, I> better(C context, I better, I worse) {
        return of(context, better, worse, Outcome.LEFT);
    }

    /// The same preference with the two in the other order.
    public PairwisePreference<C, I> swapped() {
        return new PairwisePreference<>(context, right, left, outcome.swapped(), margin, occasion);
    }

    @Override
    public PairwisePreference<C, I> on(Occasion other) {
        return new PairwisePreference<>(context, left, right, outcome, margin, other);
    }

    @Override
    public List<I> items() {
        return List.of(left, right);
    }
}
