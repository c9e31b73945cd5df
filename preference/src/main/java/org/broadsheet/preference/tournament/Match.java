package org.broadsheet.preference.tournament;

import java.util.Optional;
import org.broadsheet.preference.judgment.Outcome;

/// One match.
///
/// @param round   from 1
/// @param left    shown first to the judge
/// @param right   shown second
/// @param outcome what the judge said
/// @param winner  who goes on; nobody where a tie may stand, and after a tie in an elimination whoever a
///                second judgment or else the lot chose
/// @param calls   how often the judge was asked, 1 or 2
public record Match<P>(int round, P left, P right, Outcome outcome, Optional<P> winner, int calls) {
    public Match {
        if (left.equals(right)) throw new IllegalArgumentException(left + " cannot play a match against itself");
    }

    P other(P player) {
        return player.equals(left) ? right : left;
    }
}
