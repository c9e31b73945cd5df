package org.broadsheet.preference.mechanism;

import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;

/// The mechanism that leaves most to whoever pays, among all under which nobody gains by working less (or
/// more) than he is asked, by reporting what he did not see, or by both together (after Cacciamani,
/// Castiglioni and Gatti 2023, "Online Information Acquisition: Hiring Multiple Agents").
///
/// It is a linear program. With mu(b) how often efforts b are recommended and y_i(b, s, t) = mu(b) times
/// the payment of person i, maximise
///
///     sum_b mu(b) V(b) - sum P(s, t | b) y_i(b, s, t)
///
/// subject to sum mu = 1, 0 <= y_i(b, s, t) <= cap mu(b), and, for each person, recommended effort and
/// other effort, that obedient and truthful work earns at least as much as the other effort with the
/// best report for every signal. The best report is an auxiliary variable of its own for each signal, so
/// the program grows with the number of reports and not with the number of report maps.
public final class OptimalMechanism {
    private static final long MOST_VARIABLES = 20_000;

    private final Inquiry inquiry;
    private final double cap;
    private final double margin;
    private final int profiles;
    private final int reports;
    private final int states;
    private final int people;
    private final ExpressionsBasedModel program = new ExpressionsBasedModel();
    private final int[] bestReports; // where the auxiliary variables of each person begin
    private final int variables;

    private OptimalMechanism(Inquiry inquiry, double cap, double margin) {
        this.inquiry = inquiry;
        this.cap = cap;
        this.margin = margin;
        profiles = inquiry.efforts().count();
        reports = inquiry.signals().count();
        states = inquiry.states();
        people = inquiry.people();
        bestReports = new int[people];
        long next = profiles + (long) people * profiles * reports * states;
        for (int i = 0; i < people; i++) {
            long e = inquiry.efforts().choices()[i];
            long s = inquiry.signals().choices()[i];
            bestReports[i] = (int) Math.min(Integer.MAX_VALUE, next);
            next += e * e * s;
        }
        if (next > MOST_VARIABLES)
            throw new IllegalArgumentException("the linear program has " + next + " variables, more than "
                    + MOST_VARIABLES + "; ask fewer people at once, or merge efforts or signals");
        variables = (int) next;
    }

    /// The optimal mechanism where no single payment is above `cap`.
    ///
    /// @param cap above 0, finite
    public static Mechanism of(Inquiry inquiry, double cap) {
        return of(inquiry, cap, 0);
    }

