package org.broadsheet.studies.frame;

/// What became of a claim.
public enum Verdict {
    /// Every condition holds.
    REPRODUCED("reproduced"),
    /// At least one central condition holds, and at least one condition does not.
    PARTLY("partly"),
    /// No central condition holds.
    NOT_REPRODUCED("not reproduced"),
    /// The study could not be run: the data it needs are not on this machine.
    NO_DATA("data not here");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /// As it is printed.
    public String words() {
        return words;
    }
}
