package org.broadsheet.ranking.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.api.Test;

/// Elections from textbooks and elections counted by hand.
class VotingByHandTest {
    private static final TieBreaker<String> TIES = TieBreaker.ascending();
    /// The capital of Tennessee: every voter wants it near.
    private static final String TENNESSEE = """
            42: Memphis > Nashville > Chattanooga > Knoxville
            26: Nashville > Chattanooga > Knoxville > Memphis
            15: Chattanooga > Knoxville > Nashville > Memphis
            17: Knoxville > Chattanooga > Nashville > Memphis
            """;
    /// Schulze's own example of 45 voters.
    private static final String SCHULZE = """
            5: A > C > B > E > D
            5: A > D > E > C > B
            8: B > E > D > A > C
            3: C > A > B > E > D
            7: C > A > E > B > D
            2: C > B > A > D > E
            7: D > C > E > B > A
            8: E > B > A > D > C
            """;
    /// Three methods, three winners.
    private static final String SEVEN = """
            3: a > b > c > d
            2: b > c > d > a
            2: c > d > a > b
            """;

    @Test
    void tennessee() {
        assertThat(order("plurality", TENNESSEE)).startsWith("Memphis");
        assertThat(order("irv", TENNESSEE)).containsExactly("Knoxville", "Memphis", "Nashville", "Chattanooga");
        assertThat(scores("borda", TENNESSEE))
                .isEqualTo(Map.of("Nashville", 194.0, "Chattanooga", 173.0, "Memphis", 126.0, "Knoxville", 107.0));
        List<String> majorities = List.of("Nashville", "Chattanooga", "Knoxville", "Memphis");
        for (String rule : List.of("copeland", "kemeny", "ranked-pairs", "schulze"))
            assertThat(order(rule, TENNESSEE)).as(rule).isEqualTo(majorities);
        assertThat(scores("minimax", TENNESSEE))
                .isEqualTo(Map.of("Nashville", 0.0, "Chattanooga", -36.0, "Knoxville", -66.0, "Memphis", -16.0));
        // Places: Nashville 1 26, 2 42, 3 32; Memphis 1 42, 4 58.
        assertThat(scores("median", TENNESSEE))
                .isEqualTo(Map.of("Nashville", -1.0, "Chattanooga", -1.0, "Knoxville", -2.0, "Memphis", -3.0));
        assertThat(scores("veto", TENNESSEE).get("Memphis")).isEqualTo(-58);
        assertThat(scores("approval:2", TENNESSEE).get("Chattanooga")).isEqualTo(58);
        assertThat(scores("harmonic", TENNESSEE).get("Memphis")).isCloseTo(42 + 58 / 4.0, within(1e-9));
        Kemeny.Consensus<String> consensus = Kemeny.DEFAULT.solve(election(TENNESSEE));
        assertThat(consensus.disagreements()).isEqualTo(600 - 393);
        assertThat(consensus.proven()).isTrue();
        assertThat(graph(TENNESSEE).condorcetWinner()).contains("Nashville");
        assertThat(graph(TENNESSEE).cycles()).isEmpty();
    }

    @Test
    void schulzesExample() {
        assertThat(order("schulze", SCHULZE)).containsExactly("E", "A", "C", "B", "D");
        MajorityGraph<String> graph = graph(SCHULZE);
        assertThat(graph.condorcetWinner()).isEmpty();
        assertThat(graph.smithSet()).containsExactly("A", "B", "C", "D", "E");
        assertThat(graph.support(0, 1)).isEqualTo(20);
        assertThat(graph.support(1, 0)).isEqualTo(25);
        assertThat(graph.cycles()).hasSize(1);
        MajorityGraph.Cycle<String> cycle = graph.cycles().getFirst();
        assertThat(cycle.shortest()).hasSize(3);
        for (int i = 0; i < 3; i++)
            assertThat(graph.beats(
                            graph.items().indexOf(cycle.shortest().get(i)),
                            graph.items().indexOf(cycle.shortest().get((i + 1) % 3))))
                    .isTrue();
    }

