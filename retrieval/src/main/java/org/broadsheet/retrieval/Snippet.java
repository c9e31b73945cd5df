package org.broadsheet.retrieval;

import java.util.List;

/// A piece of a paper's text with the words that matched. Plain text and places in it, never markup.
///
/// @param text  the piece; may be empty
/// @param marks places of matching words, in order, not overlapping
public record Snippet(String text, List<Mark> marks) {
    /// Nothing to show.
    public static final Snippet EMPTY = new Snippet("", List.of());

    /// A place in the text: from `start` (included) to `end` (excluded), in characters.
    public record Mark(int start, int end) {}

    public Snippet {
        marks = List.copyOf(marks);
        int last = 0;
        for (Mark m : marks) {
            if (m.start() < last || m.end() <= m.start() || m.end() > text.length())
                throw new IllegalArgumentException(
                        "a mark lies within the text and after the one before, but was " + m);
            last = m.end();
        }
    }
}
