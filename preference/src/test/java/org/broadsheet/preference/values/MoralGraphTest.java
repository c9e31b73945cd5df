package org.broadsheet.preference.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.chart.ArcDiagram;
import org.broadsheet.preference.values.SixCriteria.Check;
import org.broadsheet.preference.values.SixCriteria.Criterion;
import org.broadsheet.preference.values.UpgradeVote.Answer;
import org.broadsheet.preference.values.WeightedPageRank.Link;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.api.Test;

class MoralGraphTest {
    private static final List<ValueCard> CARDS = List.of(card("a"), card("b"), card("c"), card("d"));

    private static ValueCard card(String id) {
        return new ValueCard(id, "Title of " + id, "Do " + id + ".", List.of("what " + id + " looks at"));
    }

    private static List<UpgradeVote> votes(int n, String from, String to, String context, Answer answer) {
        return IntStream.range(0, n)
                .mapToObj(i -> new UpgradeVote("v" + i, from, to, context, answer))
                .toList();
    }

    @SafeVarargs
    private static MoralGraph graph(List<UpgradeVote>... votes) {
        List<UpgradeVote> all = new ArrayList<>();
        for (List<UpgradeVote> v : votes) all.addAll(v);
        return MoralGraph.of(CARDS, all, EdgeRule.PUBLISHED);
    }

    /// Figures of the published program for one of its edges.
    @Test
    void likelihoodAndEntropyAsPublished() {
        EdgeCounts counts = new EdgeCounts(3, 0, 0, 1, 4);
        assertThat(counts.likelihood()).isEqualTo(0.75);
        assertThat(counts.entropy()).isCloseTo(1.4056390622295665, within(1e-12));
        assertThat(new EdgeCounts(3, 0, 0, 1, 0).entropy()).isCloseTo(0.8112781244591328, within(1e-12));
        EdgeCounts six = new EdgeCounts(3, 0, 0, 6, 9);
        assertThat(six.likelihood()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(six.entropy()).isCloseTo(1.4591479170272448, within(1e-12));
        assertThat(new EdgeCounts(0, 0, 0, 0, 0).likelihood()).isZero();
        assertThat(new EdgeCounts(0, 0, 0, 0, 0).entropy()).isZero();
        assertThat(new EdgeCounts(1, 0, 4, 0, 5).likelihood()).isEqualTo(-0.6);
    }

    /// Worked by hand: 0.15/3; then 0.05 + 0.85 * 0.05 * 0.75; then the rest of both.
    @Test
    void pageRankByHand() {
        double[] ranks = WeightedPageRank.DEFAULT.ranks(
                3, List.of(new Link(0, 1, 0.75), new Link(1, 2, 0.5), new Link(0, 2, 0.25)));
        assertThat(ranks).containsExactly(new double[] {0.05, 0.081875, 0.13021875}, within(1e-12));
        // Doubling all weights changes nothing: only shares of a node's links count.
        assertThat(WeightedPageRank.DEFAULT.ranks(
                        3, List.of(new Link(0, 1, 1.5), new Link(1, 2, 7), new Link(0, 2, 0.5))))
                .containsExactly(ranks, within(1e-12));
    }

    /// What the documentation says of nodes without links: sharing their rank out multiplies all ranks
    /// alike.
    @Test
    void sharingTheRankOfDeadEndsChangesNoShares() {
        List<Link> links = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 20; n++) {
            int from = random.nextInt(9);
            int to = random.nextInt(10);
            if (from != to) links.add(new Link(from, to, 0.1 + random.nextDouble()));
        }
        double[] leaking = WeightedPageRank.DEFAULT.ranks(10, links);
        boolean[] linked = new boolean[10];
        for (Link l : links) linked[l.from()] = true;
        List<Link> shared = new ArrayList<>(links);
        for (int i = 0; i < 10; i++) if (!linked[i]) for (int j = 0; j < 10; j++) shared.add(new Link(i, j, 1));
        double[] whole = new WeightedPageRank(0.85, 500).ranks(10, shared);
        double sum = 0;
        for (double r : leaking) sum += r;
        for (int i = 0; i < 10; i++) assertThat(leaking[i] / sum).isCloseTo(whole[i], within(1e-9));
    }

    @Test
    void countsVotesInBothDirections() {
        MoralGraph graph = graph(
                votes(8, "a", "b", "x", Answer.WISER),
                List.of(
                        new UpgradeVote("w1", "a", "b", "x", Answer.NOT_WISER),
                        new UpgradeVote("w2", "a", "b", "x", Answer.UNSURE),
                        new UpgradeVote("w3", "b", "a", "x", Answer.WISER)));
        assertThat(graph.edges())
                .containsExactly(new UpgradeEdge("a", "b", Set.of("x"), new EdgeCounts(8, 1, 1, 1, 11)));
        // One card above the base, which people left three others' worth of rank for.
        assertThat(graph.ranking().items().getFirst().id()).isEqualTo("b");
    }

