package org.broadsheet.preference.elicitation;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds a pair for decided once even odds leave its confidence sequence: the mixture martingale of Robbins
/// (1970) with
/// a uniform mixture, of which Ville's inequality says that it holds at all times at once; all pairs share
/// the chance to
/// be wrong. What follows from decided pairs by transitivity is decided too.
record MajorityStopping(double confidence) implements StoppingRule {
    MajorityStopping {
        StoppingRule.check(confidence);
    }

    @Override
    public Optional<Answer> answer(Question question, DuelLog log) {
        int n = log.items();
        BitSet[] below = decided(log);
        int[] beaten = IntStream.range(0, n).map(i -> below[i].cardinality()).toArray();
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Integer.compare(beaten[b], beaten[a]))
                .toList();
        return switch (question) {
            case Question.Order() -> {
                // A total order: each beats all behind it.
                for (int place = 0; place < n; place++)
                    if (beaten[order.get(place)] != n - 1 - place) yield Optional.empty();
                yield Optional.of(new Answer(order, confidence));
            }
            case Question.Top(int k) -> {
                List<Integer> top = order.subList(0, Math.min(k, n));
                for (int a : top)
                    for (int b : order.subList(top.size(), n)) if (!below[a].get(b)) yield Optional.empty();
                yield Optional.of(new Answer(top.stream().sorted().toList(), confidence));
            }
        };
    }

    /// For each item those that are surely below it.
    private BitSet[] decided(DuelLog log) {
        int n = log.items();
        BitSet[] below = new BitSet[n];
        for (int i = 0; i < n; i++) below[i] = new BitSet(n);
        double needed = Math.log(n * (n - 1) / 2.0 / (1 - confidence));
        for (Duel pair : log.pairs()) {
            double won = log.wins(pair.first(), pair.second());
            double lost = log.wins(pair.second(), pair.first());
            if (won == lost || evidence(won, lost) < needed) continue;
            if (won > lost) below[pair.first()].set(pair.second());
            else below[pair.second()].set(pair.first());
        }
        for (int k = 0; k < n; k++) for (int i = 0; i < n; i++) if (i != k && below[i].get(k)) below[i].or(below[k]);
        for (int i = 0; i < n; i++) below[i].clear(i); // contradicting pairs; the chance of them is in the confidence
        return below;
    }

    /// ln of B(won + 1, lost + 1) 2^(won + lost), the evidence against even odds.
    static double evidence(double won, double lost) {
        return logGamma(won + 1) + logGamma(lost + 1) - logGamma(won + lost + 2) + (won + lost) * Math.log(2);
    }

    /// Stirling's series after moving the argument up.
    private static double logGamma(double x) {
        double shift = 0;
        while (x < 12) shift -= Math.log(x++);
        double r = 1 / (x * x);
        return shift
                + (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
    }
}
