package org.broadsheet.evaluation.answer;

import java.util.List;
import java.util.stream.IntStream;

/// How many of a question's best answers to show so that an acceptable one is among them as often as asked: conformal
/// prediction with the least nonconformity of all acceptable answers (Fisch et al., ICLR 2021).
///
/// Holds for questions like those it was calibrated on, whatever the scores are worth; better scores make smaller
/// sets, and so does an [AnswerEquivalence] that accepts what people accept in place of exact match.
public final class AnswerSets {
    private final double threshold;

    private AnswerSets(double threshold) {
        this.threshold = threshold;
    }

    /// The answers to one question.
    ///
    /// @param scores     of each answer, higher is better
    /// @param acceptable whether each will do
    public record Judged(List<Double> scores, List<Boolean> acceptable) {
        public Judged {
            scores = List.copyOf(scores);
            acceptable = List.copyOf(acceptable);
            if (scores.size() != acceptable.size())
                throw new IllegalArgumentException(
                        "as many verdicts as scores, please: " + scores.size() + " and " + acceptable.size());
            for (double s : scores)
                if (!Double.isFinite(s)) throw new IllegalArgumentException("a score is a finite number but was " + s);
        }

        private double bestAcceptable() {
            return IntStream.range(0, scores.size())
                    .filter(acceptable::get)
                    .mapToDouble(scores::get)
                    .max()
                    .orElse(Double.NEGATIVE_INFINITY);
        }
    }

    /// Learns the score down to which answers must be kept.
    ///
    /// @param questions judged ones that are used for nothing else
    /// @param error     how often a set may be without an acceptable answer, in (0, 1)
    public static AnswerSets calibrate(List<Judged> questions, double error) {
        if (!(error > 0 && error < 1))
            throw new IllegalArgumentException("the error lies between 0 and 1 but was " + error);
        double[] best =
                questions.stream().mapToDouble(Judged::bestAcceptable).sorted().toArray();
        // Of n + 1 exchangeable questions the new one is among the k lowest in at most an `error` of all cases.
        int k = (int) Math.floor(error * (best.length + 1) + 1e-9);
        return new AnswerSets(k == 0 ? Double.NEGATIVE_INFINITY : best[k - 1]);
    }

    /// The lowest score that is kept; negative infinity where everything has to be, since too few questions were
    /// judged or too many had no acceptable answer.
    public double threshold() {
        return threshold;
    }

    /// How many of the answers with these scores are kept.
    public int size(List<Double> scores) {
        return (int) scores.stream().filter(s -> s >= threshold).count();
    }

    /// Whether an acceptable answer is kept.
    public boolean covers(Judged question) {
        double best = question.bestAcceptable();
        return best > Double.NEGATIVE_INFINITY && best >= threshold;
    }

    @Override
    public String toString() {
        return "answers with a score of at least " + threshold;
    }

    /// Scores of answers among which no references are known: how much each agrees with the others, as the mean token
    /// F1.
    public static double[] consensus(List<String> answers) {
        double[] scores = new double[answers.size()];
        for (int i = 0; i < scores.length; i++)
            for (int j = 0; j < scores.length; j++)
                if (i != j) scores[i] += AnswerMeasures.f1(answers.get(i), answers.get(j)) / (scores.length - 1);
        return scores;
    }
}
