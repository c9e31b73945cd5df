package org.broadsheet.preference.rating;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;

/// A rating system that takes one comparison after the other and forgets each. A batch is taken in the
/// order of times, what has none first, and equal times as they stand.
public interface OnlineRatingSystem extends RatingSystem {
    /// A table in which nobody has been compared yet.
    <I> RatingTable<I> begin();

    @Override
    default <I> Ratings<I> fit(Comparisons<I> comparisons) {
        comparisons.needsSome();
        RatingTable<I> table = begin();
        for (I item : comparisons.items()) table.enter(item);
        for (int k : comparisons.inOrderOfTime()) table.update(comparisons.at(k));
        return table.ratings();
    }

    @Override
    default <I> Ratings<I> fit(Collection<? extends Judgment<?, I>> judgments) {
        RatingTable<I> table = begin();
        List<? extends Judgment<?, I>> sorted = judgments.stream()
                .filter(j -> !(j instanceof Thumb || j instanceof Rating)
                        && j.items().size() > 1)
                .sorted(Comparator.comparing(j -> j.occasion().time().orElse(Instant.MIN)))
                .toList();
        if (sorted.isEmpty()) throw Comparisons.nothing();
        for (Judgment<?, I> j : sorted) table.update(j);
        return table.ratings();
    }
}
