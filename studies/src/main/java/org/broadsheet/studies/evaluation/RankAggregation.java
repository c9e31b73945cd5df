package org.broadsheet.studies.evaluation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.aggregation.ScoreTable;
import org.broadsheet.evaluation.aggregation.ScoreTableFile;
import org.broadsheet.evaluation.aggregation.Standings;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Kemeny;
import org.broadsheet.ranking.vote.VotingRule;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Mean and votes over the tasks of real leaderboards, over metrics beside human scores, and over tasks of
/// known truth.
final class RankAggregation implements Study {
    private static final String SET = "score-tables";
    private static final VotingRule MEAN = VotingRule.meanScore();
    private static final VotingRule BORDA = VotingRule.borda();

    @Override
    public About about() {
        return new About(
                "rank-aggregation",
                "What are the best systems? New perspectives on NLP Benchmarking",
                "Counting each task as a vote on the order of the systems gives other conclusions than the mean of scores,"
                        + " and more robust ones: the mean follows whichever task has the largest scale.",
                List.of(SET));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        Findings.Builder found = Findings.record();
        glue(setup, found);
        setup.progress(1, 10);
        humans(setup, found);
        setup.progress(2, 10);
        simulated(setup, found);
        return found.remark("The columns System and Utterance of the tables of metrics are named the wrong way round in"
                        + " their source; they are read the right way round here.")
                .remark("Ties share their places; the paper's program breaks them by position.")
                .done();
    }

    private static void glue(Setup setup, Findings.Builder found) {
        ScoreTable all = table(String.join("\n", setup.data().lines(SET, "glue.csv")));
        ScoreTable tasks = all.choose(IntStream.range(0, all.tasks().size())
                .filter(t -> !all.tasks().get(t).equals("Score"))
                .toArray());
        Standings mean = Standings.of(tasks, MEAN);
        Standings borda = Standings.of(tasks, BORDA);
        Kemeny.Consensus<String> kemeny = Kemeny.DEFAULT.solve(tasks.election());
        double shared = top(mean).stream().filter(top(borda)::contains).count();
        found.measure(
                        "GLUE, " + tasks.systems().size() + " systems: order by mean beside order by votes",
                        mean.tau(borda),
                        "Kendall tau")
                .measure("GLUE: of the first ten by mean, also first ten by votes", shared, "systems")
                .measure(
                        "GLUE: disagreements of Kemeny's order, above its proven bound",
                        kemeny.disagreements() - kemeny.bound(),
                        "pairs")
                .measure(
                        "GLUE: disagreements of the mean's order beside Kemeny's",
                        Kemeny.disagreements(tasks.election(), items(mean)),
                        kemeny.disagreements(),
                        "pairs")
                .measure(
                        "GLUE: disagreements of Borda's order beside Kemeny's",
                        Kemeny.disagreements(tasks.election(), items(borda)),
                        kemeny.disagreements(),
                        "pairs")
                .atMost("mean and votes order the systems of GLUE differently: tau", mean.tau(borda), 0.97)
                .condition(new Condition(
                        "Borda's order is within 5 times Kemeny's disagreements: ratio",
                        Kemeny.disagreements(tasks.election(), items(borda)) / kemeny.disagreements(),
                        Side.AT_MOST,
                        5,
                        false));
    }

    private static List<String> items(Standings standings) {
        return standings.rows().stream().map(Standings.Standing::system).toList();
    }

    private static Set<String> top(Standings standings) {
        return Set.copyOf(items(standings).subList(0, 10));
    }

    /// Metrics as tasks, texts as their instances: which way of joining them comes nearer to people, and
    /// what happens when
    /// one metric changes its unit.
    private static void humans(Setup setup, Findings.Builder found) {
        double worst = 1;
        double wins = 0;
        for (String set : List.of("TAC_08", "SUM_EVAL")) {
            Map<String, List<ScoreTable>> tables = metrics(setup, set);
            List<ScoreTable> metrics = Objects.requireNonNull(tables.get("metrics"));
            Standings people = Standings.of(means(Objects.requireNonNull(tables.get("people"))), MEAN);
            Standings mean = Standings.of(means(metrics), MEAN);
            Standings votes = Standings.twoLevel(metrics, BORDA);
            found.measure(
                    set + ": agreement with people, mean of the metrics beside two levels of votes",
                    mean.tau(people),
                    votes.tau(people),
                    "Kendall tau");
            found.measure(set + ": order by mean beside order by votes", mean.tau(votes), "Kendall tau");
            List<ScoreTable> scaled = new ArrayList<>(metrics);
            scaled.set(0, stretched(metrics.getFirst(), 100));
            double moved = mean.tau(Standings.of(means(scaled), MEAN));
            double firm = votes.tau(Standings.twoLevel(scaled, BORDA));
            found.measure(
                    set + ": agreement with itself after one metric is multiplied by 100, mean beside votes",
                    moved,
                    firm,
                    "Kendall tau");
            worst = Math.min(worst, firm);
            if (votes.tau(people) > mean.tau(people)) wins++;
        }
        found.atLeast("votes do not change when a metric changes its unit: tau", worst, 1 - 1e-12)
                .condition(new Condition(
                        "votes come nearer to people than the mean, on how many of two sets",
                        wins,
                        Side.AT_LEAST,
                        2,
                        false));
    }

