package org.broadsheet.preference.judgment;

import java.util.List;

/// What one judge said once of one item or of several. Five shapes, and every `switch` over them is checked
/// by the compiler. All are immutable and equal by value; ties are an outcome and never left out.
///
/// @param <C> what the judge was looking at: a question, a reader, an edition; the empty text where nothing
///     is known
/// @param <I> what is judged, told apart by `equals`
public sealed interface Judgment<C, I> permits Thumb, Rating, PairwisePreference, RankedPreference, Choice {
    C context();

    /// Who said it, when, how much it counts and where it came from.
    Occasion occasion();

    /// The same judgment, said on another occasion.
    Judgment<C, I> on(Occasion other);

    /// Every item that is named, each once.
    List<I> items();
}
