package org.broadsheet.preference.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.Ratings;

/// Confidence by comparison (Shrivastava, Kumar and Liang 2025, "Language Models Prefer What They Know"): a
/// judge is asked of two answers which is more likely right, again and again; answers are rated like
/// players, and the rating is the confidence. It says which answer is surer, and becomes a probability only
/// through a calibrator fitted on answers known to be right or wrong.
///
/// @param matches comparisons that each item takes part in, from 1; two at most differ by one where the
///     number of items is odd
/// @param system  makes ratings of them
public record RelativeConfidence(int matches, RatingSystem system) {
    /// Fifteen comparisons an item and Bradley-Terry with a slight prior.
    public static final RelativeConfidence DEFAULT = new RelativeConfidence(15, BradleyTerry.PLAIN.withRidge(0.01));

    public RelativeConfidence {
        if (matches < 1 || matches > 10_000)
            throw new IllegalArgumentException("an item takes part in 1 to 10000 comparisons, not " + matches);
    }

    /// Asks and rates. Rounds of random pairs, in which nobody meets more than one other and who stands
    /// left is random; nearly `items * matches / 2` questions.
    ///
    /// @param items at least two, distinct
    /// @throws IllegalArgumentException where there are fewer than two
    public <C, I> Ratings<I> rate(
            C context, List<I> items, PairwiseJudge<? super C, ? super I> judge, RandomGenerator random) {
        return system.fit(ask(context, items, judge, random));
    }

    /// The questions and what was answered.
    public <C, I> List<PairwisePreference<C, I>> ask(
            C context, List<I> items, PairwiseJudge<? super C, ? super I> judge, RandomGenerator random) {
        if (items.size() < 2)
            throw new IllegalArgumentException("to compare takes two items or more, not " + items.size());
        List<PairwisePreference<C, I>> said = new ArrayList<>();
        List<I> order = new ArrayList<>(items);
        for (int round = 0; round < matches; round++) {
            shuffle(order, random);
            for (int i = 0; i + 1 < order.size(); i += 2) {
                I left = order.get(i);
                I right = order.get(i + 1);
                PairwiseJudge.Verdict verdict = judge.judge(context, left, right);
                said.add(PairwisePreference.of(context, left, right, verdict.outcome())
                        .on(Occasion.UNKNOWN.from(Occasion.Source.MODEL)));
            }
        }
        return said;
    }

    private static <I> void shuffle(List<I> order, RandomGenerator random) {
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            I swapped = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
    }
}
