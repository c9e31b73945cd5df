package org.broadsheet.preference.mechanism;

import java.util.Arrays;
import org.broadsheet.numerics.Stable;

/// What there is to find out: an unknown state, people who can look at a cost and then see a signal, and
/// a decision that is better the more is known. Immutable. Money and utility have one unit.
public final class Inquiry {
    /// The joint law of signals and state.
    @FunctionalInterface
    public interface Law {
        /// P(signals, state | efforts), with one effort and one signal a person.
        double probability(int[] efforts, int[] signals, int state);
    }

    private static final double SLACK = 1e-9;
    private static final int MOST_ENTRIES = 100_000;

    private final double[][] utility;
    private final double[][] costs;
    private final Profiles efforts;
    private final Profiles signals;
    private final int states;
    private final double[][][] law; // by effort profile, signal profile, state

    private Inquiry(double[][] utility, double[][] costs, int[] signals, double[][][] law) {
        this.utility = copy(utility);
        this.costs = copy(costs);
        this.efforts = new Profiles(Arrays.stream(costs).mapToInt(c -> c.length).toArray());
        this.signals = new Profiles(signals.clone());
        this.states = utility[0].length;
        this.law = law;
    }

    /// @param utility what each decision is worth in each state: at least one row, as many columns as
    ///                states
    /// @param costs   what each effort costs each person: one row a person, not negative, at least one
    ///                effort; where there is no way not to work, give one effort only
    /// @param signals how many different things each person can see, at least 1
    /// @param law     not negative, sums to 1 for every combination of efforts, and gives the state the
    ///                same probability whatever people do
    public static Inquiry of(double[][] utility, double[][] costs, int[] signals, Law law) {
        checkShape(utility, costs, signals);
        int[] choices = Arrays.stream(costs).mapToInt(c -> c.length).toArray();
        Profiles efforts = new Profiles(choices);
        Profiles seen = new Profiles(signals.clone());
        int states = utility[0].length;
        double[][][] table = new double[efforts.count()][seen.count()][states];
        double[] prior = null;
        for (int b = 0; b < table.length; b++) {
            double[] marginal = new double[states];
            for (int s = 0; s < table[b].length; s++)
                for (int t = 0; t < states; t++) {
                    double p = law.probability(efforts.choices(b), seen.choices(s), t);
                    if (!(p >= 0 && p <= 1 + SLACK))
                        throw new IllegalArgumentException("P(signals " + Arrays.toString(seen.choices(s)) + ", state "
                                + t + " | efforts " + Arrays.toString(efforts.choices(b)) + ") is " + p);
                    table[b][s][t] = p;
                    marginal[t] += p;
                }
            double sum = Stable.sum(marginal);
            if (Math.abs(sum - 1) > SLACK)
                throw new IllegalArgumentException("under efforts " + Arrays.toString(efforts.choices(b))
                        + " the probabilities sum to " + sum + ", not 1");
            if (prior == null) prior = marginal;
            for (int t = 0; t < states; t++)
                if (Math.abs(marginal[t] - prior[t]) > SLACK)
                    throw new IllegalArgumentException(
                            "looking must not change the state, but the probability of state "
                                    + t + " is " + prior[t] + " under the first efforts and " + marginal[t] + " under "
                                    + Arrays.toString(efforts.choices(b)));
        }
        return new Inquiry(utility, costs, signals, table);
    }

    private static void checkShape(double[][] utility, double[][] costs, int[] signals) {
        if (utility.length == 0 || utility[0].length == 0)
            throw new IllegalArgumentException("an inquiry has at least one decision and one state");
        for (double[] row : utility) {
            if (row.length != utility[0].length)
                throw new IllegalArgumentException("every decision has a utility in every state");
            for (double u : row)
                if (!Double.isFinite(u)) throw new IllegalArgumentException("a utility is finite, not " + u);
        }
        if (costs.length == 0 || costs.length != signals.length)
            throw new IllegalArgumentException("costs and signals are given for every person, but there are "
                    + costs.length + " and " + signals.length);
        double entries = utility[0].length;
        for (int i = 0; i < costs.length; i++) {
            if (costs[i].length == 0 || signals[i] < 1)
                throw new IllegalArgumentException("person " + i + " needs at least one effort and one signal");
            for (double c : costs[i])
                if (!(c >= 0 && c < Double.POSITIVE_INFINITY))
                    throw new IllegalArgumentException("an effort costs 0 or more, not " + c);
            entries *= (double) costs[i].length * signals[i];
        }
        if (entries > MOST_ENTRIES)
            throw new IllegalArgumentException("the joint law would have " + (long) entries + " entries, more than "
                    + MOST_ENTRIES + "; ask fewer people at once, or merge efforts or signals");
    }

    /// The same inquiry with a law that was counted and need not keep the prior the same.
    Inquiry withCounted(double[][][] counted) {
        return new Inquiry(utility, costs, signals.choices(), counted);
    }

    /// What the decisions are worth on average under these efforts where everybody reports what he saw
    /// and the decision is the best for what is known; payments not counted.
    public double value(int[] efforts) {
        return value(this.efforts.profile(efforts));
    }

    double value(int effortProfile) {
        double value = 0;
        for (int s = 0; s < signals.count(); s++) value += worth(effortProfile, s, decision(effortProfile, s));
        return value;
    }

    /// The best decision where people worked like this and saw that; the first of several.
    int decision(int effortProfile, int signalProfile) {
        int best = 0;
        for (int d = 1; d < utility.length; d++)
            if (worth(effortProfile, signalProfile, d) > worth(effortProfile, signalProfile, best)) best = d;
        return best;
    }

    /// Utility of a decision times the probability of the signals.
    private double worth(int effortProfile, int signalProfile, int decision) {
        double sum = 0;
        for (int t = 0; t < states; t++) sum += law[effortProfile][signalProfile][t] * utility[decision][t];
        return sum;
    }

    double probability(int effortProfile, int signalProfile, int state) {
        return law[effortProfile][signalProfile][state];
    }

    double utility(int decision, int state) {
        return utility[decision][state];
    }

    double cost(int person, int effort) {
        return costs[person][effort];
    }

    Profiles efforts() {
        return efforts;
    }

    Profiles signals() {
        return signals;
    }

    /// How many people can be asked.
    public int people() {
        return costs.length;
    }

    public int states() {
        return states;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
