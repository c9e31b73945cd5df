package org.broadsheet.studies.preference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.values.EdgeCounts;
import org.broadsheet.preference.values.EdgeRule;
import org.broadsheet.preference.values.MoralGraph;
import org.broadsheet.preference.values.MoralGraphCharts;
import org.broadsheet.preference.values.SixCriteria;
import org.broadsheet.preference.values.SixCriteria.Check;
import org.broadsheet.preference.values.SixCriteria.Criterion;
import org.broadsheet.preference.values.UpgradeEdge;
import org.broadsheet.preference.values.UpgradeVote;
import org.broadsheet.preference.values.UpgradeVote.Answer;
import org.broadsheet.preference.values.ValueCard;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulated group in which the wisest values are the rarest; and, where its files are at hand, the
/// published graph of 500 people.
final class ValuesGraph implements Study {
    private static final int VALUES = 12;
    private static final List<String> CONTEXTS = List.of("methods papers", "surveys", "negative results");
    private static final String PUBLISHED = "moral-graph";

    @Override
    public About about() {
        return new About(
                "values-graph",
                "What are human values, and how do we align AI to them?",
                "Votes on which of two values is wiser to follow in a context make a graph whose PageRank brings up the values"
                        + " that experts hold, without anybody saying who is an expert; the result is fine-grained, generalizes,"
                        + " scales, and is robust, legitimate and auditable.");
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        Findings.Builder found = Findings.record();
        simulated(setup, found);
        published(setup, found);
        return found.done();
    }

    private static void simulated(Setup setup, Findings.Builder found) throws InterruptedException {
        int repeats = setup.sized(40, 4);
        int[] sizes = {25, 50, 100, 200, 400};
        double[][] top = new double[3][sizes.length];
        double[] tau = new double[3];
        double[] robust = new double[2];
        Map<Criterion, double[]> criteria = new LinkedHashMap<>(); // mean value, share that holds
        Map<Criterion, Check> said = new LinkedHashMap<>();
        for (int r = 0; r < repeats; r++) {
            World world = World.draw(setup.random(r));
            for (int s = 0; s < sizes.length; s++) {
                List<UpgradeVote> votes = world.votes(sizes[s], setup.random(1000 + r));
                MoralGraph graph = MoralGraph.of(world.cards, votes, EdgeRule.PUBLISHED);
                List<List<ValueCard>> orders =
                        List.of(byVotes(world.cards, votes), graph.ranking().items(), byShare(world.cards, votes));
                for (int k = 0; k < 3; k++) {
                    if (orders.get(k).subList(0, 3).contains(world.wisest())) top[k][s] += 1.0 / repeats;
                    if (s == sizes.length - 1) tau[k] += world.tau(orders.get(k)) / repeats;
                }
                if (s == 3) {
                    if (r == 0) found.figure(MoralGraphCharts.arcs("The graph of the first group of 200", graph));
                    robust[0] += SixCriteria.staysOnTop(graph, 1, setup.random(2000 + r)) / repeats;
                    robust[1] += SixCriteria.staysOnTop(graph, 3, setup.random(2000 + r)) / repeats;
                    for (Check c : SixCriteria.of(world.cards, votes, EdgeRule.PUBLISHED, setup.random(3000 + r))) {
                        double[] sums = criteria.computeIfAbsent(c.criterion(), _ -> new double[2]);
                        sums[0] += (Double.isNaN(c.value()) ? 0 : c.value()) / repeats;
                        sums[1] += (c.holds() ? 1.0 : 0) / repeats;
                        said.put(c.criterion(), c);
                    }
                }
            }
            setup.progress(r + 1, repeats);
        }
        for (int s : new int[] {1, 3, 4})
            found.measure(
                            "wisest value among the first three, " + sizes[s]
                                    + " voters: votes received beside PageRank",
                            top[0][s],
                            top[1][s],
                            "share of groups")
                    .measure(
                            "the same: share of answers that were \"wiser\" beside PageRank, " + sizes[s] + " voters",
                            top[2][s],
                            top[1][s],
                            "share of groups");
        found.measure(
                        "agreement with the true order, 400 voters: votes received beside PageRank",
                        tau[0],
                        tau[1],
                        "Kendall tau")
                .measure(
                        "the same: share of answers that were \"wiser\" beside PageRank", tau[2], tau[1], "Kendall tau")
                .measure("best card stays first when a fifth of the edges is lost", robust[0], "share of draws")
                .measure(
                        "best card stays among the first three when a fifth of the edges is lost",
                        robust[1],
                        "share of draws");
        criteria.forEach((c, sums) -> {
            Check check = said.getOrDefault(c, new Check(c, "", 0, 0));
            found.measure(word(c) + ": " + check.says(), check.bound(), sums[0], "bound beside mean")
                    .condition(
                            new Condition(word(c) + ": holds in how many groups", sums[1], Side.AT_LEAST, 0.5, false));
        });
        found.atLeast(
                        "the wisest value, which the fewest hold, comes among the first three: gain over counting votes",
                        top[1][3] - top[0][3],
                        0.1)
                .condition(new Condition(
                        "and no more seldom than by the share of answers that were \"wiser\": gain",
                        top[1][3] - top[2][3],
                        Side.AT_LEAST,
                        0,
                        false))
                .atLeast(
                        "best card among the first three without a fifth of the edges: share of draws", robust[1], 0.7);
        double[] voters = IntStream.of(sizes).asDoubleStream().toArray();
        found.figure(Chart.of(
                        "The wisest value among the first three",
                        Axis.log("voters"),
                        Axis.linear("share of groups").between(0, 1))
                .describedAs("How often the wisest value comes among the first three by votes received, by share of"
                        + " answers and by weighted PageRank, by number of voters.")
                .with(
                        Series.line("PageRank of the graph", voters, top[1]),
                        Series.line("votes received", voters, top[0]),
                        Series.line("share of answers that were \"wiser\"", voters, top[2])));
        found.remark("A simulation: " + VALUES + " values and " + CONTEXTS.size()
                + " contexts; the wiser a value the fewer hold"
                + " it, and people are asked mostly about what is held by many. Everybody answers ten questions, the surer the"
                + " further the values lie apart; one answer in ten is \"not sure\".");
    }

