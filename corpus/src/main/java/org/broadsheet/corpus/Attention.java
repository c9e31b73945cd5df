package org.broadsheet.corpus;

/// What others thought of a paper, as a source counted it.
///
/// @param upvotes   votes at the source, 0 or more
/// @param comments  comments at the source, 0 or more
/// @param citations citations the source knows, 0 or more
/// @param stars     stars of the linked code, 0 or more
public record Attention(int upvotes, int comments, int citations, int stars) {
    /// Nobody said anything, or the source does not count.
    public static final Attention NONE = new Attention(0, 0, 0, 0);

    public Attention {
        if (upvotes < 0 || comments < 0 || citations < 0 || stars < 0)
            throw new IllegalArgumentException(
                    "counts are 0 or more but were " + upvotes + ", " + comments + ", " + citations + ", " + stars);
    }

    /// The larger of each count: two sources that count the same thing must not add up.
    public Attention max(Attention o) {
        return new Attention(
                Math.max(upvotes, o.upvotes),
                Math.max(comments, o.comments),
                Math.max(citations, o.citations),
                Math.max(stars, o.stars));
    }
}
