package org.broadsheet.ranking.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every voting rule promises, tried on seeded random ballots. A new rule joins by its line in `VotingRule.all`.
class VotingRuleContractTest {
    private static final TieBreaker<String> TIES = TieBreaker.ascending();
    private static final Set<String> CONDORCET = Set.of("copeland", "kemeny", "ranked-pairs", "schulze", "minimax");
    /// Rules that never tie an item with one that all voters put behind it.
    private static final Set<String> STRICT =
            Set.of("borda", "copeland", "kemeny", "ranked-pairs", "schulze", "harmonic", "score");

    static Stream<VotingRule> rules() {
        return Stream.concat(VotingRule.all().stream(), Stream.of(VotingRule.approvedAt(15)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theOrderOfTheBallotsDoesNotMatter(VotingRule rule) {
        Random random = new Random(1);
        for (int trial = 0; trial < 100; trial++)
            for (Unranked unranked : Unranked.values()) {
                List<Ballot<String>> ballots = partial(random);
                List<Ballot<String>> turned = new ArrayList<>(ballots);
                Collections.shuffle(turned, random);
                assertThat(rule.rank(new Election<>(turned, unranked, TIES)))
                        .isEqualTo(rule.rank(new Election<>(ballots, unranked, TIES)));
            }
    }

    /// Weights of many digits, so that no two sums tie; the footrule's best order is not unique even so, but
    /// what it costs is the same.
    @ParameterizedTest
    @MethodSource("rules")
    void namesDoNotMatter(VotingRule rule) {
        Random random = new Random(2);
        for (int trial = 0; trial < 100; trial++) {
            List<Ballot<String>> ballots = complete(random, 6, 7, true);
            List<Ballot<String>> renamed =
                    ballots.stream().map(VotingRuleContractTest::renamed).toList();
            Election<String> straight = new Election<>(ballots, Unranked.LAST, TIES);
            Election<String> turned = new Election<>(renamed, Unranked.LAST, TIES);
            if (rule.name().equals("footrule")) {
                assertThat(VotingByHandTest.distance(turned, rule.rank(turned).items()))
                        .isCloseTo(
                                VotingByHandTest.distance(
                                        straight, rule.rank(straight).items()),
                                within(1e-9));
                continue;
            }
            double[] before = sortedByItem(rule.rank(straight), false);
            double[] after = sortedByItem(rule.rank(turned), true);
            for (int i = 0; i < before.length; i++) assertThat(after[i]).isCloseTo(before[i], within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void oneBallotAloneIsTheResult(VotingRule rule) {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++)
            for (Unranked unranked : Unranked.values()) {
                Ballot<String> one = complete(random, 6, 1, false).getFirst();
                Election<String> election = new Election<>(List.of(one), unranked, TIES);
                List<String> result = rule.rank(election).items();
                List<String> expected = one.ranking().items();
                if (orders(rule)) assertThat(result).isEqualTo(expected);
                else
                    assertThat(rule.scores(election)[election.items().indexOf(expected.getFirst())])
                            .isEqualTo(rule.rank(election).scored().getFirst().score());
            }
    }

    /// Plurality, veto and approval tell groups apart and not single items.
    private static boolean orders(VotingRule rule) {
        return !rule.name().matches("plurality|veto|approval.*|approved.*|irv|minimax");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void neverAgainstAllVoters(VotingRule rule) {
        Random random = new Random(4);
        int agreed = 0;
        for (int trial = 0; trial < 200; trial++) {
            List<Ballot<String>> ballots = complete(random, 5, 3, false);
            Election<String> election = new Election<>(ballots, Unranked.LAST, TIES);
            double[] scores = rule.scores(election);
            for (int a = 0; a < scores.length; a++)
                for (int b = 0; b < scores.length; b++) {
                    if (a == b
                            || !all(
                                    ballots,
                                    election.items().get(a),
                                    election.items().get(b))) continue;
                    agreed++;
                    if (STRICT.contains(rule.name())) assertThat(scores[a]).isGreaterThan(scores[b]);
                    else if (!rule.name().equals("footrule"))
                        assertThat(scores[a]).isGreaterThanOrEqualTo(scores[b]);
                }
        }
        assertThat(agreed).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whoWinsEveryDuelIsFirstExactlyWhereTheRulePromisesIt(VotingRule rule) {
        Random random = new Random(5);
        int winners = 0;
        int first = 0;
        for (int trial = 0; trial < 2000; trial++) {
            Election<String> election = new Election<>(complete(random, 4, 5, false), Unranked.LAST, TIES);
            Optional<String> winner = new MajorityGraph<>(election).condorcetWinner();
            if (winner.isEmpty()) continue;
            winners++;
            if (rule.rank(election).items().getFirst().equals(winner.get())) first++;
        }
        assertThat(winners).isGreaterThan(1000);
        if (CONDORCET.contains(rule.name())) assertThat(first).isEqualTo(winners);
        else assertThat(first).as("there is a counter-example").isLessThan(winners);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void onlyRulesByScoreLookAtHowFarScoresLieApart(VotingRule rule) {
        Random random = new Random(6);
        boolean changed = false;
        for (int trial = 0; trial < 200; trial++) {
            List<Ballot<String>> ballots = partial(random);
            List<Ballot<String>> stretched = ballots.stream()
                    .map(b -> new Ballot<>(
                            new Ranking<>(b.ranking().scored().stream()
                                    .map(s -> new Scored<>(s.item(), Math.exp(s.score())))
                                    .toList()),
                            b.weight()))
                    .toList();
            for (Unranked unranked : Unranked.values())
                changed |= !rule.rank(new Election<>(ballots, unranked, TIES))
                        .items()
                        .equals(rule.rank(new Election<>(stretched, unranked, TIES))
                                .items());
        }
        assertThat(changed).isEqualTo(rule.name().matches("score|approved-at.*"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void twoVotersCountAsOneOfTwiceTheWeight(VotingRule rule) {
        Random random = new Random(7);
        for (int trial = 0; trial < 100; trial++) {
            List<Ballot<String>> once = complete(random, 5, 4, false);
            List<Ballot<String>> twice = new ArrayList<>(once);
            twice.add(once.getFirst());
            List<Ballot<String>> heavy = new ArrayList<>(once);
            heavy.set(0, new Ballot<>(once.getFirst().ranking(), 2));
            assertThat(rule.rank(new Election<>(twice, Unranked.LAST, TIES)).items())
                    .isEqualTo(rule.rank(new Election<>(heavy, Unranked.LAST, TIES))
                            .items());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ballotsCanBeWeighedAnew(VotingRule rule) {
        Random random = new Random(9);
        for (int trial = 0; trial < 100; trial++)
            for (Unranked unranked : Unranked.values()) {
                List<Ballot<String>> all = partial(random);
                Election<String> election = new Election<>(all, unranked, TIES);
                double[] weights = IntStream.range(0, election.voters())
                        .mapToDouble(v -> 2 * election.weight(v))
                        .toArray();
                Election<String> twice = election.weighing(weights);
                assertThat(twice.totalWeight()).isCloseTo(2 * election.totalWeight(), within(1e-9));
                List<Ballot<String>> doubled = all.stream()
                        .map(b -> new Ballot<>(b.ranking(), 2 * b.weight()))
                        .toList();
                assertThat(rule.rank(twice)).isEqualTo(rule.rank(new Election<>(doubled, unranked, TIES)));
                weights[0] = 0;
                Election<String> fewer = election.weighing(weights);
                assertThat(fewer.voters()).isEqualTo(election.voters() - 1);
                assertThat(election.items()).containsAll(fewer.items());
                assertThat(rule.rank(fewer).items()).containsExactlyInAnyOrderElementsOf(fewer.items());
                assertThatThrownBy(() -> election.weighing(new double[election.voters() + 1]))
                        .hasMessageContaining("ballots");
                weights[0] = Double.NaN;
                assertThatThrownBy(() -> election.weighing(weights)).hasMessageContaining("NaN");
            }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsExactlyTheItemsOfTheBallots(VotingRule rule) {
        Random random = new Random(8);
        for (int trial = 0; trial < 100; trial++) {
            List<Ballot<String>> ballots = partial(random);
            Set<String> named = new HashSet<>();
            ballots.forEach(b -> named.addAll(b.ranking().items()));
            for (Unranked unranked : Unranked.values())
                assertThat(rule.rank(new Election<>(ballots, unranked, TIES)).items())
                        .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noBallotsNoItemsAndNoOpinionsAreNoTrouble(VotingRule rule) {
        for (Unranked unranked : Unranked.values()) {
            assertThat(rule.asFusion(unranked, TIES).fuse(List.of()).isEmpty()).isTrue();
            assertThat(rule.asFusion(unranked, TIES)
                            .fuse(List.of(Ranking.empty()))
                            .isEmpty())
                    .isTrue();
            assertThat(rule.asFusion(unranked, TIES)
                            .fuse(List.of(Ranking.ofOrder(List.of("a"))))
                            .items())
                    .containsExactly("a");
            assertThat(rule.asFusion(unranked, TIES)
                            .fuse(List.of(Ranking.ofOrder(List.of("a")), Ranking.ofOrder(List.of("b"))))
                            .items())
                    .containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isFoundByItsName(VotingRule rule) {
        assertThat(VotingRule.named(rule.name()).name()).isEqualTo(rule.name());
    }

    @ParameterizedTest
    @EnumSource(Unranked.class)
    void weightsAreAboveZero(Unranked unranked) {
        for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            assertThatThrownBy(() -> new Election<>(
                            List.of(new Ballot<>(Ranking.ofOrder(List.of("a")), weight)), unranked, TIES))
                    .hasMessageContaining(String.valueOf(weight));
    }

    static List<Ballot<String>> complete(Random random, int items, int voters, boolean weighted) {
        return IntStream.range(0, voters)
                .mapToObj(_ -> {
                    List<String> order = new ArrayList<>(
                            IntStream.range(0, items).mapToObj(i -> "i" + i).toList());
                    Collections.shuffle(order, random);
                    List<Scored<String>> scored = new ArrayList<>();
                    double score = 20;
                    for (String item : order) scored.add(new Scored<>(item, score -= 0.1 + random.nextDouble() * 4));
                    return new Ballot<>(new Ranking<>(scored), weighted ? 0.5 + random.nextDouble() : 1);
                })
                .toList();
    }

    /// Ballots of some of ten items, with ties and weights.
    private static List<Ballot<String>> partial(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(_ -> {
                    List<String> order = new ArrayList<>(
                            IntStream.range(0, 8).mapToObj(i -> "i" + i).toList());
                    Collections.shuffle(order, random);
                    List<Scored<String>> scored = order.subList(0, 1 + random.nextInt(8)).stream()
                            .map(item -> new Scored<>(item, random.nextInt(13, 18)))
                            .toList();
                    return new Ballot<>(Ranking.of(scored, TIES), 0.1 * (1 + random.nextInt(9)));
                })
                .toList();
    }

    private static Ballot<String> renamed(Ballot<String> ballot) {
        return new Ballot<>(
                new Ranking<>(ballot.ranking().scored().stream()
                        .map(s -> new Scored<>(other(s.item()), s.score()))
                        .toList()),
                ballot.weight());
    }

    /// i0..i5 turned round: the first name becomes the last.
    private static String other(String item) {
        return "i" + (5 - Integer.parseInt(item.substring(1)));
    }

    private static double[] sortedByItem(Ranking<String> ranking, boolean renamed) {
        double[] scores = new double[ranking.size()];
        for (Scored<String> s : ranking) {
            String name = renamed ? other(s.item()) : s.item();
            scores[Integer.parseInt(name.substring(1))] = s.score();
        }
        return scores;
    }

    private static boolean all(List<Ballot<String>> ballots, String better, String worse) {
        return ballots.stream()
                .map(b -> b.ranking().items())
                .allMatch(order -> order.indexOf(better) < order.indexOf(worse));
    }
}
