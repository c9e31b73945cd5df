package org.broadsheet.studies.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.preference.elicitation.DuelStrategy;
import org.broadsheet.preference.elicitation.LinearUtility.Spread;
import org.broadsheet.preference.elicitation.Question;
import org.broadsheet.preference.elicitation.Simulation;
import org.broadsheet.preference.elicitation.UtilityModel;
import org.broadsheet.preference.elicitation.World;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Two hundred prompts as points in a space, a hundred duels: how good the prompt is that is recommended,
/// by how pairs
/// are chosen.
final class PromptDuels implements Study {
    private static final double SLOPE = 6;
    private static final double RIDGE = 0.1;

    @Override
    public About about() {
        return new About(
                "prompt-duels",
                "Prompt Optimization with Human Feedback",
                "From few answers to which of two outputs is better a good prompt is found, where a model of prompts'"
                        + " utility names the favourite and a rival that is promising or unknown.");
    }

    /// @param model by kind of world
    private record Way(String name, DuelStrategy strategy, Model model, boolean slow) {}

    private enum Model {
        FIT,
        COUNT,
        DIAGONAL,
        NEURAL
    }

    private static List<Way> ways() {
        return List.of(
                new Way("winner stays", DuelStrategy.named("winner-stays"), Model.FIT, false),
                new Way("model, any pairs", DuelStrategy.named("random"), Model.FIT, false),
                new Way("model, two best", DuelStrategy.named("top-two"), Model.FIT, false),
                new Way("model, Thompson", DuelStrategy.named("thompson"), Model.FIT, false),
                new Way("favourite and rival, diagonal", DuelStrategy.ucb(1), Model.DIAGONAL, false),
                new Way("favourite and rival", DuelStrategy.ucb(1), Model.COUNT, false),
                new Way("favourite and rival, network", DuelStrategy.ucb(1), Model.NEURAL, true));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int prompts = setup.sized(200, 40);
        int duels = setup.sized(100, 30);
        int seeds = setup.sized(20, 2);
        int slowSeeds = setup.sized(6, 1);
        int early = 25;
        List<Way> ways = ways();
        // By world (hills, line), way, seed: utility after each answer.
        double[][][][] quality = new double[2][ways.size()][][];
        int done = 0;
        for (int w = 0; w < 2; w++)
            for (int k = 0; k < ways.size(); k++) {
                int runs = ways.get(k).slow ? slowSeeds : seeds;
                quality[w][k] = new double[runs][];
                for (int s = 0; s < runs; s++) {
                    World world = w == 0
                            ? World.bumps(prompts, 8, 8, SLOPE, setup.random(2L * s))
                            : World.linear(prompts, 8, SLOPE, setup.random(2L * s));
                    quality[w][k][s] = Simulation.run(
                                    world,
                                    ways.get(k).strategy,
                                    new DuelStrategy.Pool(
                                            model(ways.get(k).model, world, w == 0, setup, s), world.features(), duels),
                                    duels,
                                    Optional.empty(),
                                    new Question.Top(1),
                                    setup.sized(5, 5),
                                    setup.random(2L * s + 1))
                            .quality();
                    setup.progress(++done, 2L * ((ways.size() - 1) * seeds + slowSeeds));
                }
            }
        return findings(ways, quality, early, duels);
    }

    private static UtilityModel model(Model kind, World world, boolean hills, Setup setup, int seed) {
        Spread spread = switch (kind) {
            case FIT -> Spread.LAPLACE;
            case COUNT, NEURAL -> Spread.COUNT;
            case DIAGONAL -> Spread.COUNT_DIAGONAL;
        };
        if (kind == Model.NEURAL) return UtilityModel.neural(world.features(), 16, RIDGE, seed);
        return hills
                ? UtilityModel.smooth(
                        world.features(), 0.7, setup.sized(128, 32), RIDGE, spread, setup.random(1_000 + seed))
                : UtilityModel.linear(world.features(), RIDGE, spread);
    }

    private static Findings findings(List<Way> ways, double[][][][] quality, int early, int duels) {
        Findings.Builder found = Findings.record();
        for (int w = 0; w < 2; w++)
            for (int at : new int[] {early, duels})
                for (int k = 0; k < ways.size(); k++) {
                    double[] values = at(quality[w][k], at);
                    double mean = Arrays.stream(values).average().orElseThrow();
                    double error = error(values, mean);
                    found.measure(new Finding(
                            (w == 0 ? "hills" : "line") + ", " + at + " duels, "
                                    + ways.get(k).name(),
                            Arrays.stream(at(quality[w][0], at)).average().orElseThrow(),
                            mean,
                            mean - 2 * error,
                            mean + 2 * error,
                            "utility, 0 to 1"));
                }
        double any = mean(quality[0][1], early);
        double rival = mean(quality[0][5], early);
        found.atLeast(
                        "hills, " + early + " duels: favourite and rival over any pairs, both with the model",
                        rival - any,
                        0.05)
                .atLeast("any pairs with the model over winner stays", any - mean(quality[0][0], early), 0.05)
                .condition(new Condition(
                        "hills, " + duels + " duels: favourite and rival over any pairs",
                        mean(quality[0][5], duels) - mean(quality[0][1], duels),
                        Side.AT_LEAST,
                        0.05,
                        false))
                .condition(new Condition(
                        "line, " + duels + " duels: favourite and rival not behind Thompson",
                        mean(quality[1][5], duels) - mean(quality[1][3], duels),
                        Side.AT_LEAST,
                        0,
                        false));
        for (int w = 0; w < 2; w++) {
            Chart chart = Chart.of(
                            w == 0 ? "Utility made of hills" : "Utility linear in the features",
                            Axis.linear("answers"),
                            Axis.linear("utility of the recommended prompt").between(0, 1.02))
                    .describedAs(
                            "Utility of the recommended prompt by number of answers, mean over worlds, for each way to"
                                    + " choose pairs.");
            double[] x = new double[duels];
            Arrays.setAll(x, t -> t + 1);
            List<Series> lines = new ArrayList<>();
            for (int k = 0; k < ways.size(); k++) {
                double[][] runs = quality[w][k];
                double[] y = new double[duels];
                Arrays.setAll(y, t -> mean(runs, t + 1));
                lines.add(Series.line(ways.get(k).name(), x, y));
            }
            found.figure(chart.with(lines.toArray(Series[]::new)));
        }
        return found.remark(
                        "Prompts are unit vectors in eight dimensions; utility is a sum of eight hills, or linear, from"
                                + " 0 to 1; the better of two is preferred with the odds of exp(6 times the difference). Baseline"
                                + " column: winner stays. Intervals: two standard errors over worlds.")
                .remark(
                        "Hills are fitted in random Fourier features, the line in the features themselves; the network has"
                                + " two layers of 16 tanh units and fewer worlds. The judge is simulated: this shows how few"
                                + " answers are needed, not that better prompts exist.")
                .done();
    }

    private static double[] at(double[][] runs, int duel) {
        return Arrays.stream(runs).mapToDouble(r -> r[duel - 1]).toArray();
    }

    private static double mean(double[][] runs, int duel) {
        return Arrays.stream(at(runs, duel)).average().orElseThrow();
    }

    private static double error(double[] values, double mean) {
        double squares = 0;
        for (double v : values) squares += (v - mean) * (v - mean);
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
