package org.broadsheet.evaluation.recommender;

/// A user did something with an item.
///
/// @param user  who
/// @param item  with what
/// @param value how much: a rating, or 1; above 0 counts as liked
/// @param time  when, in any unit; 0 where it is not known
public record Interaction(String user, String item, double value, long time) {
    public Interaction {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("what " + user + " did with " + item + " has the value " + value);
    }

    /// Liked, at a time that is not known.
    public Interaction(String user, String item) {
        this(user, item, 1, 0);
    }
}
