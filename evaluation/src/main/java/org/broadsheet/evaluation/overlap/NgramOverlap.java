package org.broadsheet.evaluation.overlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the runs of n words of some questions in a corpus that is read once, document by document. Memory
/// grows
/// with the
/// questions, not with the corpus. Not for several threads.
///
/// Runs are compared by 64-bit hashes; that two different ones agree is less likely than one in 10^9 for a
/// million
/// questions' runs against ten million documents' worth of a thousand words.
public final class NgramOverlap {
    private static final int MOST_SOURCES = 5;
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private final int n;
    private final List<Asked> asked = new ArrayList<>();
    /// Where each run of words stands in the questions: question and place, one after the other.
    private final Map<Long, int[]> places = new HashMap<>();

    private static final class Asked {
        final String id;
        final int runs;
        final BitSet found;
        int longest;
        final List<OverlapReport.Source> sources = new ArrayList<>();

        Asked(String id, int runs) {
            this.id = id;
            this.runs = runs;
            this.found = new BitSet(runs);
        }
    }

    /// @param questions what to look for
    /// @param n         words in a run; 13 and 8 are usual
    /// @throws IllegalArgumentException where n is below 1
    public NgramOverlap(List<Text> questions, int n) {
        if (n < 1)
            throw new IllegalArgumentException("a run has at least 1 word but n was " + n + "; 13 or 8 is usual");
        this.n = n;
        for (Text question : questions) {
            long[] hashes = hashes(question);
            for (int place = 0; place < hashes.length; place++) {
                int number = asked.size();
                int at = place;
                places.merge(hashes[place], new int[] {number, at}, (old, added) -> {
                    int[] joined = Arrays.copyOf(old, old.length + 2);
                    joined[old.length] = number;
                    joined[old.length + 1] = at;
                    return joined;
                });
            }
            asked.add(new Asked(question.id(), hashes.length));
        }
    }

    /// Looks for the questions in one more document.
    public void read(Text document) {
        Map<Integer, Set<Integer>> here = new HashMap<>();
        Map<Long, Integer> stretches = Map.of();
        for (long hash : hashes(document)) {
            int[] at = places.get(hash);
            if (at == null) {
                stretches = Map.of();
                continue;
            }
            Map<Long, Integer> longer = new HashMap<>();
            for (int i = 0; i < at.length; i += 2) {
                Asked question = asked.get(at[i]);
                here.computeIfAbsent(at[i], _ -> new HashSet<>()).add(at[i + 1]);
                long key = (long) at[i] << 32 | at[i + 1];
                int runs = 1 + stretches.getOrDefault(key - 1, 0);
                longer.put(key, runs);
                question.longest = Math.max(question.longest, runs + n - 1);
            }
            stretches = longer;
        }
        here.forEach((number, found) -> {
            Asked question = asked.get(number);
            found.forEach(question.found::set);
            question.sources.add(new OverlapReport.Source(document.id(), found.size()));
            question.sources.sort(Comparator.comparingInt(OverlapReport.Source::found)
                    .reversed()
                    .thenComparing(OverlapReport.Source::document));
            if (question.sources.size() > MOST_SOURCES) question.sources.removeLast();
        });
    }

    /// What was found in all documents read so far.
    public OverlapReport report() {
        return new OverlapReport(
                n,
                asked.stream()
                        .map(q -> new OverlapReport.Question(
                                q.id, q.runs, q.found.cardinality(), q.longest, spans(q.found), q.sources))
                        .toList());
    }

    private List<OverlapReport.Span> spans(BitSet found) {
        List<OverlapReport.Span> spans = new ArrayList<>();
        for (int run = found.nextSetBit(0); run >= 0; run = found.nextSetBit(run + 1)) {
            // Stretches that share a word are one; single words are one where they follow each other.
            if (!spans.isEmpty() && spans.getLast().to() >= run + (n > 1 ? 1 : 0))
                spans.set(
                        spans.size() - 1, new OverlapReport.Span(spans.getLast().from(), run + n));
            else spans.add(new OverlapReport.Span(run, run + n));
        }
        return spans;
    }

    /// The hash of each run of n words: a polynomial in the hashes of the words, carried on from run to run.
    private long[] hashes(Text text) {
        List<String> words = text.words();
        if (words.size() < n) return new long[0];
        long out = 1; // BASE to the power of n
        for (int i = 0; i < n; i++) out *= BASE;
        long[] hashes = new long[words.size() - n + 1];
        long[] values = words.stream().mapToLong(NgramOverlap::hash).toArray();
        long rolling = 0;
        for (int i = 0; i < values.length; i++) {
            rolling = rolling * BASE + values[i];
            if (i >= n) rolling -= out * values[i - n];
            if (i >= n - 1) hashes[i - n + 1] = rolling;
        }
        return hashes;
    }

    /// FNV-1a over characters, then mixed (Stafford's variant 13).
    private static long hash(String word) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) h = (h ^ word.charAt(i)) * 0x100000001b3L;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }
}
