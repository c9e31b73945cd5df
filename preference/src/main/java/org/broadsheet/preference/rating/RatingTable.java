package org.broadsheet.preference.rating;

import org.broadsheet.preference.judgment.Judgment;

/// Ratings that change with every comparison. Not for use by several threads at once.
public interface RatingTable<I> {
    /// Makes an item known, with the rating of one that was never compared; nothing happens where it is
    /// known.
    void enter(I item);

    /// Learns from one judgment. Times may not go back: what is earlier than something before counts as of
    /// that time, and what has no time as of the latest. A list or choice is taken as a whole by systems
    /// that can, and as its pairs one after the other by those that cannot; thumbs and ratings compare
    /// nothing and are passed over.
    void update(Judgment<?, I> judgment);

    /// What would come of a comparison now, in a context of which nothing is known. Unknown items have the
    /// rating of one that was never compared.
    default Prediction predict(I left, I right) {
        return predict("", left, right);
    }

    /// What would come of a comparison now in the context that judgments have too: systems that know a home
    /// advantage look at whether it is neutral, and [StateSpace] rates by context.
    Prediction predict(Object context, I left, I right);

    /// Everything as it stands; later updates do not change it.
    Ratings<I> ratings();
}
