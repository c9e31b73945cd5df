package org.broadsheet.ranking.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Ballot;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every way to choose a set promises, on seeded random ballots. A new rule joins by its line in
/// `CommitteeRule.all`.
class SetSelectorContractTest {
    private static final TieBreaker<String> TIES = TieBreaker.ascending();

    record Way(CommitteeRule rule, SubmodularMaximization search) {
        Committee<String> choose(List<Ballot<String>> ballots, int size, Quotas<String> quotas) {
            return rule.choose(new Election<>(ballots, Unranked.LAST, TIES), size, quotas, search);
        }

        @Override
        public String toString() {
            return rule.name() + (search.effort() == 0 ? ", greedy" : ", exact");
        }
    }

    static Stream<Way> ways() {
        return Stream.concat(
                        CommitteeRule.all().stream(),
                        Stream.of("av:2", "cc:2", "pav:2", "monroe:2").map(CommitteeRule::named))
                .flatMap(rule -> Stream.of(
                        new Way(rule, SubmodularMaximization.GREEDY), new Way(rule, SubmodularMaximization.DEFAULT)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void exactlySoManyDistinctItems(Way way) {
        Random random = new Random(1);
        for (int trial = 0; trial < 40; trial++) {
            List<Ranking<String>> voters =
                    ballots(random, 7).stream().map(Ballot::ranking).toList();
            Set<String> named = new HashSet<>();
            voters.forEach(v -> named.addAll(v.items()));
            for (Unranked unranked : Unranked.values())
                for (int size : new int[] {0, 1, 3, named.size(), named.size() + 2}) {
                    List<String> chosen =
                            way.rule.asSelector(unranked, TIES, way.search).select(voters, size, Quotas.none());
                    assertThat(chosen).hasSize(Math.min(size, named.size())).doesNotHaveDuplicates();
                    assertThat(named).containsAll(chosen);
                }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void quotasAreMetOrTheGroupsAtOddsAreNamed(Way way) {
        Random random = new Random(2);
        int met = 0;
        int clashed = 0;
        for (int trial = 0; trial < 80; trial++) {
            List<Ballot<String>> ballots = ballots(random, 7);
            List<String> items = new Election<>(ballots, Unranked.LAST, TIES).items();
            int size = Math.min(3, items.size());
            Quotas<String> quotas = quotas(random, items);
            boolean possible = anyMeets(items, size, quotas);
            try {
                Committee<String> chosen = way.choose(ballots, 3, quotas);
                assertThat(meets(chosen.members(), quotas)).isTrue();
                met++;
            } catch (QuotasClash clash) {
                assertThat(possible).isFalse();
                // What is named is at odds, and no part of it.
                assertThat(anyMeets(items, size, only(quotas, clash.groups()))).isFalse();
                for (String group : clash.groups()) {
                    assertThat(clash).hasMessageContaining(group);
                    List<String> fewer = new ArrayList<>(clash.groups());
                    fewer.remove(group);
                    assertThat(anyMeets(items, size, only(quotas, fewer))).isTrue();
                }
                clashed++;
            }
        }
        assertThat(met).isGreaterThan(10);
        assertThat(clashed).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theOrderOfVotersAndQuotasDoesNotMatter(Way way) {
        Random random = new Random(3);
        for (int trial = 0; trial < 40; trial++) {
            List<Ballot<String>> ballots = ballots(random, 7);
            List<Ballot<String>> turned = new ArrayList<>(ballots);
            Collections.shuffle(turned, random);
            List<String> items = new Election<>(ballots, Unranked.LAST, TIES).items();
            Quotas<String> quotas = quotas(random, items);
            if (!anyMeets(items, Math.min(3, items.size()), quotas)) quotas = Quotas.none();
            assertThat(way.choose(turned, 3, new Quotas<>(quotas.all().reversed())))
                    .isEqualTo(way.choose(ballots, 3, quotas));
        }
    }

    /// Names only decide ties, so with ballots without ties the score stays.
    @ParameterizedTest
    @MethodSource("ways")
    void namesDoNotMatter(Way way) {
        if (way.search.effort() == 0) return; // a tie on the way may lead the greedy choice elsewhere
        Random random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            List<Ballot<String>> ballots = ballots(random, 6);
            List<Ballot<String>> renamed = ballots.stream()
                    .map(b -> new Ballot<>(
                            new Ranking<>(b.ranking().scored().stream()
                                    .map(s -> new Scored<>(
                                            "z" + (char) ('z' - s.item().charAt(0) + 'a'), s.score()))
                                    .toList()),
                            b.weight()))
                    .toList();
            assertThat(way.choose(renamed, 3, Quotas.none()).score())
                    .isCloseTo(way.choose(ballots, 3, Quotas.none()).score(), within(1e-9));
        }
    }

    /// But for Monroe, who shares out voters one by one: five over two seats are three and two, ten are
    /// five and five.
    @ParameterizedTest
    @MethodSource("ways")
    void votersWhoAllComeTwiceChangeNothing(Way way) {
        if (way.rule.name().startsWith("monroe")) return;
        Random random = new Random(5);
        for (int trial = 0; trial < 40; trial++) {
            List<Ballot<String>> once = ballots(random, 7).stream()
                    .map(b -> new Ballot<>(b.ranking()))
                    .toList();
            List<Ballot<String>> twice = new ArrayList<>(once);
            twice.addAll(once);
            assertThat(way.choose(twice, 3, Quotas.none()).score())
                    .isCloseTo(2 * way.choose(once, 3, Quotas.none()).score(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theScoreIsTheRulesAndTheBoundHolds(Way way) {
        Random random = new Random(6);
        for (int trial = 0; trial < 40; trial++) {
            List<Ballot<String>> ballots = ballots(random, 7);
            Election<String> election = new Election<>(ballots, Unranked.LAST, TIES);
            int size = Math.min(3, election.size());
            Quotas<String> quotas = quotas(random, election.items());
            if (trial % 3 == 0 || !anyMeets(election.items(), size, quotas)) quotas = Quotas.none();
            SetFunction score = way.rule.score(election, size);
            double best = 0;
            for (List<String> set : sets(election.items(), size))
                if (meets(set, quotas)) best = Math.max(best, score.value(numbers(election, set)));
            Committee<String> chosen = way.choose(ballots, size, quotas);
            assertThat(score.value(numbers(election, chosen.members()))).isCloseTo(chosen.score(), within(1e-9));
            assertThat(chosen.bound()).isGreaterThanOrEqualTo(best - 1e-9);
            assertThat(chosen.score()).isLessThanOrEqualTo(best + 1e-9);
            // Monroe's greedy choice adds up a score with more room than whole sets have.
            boolean loose = way.rule.name().startsWith("monroe");
            if (!loose) assertThat(chosen.score()).isGreaterThanOrEqualTo(chosen.guarantee() * best - 1e-9);
            if (way.search.effort() > 0 || chosen.proven()) {
                assertThat(chosen.proven()).isTrue();
                assertThat(chosen.score()).isCloseTo(best, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void neverLessForMoreAndEachAddsLessToMore(Way way) {
        Random random = new Random(7);
        for (int trial = 0; trial < 30; trial++) {
            Election<String> election = new Election<>(ballots(random, 7), Unranked.LAST, TIES);
            if (election.size() < 4) continue;
            SetFunction score = way.rule.score(election, 4);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, election.size()).boxed().toList());
            Collections.shuffle(order, random);
            SetFunction.Growth growth = score.empty();
            double last = Double.POSITIVE_INFINITY;
            int watched = order.removeLast();
            for (int item : order.subList(0, 3)) {
                double gain = growth.gain(watched);
                assertThat(gain).isBetween(0.0, last + 1e-9);
                last = gain;
                SetFunction.Growth kept = growth.copy();
                double added = growth.gain(item);
                growth.add(item);
                assertThat(growth.value()).isCloseTo(kept.value() + added, within(1e-9));
                assertThat(kept.gain(item)).isCloseTo(added, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noVotersAndWrongSizesAreNoTrouble(Way way) {
        assertThat(way.choose(List.of(), 3, Quotas.none()).members()).isEmpty();
        assertThat(way.choose(List.of(new Ballot<>(Ranking.ofOrder(List.of("a")))), 1, Quotas.none())
                        .members())
                .containsExactly("a");
        assertThatThrownBy(() -> way.choose(List.of(), -1, Quotas.none())).hasMessageContaining("-1");
        assertThatThrownBy(() -> way.choose(List.of(), 1, new Quotas<>(List.of(Quota.atLeast("g", Set.of("a"), 1)))))
                .isInstanceOf(QuotasClash.class)
                .hasMessageContaining("g");
        assertThat(CommitteeRule.named(way.rule.name()).name()).isEqualTo(way.rule.name());
    }

    /// Up to `most` items a to g, with ties, gaps and weights.
    static List<Ballot<String>> ballots(Random random, int most) {
        return IntStream.range(0, 2 + random.nextInt(6))
                .mapToObj(_ -> {
                    List<Scored<String>> scored = new ArrayList<>();
                    for (int i = 0; i < most; i++)
                        if (random.nextInt(4) > 0)
                            scored.add(new Scored<>(String.valueOf((char) ('a' + i)), random.nextInt(9)));
                    if (scored.isEmpty()) scored.add(new Scored<>("a", 1));
                    return new Ballot<>(Ranking.of(scored, TIES), random.nextInt(3) > 0 ? 1 + random.nextInt(2) : 0.7);
                })
                .toList();
    }

    private static Quotas<String> quotas(Random random, List<String> items) {
        List<Quota<String>> quotas = new ArrayList<>();
        for (String group : List.of("odd", "even", "third", "some")) {
            Set<String> members = new HashSet<>();
            for (String item : items) if (random.nextInt(2) > 0) members.add(item);
            int least = random.nextInt(3);
            quotas.add(new Quota<>(
                    group, members, least, random.nextBoolean() ? Quota.NO_LIMIT : least + random.nextInt(2)));
        }
        return new Quotas<>(quotas);
    }

    private static Quotas<String> only(Quotas<String> quotas, List<String> groups) {
        return new Quotas<>(
                quotas.all().stream().filter(q -> groups.contains(q.group())).toList());
    }

    private static boolean anyMeets(List<String> items, int size, Quotas<String> quotas) {
        return sets(items, size).stream().anyMatch(set -> meets(set, quotas));
    }

    private static boolean meets(List<String> set, Quotas<String> quotas) {
        return quotas.all().stream().allMatch(q -> {
            long held = set.stream().filter(q.members()::contains).count();
            return held >= q.least() && held <= q.most();
        });
    }

    static List<List<String>> sets(List<String> items, int size) {
        if (size == 0) return List.of(List.of());
        List<List<String>> all = new ArrayList<>();
        for (int first = 0; first <= items.size() - size; first++)
            for (List<String> rest : sets(items.subList(first + 1, items.size()), size - 1)) {
                List<String> set = new ArrayList<>(List.of(items.get(first)));
                set.addAll(rest);
                all.add(set);
            }
        return all;
    }

    static int[] numbers(Election<String> election, List<String> set) {
        return set.stream().mapToInt(election.items()::indexOf).toArray();
    }
}
