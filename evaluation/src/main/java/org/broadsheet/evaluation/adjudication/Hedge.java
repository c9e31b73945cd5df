package org.broadsheet.evaluation.adjudication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hedge (Aslam, Pavlu and Savell 2003): runs have weights, and the document that would tell most about the
/// heavy
/// ones is
/// judged next. A run's stake in its document at rank r is `ln(Z / r) / 2` with Z one more than the depth;
/// a verdict
/// multiplies the run's weight by `beta` to the power of its loss, which is the stake where the document is
/// not
/// relevant
/// and minus the stake where it is.
///
/// @param beta how quickly runs that err lose weight; above 0, below 1
record Hedge(double beta) implements AdjudicationMethod {
    Hedge {
        if (!(beta > 0 && beta < 1))
            throw new IllegalArgumentException("beta lies between 0 and 1 but was " + beta + "; 0.1 is usual");
    }

    @Override
    public String name() {
        return "hedge";
    }

    @Override
    public Adjudicator start(Pool pool, RandomGenerator random) {
        return new Experts(pool);
    }

    /// The weights of the runs after some verdicts, for tests.
    double[] weightsAfter(Pool pool, Map<String, Boolean> verdicts) {
        Experts experts = new Experts(pool);
        verdicts.forEach(experts::learn);
        return experts.weights;
    }

    private final class Experts implements Adjudicator {
        private final double[] weights;
        private final Map<String, double[]> stakes = new LinkedHashMap<>();
        private final List<String> left;
        private Optional<String> now;

        Experts(Pool pool) {
            int runs = pool.runs().size();
            weights = new double[runs];
            Arrays.fill(weights, 1.0 / runs);
            for (String document : pool.documents()) stakes.put(document, new double[runs]);
            for (int r = 0; r < runs; r++) {
                List<String> documents = pool.runs().get(r);
                for (int rank = 1; rank <= documents.size(); rank++)
                    stake(documents.get(rank - 1))[r] = 0.5 * Math.log((pool.depth() + 1.0) / rank);
            }
            left = new ArrayList<>(stakes.keySet());
            now = heaviest();
        }

        private double[] stake(String document) {
            double[] found = stakes.get(document);
            if (found == null) throw new IllegalArgumentException("no run retrieved " + document);
            return found;
        }

        private Optional<String> heaviest() {
            double most = Double.NEGATIVE_INFINITY;
            Optional<String> document = Optional.empty();
            for (String candidate : left) {
                double[] stake = stake(candidate);
                double sum = 0;
                for (int r = 0; r < weights.length; r++) sum += weights[r] * stake[r];
                if (sum > most) {
                    most = sum;
                    document = Optional.of(candidate);
                }
            }
            return document;
        }

        void learn(String document, boolean relevant) {
            double[] stake = stake(document);
            double sum = 0;
            for (int r = 0; r < weights.length; r++) {
                weights[r] *= Math.pow(beta, relevant ? -stake[r] : stake[r]);
                sum += weights[r];
            }
            for (int r = 0; r < weights.length; r++) weights[r] /= sum;
            left.remove(document);
        }

        @Override
        public Optional<String> next() {
            return now;
        }

        @Override
        public void judged(String document, boolean relevant) {
            Unjudged.expect(now, document);
            learn(document, relevant);
            now = heaviest();
        }
    }
}
