package org.broadsheet.preference.elicitation;

/// Two items to be compared. Both may be the same: then whoever chose them has found the best item and asks
/// nothing more.
///
/// @param first  from 0
/// @param second from 0
public record Duel(int first, int second) {
    public Duel {
        if (first < 0 || second < 0)
            throw new IllegalArgumentException("items are numbers from 0, not " + first + " and " + second);
    }

    /// The same two in the other order.
    public Duel swapped() {
        return new Duel(/* first= */ second, /* second= */ first);
    }

    /// Whether there is something to ask.
    public boolean isQuestion() {
        return first != second;
    }
}
