package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.elicitation.Duel;
import org.broadsheet.preference.elicitation.DuelStrategy;
import org.broadsheet.preference.elicitation.DuelingBandit;
import org.broadsheet.preference.elicitation.LinearUtility;
import org.broadsheet.preference.elicitation.Question;
import org.broadsheet.preference.elicitation.Simulation;
import org.broadsheet.preference.elicitation.StoppingRule;
import org.broadsheet.preference.elicitation.UtilityModel;
import org.broadsheet.preference.elicitation.World;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.Comparisons;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `elicit FILE` and `elicit --simulate`
@Command(
        name = "elicit",
        description = {
            "Which pair to ask people about next, and when enough was asked.",
            "FILE holds what was answered so far, in any form that rate reads; printed are the next pair and whether the"
                    + " question is answered.",
            "--simulate tries ways to choose pairs on made-up worlds: what it costs to ask badly, how good the"
                    + " recommendation is, after how many answers a question is answered, and how often rightly.",
            "Strategies: random, rucb, double-thompson, btm, ucb[:NU], top-two, thompson, information, mst,"
                    + " self-exploring[:ALPHA]"
        },
        mixinStandardHelpOptions = true)
final class ElicitCommand implements Callable<Integer> {
    private static final int POINTS = 50;
    private static final List<String> SIMULATED =
            List.of("random", "rucb", "double-thompson", "ucb", "thompson", "information");
    private static final double DEVIATION = 1.5; // of utilities in the prior, in log-odds

    private enum Kind {
        NORMAL,
        CIRCLE,
        LINEAR,
        BUMPS
    }

    private enum Model {
        BRADLEY_TERRY,
        LINEAR,
        SMOOTH,
        NEURAL
    }

    private enum Curve {
        REGRET,
        QUALITY
    }

    private enum Stopping {
        MODEL,
        MAJORITIES
    }

