package org.broadsheet.preference.tournament;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.preference.rating.StandardErrors;

/// How well a draw finds a known order: players of normally distributed strength, a judge who errs, and
/// one tournament a question.
///
/// The stronger player wins a match with the chance that Elo's curve gives; then the judge turns the
/// result round with chance 1 - accuracy. The reference of a [Gauntlet] is half a standard deviation
/// above the mean and is not ranked.
///
/// @param players  at least 2
/// @param spread   standard deviation of strengths, in Elo points, above 0
/// @param accuracy of the judge, in [0.5, 1]
/// @param repeats  simulations, at least 1
/// @param seed     of all of them
public record RankRecovery(int players, double spread, double accuracy, int repeats, long seed) {
    private static final double ELO = 400 / Math.log(10);
    private static final BradleyTerry RATING =
            BradleyTerry.PLAIN.withRidge(0.01).with(StandardErrors.NONE);

    public RankRecovery {
        if (players < 2 || !(spread > 0 && spread < 1e6) || !(accuracy >= 0.5 && accuracy <= 1) || repeats < 1)
            throw new IllegalArgumentException("a simulation has at least 2 players, a spread above 0, an accuracy in"
                    + " [0.5, 1] and at least 1 repeat, not " + players + ", " + spread + ", " + accuracy + " and "
                    + repeats);
    }

    /// What was found, on the average of the repeats.
    ///
    /// @param questions      tournaments played
    /// @param calls          times the judge was asked
    /// @param agreement      of the order found with the true one
    /// @param agreementError standard error of that mean
    /// @param best           share of repeats in which the truly best player came first (shared first
    ///                       places count as their share)
    public record Recovery(
            TournamentFormat format,
            int questions,
            double calls,
            double agreement,
            double agreementError,
            double best) {}

    /// Plays and measures.
    ///
    /// @param agreement of two lists of scores, 1 where they order alike, for example Spearman's; counts
    ///                  as 0 where it is not defined because everybody is tied
    public Recovery measure(TournamentFormat format, int questions, ToDoubleBiFunction<double[], double[]> agreement) {
        if (questions < 1) throw new IllegalArgumentException("there is at least 1 question, not " + questions);
        double[] agreements = new double[repeats];
        double calls = 0;
        double best = 0;
        for (int r = 0; r < repeats; r++) {
            // The same players whatever the format and the number of questions: differences are then
            // the draw's alone.
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + r);
            double[] strength = new double[players + 1];
            for (int p = 0; p < players; p++) strength[p] = spread * random.nextGaussian();
            strength[players] = spread / 2;
            TournamentSeries<Integer, Integer> series = play(format, questions, strength, random);
            Ratings<Integer> ratings = series.ratings(RATING);
            double[] found = new double[players];
            for (int p = 0; p < players; p++) {
                double rating = ratings.rating(p);
                found[p] = Double.isFinite(rating) ? rating : 0;
            }
            double[] truth = Arrays.copyOf(strength, players);
            double agrees = agreement.applyAsDouble(found, truth);
            agreements[r] = Double.isNaN(agrees) ? 0 : agrees;
            calls += series.calls();
            best += firstShare(found, truth) / repeats;
        }
        double mean = Stable.mean(agreements);
        double square = 0;
        for (double a : agreements) square += (a - mean) * (a - mean);
        double error = repeats == 1 ? Double.NaN : Math.sqrt(square / (repeats - 1) / repeats);
        return new Recovery(format, questions, calls / repeats, mean, error, best);
    }

    private TournamentSeries<Integer, Integer> play(
            TournamentFormat format, int questions, double[] strength, RandomGenerator random) {
        PairwiseJudge<Integer, Integer> judge = (_, left, right) -> {
            boolean wins = random.nextDouble() < Stable.sigmoid((strength[left] - strength[right]) / ELO);
            boolean turned = random.nextDouble() >= accuracy;
            return new PairwiseJudge.Verdict(wins != turned ? Outcome.LEFT : Outcome.RIGHT, "");
        };
        List<Integer> ranked = IntStream.range(0, players).boxed().toList();
        List<Integer> all = format instanceof Gauntlet
                ? IntStream.concat(IntStream.of(players), IntStream.range(0, players))
                        .boxed()
                        .toList()
                : ranked;
        return TournamentSeries.play(
                format, all, IntStream.range(0, questions).boxed().toList(), judge, random);
    }

    private static double firstShare(double[] found, double[] truth) {
        int best = 0;
        for (int p = 1; p < truth.length; p++) if (truth[p] > truth[best]) best = p;
        int better = 0;
        int same = 0;
        for (double f : found) {
            if (f > found[best]) better++;
            if (f == found[best]) same++;
        }
        return better > 0 ? 0 : 1.0 / same;
    }
}
