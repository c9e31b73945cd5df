package org.broadsheet.preference.mechanism;

import java.util.Arrays;

/// Who is asked to do what, and who is paid what: efforts are recommended by lot, to each person
/// privately; when the state is known, everybody is paid by what all reported. Immutable.
public final class Mechanism {
    private static final double TIE = 1e-9;

    private final Inquiry believed;
    private final double[] recommended; // by effort profile
    private final double[][][][] payments; // by person, effort profile, signal profile, state

    Mechanism(Inquiry believed, double[] recommended, double[][][][] payments) {
        this.believed = believed;
        this.recommended = recommended;
        this.payments = payments;
    }

    /// How often these efforts are recommended together.
    public double recommended(int[] efforts) {
        return recommended[believed.efforts().profile(efforts)];
    }

    /// What a person is paid where these efforts were recommended, these signals reported, and this was
    /// the state; 0 for efforts that are never recommended.
    public double payment(int person, int[] efforts, int[] reports, int state) {
        return payments[person][believed.efforts().profile(efforts)][
                believed.signals().profile(reports)][state];
    }

    /// What happens when everybody works and reports as asked, under the law the mechanism was made for.
    public Outcome asAsked() {
        double utility = 0;
        double paid = 0;
        Profiles efforts = believed.efforts();
        for (int b = 0; b < efforts.count(); b++) {
            utility += recommended[b] * believed.value(b);
            for (int s = 0; s < believed.signals().count(); s++)
                for (int t = 0; t < believed.states(); t++)
                    for (int i = 0; i < efforts.people(); i++)
                        paid += recommended[b] * believed.probability(b, s, t) * payments[i][b][s][t];
        }
        return new Outcome(utility, paid, 0);
    }

    /// What happens in a world that may differ from the believed one, where each person knows the world
    /// and does what is best for him if the others do as they are asked. Whoever cannot gain does as he
    /// is asked. Decisions are made as if everybody had done so.
    ///
    /// @param world of the same shape
    public Outcome played(Inquiry world) {
        Profiles efforts = believed.efforts();
        Profiles signals = believed.signals();
        if (!Arrays.equals(efforts.choices(), world.efforts().choices())
                || !Arrays.equals(signals.choices(), world.signals().choices())
                || world.states() != believed.states())
            throw new IllegalArgumentException(
                    "the world has other people, efforts, signals or states than the" + " mechanism was made for");
        Response[][] responses = new Response[efforts.people()][];
        double gain = 0;
        for (int i = 0; i < responses.length; i++) {
            responses[i] = new Response[efforts.choices()[i]];
            for (int e = 0; e < responses[i].length; e++) {
                responses[i][e] = bestResponse(world, i, e);
                gain = Math.max(gain, responses[i][e].gain);
            }
        }
        double utility = 0;
        double paid = 0;
        for (int b = 0; b < efforts.count(); b++) {
            if (recommended[b] == 0) continue;
            int done = b;
            for (int i = 0; i < responses.length; i++) done = efforts.with(done, i, response(responses, i, b).effort);
            for (int s = 0; s < signals.count(); s++) {
                int told = s;
                for (int i = 0; i < responses.length; i++)
                    told = signals.with(told, i, response(responses, i, b).reports[signals.choice(s, i)]);
                int decision = believed.decision(b, told);
                for (int t = 0; t < world.states(); t++) {
                    double p = recommended[b] * world.probability(done, s, t);
                    utility += p * world.utility(decision, t);
                    for (int i = 0; i < responses.length; i++) paid += p * payments[i][b][told][t];
                }
            }
        }
        return new Outcome(utility, paid, gain);
    }

    private Response response(Response[][] responses, int person, int effortProfile) {
        return responses[person][believed.efforts().choice(effortProfile, person)];
    }

    /// The best a person can do who was asked for `asked`, weighed by how often he is.
    private Response bestResponse(Inquiry world, int person, int asked) {
        int[] truthful = new int[believed.signals().choices()[person]];
        for (int s = 0; s < truthful.length; s++) truthful[s] = s;
        double often = 0;
        for (int b = 0; b < recommended.length; b++)
            if (believed.efforts().choice(b, person) == asked) often += recommended[b];
        double obedient = -often * world.cost(person, asked);
        for (int s = 0; s < truthful.length; s++) obedient += income(world, person, asked, asked, s, s);
        Response best = new Response(asked, truthful, 0);
        for (int effort = 0; effort < believed.efforts().choices()[person]; effort++) {
            int[] reports = new int[truthful.length];
            double earned = -often * world.cost(person, effort);
            for (int s = 0; s < reports.length; s++) {
                double most = income(world, person, asked, effort, s, s);
                reports[s] = s;
                for (int r = 0; r < reports.length; r++) {
                    double other = income(world, person, asked, effort, s, r);
                    if (other > most + TIE) {
                        most = other;
                        reports[s] = r;
                    }
                }
                earned += most;
            }
            if (earned - obedient > best.gain + TIE) best = new Response(effort, reports, earned - obedient);
        }
        return best;
    }

    /// What a person is paid on average, together with his being asked for `asked`, making `effort`,
    /// seeing `seen` and reporting `told`, while the others do as asked.
    private double income(Inquiry world, int person, int asked, int effort, int seen, int told) {
        double sum = 0;
        for (int b = 0; b < recommended.length; b++) {
            if (recommended[b] == 0 || believed.efforts().choice(b, person) != asked) continue;
            int done = believed.efforts().with(b, person, effort);
            for (int s = 0; s < believed.signals().count(); s++) {
                if (believed.signals().choice(s, person) != seen) continue;
                int reported = believed.signals().with(s, person, told);
                for (int t = 0; t < world.states(); t++)
                    sum += recommended[b] * world.probability(done, s, t) * payments[person][b][reported][t];
            }
        }
        return sum;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Response(int effort, int[] reports, double gain) {}

    /// Averages a round.
    ///
    /// @param utility of the decisions
    /// @param paid    to all people together
    /// @param gain    the most that one person gains a round by not doing as he is asked; 0 where nobody
    ///                does
    public record Outcome(double utility, double paid, double gain) {
        /// What is left for whoever asks and pays.
        public double net() {
            return utility - paid;
        }
    }
}