    /// @param regret   mean after so many answers as `at` says
    /// @param regretError  standard errors of these means over worlds; nothing for a single world
    /// @param qualityError likewise
    /// @param answered share of runs in which the question was answered in time
    /// @param asked    mean of answers until then; nothing where it never was
    /// @param right    share of the answers given that were right; nothing where none was
    @SuppressWarnings("ArrayRecordComponent") // printed, never compared
    private record Result(
            String strategy,
            double[] regret,
            double @Nullable [] regretError,
            double[] quality,
            double @Nullable [] qualityError,
            double answered,
            @Nullable Double asked,
            @Nullable Double right) {}

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "answers so far; gzip is fine")
    private @Nullable Path file;

    @Option(names = "--pool", paramLabel = "FILE", description = "items to ask about, one a line, beside those of FILE")
    private @Nullable Path pool;

    @Option(names = "--simulate", description = "try strategies on made-up worlds")
    private boolean simulate;

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME",
            description =
                    "how to choose pairs (default: information; with --simulate random, rucb, double-thompson, ucb,"
                            + " thompson, information)")
    private List<String> strategies = List.of();

    @Option(names = "--items", defaultValue = "10", description = "items to choose from (default: ${DEFAULT-VALUE})")
    private int items;

    @Option(
            names = "--world",
            defaultValue = "NORMAL",
            description =
                    "${COMPLETION-CANDIDATES}: normal utilities; the same with the three best in a circle; linear in"
                            + " features; hills over features (default: ${DEFAULT-VALUE})")
    private Kind world = Kind.NORMAL;

    @Option(
            names = "--model",
            description =
                    "${COMPLETION-CANDIDATES}: how utilities are read off answers (default: what suits the world)")
    private @Nullable Model model;

    @Option(names = "--duels", defaultValue = "300", description = "answers at most (default: ${DEFAULT-VALUE})")
    private int duels;

    @Option(names = "--repeats", defaultValue = "20", description = "worlds (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(
            names = "--question",
            defaultValue = "best",
            paramLabel = "best|top:K|order",
            description = "what is to be found out (default: ${DEFAULT-VALUE})")
    private String question = "best";

    @Option(
            names = "--confidence",
            defaultValue = "0.9",
            description = "with which the question counts as answered (default: ${DEFAULT-VALUE})")
    private double confidence;

    @Option(
            names = "--stopping",
            defaultValue = "MODEL",
            description = "${COMPLETION-CANDIDATES}: by draws from the model, or by majorities of pairs alone"
                    + " (default: ${DEFAULT-VALUE})")
    private Stopping stopping = Stopping.MODEL;

    @Option(names = "--look", defaultValue = "5", description = "answers between two looks whether it is answered")
    private int look;

    @Option(names = "--seed", defaultValue = "1", description = "of worlds and answers (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--plot", paramLabel = "SVG", description = "write the curves")
    private @Nullable Path plot;

    @Option(
            names = "--curve",
            defaultValue = "REGRET",
            description = "what is plotted: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Curve curve = Curve.REGRET;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (simulate == (file != null || pool != null))
            throw new IllegalArgumentException(
                    "say either FILE with the answers so far, or --simulate; --pool FILE for items without answers");
        return simulate ? simulated() : next();
    }

    /// What to ask next after the answers in the file.
    private int next() throws IOException {
        for (String option : List.of("--items", "--world", "--model", "--repeats", "--look", "--plot", "--curve"))
            if (spec.commandLine().getParseResult().hasMatchedOption(option))
                throw new IllegalArgumentException(option + " is about made-up worlds; it goes with --simulate");
        Question asked = Question.named(question);
        if (strategies.size() > 1)
            throw new IllegalArgumentException("the next pair is chosen by one strategy, not by " + strategies);
        DuelStrategy strategy = DuelStrategy.named(strategies.isEmpty() ? "information" : strategies.getFirst());
        Comparisons<String> given = given();
        List<String> all = given.items().stream().sorted().toList();
        if (all.size() < 2)
            throw new IllegalArgumentException("there are two items or more to ask about, not " + all.size());
        fits(asked, all.size());
        Map<String, Integer> number = new HashMap<>();
        for (String item : all) number.put(item, number.size());
        DuelingBandit bandit = strategy.start(
                DuelStrategy.Pool.of(all.size(), Math.max(duels, given.size())), new SplittableRandom(seed));
        for (int k = 0; k < given.size(); k++) {
            PairwisePreference<String, String> pair = given.at(k);
            bandit.observe(
                    new Duel(number.getOrDefault(pair.left(), 0), number.getOrDefault(pair.right(), 0)),
                    pair.outcome());
        }
        StoppingRule rule = switch (stopping) {
            case MODEL ->
                StoppingRule.byModel(UtilityModel.bradleyTerry(all.size(), DEVIATION), confidence, 2_000, seed);
            case MAJORITIES -> StoppingRule.byMajorities(confidence);
        };
        Optional<StoppingRule.Answer> answer = rule.answer(asked, bandit.log());
        Duel duel = bandit.next();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("answers", given.size());
            report.put("items", all.size());
            report.put("next", duel.isQuestion() ? List.of(all.get(duel.first()), all.get(duel.second())) : null);
            report.put("recommended", all.get(bandit.recommendation()));
            report.put("question", asked.name());
            report.put("wanted", confidence);
            report.put("answer", answer.map(a -> named(a, all)).orElse(null));
            report.put("confidence", answer.map(StoppingRule.Answer::confidence).orElse(null));
            JsonOut.print(out, report);
            return 0;
        }
        out.printf("%d answers about %d items%n", given.size(), all.size());
        if (duel.isQuestion())
            out.println("ask next: " + all.get(duel.first()) + " or " + all.get(duel.second()) + "?");
        else out.println("nothing more to ask by " + strategy.name());
        out.println("best so far: " + all.get(bandit.recommendation()));
        out.println(
                answer.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "\"%s\" is answered with confidence %.3f: %s",
                                asked.name(),
                                answer.get().confidence(),
                                String.join(asked instanceof Question.Order ? " > " : ", ", named(answer.get(), all)))
                        : "\"" + asked.name() + "\" is not answered with confidence " + confidence + " yet");
        return 0;
    }

    private static List<String> named(StoppingRule.Answer answer, List<String> items) {
        return answer.items().stream().map(items::get).toList();
    }

    private Comparisons<String> given() throws IOException {
        List<String> known = new ArrayList<>();
        if (pool != null)
            try (BufferedReader in = TextFile.open(pool)) {
                for (String line = in.readLine(); line != null; line = in.readLine())
                    if (!line.isBlank() && !line.startsWith("#")) known.add(line.strip());
            } catch (MalformedInputException e) {
                throw new IllegalArgumentException(pool + " is not text in UTF-8", e);
            }
        if (file != null) return JudgmentsRead.besides(known, file).pairs();
        Comparisons.Builder<String> unasked = Comparisons.builder();
        known.forEach(unasked::item);
        return unasked.build();
    }

    private int simulated() throws IOException {
        TextFile.checkPlace(plot);
        within("--items", items, 2, 1_000);
        within("--duels", duels, 1, 100_000);
        within("--repeats", repeats, 1, 10_000);
        within("--look", look, 1, 100_000);
        if (world == Kind.CIRCLE) within("--items", items, 3, 1_000);
        Question asked = Question.named(question);
        fits(asked, items);
        List<DuelStrategy> tried = (strategies.isEmpty() ? SIMULATED : strategies)
                .stream().map(DuelStrategy::named).toList();
        int[] at = IntStream.rangeClosed(1, Math.min(POINTS, duels))
                .map(k -> (int) ((long) k * duels / Math.min(POINTS, duels)))
                .toArray();
        List<Result> results = new ArrayList<>();
        try (Progress progress = new Progress("asking", "runs", (long) tried.size() * repeats)) {
            for (int s = 0; s < tried.size(); s++) {
                double[][] regret = new double[at.length][repeats];
                double[][] quality = new double[at.length][repeats];
                int answered = 0;
                int right = 0;
                long total = 0;
                for (int r = 0; r < repeats; r++) {
                    // The same worlds for every strategy.
                    World made = world(new SplittableRandom(seed * 1_000_003 + r));
                    Simulation.Run run = run(made, tried.get(s), asked, r, Optional.empty());
                    for (int k = 0; k < at.length; k++) {
                        regret[k][r] = run.regret()[at[k] - 1];
                        quality[k][r] = run.quality()[at[k] - 1];
                    }
                    Simulation.Run stopped = run(made, tried.get(s), asked, r, Optional.of(rule(made)));
                    if (stopped.asked() >= 0) {
                        answered++;
                        total += stopped.asked();
                        if (stopped.right()) right++;
                    }
                    progress.accept((long) s * repeats + r + 1);
                }
                results.add(new Result(
                        tried.get(s).name(),
                        means(regret),
                        errors(regret),
                        means(quality),
                        errors(quality),
                        (double) answered / repeats,
                        answered == 0 ? null : (double) total / answered,
                        answered == 0 ? null : (double) right / answered));
            }
        }
        if (plot != null) TextFile.write(plot, chart(at, results).svg());
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(at, results));
        else print(out, at, results);
        return 0;
    }

    private static double[] means(double[][] values) {
        return Arrays.stream(values).mapToDouble(Stable::mean).toArray();
    }

    /// Standard errors of the means; nothing where there is one value each.
    private static double @Nullable [] errors(double[][] values) {
        int n = values[0].length;
        if (n < 2) return null;
        return Arrays.stream(values)
                .mapToDouble(v -> {
                    double mean = Stable.mean(v);
                    double square =
                            Arrays.stream(v).map(x -> (x - mean) * (x - mean)).sum();
                    return Math.sqrt(square / (n - 1) / n);
                })
                .toArray();
    }

    private static void fits(Question asked, int items) {
        if (asked instanceof Question.Top(int k) && k > items)
            throw new IllegalArgumentException(
                    "--question " + asked.name() + " asks for more than the " + items + " items there are");
    }

    private static void within(String option, int value, int low, int high) {
        if (value < low || value > high)
            throw new IllegalArgumentException(option + " is from " + low + " to " + high + " but was " + value);
    }

    private World world(RandomGenerator random) {
        return switch (world) {
            case NORMAL -> World.normal(items, DEVIATION, random);
            case CIRCLE -> World.circle(items, DEVIATION, random);
            case LINEAR -> World.linear(items, 8, 6, random);
            case BUMPS -> World.bumps(items, 8, 8, 6, random);
        };
    }

    private UtilityModel model(World made) {
        Model wanted = model;
        if (wanted == null)
            wanted = switch (world) {
                case NORMAL, CIRCLE -> Model.BRADLEY_TERRY;
                case LINEAR -> Model.LINEAR;
                case BUMPS -> Model.SMOOTH;
            };
        return switch (wanted) {
            case BRADLEY_TERRY -> UtilityModel.bradleyTerry(items, DEVIATION);
            case LINEAR -> UtilityModel.linear(made.features(), 0.1, LinearUtility.Spread.LAPLACE);
            case SMOOTH ->
                UtilityModel.smooth(
                        made.features(), 0.7, 128, 0.1, LinearUtility.Spread.LAPLACE, new SplittableRandom(seed));
            case NEURAL -> UtilityModel.neural(made.features(), 16, 0.1, seed);
        };
    }

    private StoppingRule rule(World made) {
        return switch (stopping) {
            case MODEL -> StoppingRule.byModel(model(made), confidence, 1_000, seed);
            case MAJORITIES -> StoppingRule.byMajorities(confidence);
        };
    }

    private Simulation.Run run(
            World made, DuelStrategy strategy, Question asked, int repeat, Optional<StoppingRule> rule) {
        return Simulation.run(
                made,
                strategy,
                new DuelStrategy.Pool(model(made), made.features(), duels),
                duels,
                rule,
                asked,
                look,
                new SplittableRandom(seed * 7_368_787 + repeat));
    }

    private Map<String, Object> answer(int[] at, List<Result> results) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("world", world.name().toLowerCase(Locale.ROOT));
        answer.put("items", items);
        answer.put("duels", duels);
        answer.put("repeats", repeats);
        answer.put("question", question);
        answer.put("confidence", confidence);
        answer.put("stopping", stopping.name().toLowerCase(Locale.ROOT));
        answer.put("at", at);
        answer.put("strategies", results);
        return answer;
    }

    private void print(PrintWriter out, int[] at, List<Result> results) {
        int early = at.length / 4;
        int last = at.length - 1;
        out.printf("%-18s %26s %26s %9s %7s %7s%n", "", "regret", "quality", "answered", "asked", "right");
        out.printf("%-18s %8s %9s %7s %8s %9s %7s%n", "answers", at[early], at[last], "+-", at[early], at[last], "+-");
        for (Result r : results)
            out.printf(
                    Locale.ROOT,
                    "%-18s %8.2f %9.2f %7s %8.3f %9.3f %7s %8.0f%% %7s %7s%n",
                    r.strategy(),
                    r.regret()[early],
                    r.regret()[last],
                    halfWidth(r.regretError(), "%.2f"),
                    r.quality()[early],
                    r.quality()[last],
                    halfWidth(r.qualityError(), "%.3f"),
                    100 * r.answered(),
                    r.asked() == null ? "-" : String.format(Locale.ROOT, "%.0f", r.asked()),
                    r.right() == null ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * r.right()));
        out.println();
        out.printf(
                Locale.ROOT,
                "%d worlds of %d items; \"%s\" answered with confidence %s, at most %d answers%n",
                repeats,
                items,
                question,
                confidence,
                duels);
    }

    /// Half of the 95% interval of the last mean.
    private static String halfWidth(double @Nullable [] errors, String format) {
        return errors == null ? "-" : String.format(Locale.ROOT, format, 1.96 * errors[errors.length - 1]);
    }

    private Chart chart(int[] at, List<Result> results) {
        double[] x = Arrays.stream(at).asDoubleStream().toArray();
        boolean regret = curve == Curve.REGRET;
        Chart chart = Chart.of(
                        regret ? "Regret by number of answers" : "Utility of the recommendation by number of answers",
                        Axis.linear("answers"),
                        Axis.linear(regret ? "regret" : "0 the worst item, 1 the best"))
                .describedAs((regret ? "Cumulated regret" : "Utility of the recommended item") + " of " + results.size()
                        + " strategies, mean of " + repeats + " worlds of " + items + " items.");
        for (Result r : results) chart = chart.with(Series.line(r.strategy(), x, regret ? r.regret() : r.quality()));
        return chart;
    }
}
