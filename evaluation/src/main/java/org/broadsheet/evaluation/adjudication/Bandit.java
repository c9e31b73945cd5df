package org.broadsheet.evaluation.adjudication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Runs as the arms of a Bayesian bandit: a run's chance to find a relevant document has a Beta distribution,
/// uniform at
/// first (Losada, Parapar and Barreiro 2016). After each verdict the run's counts become `rate * count +
/// verdict`.
///
/// @param rate   1 where the past counts as much as the present, 0 where only the last verdict does
/// @param choice what of the distributions decides
/// @param credit which runs learn from a verdict
record Bandit(double rate, Choice choice, Credit credit) implements AdjudicationMethod {
    enum Choice {
        /// The largest mean.
        MEAN,
        /// The largest of one draw each.
        SAMPLE
    }

    enum Credit {
        /// The run that the document was taken from.
        PULLED,
        /// Every run that retrieved it.
        RETRIEVED
    }

    Bandit {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException("the rate is from 0 to 1 but was " + rate);
    }

    @Override
    public String name() {
        return switch (choice) {
            case MEAN -> rate == 1 ? "mm" : "mm-ns";
            case SAMPLE -> "thompson";
        };
    }

    @Override
    public Adjudicator start(Pool pool, RandomGenerator random) {
        return new Arms(pool, random);
    }

    private final class Arms implements Adjudicator {
        private final Unjudged unjudged;
        private final List<Set<String>> retrieved = new ArrayList<>();
        private final double[] relevant;
        private final double[] judged;
        private final RandomGenerator random;
        private int run;
        private Optional<String> now;

        Arms(Pool pool, RandomGenerator random) {
            this.random = random;
            unjudged = new Unjudged(pool);
            for (List<String> documents : pool.runs()) retrieved.add(new HashSet<>(documents));
            relevant = new double[pool.runs().size()];
            judged = new double[pool.runs().size()];
            now = pull();
        }

        private Optional<String> pull() {
            double best = Double.NEGATIVE_INFINITY;
            Optional<String> document = Optional.empty();
            for (int r = 0; r < judged.length; r++) {
                Optional<String> first = unjudged.first(r);
                if (first.isEmpty()) continue;
                double merit = switch (choice) {
                    case MEAN -> (1 + relevant[r]) / (2 + judged[r]);
                    case SAMPLE -> beta(1 + relevant[r], 1 + judged[r] - relevant[r]);
                };
                if (merit > best) {
                    best = merit;
                    run = r;
                    document = first;
                }
            }
            return document;
        }

        /// A draw from Beta(a, b) as the share of one of two draws from Gamma distributions.
        private double beta(double a, double b) {
            double x = gamma(a);
            return x / (x + gamma(b));
        }

        /// Marsaglia and Tsang 2000, for shapes of 1 and more.
        private double gamma(double shape) {
            double d = shape - 1 / 3.0;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double z = random.nextGaussian();
                double v = Math.pow(1 + c * z, 3);
                if (v <= 0) continue;
                double u = 1 - random.nextDouble();
                if (Math.log(u) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
            }
        }

        @Override
        public Optional<String> next() {
            return now;
        }

        @Override
        public void judged(String document, boolean isRelevant) {
            Unjudged.expect(now, document);
            unjudged.add(document);
            for (int r = 0; r < judged.length; r++) {
                boolean learns = switch (credit) {
                    case PULLED -> r == run;
                    case RETRIEVED -> retrieved.get(r).contains(document);
                };
                if (!learns) continue;
                relevant[r] = rate * relevant[r] + (isRelevant ? 1 : 0);
                judged[r] = rate * judged[r] + 1;
            }
            now = pull();
        }
    }
}