    @Test
    void cutsEdgesThatAreFewOrDivided() {
        assertThat(graph(votes(1, "a", "b", "x", Answer.WISER)).edges())
                .as("one vote")
                .isEmpty();
        assertThat(graph(votes(2, "a", "b", "x", Answer.WISER)).edges()).hasSize(1);
        assertThat(graph(votes(3, "a", "b", "x", Answer.WISER), votes(3, "b", "a", "x", Answer.WISER))
                        .edges())
                .as("equal votes both ways")
                .isEmpty();
        assertThat(MoralGraph.of(CARDS, votes(2, "a", "b", "x", Answer.WISER), new EdgeRule(3, 0.33, 1.69))
                        .edges())
                .isEmpty();
    }

    @Test
    void theLaterAnswerOfAVoterCounts() {
        List<UpgradeVote> votes = new ArrayList<>(votes(3, "a", "b", "x", Answer.NOT_WISER));
        votes.addAll(votes(3, "a", "b", "x", Answer.WISER));
        assertThat(graph(votes).edges().getFirst().counts()).isEqualTo(new EdgeCounts(3, 0, 0, 0, 3));
    }

    @Test
    void contextsDiffer() {
        MoralGraph graph = graph(votes(4, "a", "b", "x", Answer.WISER), votes(4, "b", "c", "y", Answer.WISER));
        assertThat(graph.contexts()).containsExactly("x", "y");
        assertThat(graph.in("x").ranking().items().getFirst().id()).isEqualTo("b");
        assertThat(graph.in("y").ranking().items().getFirst().id()).isEqualTo("c");
        assertThat(graph.in("x").cards()).isEqualTo(CARDS);
        assertThat(graph.in("nowhere").edges()).isEmpty();
        // a -> b -> c all together.
        assertThat(graph.ranking().items().getFirst().id()).isEqualTo("c");
    }

    @Test
    void orderOfVotesAndNamesOfCardsDoNotMatter() {
        List<UpgradeVote> votes = new ArrayList<>(randomVotes(3));
        Ranking<ValueCard> ranking =
                MoralGraph.of(CARDS, votes, EdgeRule.PUBLISHED).ranking();
        List<UpgradeVote> shuffled = new ArrayList<>(votes);
        Collections.shuffle(shuffled, new Random(1));
        List<ValueCard> backwards = new ArrayList<>(CARDS);
        Collections.reverse(backwards);
        assertThat(MoralGraph.of(backwards, shuffled, EdgeRule.PUBLISHED).ranking())
                .isEqualTo(ranking);
        // Renaming d to 0 and so on renames the ranking.
        Map<String, String> names = Map.of("a", "3", "b", "2", "c", "1", "d", "0");
        List<UpgradeVote> renamed = votes.stream()
                .map(v -> new UpgradeVote(
                        v.voter(),
                        names.getOrDefault(v.from(), ""),
                        names.getOrDefault(v.to(), ""),
                        v.context(),
                        v.answer()))
                .toList();
        Map<String, Double> before = scores(ranking);
        Map<String, Double> after = scores(
                MoralGraph.of(names.values().stream().map(MoralGraphTest::card).toList(), renamed, EdgeRule.PUBLISHED)
                        .ranking());
        names.forEach((old, now) -> assertThat(after.get(now)).isCloseTo(before.get(old), within(1e-12)));
    }

