package org.broadsheet.evaluation.answer;

import java.util.Map;

/// English stems by Porter's algorithm (Program 14(3), 1980) with the changes that NLTK makes to it by
/// default, so
/// that ROUGE with stems equals the reference implementation. For lower-case words.
final class PorterStemmer {
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("sky", "sky"),
            Map.entry("skies", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("news", "news"),
            Map.entry("innings", "inning"),
            Map.entry("inning", "inning"),
            Map.entry("outings", "outing"),
            Map.entry("outing", "outing"),
            Map.entry("cannings", "canning"),
            Map.entry("canning", "canning"),
            Map.entry("howe", "howe"),
            Map.entry("proceed", "proceed"),
            Map.entry("exceed", "exceed"),
            Map.entry("succeed", "succeed"));

    /// Suffixes and what replaces them where the rest has a measure above 0. The first that matches decides.
    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"bli", "ble"},
        {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"},
        {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
        {"iviti", "ive"}, {"biliti", "ble"}, {"fulli", "ful"}
    };
    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}
    };
    private static final String[] STEP_4 = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize"
    };

    private PorterStemmer() {}

    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) return irregular;
        if (word.length() <= 2) return word;
        return step5(step4(replaced(step2(yToI(pastAndGerund(plural(word)))), STEP_3)));
    }

    private static String plural(String w) {
        if (w.endsWith("ies")) return cut(w, w.length() == 4 ? 1 : 2);
        if (w.endsWith("sses")) return cut(w, 2);
        return w.endsWith("s") && !w.endsWith("ss") ? cut(w, 1) : w;
    }

    private static String pastAndGerund(String w) {
        if (w.endsWith("ied")) return cut(w, w.length() == 4 ? 1 : 2);
        if (w.endsWith("eed")) return measure(cut(w, 3)) > 0 ? cut(w, 1) : w;
        String s;
        if (w.endsWith("ed")) s = cut(w, 2);
        else if (w.endsWith("ing")) s = cut(w, 3);
        else return w;
        if (!hasVowel(s)) return w;
        if (s.endsWith("at") || s.endsWith("bl") || s.endsWith("iz")) return s + "e";
        if (endsInDouble(s)) {
            char last = s.charAt(s.length() - 1);
            return last == 'l' || last == 's' || last == 'z' ? s : cut(s, 1);
        }
        return measure(s) == 1 && shortEnd(s) ? s + "e" : s;
    }

    private static String yToI(String w) {
        return w.endsWith("y") && w.length() > 2 && consonant(w, w.length() - 2) ? cut(w, 1) + "i" : w;
    }

    private static String step2(String w) {
        if (w.endsWith("alli") && measure(cut(w, 4)) > 0) return step2(cut(w, 2));
        if (w.endsWith("logi")) return measure(cut(w, 3)) > 0 ? cut(w, 1) : w;
        return replaced(w, STEP_2);
    }

    private static String replaced(String w, String[][] rules) {
        for (String[] rule : rules) {
            if (!w.endsWith(rule[0])) continue;
            String s = cut(w, rule[0].length());
            return measure(s) > 0 ? s + rule[1] : w;
        }
        return w;
    }

    private static String step4(String w) {
        for (String suffix : STEP_4) {
            if (!w.endsWith(suffix)) continue;
            String s = cut(w, suffix.length());
            if (measure(s) <= 1) return w;
            return suffix.equals("ion") && !s.endsWith("s") && !s.endsWith("t") ? w : s;
        }
        return w;
    }

    private static String step5(String w) {
        String s = w;
        if (s.endsWith("e")) {
            String rest = cut(s, 1);
            int m = measure(rest);
            if (m > 1 || (m == 1 && !shortEnd(rest))) s = rest;
        }
        return s.endsWith("ll") && measure(cut(s, 1)) > 1 ? cut(s, 1) : s;
    }

    private static String cut(String w, int letters) {
        return w.substring(0, w.length() - letters);
    }

    /// A letter that is no vowel; y is one where it follows a vowel or begins the word.
    private static boolean consonant(String w, int i) {
        return switch (w.charAt(i)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> {
                int first = i; // a run of y alternates; walked back so that a long one costs no stack
                while (first > 0 && w.charAt(first) == 'y') first--;
                yield consonant(w, first, i - first);
            }
            default -> true;
        };
    }

    private static boolean consonant(String w, int first, int steps) {
        boolean is = "aeiou".indexOf(w.charAt(first)) < 0;
        return steps % 2 == 0 ? is : !is;
    }

    /// How often a vowel is followed by a consonant.
    private static int measure(String w) {
        int m = 0;
        boolean before = true;
        for (int i = 0; i < w.length(); i++) {
            boolean is = w.charAt(i) == 'y' ? i == 0 || !before : "aeiou".indexOf(w.charAt(i)) < 0;
            if (is && !before) m++;
            before = is;
        }
        return m;
    }

    private static boolean hasVowel(String w) {
        for (int i = 0; i < w.length(); i++) if (!consonant(w, i)) return true;
        return false;
    }

    private static boolean endsInDouble(String w) {
        int n = w.length();
        return n >= 2 && w.charAt(n - 1) == w.charAt(n - 2) && consonant(w, n - 1);
    }

    /// Consonant, vowel, consonant other than w, x, y at the end; or a word of vowel and consonant.
    private static boolean shortEnd(String w) {
        int n = w.length();
        if (n == 2) return !consonant(w, 0) && consonant(w, 1);
        return n >= 3
                && consonant(w, n - 3)
                && !consonant(w, n - 2)
                && consonant(w, n - 1)
                && "wxy".indexOf(w.charAt(n - 1)) < 0;
    }
}
