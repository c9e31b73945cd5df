package org.broadsheet.server.shelf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds highlights again in an abstract that may have changed since.
public final class Anchors {
    private Anchors() {}

    /// A highlight where it stands now.
    public record Placed(Note note, int starts, int ends) {}

    /// A place in a text, in characters.
    public record Place(int starts, int ends) {}

    /// Where words stand in a text, nearest to a place; spaces and letter case may differ.
    public static Optional<Place> find(String text, String words, int near) {
        int[] at = Folded.of(text).nearest(Folded.of(words).text, near);
        return at.length == 0 ? Optional.empty() : Optional.of(new Place(at[0], at[1]));
    }

    /// What is where.
    ///
    /// @param placed in the order of the text
    /// @param lost   highlights whose words no longer stand in it
    public record Found(List<Placed> placed, List<Note> lost) {}

    /// Places highlights: at their old position where their words are still there, else at the nearest
    /// other place with the same words, where spaces and letter case may differ.
    public static Found in(String text, List<Note> notes) {
        Folded folded = Folded.of(text);
        List<Placed> placed = new ArrayList<>();
        List<Note> lost = new ArrayList<>();
        for (Note n : notes) {
            if (!n.highlight()) continue;
            if (n.ends() <= text.length()
                    && n.starts() < n.ends()
                    && text.substring(n.starts(), n.ends()).equals(n.quote()))
                placed.add(new Placed(n, n.starts(), n.ends()));
            else {
                int[] at = folded.nearest(Folded.of(n.quote()).text, n.starts());
                if (at.length == 0) lost.add(n);
                else placed.add(new Placed(n, at[0], at[1]));
            }
        }
        placed.sort(Comparator.comparingInt(Placed::starts).thenComparingInt(Placed::ends));
        return new Found(placed, lost);
    }

    /// A text in lower case with single spaces, and where each of its characters came from.
    private static final class Folded {
        private final String text;
        private final int[] from;

        private Folded(String text, int[] from) {
            this.text = text;
            this.from = from;
        }

        static Folded of(String text) {
            StringBuilder out = new StringBuilder();
            int[] from = new int[text.length() + 1];
            boolean space = true;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean blank = Character.isWhitespace(c);
                if (blank && space) continue;
                from[out.length()] = i;
                out.append(blank ? ' ' : Character.toLowerCase(c));
                space = blank;
            }
            from[out.length()] = text.length();
            if (space && !out.isEmpty()) out.setLength(out.length() - 1);
            return new Folded(out.toString(), from);
        }

        int[] nearest(String quote, int wanted) {
            int[] best = {};
            if (quote.isEmpty()) return best;
            for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
                int starts = from[at];
                if (best.length == 0 || Math.abs(starts - wanted) < Math.abs(best[0] - wanted))
                    best = new int[] {starts, from[at + quote.length() - 1] + 1};
            }
            return best;
        }
    }
}