    private static Map<String, Double> scores(Ranking<ValueCard> ranking) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Scored<ValueCard> s : ranking) scores.put(s.item().id(), s.score());
        return scores;
    }

    /// Forty voters who mostly find a later letter wiser, in two contexts; each asked about up to eight
    /// pairs.
    private static List<UpgradeVote> randomVotes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<UpgradeVote> votes = new ArrayList<>();
        for (int v = 0; v < 40; v++) {
            Set<String> asked = new HashSet<>();
            for (int n = 0; n < 8; n++) {
                int from = random.nextInt(4);
                int to = (from + 1 + random.nextInt(3)) % 4;
                boolean wiser = random.nextDouble() < (to > from ? 0.85 : 0.15);
                String context = random.nextBoolean() ? "x" : "y";
                if (asked.add(from + " " + to + " " + context))
                    votes.add(new UpgradeVote(
                            "v" + v,
                            CARDS.get(from).id(),
                            CARDS.get(to).id(),
                            context,
                            wiser ? Answer.WISER : Answer.NOT_WISER));
            }
        }
        return votes;
    }

    @Test
    void everyRankIsExplained() {
        MoralGraph graph = MoralGraph.of(CARDS, randomVotes(5), EdgeRule.PUBLISHED);
        for (Scored<ValueCard> s : graph.ranking()) {
            MoralGraph.Explanation why = graph.explain(s.item().id());
            assertThat(why.rank()).isEqualTo(s.score());
            assertThat(why.sum()).isCloseTo(why.rank(), within(1e-6));
        }
        assertThat(graph.explain("d").parts()).isNotEmpty();
        assertThat(graph.explain("a").parts()).isEmpty();
    }

    @Test
    void guidelinesFollowTheContext() {
        Guidelines guidelines =
                new Guidelines(graph(votes(4, "a", "b", "x", Answer.WISER), votes(4, "b", "c", "y", Answer.WISER)));
        Ranking<ValueCard> x = guidelines.principles(Map.of("x", 1.0));
        Ranking<ValueCard> y = guidelines.principles(Map.of("y", 2.0));
        Ranking<ValueCard> all = guidelines.principles(Map.of());
        assertThat(all.items().stream().map(ValueCard::id)).containsExactly("c", "b");
        assertThat(guidelines.principles(Map.of("unheard of", 1.0))).isEqualTo(all);
        assertThat(guidelines.principles(Map.of("x", 0.0))).isEqualTo(all);
        assertThat(scores(x).get("b")).isGreaterThan(scores(all).get("b"));
        assertThat(scores(y).get("c")).isGreaterThan(scores(all).get("c"));
        for (Ranking<ValueCard> r : List.of(x, y, all, guidelines.principles(Map.of("x", 1.0, "y", 3.0))))
            assertThat(r.scored().stream().mapToDouble(Scored::score).sum()).isCloseTo(1, within(1e-12));
        // By hand for x: one edge has 1/6 of the say, where only b is above the base. All together: b
        // has 0.85 base, c 0.85 (base + 0.85 base), so b's share is 1 / 2.85.
        assertThat(scores(x).get("b")).isCloseTo(1.0 / 6 + 5.0 / 6 / 2.85, within(1e-9));
    }

    @Test
    void guidelinesFavourWhatLivesUpToThem() {
        Guidelines guidelines =
                new Guidelines(graph(votes(4, "a", "b", "x", Answer.WISER), votes(4, "b", "c", "y", Answer.WISER)));
        Map<String, Double> contexts = Map.of("x", 1.0);
        Map<String, Map<String, Double>> fits = Map.of(
                "careful", Map.of("b", 1.0),
                "lively", Map.of("c", 0.5),
                "idle", Map.of("a", 1.0, "d", 1.0));
        Ranking<String> favoured = guidelines.favour(
                contexts,
                fits.keySet(),
                (item, value) -> fits.getOrDefault(item, Map.of()).getOrDefault(value.id(), 0.0),
                TieBreaker.ascending());
        assertThat(favoured.items()).containsExactly("careful", "lively", "idle");
        assertThat(favoured.scored().getLast().score()).isZero();
        Map<ValueCard, Double> why = guidelines.explain(
                contexts,
                "lively",
                (item, value) -> fits.getOrDefault(item, Map.of()).getOrDefault(value.id(), 0.0));
        assertThat(why.values().stream().mapToDouble(d -> d).sum())
                .isCloseTo(favoured.scored().get(1).score(), within(1e-12));
        assertThatThrownBy(() -> guidelines.favour(contexts, List.of("p"), (_, _) -> 1.5, TieBreaker.ascending()))
                .hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> guidelines.principles(Map.of("x", Double.NaN))).hasMessageContaining("NaN");
    }

    @Test
    void withoutVotesAllValuesCountTheSame() {
        Guidelines guidelines = new Guidelines(MoralGraph.of(CARDS, List.of(), EdgeRule.PUBLISHED));
        assertThat(guidelines.principles(Map.of("x", 1.0)).scored())
                .extracting(Scored::score)
                .containsOnly(0.25);
    }

    @Test
    void criteriaHoldForAGroupThatMostlyAgrees() {
        List<Check> checks = SixCriteria.of(CARDS, randomVotes(6), EdgeRule.PUBLISHED, new SplittableRandom(1));
        assertThat(checks.stream().map(Check::criterion)).containsExactly(Criterion.values());
        for (Check c : checks) assertThat(c.holds()).as(c.toString()).isTrue();
        assertThat(SixCriteria.of(CARDS, randomVotes(6), EdgeRule.PUBLISHED, new SplittableRandom(1)))
                .isEqualTo(checks);
    }

    /// Two camps with opposite orders, one in each context: what holds in one does not in the other.
    @Test
    void criteriaFailWhereTheyShould() {
        List<UpgradeVote> votes = new ArrayList<>();
        for (String[] pair : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "d"}}) {
            votes.addAll(votes(6, pair[0], pair[1], "x", Answer.WISER));
            votes.addAll(votes(6, pair[1], pair[0], "y", Answer.WISER));
        }
        assertThat(check(Criterion.GENERALIZABLE, votes).value()).isZero();
        assertThat(check(Criterion.ROBUST, votes).holds())
                .as("all edges cancel out")
                .isFalse();
        assertThat(check(Criterion.FINE_GRAINED, votes).value()).isEqualTo(1);

        // Nobody is content with a ranking that an organised few have made: one vote against each of
        // theirs.
        List<UpgradeVote> few = new ArrayList<>(votes(3, "a", "b", "x", Answer.WISER));
        for (int i = 0; i < 20; i++) few.add(new UpgradeVote("w" + i, "b", "a", "z" + i, Answer.WISER));
        assertThat(check(Criterion.LEGITIMATE, few).holds()).isFalse();

        for (Criterion c : Criterion.values())
            if (c != Criterion.AUDITABLE)
                assertThat(check(c, List.of()).holds()).as(c.toString()).isFalse();
    }

    private static Check check(Criterion criterion, List<UpgradeVote> votes) {
        return SixCriteria.of(CARDS, votes, EdgeRule.PUBLISHED, new SplittableRandom(1)).stream()
                .filter(c -> c.criterion() == criterion)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new UpgradeVote("v", "a", "a", "x", Answer.WISER))
                .hasMessageContaining("compare two cards");
        assertThatThrownBy(() -> new UpgradeVote(" ", "a", "b", "x", Answer.WISER))
                .hasMessageContaining("voter");
        assertThatThrownBy(() -> graph(votes(1, "a", "z", "x", Answer.WISER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no value card z");
        assertThatThrownBy(() -> MoralGraph.of(List.of(), List.of(), EdgeRule.PUBLISHED))
                .hasMessageContaining("at least one card");
        assertThatThrownBy(() -> MoralGraph.of(List.of(card("a"), card("a")), List.of(), EdgeRule.PUBLISHED))
                .hasMessageContaining("two value cards have the id a");
        assertThatThrownBy(() -> graph().explain("z")).hasMessageContaining("no value card z");
        assertThatThrownBy(() -> new EdgeCounts(-1, 0, 0, 0, 0)).hasMessageContaining("not -1");
        assertThatThrownBy(() -> new EdgeRule(0, 0.33, 1.69)).hasMessageContaining("at least one person");
        assertThatThrownBy(() -> new EdgeRule(2, 0, 1.69)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new WeightedPageRank(1, 100)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> new Link(0, 1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> WeightedPageRank.DEFAULT.ranks(2, List.of(new Link(0, 2, 1))))
                .hasMessageContaining("leaves the 2 nodes");
    }

    @Test
    void thePictureHoldsCardsInOrderAndEveryEdge() {
        MoralGraph graph =
                graph(votes(4, "a", "b", "surveys", Answer.WISER), votes(3, "b", "c", "surveys", Answer.WISER));
        ArcDiagram drawn = (ArcDiagram) MoralGraphCharts.arcs("Surveys", graph.in("surveys"));
        assertThat(drawn.nodes()).extracting(ArcDiagram.Node::name).startsWith("Title of c", "Title of b");
        assertThat(drawn.links()).hasSize(2).allMatch(l -> l.to() < l.from() && l.weight() == 1);
        assertThat(drawn.description()).contains("Title of c").contains("2 edges");
        assertThat(drawn.svg()).contains("Title of a", "upward");
        // Many cards: the wisest alone, and only the edges among them.
        List<ValueCard> many =
                IntStream.range(0, 60).mapToObj(i -> card("card " + i)).toList();
        List<UpgradeVote> upwards = new ArrayList<>();
        for (int i = 1; i < 60; i++) upwards.addAll(votes(2, "card " + i, "card " + (i - 1), "c", Answer.WISER));
        ArcDiagram cut = (ArcDiagram) MoralGraphCharts.arcs("All", MoralGraph.of(many, upwards, EdgeRule.PUBLISHED));
        assertThat(cut.nodes()).hasSize(MoralGraphCharts.MOST_CARDS);
        assertThat(cut.links()).hasSize(MoralGraphCharts.MOST_CARDS - 1);
        assertThat(cut.title()).isEqualTo("All (40 of 60 values)");
    }
}