    private static String word(Criterion criterion) {
        return switch (criterion) {
            case FINE_GRAINED -> "fine-grained";
            case GENERALIZABLE -> "generalizable";
            case SCALABLE -> "scalable";
            case ROBUST -> "robust";
            case LEGITIMATE -> "legitimate";
            case AUDITABLE -> "auditable";
        };
    }

    /// Cards by how many people found going there wiser.
    private static List<ValueCard> byVotes(List<ValueCard> cards, List<UpgradeVote> votes) {
        Map<String, Integer> received = new HashMap<>();
        for (UpgradeVote v : votes) if (v.answer() == Answer.WISER) received.merge(v.to(), 1, Integer::sum);
        return cards.stream()
                .sorted(Comparator.comparingInt((ValueCard c) -> -received.getOrDefault(c.id(), 0))
                        .thenComparing(ValueCard::id))
                .toList();
    }

    /// Cards by the share of "wiser" among the answers about going there.
    private static List<ValueCard> byShare(List<ValueCard> cards, List<UpgradeVote> votes) {
        Map<String, double[]> answers = new HashMap<>();
        for (UpgradeVote v : votes) {
            double[] sums = answers.computeIfAbsent(v.to(), _ -> new double[2]);
            if (v.answer() == Answer.WISER) sums[0]++;
            sums[1]++;
        }
        return cards.stream()
                .sorted(Comparator.comparingDouble((ValueCard c) -> {
                            double[] sums = answers.getOrDefault(c.id(), new double[] {0, 1});
                            return -sums[0] / sums[1];
                        })
                        .thenComparing(ValueCard::id))
                .toList();
    }

