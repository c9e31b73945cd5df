package org.broadsheet.studies.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.preference.mechanism.ExploreThenCommit;
import org.broadsheet.preference.mechanism.Inquiry;
import org.broadsheet.preference.mechanism.Mechanism;
import org.broadsheet.preference.mechanism.OptimalMechanism;
import org.broadsheet.preference.mechanism.ScoringRule;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Two curators who may look or guess: the best scheme of tasks and payments, and what it costs to learn
/// it.
final class CuratorIncentives implements Study {
    private static final double ACCURACY = 0.8;
    private static final double COST = 0.05;
    private static final double CAP = 1;

    @Override
    public About about() {
        return new About(
                "curator-incentives",
                "Online Information Acquisition: Hiring Multiple Agents",
                "Asking a random, correlated choice of people to look, and paying them by what all of them report, leaves more"
                        + " than any fixed choice; the best scheme is a linear program, and learning it from nothing costs of"
                        + " order T^(2/3) over T rounds.");
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        Inquiry inquiry = Inquiry.of(
                new double[][] {{1, 0}, {0, 1}}, new double[][] {{0, COST}, {0, COST}}, new int[] {2, 2}, this::law);
        Mechanism best = OptimalMechanism.of(inquiry, CAP);
        double optimum = best.asAsked().net();
        // Paying whoever works c / (q - 1/2) when right is the cheapest way that looks at nobody else's
        // report.
        double wage = ACCURACY * COST / (ACCURACY - 0.5);
        double one = inquiry.value(new int[] {1, 0}) - wage;
        // Where both always look, each is checked by the other: right pay for agreeing is c / (1 - 1/2).
        double both = inquiry.value(new int[] {1, 1}) - 2 * COST / 0.5;
        double nobody = inquiry.value(new int[] {0, 0});
        double fixed = Math.max(one, Math.max(both, nobody));
        Findings.Builder found = Findings.record()
                .measure("net value a round: one curator always beside the optimum", one, optimum, "utility")
                .measure("net value a round: both always beside the optimum", both, optimum, "utility")
                .measure("net value a round: nobody beside the optimum", nobody, optimum, "utility")
                .measure(
                        "how often both are asked, so that one checks the other",
                        best.recommended(new int[] {1, 1}),
                        "share")
                .measure(
                        "most a curator gains by not doing as asked",
                        best.played(inquiry).gain(),
                        "utility")
                .atLeast("a correlated choice beats the best fixed one: gain", optimum - fixed, 0.02)
                .atMost("the optimum is 66/95: error", Math.abs(optimum - 66.0 / 95), 1e-6)
                .atMost(
                        "nobody gains by not doing as asked: gain",
                        best.played(inquiry).gain(),
                        1e-6);
        for (double cap : new double[] {0.2, 0.5, 10})
            found.measure(
                    "net value a round where no payment is above " + cap,
                    OptimalMechanism.of(inquiry, cap).asAsked().net(),
                    "utility");
        found.measure("largest gain over honesty by another forecast, three scoring rules", impropriety(), "credit");
        found.atMost("honest forecasts earn most under every scoring rule: gain of another", impropriety(), 0);
        regret(setup, inquiry, optimum, nobody, found);
        return found.remark(
                        "A simulation: looking costs " + COST + " and shows both curators who look the same clue, right"
                                + " with " + ACCURACY + "; who does not look guesses. No payment is above " + CAP + ".")
                .remark(
                        "Regret is what is lost against the optimum of the known law, payments included. While the learner"
                                + " tries, everybody asked to look is paid the cap, which is more than the paper's learner needs."
                                + " Afterwards curators know the law and do what is best for them, obedient or not.")
                .remark(
                        "How much the learner tries and how large a margin it leaves were chosen by trying a few values on this"
                                + " simulation; the exponents are those of this choice.")
                .done();
    }

    /// P(signals, state | efforts).
    private double law(int[] efforts, int[] signals, int state) {
        double p = 0;
        for (int clue = 0; clue < 2; clue++) {
            double q = 0.5 * (clue == state ? ACCURACY : 1 - ACCURACY);
            for (int i = 0; i < 2; i++) q *= efforts[i] == 0 ? 0.5 : signals[i] == clue ? 1 : 0;
            p += q;
        }
        return p;
    }

    /// The most that a forecast on a grid earns beyond the true one.
    private static double impropriety() {
        double most = Double.NEGATIVE_INFINITY;
        for (ScoringRule rule : ScoringRule.values())
            for (int t = 1; t < 20; t++)
                for (int f = 1; f < 20; f++) {
                    if (f == t) continue;
                    double[] truth = {t / 20.0, 1 - t / 20.0};
                    double[] forecast = {f / 20.0, 1 - f / 20.0};
                    most = Math.max(most, rule.expected(forecast, truth) - rule.expected(truth, truth));
                }
        return most;
    }