    @Test
    void threeMethodsThreeWinners() {
        assertThat(scores("borda", SEVEN)).isEqualTo(Map.of("a", 11.0, "b", 12.0, "c", 13.0, "d", 6.0));
        assertThat(scores("copeland", SEVEN)).isEqualTo(Map.of("a", 1.0, "b", 2.0, "c", 2.0, "d", 1.0));
        assertThat(order("kemeny", SEVEN)).containsExactly("a", "b", "c", "d");
        Kemeny.Consensus<String> best = Kemeny.DEFAULT.solve(election(SEVEN));
        assertThat(best.disagreements()).isEqualTo(14);
        assertThat(Kemeny.disagreements(election(SEVEN), List.of("b", "c", "d", "a")))
                .isEqualTo(15);
        // Majorities ab 5-2, bc 5-2, ca 4-3, cd 7-0, bd 5-2, da 4-3: the circles are abc and abd.
        assertThat(graph(SEVEN).cyclicTriples()).isEqualTo(2);
        assertThat(graph(SEVEN).smithSet()).containsExactly("a", "b", "c", "d");
        // Locked: cd 7; ab, bc, bd 5; ca and da would close a circle.
        assertThat(order("ranked-pairs", SEVEN)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void bordaAndPluralityMayPassOverTheWinnerOfAllDuels() {
        String ballots = "3: a > b > c\n2: b > c > a";
        assertThat(graph(ballots).condorcetWinner()).contains("a");
        assertThat(scores("borda", ballots)).isEqualTo(Map.of("a", 6.0, "b", 7.0, "c", 2.0));
        assertThat(graph(TENNESSEE).condorcetWinner()).contains("Nashville");
        assertThat(order("irv", TENNESSEE)).startsWith("Knoxville");
    }

    @Test
    void tiedItemsShareAndMissingOnesAreLastOrUnknown() {
        String ballots = "a = b > c\nc > a";
        // Last: 1.5 1.5 0 and, for c > a, 2 for c, 1 for a, 0 for b.
        assertThat(scores("borda", ballots)).isEqualTo(Map.of("a", 2.5, "b", 1.5, "c", 2.0));
        // No opinion: c > a is stretched to 2 and 0, b gets the average 1.
        Election<String> unknown = new Election<>(ballots(ballots), Unranked.NO_OPINION, TIES);
        assertThat(byItem(VotingRule.borda().rank(unknown))).isEqualTo(Map.of("a", 1.5, "b", 2.5, "c", 2.0));
        assertThat(new MajorityGraph<>(unknown).support(0, 1)).isZero();
        assertThat(graph(ballots).support(0, 1)).isEqualTo(1);
        // First places: a and b half each, c one; then nobody else is left but c.
        assertThat(byItem(VotingRule.instantRunoff().rank(unknown))).isEqualTo(Map.of("a", 0.0, "b", 0.0, "c", 1.0));
    }

    @Test
    void instantRunoffRoundByRound() {
        // First places: a 4, b 3, c 2 -> c leaves, its two go to b: b 5, a 4.
        String ballots = "4: a > c > b\n3: b > c > a\n2: c > b > a";
        assertThat(scores("irv", ballots)).isEqualTo(Map.of("c", 0.0, "a", 1.0, "b", 2.0));
        // A tie at the top splits: a 1.5, b .5, c 1 -> b leaves; then a 2, c 1.
        assertThat(scores("irv", "a > b > c\na = b > c\nc > b > a")).isEqualTo(Map.of("b", 0.0, "c", 1.0, "a", 2.0));
    }

    @Test
    void scoresThemselves() {
        Ranking<String> first = new Ranking<>(List.of(new Scored<>("a", 9), new Scored<>("b", 1)));
        Ranking<String> second = new Ranking<>(List.of(new Scored<>("b", 5), new Scored<>("c", 3)));
        assertThat(byItem(VotingRule.meanScore()
                        .asFusion(Unranked.NO_OPINION, TIES)
                        .fuse(List.of(first, second))))
                .isEqualTo(Map.of("a", 9.0, "b", 3.0, "c", 3.0));
        assertThat(byItem(VotingRule.meanScore().asFusion(Unranked.LAST, TIES).fuse(List.of(first, second))))
                .isEqualTo(Map.of("a", 6.0, "b", 3.0, "c", 2.0));
        assertThat(byItem(VotingRule.named("approved-at:3")
                        .asFusion(Unranked.LAST, TIES)
                        .fuse(List.of(first, second))))
                .isEqualTo(Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    }

    @Test
    void kemenyAndFootruleAreBestOfAllOrders() {
        Random random = new Random(11);
        for (int trial = 0; trial < 60; trial++) {
            Election<String> election =
                    new Election<>(VotingRuleContractTest.complete(random, 6, 4, trial % 2 == 0), Unranked.LAST, TIES);
            double kemeny = Double.POSITIVE_INFINITY;
            double footrule = Double.POSITIVE_INFINITY;
            for (List<String> order : orders(election.items())) {
                kemeny = Math.min(kemeny, Kemeny.disagreements(election, order));
                footrule = Math.min(footrule, distance(election, order));
            }
            for (Kemeny rule : List.of(Kemeny.DEFAULT, new Kemeny(1, 100_000, 3, 1))) {
                Kemeny.Consensus<String> found = rule.solve(election);
                assertThat(found.disagreements()).isCloseTo(kemeny, within(1e-9));
                assertThat(found.proven()).isTrue();
                assertThat(Kemeny.disagreements(election, found.order())).isEqualTo(found.disagreements());
            }
            assertThat(distance(election, VotingRule.footrule().rank(election).items()))
                    .isCloseTo(footrule, within(1e-9));
            // Diaconis and Graham 1977: the footrule lies between once and twice Kendall's distance.
            assertThat(footrule).isBetween(kemeny - 1e-9, 2 * kemeny + 1e-9);
        }
    }

    @Test
    void beyondWhatIsExactTheGapIsTold() {
        Random random = new Random(12);
        Election<String> election =
                new Election<>(VotingRuleContractTest.complete(random, 40, 3, false), Unranked.LAST, TIES);
        Kemeny.Consensus<String> quick = new Kemeny(1, 0, 0, 1).solve(election);
        Kemeny.Consensus<String> better = new Kemeny(18, 20_000, 20, 1).solve(election);
        assertThat(better.disagreements()).isLessThanOrEqualTo(quick.disagreements());
        assertThat(better.bound()).isLessThanOrEqualTo(better.disagreements());
        assertThat(quick.gap()).isBetween(0.0, 0.2);
        assertThat(quick.proven()).isEqualTo(quick.gap() == 0);
        assertThat(new Kemeny(18, 20_000, 20, 1).solve(election)).isEqualTo(better);
    }

    @Test
    void namesOfRules() {
        assertThatThrownBy(() -> VotingRule.named("bordo"))
                .hasMessageContaining("bordo")
                .hasMessageContaining("ranked-pairs");
        assertThatThrownBy(() -> VotingRule.named("approval:x")).hasMessageContaining("approval:3");
        assertThatThrownBy(() -> VotingRule.named("approval:0")).hasMessageContaining("0");
        assertThatThrownBy(() -> new Kemeny(40, 0, 0, 1)).hasMessageContaining("40");
        assertThatThrownBy(() -> Kemeny.disagreements(election(SEVEN), List.of("a", "a", "b", "c")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void plainListsAreBallotsToo() {
        Ballot<String> expected = new Ballot<>(Ranking.ofOrder(List.of("a", "b", "c")));
        assertThat(ballots("a b  c\na, b,c\na\tb\tc\na>b>c"))
                .allMatch(expected::equals)
                .hasSize(4);
        assertThat(ballots("2.5: New York > Rome").getFirst())
                .isEqualTo(new Ballot<>(Ranking.ofOrder(List.of("New York", "Rome")), 2.5));
    }

    @Test
    void badBallotLinesAreNamed() {
        assertThatThrownBy(() -> ballots("a > b\na > > b"))
                .hasMessageContaining("votes.txt, line 2")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> ballots("a > a"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("twice");
        for (String count : List.of("0", "NaN", "-1", "inf", "-Infinity", "1e999"))
            assertThatThrownBy(() -> ballots("a > b\n" + count + ": a > b"))
                    .hasMessageContaining("votes.txt, line 2")
                    .hasMessageContaining("above 0 but was " + count);
        // A colon behind a word is part of a name.
        assertThat(ballots("Dune: Part Two > Dune").getFirst().ranking().items())
                .containsExactly("Dune: Part Two", "Dune");
        assertThat(ballots("1e3: a > b").getFirst().weight()).isEqualTo(1000);
        assertThatThrownBy(() -> ballots("# nothing\n\n")).hasMessageContaining("no ballot");
    }

    private static List<Ballot<String>> ballots(String lines) {
        try {
            return BallotLines.read(new BufferedReader(new StringReader(lines)), "votes.txt");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Election<String> election(String lines) {
        return new Election<>(ballots(lines), Unranked.LAST, TIES);
    }

    private static MajorityGraph<String> graph(String lines) {
        return new MajorityGraph<>(election(lines));
    }

    private static List<String> order(String rule, String lines) {
        return VotingRule.named(rule).rank(election(lines)).items();
    }

    private static Map<String, Double> scores(String rule, String lines) {
        return byItem(VotingRule.named(rule).rank(election(lines)));
    }

    private static Map<String, Double> byItem(Ranking<String> ranking) {
        Map<String, Double> scores = new TreeMap<>();
        for (Scored<String> s : ranking) scores.put(s.item(), s.score() + 0.0); // no negative zero
        return scores;
    }

    static double distance(Election<String> election, List<String> order) {
        double sum = 0;
        for (int voter = 0; voter < election.voters(); voter++) {
            double[] places = election.places(voter);
            for (int item = 0; item < places.length; item++)
                sum += election.weight(voter)
                        * Math.abs(places[item] - order.indexOf(election.items().get(item)));
        }
        return sum;
    }

    private static List<List<String>> orders(List<String> items) {
        if (items.isEmpty()) return List.of(List.of());
        List<List<String>> all = new ArrayList<>();
        for (String first : items) {
            List<String> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<String> tail : orders(rest)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
