package org.broadsheet.studies.rating;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.probability.SelectiveClassification;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.confidence.RelativeConfidence;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.judgment.PairwiseJudge.Verdict;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Elo;
import org.broadsheet.preference.rating.OrderAveraged;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.preference.rating.StandardErrors;
import org.broadsheet.preference.rating.TrueSkill;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Answers with a hidden chance of being right, judged by a model that feels that chance through noise and
/// can say it as a coarse number or compare two. A second part takes real guesses: the archives of arXiv
/// abstracts told from their words by naive Bayes, whose own margin is the feeling.
final class RelativeConfidences implements Study {
    private static final int ITEMS = 250;
    private static final double[] SAID = {0.70, 0.80, 0.85, 0.90, 0.95};
    private static final double SLOPE = 2;

    private record Way(String name, RatingSystem system) {}

    private static final List<Way> WAYS = List.of(
            new Way("Bradley-Terry", BradleyTerry.PLAIN.withRidge(0.01).with(StandardErrors.NONE)),
            new Way("Elo, averaged", new OrderAveraged(Elo.STANDARD, 10, 1)),
            new Way("TrueSkill", TrueSkill.STANDARD));

    @Override
    public About about() {
        return new About(
                "relative-confidence",
                "Language Models Prefer What They Know: Relative Confidence Estimation via Confidence Preferences",
                "Asked for a number a model is always 90 per cent sure; asked which of two answers it is surer of, and"
                        + " the comparisons rated like matches, its confidence tells right from wrong answers better.",
                List.of("arxiv-abs"));
    }

    /// What is known of one set of answers.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answers(double[] felt, double[] said, boolean[] correct) {}

    private static Answers simulated(RandomGenerator random) {
        double[] felt = new double[ITEMS];
        double[] said = new double[ITEMS];
        boolean[] correct = new boolean[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            double logit = 0.6 + 1.0 * random.nextGaussian();
            correct[i] = random.nextDouble() < Stable.sigmoid(logit);
            felt[i] = logit + 0.5 * random.nextGaussian();
            said[i] = coarse(felt[i] + 0.8 * random.nextGaussian());
        }
        return new Answers(felt, said, correct);
    }

