package org.broadsheet.preference.values;

/// One person's answer to: is somebody who used to follow `from` in this context and now follows `to`
/// wiser?
///
/// @param voter   tells people apart; nothing else is known of them
/// @param from    id of a value card
/// @param to      id of another
/// @param context where it was asked, such as "when a paper reports an experiment"
public record UpgradeVote(String voter, String from, String to, String context, Answer answer) {
    /// Answers.
    public enum Answer {
        WISER,
        NOT_WISER,
        UNSURE
    }

    public UpgradeVote {
        if (from.equals(to))
            throw new IllegalArgumentException("nobody gets wiser by staying with " + from + "; compare two cards");
        if (voter.isBlank() || context.isBlank())
            throw new IllegalArgumentException(
                    "a vote names its voter and its context, but they are \"" + voter + "\" and \"" + context + "\"");
    }
}
