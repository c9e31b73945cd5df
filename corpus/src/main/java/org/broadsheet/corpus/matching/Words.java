package org.broadsheet.corpus.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Text reduced to what two spellings of the same thing share: lower case, no accents, letters and digits
/// only.
final class Words {
    private static final Set<String> LITTLE = Set.of(
            "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "via");

    private Words() {}

    static String folded(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(decomposed.length());
        decomposed.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) out.appendCodePoint(c);
            else if (Character.getType(c) != Character.NON_SPACING_MARK) out.append(' ');
        });
        return out.toString();
    }

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String w : folded(text).split(" +")) if (!w.isEmpty()) words.add(w);
        return words;
    }

    /// Without the little words that one source keeps and another drops.
    static List<String> telling(String text) {
        List<String> words = of(text);
        List<String> telling = new ArrayList<>(words);
        telling.removeIf(LITTLE::contains);
        return telling.isEmpty() ? words : telling;
    }

    /// All letters and digits in a row.
    static String squashed(String text) {
        return folded(text).replace(" ", "");
    }

    /// Dice coefficient of the sets of three letters in a row; 1 for two equal texts.
    static double trigramSimilarity(String a, String b) {
        if (a.equals(b)) return 1;
        Set<String> x = trigrams(a);
        Set<String> y = trigrams(b);
        if (x.isEmpty() || y.isEmpty()) return 0;
        int shared = 0;
        for (String t : x) if (y.contains(t)) shared++;
        return 2.0 * shared / (x.size() + y.size());
    }

    private static Set<String> trigrams(String text) {
        String padded = "  " + text + " ";
        Set<String> set = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) set.add(padded.substring(i, i + 3));
        return set;
    }

    /// Share of the words of the shorter text that the longer one has, with typing errors forgiven in long
    /// words; symmetric.
    static double containment(List<String> a, List<String> b) {
        Set<String> x = new HashSet<>(a);
        Set<String> y = new HashSet<>(b);
        if (x.isEmpty() || y.isEmpty()) return 0;
        if (x.size() == y.size()) return Math.max(shareIn(x, y), shareIn(y, x));
        return x.size() < y.size() ? shareIn(x, y) : shareIn(y, x);
    }

    private static double shareIn(Set<String> small, Set<String> large) {
        int shared = 0;
        for (String w : small) if (large.contains(w) || nearlyIn(w, large)) shared++;
        return (double) shared / small.size();
    }

    private static boolean nearlyIn(String word, Set<String> words) {
        if (word.length() < 5) return false;
        for (String w : words) if (Math.abs(w.length() - word.length()) <= 1 && oneEditApart(word, w)) return true;
        return false;
    }

    /// Whether at most one insertion, deletion or substitution turns one into the other.
    static boolean oneEditApart(String a, String b) {
        if (a.length() > b.length()) return oneEditApart(b, a);
        if (b.length() - a.length() > 1) return false;
        int i = 0;
        while (i < a.length() && a.charAt(i) == b.charAt(i)) i++;
        if (i == a.length()) return true;
        return a.length() == b.length()
                ? a.substring(i + 1).equals(b.substring(i + 1))
                : a.substring(i).equals(b.substring(i + 1));
    }
}
