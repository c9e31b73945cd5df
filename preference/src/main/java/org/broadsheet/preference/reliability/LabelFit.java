package org.broadsheet.preference.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model made of labels.
///
/// @param model         its name
/// @param labels        the labels, sorted; posteriors, prevalence and confusions are in this order
/// @param prevalence    how common each label is in truth, sum 1
/// @param items         one a item, in the order of the matrix
/// @param judges        one a judge, in the order of the matrix
/// @param logLikelihood of the labels given, truth summed over
/// @param iterations    steps taken
/// @param converged     whether the posteriors had settled
public record LabelFit(
        String model,
        List<String> labels,
        List<Double> prevalence,
        List<ItemLabel> items,
        List<JudgeReliability> judges,
        double logLikelihood,
        int iterations,
        boolean converged) {
    public LabelFit {
        labels = List.copyOf(labels);
        prevalence = List.copyOf(prevalence);
        items = List.copyOf(items);
        judges = List.copyOf(judges);
    }

    /// What an item is.
    ///
    /// @param label       the most probable one; of equally probable ones the first by name
    /// @param probability of that label
    /// @param posterior   the probability of each label, sum 1
    /// @param given       how many labels it got
    public record ItemLabel(String item, String label, double probability, List<Double> posterior, int given) {
        public ItemLabel {
            posterior = List.copyOf(posterior);
        }
    }

    /// How far to trust a judge.
    ///
    /// @param given     how many labels the judge gave
    /// @param accuracy  the chance that a label of theirs is right, over items as common as they are; in
    ///                  [0, 1]
    /// @param error     its standard error, with all else taken as known; NaN where the labels do not
    ///                  tell
    /// @param confusion a row a true label, a column a given one; rows sum to 1
    public record JudgeReliability(
            String judge, int given, double accuracy, double error, List<List<Double>> confusion) {
        public JudgeReliability {
            confusion = confusion.stream().map(List::copyOf).toList();
        }
    }

    public Optional<ItemLabel> item(String name) {
        return items.stream().filter(i -> i.item().equals(name)).findFirst();
    }

    public Optional<JudgeReliability> judge(String name) {
        return judges.stream().filter(j -> j.judge().equals(name)).findFirst();
    }

    /// The probability of each label for an item that was not there, from what known judges say of it.
    ///
    /// @param given judge -> label; where it is empty, the prevalence is the answer
    /// @throws IllegalArgumentException for a judge or a label that was never seen
    public List<Double> posterior(Map<String, String> given) {
        double[] p = prevalence.stream().mapToDouble(Math::log).toArray();
        given.forEach((name, label) -> {
            JudgeReliability judge = judge(name)
                    .orElseThrow(() -> new IllegalArgumentException("the judge \"" + name
                            + "\" gave no label before, so nothing is known of them; fit again with their labels, or"
                            + " leave them out"));
            int column = labels.indexOf(label);
            if (column < 0)
                throw new IllegalArgumentException(
                        "there is no label \"" + label + "\"; there are " + String.join(", ", labels));
            for (int k = 0; k < p.length; k++)
                p[k] += Math.log(judge.confusion().get(k).get(column));
        });
        exponentiate(p);
        return Arrays.stream(p).boxed().toList();
    }

    /// Turns logarithms into probabilities in place; returns the logarithm of what was divided by. Where
    /// all are impossible, nothing is known and all are alike.
    static double exponentiate(double[] p) {
        double high = Double.NEGATIVE_INFINITY;
        for (double v : p) high = Math.max(high, v);
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = high == Double.NEGATIVE_INFINITY ? 1 : Math.exp(p[k] - high);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) p[k] /= sum;
        return high + Math.log(sum);
    }
}
