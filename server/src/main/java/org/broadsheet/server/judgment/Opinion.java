package org.broadsheet.server.judgment;

import java.util.Optional;

/// What one reader thinks of one paper now.
///
/// @param thumb up, down, or no vote
/// @param stars the rating, if there is one
/// @param saved whether it is kept for later
/// @param hidden whether it is not to be shown again
/// @param notInterested why it is not of interest, if that was said
public record Opinion(
        Optional<Boolean> thumb,
        Optional<Judgment.Rating> stars,
        boolean saved,
        boolean hidden,
        Optional<Judgment.NotInterested> notInterested) {
    /// Nothing was said.
    public static final Opinion NONE = new Opinion(Optional.empty(), Optional.empty(), false, false, Optional.empty());

    public boolean up() {
        return thumb.orElse(false);
    }

    public boolean down() {
        return thumb.isPresent() && !thumb.get();
    }
}
