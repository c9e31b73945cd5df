package org.broadsheet.preference.elicitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Adam;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.judgment.Outcome;

/// Learns a policy over a finite pool from pairs drawn from it, with a bonus for leaving what it did
/// before: the core of
/// self-exploring preference elicitation (Zhang and others 2024), without the language model.
///
/// The policy is pi(i) proportional to reference(i) exp(w . x_i). In each round `pairs` pairs are drawn
/// from it; then w
/// goes down the mean of -log sigmoid(beta (a_winner - a_loser)) + alpha beta a_s, where a is the log of
/// the new over the
/// old policy and s one item drawn from the old policy for each pair: with alpha above 0 what it used to
/// say becomes less
/// likely. alpha = 0 is online direct preference optimisation. Nothing but the number of steps holds w
/// back, as in the
/// original.
public final class SelfExploring implements DuelingBandit {
    /// @param beta  weight of the log ratio, above 0
    /// @param alpha of the bonus, times beta; from 0
    /// @param pairs answers a round, from 1
    /// @param steps of Adam a round, from 1
    /// @param rate  of Adam, above 0
    public record Settings(double beta, double alpha, int pairs, int steps, double rate) {
        public static final Settings DEFAULT = new Settings(0.1, 0.01, 24, 200, 0.05);

        public Settings {
            if (!(beta > 0)
                    || !(alpha >= 0)
                    || pairs < 1
                    || steps < 1
                    || !(rate > 0)
                    || !Double.isFinite(beta + alpha + rate))
                throw new IllegalArgumentException(
                        "beta and rate are above 0, alpha from 0, pairs and steps from 1, but" + " were " + beta + ", "
                                + rate + ", " + alpha + ", " + pairs + " and " + steps);
        }

        public Settings withAlpha(double other) {
            return new Settings(beta, other, pairs, steps, rate);
        }
    }

    private record Answer(Duel duel, double share, int sampled) {}

    private final double[][] features;
    private final double[] reference; // logarithms
    private final Settings settings;
    private final RandomGenerator random;
    private final DuelLog log;
    private final List<Answer> round = new ArrayList<>();
    private double[] weights;
    private double[] logPolicy;

    /// @param features  one row an item, all of one length, finite
    /// @param reference logarithm of the policy to begin with, up to a constant; finite
    public SelfExploring(double[][] features, double[] reference, Settings settings, RandomGenerator random) {
        this.features = LinearUtility.checked(features);
        if (reference.length != features.length)
            throw new IllegalArgumentException("there are " + features.length + " items but the reference has "
                    + reference.length + " numbers; give one an item");
        for (double r : reference)
            if (!Double.isFinite(r)) throw new IllegalArgumentException("the reference is finite but has " + r);
        this.reference = reference.clone();
        this.settings = settings;
        this.random = random;
        this.log = new DuelLog(features.length);
        this.weights = new double[features[0].length];
        this.logPolicy = logPolicy(weights);
    }

    private double[] logPolicy(double[] w) {
        double[] logits = new double[features.length];
        for (int i = 0; i < logits.length; i++) logits[i] = reference[i] + LinearUtility.dot(w, features[i]);
        double total = Stable.logSumExp(logits);
        for (int i = 0; i < logits.length; i++) logits[i] -= total;
        return logits;
    }

    /// How likely each item is to be shown; sums to 1.
    public double[] policy() {
        return Stable.softmax(logPolicy);
    }

    @Override
    public Duel next() {
        if (features.length == 1) return new Duel(0, 0);
        double[] policy = policy();
        int first = drawn(policy, -1);
        return new Duel(first, drawn(policy, first));
    }

    /// An item by the policy, not `without`; where the policy is all at that one, any other.
    private int drawn(double[] policy, int without) {
        double left = without < 0 ? 1 : 1 - policy[without];
        double at = random.nextDouble() * left;
        int last = -1;
        if (left > 1e-9)
            for (int i = 0; i < policy.length; i++) {
                if (i == without || policy[i] == 0) continue;
                last = i;
                at -= policy[i];
                if (at < 0) return i;
            }
        if (last >= 0) return last;
        int other = random.nextInt(policy.length - 1);
        return other < without ? other : other + 1;
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
        round.add(new Answer(duel, outcome.leftScore(), drawn(policy(), -1)));
        if (round.size() == settings.pairs) learn();
    }

    /// The loss of the answers since the policy last changed.
    Differentiable loss() {
        return new Loss(List.copyOf(round), weights);
    }

    private void learn() {
        Adam adam = Adam.DEFAULT.withRate(settings.rate).withMaxIterations(settings.steps);
        weights = adam.minimize(loss(), weights).point();
        logPolicy = logPolicy(weights);
        round.clear();
    }

    @Override
    public int recommendation() {
        int best = 0;
        for (int i = 1; i < logPolicy.length; i++) if (logPolicy[i] > logPolicy[best]) best = i;
        return best;
    }

    @Override
    public DuelLog log() {
        return log;
    }

    /// The mean loss of a round.
    private final class Loss implements Differentiable {
        private final List<Answer> answers;
        private final double[] old;

        Loss(List<Answer> answers, double[] oldWeights) {
            this.answers = answers;
            this.old = logPolicy(oldWeights);
        }

        @Override
        public int dimension() {
            return weights.length;
        }

        @Override
        public double valueAndGradient(double[] w, double[] gradient) {
            double[] now = logPolicy(w);
            double[] slope = new double[now.length]; // by each item's log-probability
            double value = 0;
            for (Answer answer : answers) {
                value += pair(
                                ratio(now, answer.duel.first()) - ratio(now, answer.duel.second()),
                                answer.share,
                                ratio(now, answer.sampled),
                                settings)
                        / answers.size();
                double d = settings.beta * (ratio(now, answer.duel.first()) - ratio(now, answer.duel.second()));
                double change = settings.beta * (Stable.sigmoid(d) - answer.share) / answers.size();
                slope[answer.duel.first()] += change;
                slope[answer.duel.second()] -= change;
                slope[answer.sampled] += settings.alpha * settings.beta / answers.size();
            }
            double total = 0;
            for (double s : slope) total += s;
            Arrays.fill(gradient, 0);
            for (int i = 0; i < slope.length; i++) {
                double along = slope[i] - total * Math.exp(now[i]);
                for (int f = 0; f < gradient.length; f++) gradient[f] += along * features[i][f];
            }
            return value;
        }

        private double ratio(double[] now, int item) {
            return now[item] - old[item];
        }
    }

    /// The loss of one answer.
    ///
    /// @param ratio   log ratio of the first item less that of the second
    /// @param share   of the first item, 1 where it was preferred
    /// @param sampled log ratio of the item drawn from the old policy
    public static double pair(double ratio, double share, double sampled, Settings settings) {
        double d = settings.beta * ratio;
        return -share * Stable.logSigmoid(d)
                - (1 - share) * Stable.logSigmoid(-d)
                + settings.alpha * settings.beta * sampled;
    }
}