    /// @param wisdom of each value in each context; the last value is the wisest on average and held by
    ///               the fewest
    private record World(List<ValueCard> cards, List<List<Double>> wisdom) {
        static World draw(RandomGenerator random) {
            // Ids in random order, so that no tie is broken by wisdom.
            List<Integer> ids =
                    new ArrayList<>(IntStream.range(0, VALUES).boxed().toList());
            List<ValueCard> cards = new ArrayList<>();
            List<List<Double>> wisdom = new ArrayList<>();
            for (int v = 0; v < VALUES; v++) {
                String id = "value " + (char) ('a' + ids.remove(/* index */ random.nextInt(ids.size())));
                cards.add(new ValueCard(id, id, "Follow " + id + ".", List.of("what " + id + " looks at")));
                double common = 3.0 * v / (VALUES - 1);
                wisdom.add(CONTEXTS.stream()
                        .map(_ -> common + 0.4 * random.nextGaussian())
                        .toList());
            }
            return new World(cards, wisdom);
        }

        ValueCard wisest() {
            return cards.getLast();
        }

        List<UpgradeVote> votes(int voters, RandomGenerator random) {
            List<UpgradeVote> votes = new ArrayList<>();
            for (int n = 0; n < voters; n++)
                for (int q = 0; q < 10; q++) {
                    int from = held(random);
                    int to = held(random);
                    int context = random.nextInt(CONTEXTS.size());
                    double wiser = Stable.sigmoid(
                            2 * (wisdom.get(to).get(context) - wisdom.get(from).get(context)));
                    double u = random.nextDouble();
                    if (from == to) continue;
                    votes.add(new UpgradeVote(
                            "voter " + n,
                            cards.get(from).id(),
                            cards.get(to).id(),
                            CONTEXTS.get(context),
                            u < 0.1 ? Answer.UNSURE : u < 0.1 + 0.9 * wiser ? Answer.WISER : Answer.NOT_WISER));
                }
            return votes;
        }

        /// A value, drawn as often as it is held: each a sixth less than the one before.
        private static int held(RandomGenerator random) {
            double total = (1 - Math.pow(5 / 6.0, VALUES)) / (1 - 5 / 6.0);
            double u = random.nextDouble() * total;
            int v = 0;
            for (double share = 1; v < VALUES - 1 && u >= share; share *= 5 / 6.0) {
                u -= share;
                v++;
            }
            return v;
        }

        /// Kendall's tau with the order of wisdom.
        double tau(List<ValueCard> order) {
            int agreed = 0;
            for (int a = 0; a < VALUES; a++)
                for (int b = a + 1; b < VALUES; b++)
                    agreed += order.indexOf(cards.get(b)) < order.indexOf(cards.get(a)) ? 1 : -1;
            return 2.0 * agreed / (VALUES * (VALUES - 1));
        }
    }