    private void regret(Setup setup, Inquiry inquiry, double optimum, double nobody, Findings.Builder found)
            throws InterruptedException {
        int repeats = setup.sized(24, 4);
        int points = setup.sized(17, 9);
        int within = points / 2 + 1; // up to 10,000 rounds
        List<Learner> learners = List.of(
                new Learner("tries T^(2/3) rounds", _ -> ExploreThenCommit.Settings.DEFAULT),
                new Learner(
                        "tries as much and leaves no margin",
                        _ -> new ExploreThenCommit.Settings(ExploreThenCommit.Settings.DEFAULT.exploration(), 0)),
                // exploration * T^(2/3) = T / 5
                new Learner(
                        "tries a fifth of the rounds",
                        rounds -> new ExploreThenCommit.Settings(
                                Math.cbrt(rounds) / 5, ExploreThenCommit.Settings.DEFAULT.caution())));
        double[] rounds = new double[points];
        double[][] regret = new double[learners.size()][points];
        for (int k = 0; k < points; k++) {
            rounds[k] = Math.rint(Math.pow(10, 2 + 4.0 * k / (points - 1)));
            for (int l = 0; l < learners.size(); l++)
                for (int r = 0; r < repeats; r++)
                    regret[l][k] +=
                            learners.get(l).regret(inquiry, (int) rounds[k], optimum, setup.random(1000L * k + r))
                                    / repeats;
            setup.progress(k + 1, points);
        }
        double[] idle = new double[points];
        for (int k = 0; k < points; k++) idle[k] = rounds[k] * (optimum - nobody);
        List<Series> lines = new ArrayList<>();
        for (int l = 0; l < learners.size(); l++) {
            String learner = "a learner that " + learners.get(l).name;
            lines.add(Series.line(learners.get(l).name, rounds, regret[l]));
            for (int k : new int[] {within - 1, points - 1})
                found.measure(
                        "regret after " + (k == points - 1 ? "1,000,000" : "10,000")
                                + " rounds, never asking anybody beside " + learner,
                        idle[k],
                        regret[l][k],
                        "utility");
            found.measure(
                    "growth of regret to 10,000 rounds of " + learner,
                    slope(rounds, regret[l], 0, within),
                    "exponent of T");
            found.measure(
                    "growth of regret from 10,000 rounds on of " + learner,
                    slope(rounds, regret[l], within - 1, points),
                    "exponent of T");
        }
        lines.add(Series.dashed("never asks anybody", rounds, idle));
        double early = slope(rounds, regret[0], 0, within);
        double late = slope(rounds, regret[0], within - 1, points);
        found.atLeast("regret grows with T to 10,000 rounds: exponent", early, 0.55)
                .atMost("and no faster than about T^(2/3): exponent", early, 0.8)
                .condition(new Condition("and so from 10,000 rounds on: exponent", late, Side.AT_MOST, 0.8, false))
                .condition(new Condition(
                        "trying a fixed share of the rounds is worse from there on: exponent",
                        slope(rounds, regret[2], within - 1, points),
                        Side.AT_LEAST,
                        late,
                        false))
                .figure(Chart.of(
                                "Regret of learning whom to ask and what to pay",
                                Axis.log("rounds T"),
                                Axis.log("regret"))
                        .describedAs("Mean regret over " + repeats + " runs against the number of rounds, both axes"
                                + " logarithmic, for three learners and for never asking anybody.")
                        .with(lines.toArray(Series[]::new)));
    }

    private record Learner(String name, IntFunction<ExploreThenCommit.Settings> settings) {
        double regret(Inquiry inquiry, int rounds, double optimum, RandomGenerator random) {
            ExploreThenCommit learner = new ExploreThenCommit(inquiry, CAP, rounds, settings.apply(rounds));
            double regret = 0;
            for (Optional<int[]> asked = learner.next(); asked.isPresent(); asked = learner.next()) {
                int[] efforts = asked.get();
                regret += optimum - inquiry.value(efforts) + CAP * (efforts[0] + efforts[1]);
                int state = random.nextInt(2);
                int clue = random.nextDouble() < ACCURACY ? state : 1 - state;
                int first = efforts[0] == 1 ? clue : random.nextInt(2);
                int second = efforts[1] == 1 ? clue : random.nextInt(2);
                learner.observe(new int[] {first, second}, state);
            }
            return regret
                    + (rounds - learner.exploration())
                            * (optimum - learner.mechanism().played(inquiry).net());
        }
    }

    /// Least squares of ln y on ln x, places `from` to before `to`.
    private static double slope(double[] allX, double[] allY, int from, int to) {
        double[] x = Arrays.copyOfRange(allX, from, to);
        double[] y = Arrays.copyOfRange(allY, from, to);
        double mx = 0;
        double my = 0;
        for (int i = 0; i < x.length; i++) {
            mx += Math.log(x[i]) / x.length;
            my += Math.log(y[i]) / x.length;
        }
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (Math.log(x[i]) - mx) * (Math.log(y[i]) - my);
            xx += (Math.log(x[i]) - mx) * (Math.log(x[i]) - mx);
        }
        return xy / xx;
    }
}
