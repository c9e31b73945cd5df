package org.broadsheet.server.retention;

/// What is kept for a set time and forgotten after it. What readers wrote and judged is none of it: that stays
/// until they delete it.
public enum Kept {
    /// Who did what to accounts and to the house.
    AUDIT("What was done to accounts and to the house", 365, 1),
    /// Which papers pages showed, where, which were opened and for how long. Rankings learn from them, so they
    /// stay where nothing is set.
    SIGNALS("What pages tell of readers: shown, opened, for how long", 0, 0),
    /// Letters that left or failed, without their words. A report of an undeliverable letter counts only while it
    /// is known, and a month's letter is sent once because it is.
    LETTERS("Which letters left, and to whom", 60, 35),
    /// What webhooks were told.
    DELIVERIES("What webhooks were told", 30, 1);

    /// Most days that can be set: ten years.
    public static final int MOST_DAYS = 3_650;

    private final String what;
    private final int days;
    private final int fewest;

    Kept(String what, int days, int fewest) {
        this.what = what;
        this.days = days;
        this.fewest = fewest;
    }

    /// As settings and programs name it.
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// For people.
    public String what() {
        return what;
    }

    /// Days where nothing is set; 0 for ever.
    public int days() {
        return days;
    }

    /// Fewest days that can be set; 0 where for ever is allowed.
    public int fewest() {
        return fewest;
    }

    /// @throws IllegalArgumentException naming what it may be and what it was
    public int checked(int set) {
        if (set < fewest || set > MOST_DAYS)
            throw new IllegalArgumentException("days for which is kept '" + key() + "' are from " + fewest + " to "
                    + MOST_DAYS + (fewest == 0 ? ", 0 for ever," : "") + " but were " + set);
        return set;
    }
}