    /// A feeling squeezed into the few numbers that models say.
    private static double coarse(double feeling) {
        double squashed = 0.7 + 0.25 * Stable.sigmoid(feeling);
        return Arrays.stream(SAID)
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(a - squashed), Math.abs(b - squashed)))
                .orElse(SAID[0]);
    }

    private static PairwiseJudge<String, Integer> judge(double[] felt, RandomGenerator random) {
        return (_, left, right) -> new Verdict(
                random.nextDouble() < Stable.sigmoid(SLOPE * (felt[left] - felt[right])) ? Outcome.LEFT : Outcome.RIGHT,
                "");
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int repeats = setup.sized(20, 1);
        int[] matches = {3, 15};
        double[][] roc = new double[matches.length][WAYS.size() + 1];
        double[][] area = new double[matches.length][WAYS.size() + 1];
        double[] absolute = new double[2];
        double ceiling = 0;
        double[] curveSaid = new double[ITEMS];
        double[] curveRated = new double[ITEMS];
        for (int r = 0; r < repeats; r++) {
            RandomGenerator random = setup.random(r);
            Answers answers = simulated(random);
            SelectiveClassification number = new SelectiveClassification(answers.said, answers.correct);
            absolute[0] += number.areaUnderRoc() / repeats;
            absolute[1] += number.selectiveArea() / repeats;
            add(curveSaid, number.accuracyByCoverage(), repeats);
            ceiling += new SelectiveClassification(answers.felt, answers.correct).areaUnderRoc() / repeats;
            for (int m = 0; m < matches.length; m++) {
                List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
                List<PairwisePreference<String, Integer>> asked = new RelativeConfidence(
                                matches[m], WAYS.getFirst().system)
                        .ask("", items, judge(answers.felt, random), random);
                for (int w = 0; w <= WAYS.size(); w++) {
                    double[] confidence =
                            w < WAYS.size() ? rated(WAYS.get(w).system.fit(asked), ITEMS) : winRate(asked);
                    SelectiveClassification s = new SelectiveClassification(confidence, answers.correct);
                    roc[m][w] += s.areaUnderRoc() / repeats;
                    area[m][w] += s.selectiveArea() / repeats;
                    if (m == 1 && w == 0) add(curveRated, s.accuracyByCoverage(), repeats);
                }
            }
            setup.progress(r + 1, repeats);
        }
        Findings.Builder found = Findings.record();
        for (int m = 0; m < matches.length; m++)
            for (int w = 0; w <= WAYS.size(); w++) {
                String way = (w < WAYS.size() ? WAYS.get(w).name : "win rate") + ", " + matches[m] + " comparisons";
                found.measure("AUROC by " + way, absolute[0], roc[m][w], "AUROC");
                found.measure("selective area by " + way, absolute[1], area[m][w], "share right");
            }
        found.measure("AUROC of the feeling itself", ceiling, "AUROC");
        found.atLeast("comparisons tell more than numbers, AUROC by", roc[1][0] - absolute[0], 0.03)
                .atLeast("and in the share right among the surest, by", area[1][0] - absolute[1], 0.01)
                .condition(new Condition(
                        "ratings are no worse than counting wins, AUROC by",
                        roc[1][0] - roc[1][WAYS.size()],
                        Side.AT_LEAST,
                        -0.005,
                        false))
                .condition(new Condition(
                        "three comparisons an item do already, AUROC by",
                        roc[0][0] - absolute[0],
                        Side.AT_LEAST,
                        0,
                        false));
        double[] covered = IntStream.rangeClosed(1, ITEMS)
                .mapToDouble(k -> (double) k / ITEMS)
                .toArray();
        int from = ITEMS / 20;
        found.figure(Chart.of("Right among the surest", Axis.linear("share answered"), Axis.linear("share right"))
                .describedAs(String.format(
                        Locale.ROOT,
                        "With half of the questions answered, %.3f are right by comparison and %.3f by number.",
                        curveRated[ITEMS / 2 - 1],
                        curveSaid[ITEMS / 2 - 1]))
                .with(
                        Series.line("by comparison", tail(covered, from), tail(curveRated, from)),
                        Series.line("by number", tail(covered, from), tail(curveSaid, from))));
        real(setup, found);
        return found.done();
    }

    /// The same questions about real guesses: which archive an abstract belongs to, told from its words.
    private static void real(Setup setup, Findings.Builder found) throws InterruptedException {
        int repeats = setup.sized(20, 1);
        ArchiveGuesses guesses = ArchiveGuesses.of(setup.data());
        double number = 0;
        double compared = 0;
        List<Integer> items =
                IntStream.range(0, guesses.margins().length).boxed().toList();
        for (int r = 0; r < repeats; r++) {
            RandomGenerator random = setup.random(1000 + r);
            double[] said = Arrays.stream(guesses.margins())
                    .map(m -> coarse(m + 0.8 * random.nextGaussian()))
                    .toArray();
            Ratings<Integer> ratings = new RelativeConfidence(15, WAYS.getFirst().system)
                    .rate("", items, judge(guesses.margins(), random), random);
            number += new SelectiveClassification(said, guesses.correct()).areaUnderRoc() / repeats;
            compared += new SelectiveClassification(rated(ratings, items.size()), guesses.correct()).areaUnderRoc()
                    / repeats;
        }
        double own = new SelectiveClassification(guesses.margins(), guesses.correct()).areaUnderRoc();
        found.measure("AUROC of a classifier's guesses at arXiv archives", number, compared, "AUROC")
                .measure("AUROC of that classifier's own margin", own, "AUROC")
                .remark(items.size() + " abstracts, of which the classifier puts "
                        + String.format(Locale.ROOT, "%.1f", 100 * guesses.accuracy()) + "% into the right archive.")
                .condition(new Condition(
                        "the same for a real classifier's guesses, AUROC by",
                        compared - number,
                        Side.AT_LEAST,
                        0.01,
                        true));
    }

    private static double[] rated(Ratings<Integer> ratings, int items) {
        return IntStream.range(0, items).mapToDouble(ratings::rating).toArray();
    }

    private static double[] winRate(List<PairwisePreference<String, Integer>> asked) {
        double[] wins = new double[ITEMS];
        double[] games = new double[ITEMS];
        for (PairwisePreference<String, Integer> p : asked) {
            wins[p.left()] += p.outcome().leftScore();
            wins[p.right()] += 1 - p.outcome().leftScore();
            games[p.left()]++;
            games[p.right()]++;
        }
        return IntStream.range(0, ITEMS).mapToDouble(i -> wins[i] / games[i]).toArray();
    }

    private static void add(double[] to, double[] what, int repeats) {
        for (int i = 0; i < to.length; i++) to[i] += what[i] / repeats;
    }

    private static double[] tail(double[] values, int from) {
        return Arrays.copyOfRange(values, from, values.length);
    }
}