    /// The same where, in addition, making less effort than asked costs a person at least `margin` each
    /// time: a reserve for a law that is known only roughly.
    ///
    /// @param margin 0 or more
    public static Mechanism of(Inquiry inquiry, double cap, double margin) {
        if (!(cap > 0 && cap < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("payments need a cap above 0, not " + cap
                    + "; without one the best mechanism is not reached by any");
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a margin is 0 or more, not " + margin);
        return new OptimalMechanism(inquiry, cap, margin).solve();
    }

    private int payment(int person, int effortProfile, int reportProfile, int state) {
        return profiles + ((person * profiles + effortProfile) * reports + reportProfile) * states + state;
    }

    private int bestReport(int person, int asked, int effort, int seen) {
        int efforts = inquiry.efforts().choices()[person];
        int signals = inquiry.signals().choices()[person];
        return bestReports[person] + (asked * efforts + effort) * signals + seen;
    }

    private Mechanism solve() {
        double[] objective = new double[variables];
        for (int b = 0; b < profiles; b++) {
            objective[b] = inquiry.value(b);
            for (int i = 0; i < people; i++) addIncome(objective, i, b, -1);
        }
        for (int v = 0; v < variables; v++)
            program.newVariable("v" + v).lower(0).weight(objective[v]);
        double[] all = new double[variables];
        for (int b = 0; b < profiles; b++) all[b] = 1;
        constraint(all).level(1);
        for (int i = 0; i < people; i++) {
            caps(i);
            for (int asked = 0; asked < inquiry.efforts().choices()[i]; asked++)
                for (int effort = 0; effort < inquiry.efforts().choices()[i]; effort++) {
                    reports(i, asked, effort);
                    obedience(i, asked, effort);
                }
        }
        Optimisation.Result result = program.maximise();
        // There always is a solution: nobody works and nobody is paid.
        if (!result.getState().isOptimal())
            throw new IllegalStateException("the solver gave up on the linear program (" + result.getState()
                    + "); bring costs, utilities and the cap to a similar scale");
        double[] point = new double[variables];
        for (int v = 0; v < variables; v++) point[v] = result.doubleValue(v);
        return mechanism(point);
    }

    private Expression constraint(double[] row) {
        Expression constraint = program.newExpression("c" + program.countExpressions());
        for (int v = 0; v < variables; v++) if (row[v] != 0) constraint.set(v, row[v]);
        return constraint;
    }

    /// Adds the payments that a person gets on average when everybody obeys `effortProfile` and is
    /// truthful.
    private void addIncome(double[] row, int person, int effortProfile, double factor) {
        for (int s = 0; s < reports; s++)
            for (int t = 0; t < states; t++)
                row[payment(person, effortProfile, s, t)] += factor * inquiry.probability(effortProfile, s, t);
    }

    private void caps(int person) {
        for (int b = 0; b < profiles; b++)
            for (int s = 0; s < reports; s++)
                for (int t = 0; t < states; t++) {
                    double[] row = new double[variables];
                    row[payment(person, b, s, t)] = 1;
                    row[b] = -cap;
                    constraint(row).upper(0);
                }
    }

    /// The best report after seeing a signal earns at least as much as every report.
    private void reports(int person, int asked, int effort) {
        Profiles efforts = inquiry.efforts();
        Profiles signals = inquiry.signals();
        int choices = signals.choices()[person];
        for (int seen = 0; seen < choices; seen++)
            for (int told = 0; told < choices; told++) {
                double[] row = new double[variables];
                row[bestReport(person, asked, effort, seen)] = 1;
                for (int b = 0; b < profiles; b++) {
                    if (efforts.choice(b, person) != asked) continue;
                    int done = efforts.with(b, person, effort);
                    for (int s = 0; s < reports; s++) {
                        if (signals.choice(s, person) != seen) continue;
                        int reported = signals.with(s, person, told);
                        for (int t = 0; t < states; t++)
                            row[payment(person, b, reported, t)] -= inquiry.probability(done, s, t);
                    }
                }
                constraint(row).lower(0);
            }
    }

    private void obedience(int person, int asked, int effort) {
        double saved = inquiry.cost(person, asked) - inquiry.cost(person, effort);
        double[] row = new double[variables];
        for (int b = 0; b < profiles; b++) {
            if (inquiry.efforts().choice(b, person) != asked) continue;
            addIncome(row, person, b, 1);
            row[b] -= saved + (saved > 0 ? margin : 0);
        }
        for (int seen = 0; seen < inquiry.signals().choices()[person]; seen++)
            row[bestReport(person, asked, effort, seen)] -= 1;
        constraint(row).lower(0);
    }

    /// Rounds what the solver left below zero or beside the simplex, and divides payments by how often
    /// they fall due.
    private Mechanism mechanism(double[] point) {
        double[] recommended = new double[profiles];
        double sum = 0;
        for (int b = 0; b < profiles; b++) {
            recommended[b] = point[b] < 1e-12 ? 0 : point[b];
            sum += recommended[b];
        }
        double[][][][] payments = new double[people][profiles][reports][states];
        for (int b = 0; b < profiles; b++) {
            recommended[b] /= sum;
            if (recommended[b] == 0) continue;
            for (int i = 0; i < people; i++)
                for (int s = 0; s < reports; s++)
                    for (int t = 0; t < states; t++)
                        payments[i][b][s][t] = Math.clamp(point[payment(i, b, s, t)] / (recommended[b] * sum), 0, cap);
        }
        return new Mechanism(inquiry, recommended, payments);
    }
}