    /// The published graphs, held to their published figures.
    private static void published(Setup setup, Findings.Builder found) {
        String all = "moral-graph-all-participants.json";
        String prolific = "moral-graph-prolific-run.json";
        if (!Files.isRegularFile(setup.data().root().resolve(PUBLISHED).resolve(all))
                || !Files.isRegularFile(setup.data().root().resolve(PUBLISHED).resolve(prolific))) {
            found.remark("The published graph of 500 people is held to its figures where " + all + " and " + prolific
                    + " lie in a folder " + PUBLISHED + " among the data; here they do not.");
            return;
        }
        double[][] expected = {{0.03924, 0.03586, 0.02900, 0.41867}, {0.03979, 0.03637, 0.02940, 0.42366}};
        double worst = 0;
        double wrong = 0;
        for (int f = 0; f < 2; f++) {
            Read read = Read.of(setup, f == 0 ? all : prolific);
            wrong += read.wrong;
            Ranking<ValueCard> ranking = read.graph.ranking();
            double mass = ranking.scored().stream().mapToDouble(Scored::score).sum();
            for (int k = 0; k < 3; k++)
                worst = Math.max(worst, Math.abs(ranking.scored().get(k).score() - expected[f][k]));
            worst = Math.max(worst, Math.abs(mass - expected[f][3]));
            if (f == 0) {
                found.figure(MoralGraphCharts.arcs("The published graph of 500 people", read.graph));
                found.measure("published graph: edges", read.graph.edges().size(), "edges")
                        .measure("published graph: sum of all ranks", expected[f][3], mass, "published beside here");
                for (int k = 0; k < 3; k++)
                    found.measure(
                            "published graph, place " + (k + 1) + ": "
                                    + ranking.items().get(k).title(),
                            expected[f][k],
                            ranking.scored().get(k).score(),
                            "published beside here");
                double first = SixCriteria.staysOnTop(read.graph, 1, setup.random(5000));
                double three = SixCriteria.staysOnTop(read.graph, 3, setup.random(5000));
                found.measure(
                                "published graph: best card stays first without a fifth of the edges",
                                first,
                                "share of draws")
                        .measure(
                                "published graph: best card stays among the first three without a fifth of the edges",
                                three,
                                "share of draws")
                        .condition(new Condition(
                                "published graph: best card among the first three without a fifth of the edges",
                                three,
                                Side.AT_LEAST,
                                0.7,
                                false));
                Set<String> counted = new TreeSet<>();
                read.wiser.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .limit(3)
                        .forEach(e -> counted.add(e.getKey()));
                double shared = ranking.top(3).items().stream()
                        .filter(c -> counted.contains(c.id()))
                        .count();
                found.measure(
                        "published graph: first three by votes received that PageRank also has there", shared, "cards");
            }
        }
        found.atMost("published graphs: largest error of ranks", worst, 1e-5)
                .atMost("published graphs: edges whose likelihood or entropy differs", wrong, 0);
    }

    /// @param wrong how many of its edges state another likelihood or entropy than their counts have
    /// @param wiser votes received by each card
    private record Read(MoralGraph graph, int wrong, Map<String, Integer> wiser) {
        static Read of(Setup setup, String file) {
            try {
                JsonNode json = JsonMapper.shared()
                        .readTree(Files.readString(setup.data().file(PUBLISHED, file)));
                List<ValueCard> cards = new ArrayList<>();
                for (JsonNode v : json.path("values")) {
                    List<String> attendsTo = new ArrayList<>();
                    for (JsonNode a : v.path("evaluationCriteria")) attendsTo.add(a.asString());
                    cards.add(new ValueCard(
                            v.path("id").asString(),
                            v.path("title").asString(),
                            v.path("instructionsShort").asString(),
                            attendsTo));
                }
                List<UpgradeEdge> edges = new ArrayList<>();
                Map<String, Integer> wiser = new HashMap<>();
                int wrong = 0;
                for (JsonNode e : json.path("edges")) {
                    Set<String> contexts = new TreeSet<>();
                    for (JsonNode c : e.path("contexts")) contexts.add(c.asString());
                    JsonNode n = e.path("counts");
                    EdgeCounts counts = new EdgeCounts(
                            n.path("markedWiser").asInt(),
                            n.path("markedNotWiser").asInt(),
                            n.path("markedLessWise").asInt(),
                            n.path("markedUnsure").asInt(),
                            n.path("impressions").asInt());
                    String to = e.path("wiserValueId").asString();
                    edges.add(new UpgradeEdge(e.path("sourceValueId").asString(), to, contexts, counts));
                    wiser.merge(to, counts.wiser(), Integer::sum);
                    JsonNode stated = e.path("summary");
                    if (Math.abs(stated.path("wiserLikelihood").asDouble() - counts.likelihood()) > 1e-9
                            || Math.abs(stated.path("entropy").asDouble() - counts.entropy()) > 1e-9) wrong++;
                }
                return new Read(MoralGraph.counted(cards, edges, EdgeRule.PUBLISHED), wrong, wiser);
            } catch (IOException e) {
                throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
