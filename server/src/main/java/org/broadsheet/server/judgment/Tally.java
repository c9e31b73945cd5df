package org.broadsheet.server.judgment;

/// How many readers of this house think what of a paper; each counts once.
///
/// @param up   readers who voted for it
/// @param down readers for whom it is not
/// @param saved readers who saved it
public record Tally(int up, int down, int saved) {
    /// Nobody said anything.
    public static final Tally NONE = new Tally(0, 0, 0);
}
