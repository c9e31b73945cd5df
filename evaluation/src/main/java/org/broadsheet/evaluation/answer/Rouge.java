package org.broadsheet.evaluation.answer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// ROUGE (Lin 2004) as the package `rouge_score` of google-research computes it: words are runs of a-z and
/// 0-9 after
/// lowering, everything else parts them; on request words of more than three letters are stemmed with NLTK's
/// Porter.
public enum Rouge {
    /// Single words.
    ROUGE_1 {
        @Override
        Score compare(String reference, String candidate, boolean stemmed) {
            return ngrams(tokens(reference, stemmed), tokens(candidate, stemmed), 1);
        }
    },
    /// Pairs of neighbouring words.
    ROUGE_2 {
        @Override
        Score compare(String reference, String candidate, boolean stemmed) {
            return ngrams(tokens(reference, stemmed), tokens(candidate, stemmed), 2);
        }
    },
    /// The longest common subsequence of the whole texts.
    ROUGE_L {
        @Override
        Score compare(String reference, String candidate, boolean stemmed) {
            List<String> r = tokens(reference, stemmed);
            List<String> c = tokens(candidate, stemmed);
            return Score.of(r.isEmpty() || c.isEmpty() ? 0 : table(r, c)[r.size()][c.size()], r.size(), c.size());
        }
    },
    /// The union of longest common subsequences, sentence by sentence; sentences are lines.
    ROUGE_LSUM {
        @Override
        Score compare(String reference, String candidate, boolean stemmed) {
            return union(sentences(reference, stemmed), sentences(candidate, stemmed));
        }
    };

    /// Overlap seen from both sides, each in [0, 1].
    ///
    /// @param precision share of the candidate found in the reference
    /// @param recall    share of the reference found in the candidate
    /// @param f1        their harmonic mean, 0 where both are 0
    public record Score(double precision, double recall, double f1) {
        static Score of(int hits, int inReference, int inCandidate) {
            double precision = (double) hits / Math.max(inCandidate, 1);
            double recall = (double) hits / Math.max(inReference, 1);
            double sum = precision + recall;
            return new Score(precision, recall, sum > 0 ? 2 * precision * recall / sum : 0);
        }
    }

    /// Longest text that is compared, in words: subsequences take quadratic time and room.
    public static final int MOST_WORDS = 20_000;

    private static final Pattern APART = Pattern.compile("[^a-z0-9]+");

    abstract Score compare(String reference, String candidate, boolean stemmed);

    /// Compares a text with a reference.
    ///
    /// @param stemmed whether words are reduced to their stems first
    /// @throws IllegalArgumentException where a text has more than [#MOST_WORDS] words
    public Score score(String reference, String candidate, boolean stemmed) {
        return compare(reference, candidate, stemmed);
    }

    private static List<String> tokens(String text, boolean stemmed) {
        List<String> tokens = new ArrayList<>();
        for (String t : APART.split(text.toLowerCase(Locale.ROOT))) {
            if (t.isEmpty()) continue;
            tokens.add(stemmed && t.length() > 3 ? PorterStemmer.stem(t) : t);
        }
        if (tokens.size() > MOST_WORDS)
            throw new IllegalArgumentException(
                    "ROUGE compares texts of up to " + MOST_WORDS + " words, but one has " + tokens.size());
        return tokens;
    }

    private static List<List<String>> sentences(String text, boolean stemmed) {
        List<List<String>> sentences = new ArrayList<>();
        for (String line : text.split("\n")) if (!line.isEmpty()) sentences.add(tokens(line, stemmed));
        return sentences;
    }

    private static Score ngrams(List<String> reference, List<String> candidate, int n) {
        Map<List<String>, Integer> wanted = new HashMap<>();
        for (int i = 0; i + n <= reference.size(); i++) wanted.merge(reference.subList(i, i + n), 1, Integer::sum);
        int hits = 0;
        for (int i = 0; i + n <= candidate.size(); i++) {
            Integer left = wanted.computeIfPresent(candidate.subList(i, i + n), (_, k) -> k - 1);
            if (left != null && left >= 0) hits++;
        }
        return Score.of(hits, Math.max(0, reference.size() - n + 1), Math.max(0, candidate.size() - n + 1));
    }

    /// Lengths of longest common subsequences of all beginnings.
    private static int[][] table(List<String> a, List<String> b) {
        int[][] t = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++)
            for (int j = 1; j <= b.size(); j++)
                t[i][j] = a.get(i - 1).equals(b.get(j - 1)) ? t[i - 1][j - 1] + 1 : Math.max(t[i - 1][j], t[i][j - 1]);
        return t;
    }

    private static Score union(List<List<String>> reference, List<List<String>> candidate) {
        Map<String, Integer> leftInReference = counts(reference);
        Map<String, Integer> leftInCandidate = counts(candidate);
        int hits = 0;
        for (List<String> r : reference) {
            BitSet covered = new BitSet();
            for (List<String> c : candidate) mark(r, c, covered);
            for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
                // No word counts more often than either text has it.
                String word = r.get(i);
                if (leftInCandidate.getOrDefault(word, 0) <= 0 || leftInReference.getOrDefault(word, 0) <= 0) continue;
                hits++;
                leftInCandidate.merge(word, -1, Integer::sum);
                leftInReference.merge(word, -1, Integer::sum);
            }
        }
        return Score.of(
                hits,
                reference.stream().mapToInt(List::size).sum(),
                candidate.stream().mapToInt(List::size).sum());
    }

    /// Marks the places of one longest common subsequence in `r`; among several the one the reference
    /// program takes.
    private static void mark(List<String> r, List<String> c, BitSet covered) {
        int[][] t = table(r, c);
        int i = r.size();
        int j = c.size();
        while (i > 0 && j > 0) {
            if (r.get(i - 1).equals(c.get(j - 1))) {
                covered.set(--i);
                j--;
            } else if (t[i][j - 1] > t[i - 1][j]) {
                j--;
            } else {
                i--;
            }
        }
    }

    private static Map<String, Integer> counts(List<List<String>> sentences) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> s : sentences) for (String word : s) counts.merge(word, 1, Integer::sum);
        return counts;
    }
}
