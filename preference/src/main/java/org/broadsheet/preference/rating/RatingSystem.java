package org.broadsheet.preference.rating;

import java.util.Collection;
import org.broadsheet.preference.judgment.Judgment;

/// A way to give items ratings from comparisons of them. Implementations are immutable values that hold
/// settings alone.
///
/// Laws, held by `RatingSystemContractTest`: what items are called does not matter; for a batch fit the
/// order of the comparisons does not matter, and for no system that of comparisons of the same time by
/// different items; another win never lowers a rating; swapping the two sides of every comparison changes
/// nothing unless the system knows a home advantage; ratings and errors are finite, or NaN for an item that
/// was never compared; groups of items that no chain of comparisons links are reported.
public interface RatingSystem {
    /// The name by which the command line finds it.
    String name();

    /// Rates every item of `comparisons`.
    ///
    /// @throws IllegalArgumentException where there is no comparison at all
    <I> Ratings<I> fit(Comparisons<I> comparisons);

    /// Rates every item that is compared in `judgments`. A system for pairs reads lists and choices as all
    /// their pairs, each of the whole weight; a system for lists takes them as they are. Thumbs and ratings
    /// compare nothing and are passed over.
    ///
    /// @throws IllegalArgumentException where nothing is compared
    default <I> Ratings<I> fit(Collection<? extends Judgment<?, I>> judgments) {
        return fit(Comparisons.of(judgments));
    }
}
