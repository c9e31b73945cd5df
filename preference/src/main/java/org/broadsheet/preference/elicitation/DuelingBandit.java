package org.broadsheet.preference.elicitation;

import org.broadsheet.preference.judgment.Outcome;

/// Chooses pairs one after the other and learns from each answer. Made by a [DuelStrategy]. Not for several
/// threads.
///
/// Laws, held by `DuelingBanditContractTest`: pairs are of the items there are; the same seed and answers
/// lead to the same
/// pairs; with one clear best item among few it is nearly always recommended in the end.
public interface DuelingBandit {
    /// The pair to ask about now. Asking again without an answer may name another.
    Duel next();

    /// What was answered. Also answers to pairs that were not asked for are taken.
    ///
    /// @param outcome left where the first was preferred
    /// @throws IllegalArgumentException as in [DuelLog#record]
    void observe(Duel duel, Outcome outcome);

    /// The item that is taken to be best by what is known.
    int recommendation();

    /// All answers so far.
    DuelLog log();
}
