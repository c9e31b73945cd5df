package org.broadsheet.evaluation.answer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.LogisticLoss;
import org.broadsheet.numerics.Stable;

/// Equivalence learned from people's judgments: a logistic regression over what question, reference and
/// answer share
/// word by word and number by number and, where an embedding is at hand, over the similarity of reference
/// and answer.
/// A stand-in for the BERT classifier of Bulian et al. (EMNLP 2022) that needs no language model.
public final class LearnedEquivalence implements AnswerEquivalence {
    private final double[] means;
    private final double[] scales;
    private final double[] weights;
    private final Optional<ToDoubleBiFunction<String, String>> similarity;

    private LearnedEquivalence(
            double[] means,
            double[] scales,
            double[] weights,
            Optional<ToDoubleBiFunction<String, String>> similarity) {
        this.means = means;
        this.scales = scales;
        this.weights = weights;
        this.similarity = similarity;
    }

    /// Learns from judged answers, each against the reference it shares most with.
    ///
    /// @param ridge penalty of the squared weights of standardised features, not negative; 3 is a good start
    /// @throws IllegalArgumentException where not both verdicts occur
    public static LearnedEquivalence fit(List<JudgedAnswer> judged, double ridge) {
        return fit(judged, ridge, Optional.empty());
    }

    /// The same with a similarity of reference and answer in meaning, such as the cosine of their embeddings.
    public static LearnedEquivalence fit(
            List<JudgedAnswer> judged, double ridge, Optional<ToDoubleBiFunction<String, String>> similarity) {
        long good = judged.stream().filter(JudgedAnswer::acceptable).count();
        if (good == 0 || good == judged.size())
            throw new IllegalArgumentException("to learn from judgments both verdicts must occur, but " + good + " of "
                    + judged.size() + " answers are acceptable");
        double[][] rows = judged.stream()
                .map(j -> features(j.question(), nearest(j.references(), j.candidate()), j.candidate(), similarity))
                .toArray(double[][]::new);
        int n = rows[0].length;
        double[] means = new double[n];
        double[] scales = new double[n];
        for (int j = 0; j < n; j++) {
            int column = j;
            double[] values =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
            means[j] = Stable.mean(values);
            double square = 0;
            for (double v : values) square += (v - means[column]) * (v - means[column]) / values.length;
            // A feature that never changes says nothing.
            scales[j] = square > 1e-12 ? 1 / Math.sqrt(square) : 0;
        }
        double[][] standardised = new double[rows.length][];
        double[] labels = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            standardised[i] = standardised(rows[i], means, scales);
            labels[i] = judged.get(i).acceptable() ? 1 : 0;
        }
        double[] one = new double[rows.length];
        Arrays.fill(one, 1);
        double[] penalties = new double[n + 1];
        Arrays.fill(penalties, 0, n, ridge);
        LogisticLoss loss = new LogisticLoss(standardised, labels, one, penalties);
        double[] weights = Lbfgs.DEFAULT.minimize(loss, new double[n + 1]).point();
        return new LearnedEquivalence(means, scales, weights, similarity);
    }

    @Override
    public Equivalence judge(String question, List<String> references, String candidate) {
        return AnswerEquivalence.best(references, candidate, 0.5, (r, c) -> {
            double[] x = standardised(features(question, r, c, similarity), means, scales);
            double z = 0;
            for (int j = 0; j < x.length; j++) z += weights[j] * x[j];
            return Stable.sigmoid(z);
        });
    }

    /// How much a step of one standard deviation of each feature moves the log-odds of being accepted.
    public Map<String, Double> weights() {
        Map<String, Double> named = new LinkedHashMap<>();
        List<String> names = AnswerFeatures.names();
        for (int j = 0; j < names.size(); j++) named.put(names.get(j), weights[j]);
        if (similarity.isPresent()) named.put("similarity in meaning", weights[names.size()]);
        return named;
    }

    private static String nearest(List<String> references, String candidate) {
        String nearest = references.getFirst();
        double most = -1;
        for (String r : references) {
            double f1 = AnswerMeasures.f1(candidate, r) + 1e-3 * AnswerMeasures.containment(candidate, List.of(r));
            if (f1 > most) {
                most = f1;
                nearest = r;
            }
        }
        return nearest;
    }

    private static double[] features(
            String question,
            String reference,
            String candidate,
            Optional<ToDoubleBiFunction<String, String>> similarity) {
        double[] lexical = AnswerFeatures.of(question, reference, candidate);
        if (similarity.isEmpty()) return lexical;
        double[] all = Arrays.copyOf(lexical, lexical.length + 1);
        all[lexical.length] = similarity.get().applyAsDouble(reference, candidate);
        return all;
    }

    private static double[] standardised(double[] row, double[] means, double[] scales) {
        double[] x = new double[row.length + 1];
        for (int j = 0; j < row.length; j++) x[j] = (row[j] - means[j]) * scales[j];
        x[row.length] = 1;
        return x;
    }
}
