package org.broadsheet.preference.mechanism;

import java.util.Optional;

/// Learns whom to ask and what to pay where the law of signals is not known: tries all combinations of
/// efforts in turn for some rounds, then counts, solves for the mechanism that is best under the counts,
/// and stays with it. With about T^(2/3) rounds of trying out of T, what is lost against knowing the law
/// grows as T^(2/3) (Cacciamani, Castiglioni and Gatti 2023, theorem for the online case, up to
/// logarithms).
///
///     while (learner.next().isPresent()) learner.observe(signals, state);   // of the efforts it asked for
///     Mechanism mechanism = learner.mechanism();
///
/// While it tries, efforts must be certain: supervise them, or pay everyone who works the cap. Not for
/// several threads.
public final class ExploreThenCommit {
    /// How much to try, and how carefully to pay afterwards.
    ///
    /// @param exploration rounds of trying are this times rounds^(2/3), at least one a combination of
    ///                    efforts; above 0
    /// @param caution     the margin by which work must pay is this times the cap, divided by the root
    ///                    of the number of times each combination was tried; 0 trusts the counts
    public record Settings(double exploration, double caution) {
        public static final Settings DEFAULT = new Settings(2, 0.5);

        public Settings {
            if (!(exploration > 0 && exploration < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("exploration is above 0, not " + exploration);
            if (!(caution >= 0 && caution < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("caution is 0 or more, not " + caution);
        }
    }

    private final Inquiry shape;
    private final double cap;
    private final Settings settings;
    private final int tries;
    private final int[][][] counts;
    private int observed;

    /// @param shape    people, efforts, costs, signals, states and utilities; its law is not looked at
    /// @param cap      of single payments
    /// @param rounds   how many there will be, at least one a combination of efforts
    public ExploreThenCommit(Inquiry shape, double cap, int rounds, Settings settings) {
        int profiles = shape.efforts().count();
        if (rounds < profiles)
            throw new IllegalArgumentException("each of " + profiles
                    + " combinations of efforts is tried once, so at least as many rounds are needed, not " + rounds);
        this.shape = shape;
        this.cap = cap;
        this.settings = settings;
        // Never more than half of the rounds, so that there is something to use what was learned for.
        double wanted = Math.min(settings.exploration() * Math.cbrt((double) rounds * rounds), rounds / 2.0);
        this.tries = (int) Math.max(1, Math.floor(wanted / profiles));
        this.counts = new int[profiles][shape.signals().count()][shape.states()];
    }

    /// Rounds of trying, all together.
    public int exploration() {
        return tries * counts.length;
    }

    /// The efforts to try next, one a person; nothing when all are tried.
    public Optional<int[]> next() {
        return observed == exploration() ? Optional.empty() : Optional.of(efforts(observed));
    }

    private int[] efforts(int round) {
        return shape.efforts().choices(round % counts.length);
    }

    /// What came of the efforts that [#next] asked for.
    ///
    /// @param signals one a person
    /// @param state   as it turned out
    public void observe(int[] signals, int state) {
        if (observed == exploration())
            throw new IllegalStateException("all " + observed + " rounds of trying are over; use the mechanism");
        if (state < 0 || state >= shape.states())
            throw new IllegalArgumentException("states are from 0 to " + (shape.states() - 1) + ", not " + state);
        counts[observed % counts.length][shape.signals().profile(signals)][state]++;
        observed++;
    }

    /// The mechanism that is best under what was counted.
    public Mechanism mechanism() {
        if (observed < exploration())
            throw new IllegalStateException(
                    (exploration() - observed) + " of " + exploration() + " rounds of trying are still to come");
        double[][][] law = new double[counts.length][shape.signals().count()][shape.states()];
        for (int b = 0; b < law.length; b++)
            for (int s = 0; s < law[b].length; s++)
                for (int t = 0; t < law[b][s].length; t++) law[b][s][t] = (double) counts[b][s][t] / tries;
        return OptimalMechanism.of(shape.withCounted(law), cap, settings.caution() * cap / Math.sqrt(tries));
    }
}