    private static Map<String, List<ScoreTable>> metrics(Setup setup, String set) {
        List<String> lines = setup.data().lines(SET, set + ".csv.gz");
        String[] names = lines.getFirst().split(",");
        Map<String, Map<String, double[]>> cells = new LinkedHashMap<>(); // system -> text -> scores
        Set<String> texts = new java.util.LinkedHashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            texts.add(fields[0]);
            cells.computeIfAbsent(fields[1], _ -> new LinkedHashMap<>())
                    .put(
                            fields[0],
                            java.util.Arrays.stream(fields)
                                    .skip(2)
                                    .mapToDouble(f -> f.isBlank() ? Double.NaN : Double.parseDouble(f))
                                    .toArray());
        }
        Map<String, List<ScoreTable>> tables = new LinkedHashMap<>();
        List<String> systems = List.copyOf(cells.keySet());
        List<String> order = List.copyOf(texts);
        for (int m = 2; m < names.length; m++) {
            int column = m - 2;
            double[][] scores = systems.stream()
                    .map(s -> order.stream()
                            .mapToDouble(t -> {
                                double[] row =
                                        Objects.requireNonNull(cells.get(s)).get(t);
                                return row == null ? Double.NaN : row[column];
                            })
                            .toArray())
                    .toArray(double[][]::new);
            tables.computeIfAbsent(names[m].startsWith("H:") ? "people" : "metrics", _ -> new ArrayList<>())
                    .add(new ScoreTable(systems, order, scores));
        }
        return tables;
    }

    private static ScoreTable stretched(ScoreTable table, double factor) {
        ScoreTable changed = table;
        for (int t = 0; t < table.tasks().size(); t++) changed = changed.rescaled(t, factor);
        return changed;
    }

    /// The mean over instances of each task.
    private static ScoreTable means(List<ScoreTable> tasks) {
        return Standings.withinTasks(tasks, MEAN);
    }

    /// Twenty systems of known quality on ten noisy tasks of very different scales.
    private static void simulated(Setup setup, Findings.Builder found) throws InterruptedException {
        int repeats = setup.sized(300, 30);
        List<VotingRule> rules =
                List.of(MEAN, BORDA, VotingRule.copeland(), VotingRule.kemeny(), VotingRule.medianRank());
        double[] clean = new double[rules.size()];
        double[] spoilt = new double[rules.size()];
        for (int r = 0; r < repeats; r++) {
            RandomGenerator random = setup.random(r);
            double[] quality =
                    random.doubles(20).map(_ -> random.nextGaussian()).toArray();
            double[][] scores = new double[20][10];
            double[] scale = random.doubles(10)
                    .map(_ -> Math.exp(1.5 * random.nextGaussian()))
                    .toArray();
            for (int t = 0; t < 10; t++)
                for (int s = 0; s < 20; s++) scores[s][t] = scale[t] * (quality[s] + random.nextGaussian());
            Standings truth = truth(quality);
            measure(rules, truth, scores, clean, repeats);
            for (int s = 0; s < 20; s++) scores[s][0] = 1000 * random.nextGaussian();
            measure(rules, truth, scores, spoilt, repeats);
            setup.progress(3 + 7L * r / repeats, 10);
        }
        for (int k = 1; k < rules.size(); k++)
            found.measure(
                            "tasks of different scales: agreement with the truth, mean beside "
                                    + rules.get(k).name(),
                            clean[0],
                            clean[k],
                            "Kendall tau")
                    .measure(
                            "and one task without meaning but of huge scale: mean beside "
                                    + rules.get(k).name(),
                            spoilt[0],
                            spoilt[k],
                            "Kendall tau");
        found.atLeast("votes come nearer to the truth than the mean: gain of Borda", clean[1] - clean[0], 0.05)
                .atLeast("and stay there when one task is senseless", spoilt[1], 0.7)
                .atMost("which the mean does not", spoilt[0], 0.2)
                .figure(Chart.of(
                                "Agreement with the true order",
                                Axis.linear("Kendall tau, mean of " + repeats + " draws"),
                                Axis.of(
                                        "",
                                        IntStream.range(0, rules.size())
                                                .mapToObj(k -> k == 0
                                                        ? "mean"
                                                        : rules.get(k).name())
                                                .toList()))
                        .describedAs(
                                "Kendall tau with the truth for each rule, with ten sound tasks and with one of them"
                                        + " replaced by noise of huge scale.")
                        .with(
                                Series.bars("ten sound tasks", clean),
                                Series.bars("one replaced by huge noise", spoilt)));
    }

    private static Standings truth(double[] quality) {
        List<Scored<String>> scored = IntStream.range(0, quality.length)
                .mapToObj(s -> new Scored<>("s" + s, quality[s]))
                .toList();
        return Standings.of("truth", Ranking.of(scored, TieBreaker.ascending()));
    }

    private static void measure(
            List<VotingRule> rules, Standings truth, double[][] scores, double[] sums, int repeats) {
        ScoreTable table = new ScoreTable(
                IntStream.range(0, scores.length).mapToObj(s -> "s" + s).toList(),
                IntStream.range(0, scores[0].length).mapToObj(t -> "t" + t).toList(),
                scores);
        for (int k = 0; k < sums.length; k++) sums[k] += truth.tau(Standings.of(table, rules.get(k))) / repeats;
    }

    private static ScoreTable table(String csv) {
        try {
            return ScoreTableFile.read(new StringReader(csv), "glue.csv", ',', Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
