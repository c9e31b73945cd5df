package org.broadsheet.ranking.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.BallotLines;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;
import org.junit.jupiter.api.Test;

/// Committees counted by hand, and those of abcvoting: the book "Multi-Winner Voting with Approval
/// Preferences"
/// (Lackner
/// and Skowron 2023), whose examples it prints, and the profiles of its own tests.
class CommitteesByHandTest {
    private static final SubmodularMaximization EXACT = SubmodularMaximization.DEFAULT;
    private static final String THREE = "a > b > c > d\na > b > d > c\nd > c > b > a";
    /// The running example of the book.
    private static final String BOOK = "3: a = b\n3: a = c\n2: a = d\nb = c = f\ne\nf\ng";

    @Test
    void threeVotersFourItems() {
        assertThat(best("sntv", THREE, 2)).containsExactly(Set.of("a", "d"));
        assertThat(score("sntv", THREE, "ad")).isEqualTo(3);
        assertThat(best("bloc", THREE, 2)).containsExactly(Set.of("a", "b"));
        assertThat(score("bloc", THREE, "ab")).isEqualTo(4);
        assertThat(best("k-borda", THREE, 2)).containsExactly(Set.of("a", "b"));
        assertThat(score("k-borda", THREE, "ab")).isEqualTo(11);
        assertThat(best("cc-beta", THREE, 2)).containsExactly(Set.of("a", "d"));
        assertThat(score("cc-beta", THREE, "ad")).isEqualTo(9);
        assertThat(score("cc-beta", THREE, "ac")).isEqualTo(8);
    }

    @Test
    void aQuotaHasItsPrice() {
        Election<String> election = election(THREE);
        Quotas<String> quotas = new Quotas<>(List.of(Quota.atLeast("late", Set.of("c", "d"), 1)));
        Committee<String> chosen = CommitteeRule.kBorda().choose(election, 2, quotas, EXACT);
        assertThat(chosen.members()).containsExactlyInAnyOrder("a", "d");
        assertThat(chosen.score()).isEqualTo(10);
        assertThat(chosen.proven()).isTrue();
    }

    @Test
    void groupsAtOddsAreNamed() {
        Election<String> election = election(THREE);
        Quota<String> early = Quota.atLeast("early", Set.of("a", "b"), 2);
        Quota<String> late = Quota.atLeast("late", Set.of("c", "d"), 1);
        Quota<String> easy = Quota.atMost("easy", Set.of("a"), 1);
        assertThatThrownBy(
                        () -> CommitteeRule.bloc().choose(election, 2, new Quotas<>(List.of(late, easy, early)), EXACT))
                .isInstanceOfSatisfying(
                        QuotasClash.class, clash -> assertThat(clash.groups()).containsExactly("early", "late"))
                .hasMessage("no 2 of the 4 items meet these quotas together: early 2.. (there are 2), late 1.. (there"
                        + " are 2); loosen one of them or choose another size");
        assertThatThrownBy(() -> CommitteeRule.bloc()
                        .choose(
                                election,
                                3,
                                new Quotas<>(List.of(Quota.atLeast("x", Set.of("a", "nobody"), 2))),
                                EXACT))
                .hasMessageContaining("the quota of x 2.. (there are 1); loosen it");
        assertThatThrownBy(() -> new Quota<>("g", Set.of("a"), 2, 1)).hasMessageContaining("from 2 to 1");
        assertThatThrownBy(() -> new Quotas<>(List.of(early, early))).hasMessageContaining("early");
    }

    @Test
    void theBooksExamples() {
        assertThat(best("av", BOOK, 4))
                .containsExactlyInAnyOrder(Set.of("a", "b", "c", "d"), Set.of("a", "b", "c", "f"));
        assertThat(best("cc", BOOK, 4)).containsExactly(Set.of("a", "e", "f", "g"));
        assertThat(score("cc", BOOK, "aefg")).isEqualTo(12);
        assertThat(best("pav", BOOK, 4)).containsExactly(Set.of("a", "b", "c", "f"));
        assertThat(score("pav", BOOK, "abcf")).isCloseTo(83 / 6.0, within(1e-12));
        assertThat(score("monroe", BOOK, "abce")).isEqualTo(10);
        assertThat(best("monroe", BOOK, 4)).isEqualTo(sets("abce abcf abcg abdf acdf bcdf"));
    }

    @Test
    void sequentialAndExactProportionalApprovalDiffer() {
        String profile = "3: a = b\n6: a = d\n4: b\n5: c\n5: c = d";
        assertThat(best("pav", profile, 2)).containsExactly(Set.of("a", "c"));
        assertThat(score("pav", profile, "ac")).isEqualTo(19);
        Committee<String> greedy = CommitteeRule.proportionalApproval()
                .choose(election(profile), 2, Quotas.none(), SubmodularMaximization.GREEDY);
        assertThat(greedy.members()).containsExactly("d", "c");
        assertThat(greedy.score()).isEqualTo(18.5);
        assertThat(greedy.proven()).isFalse();
        assertThat(greedy.bound()).isBetween(19.0, 23.0);
    }

    /// Profiles 1 to 4 of abcvoting's tests, with all winning committees.
    @Test
    void profilesOfAbcvoting() {
        String one = "a = e = f\na\nb = e = f\nb\nc = e = f\nc\nd = e = f\nd";
        assertThat(best("pav", one, 4)).isEqualTo(sets("abef acef adef bcef bdef cdef"));
        assertThat(best("cc", one, 4)).isEqualTo(sets("abcd"));
        assertThat(best("monroe", one, 4)).isEqualTo(sets("abcd"));
        String two = "5: a = b = c\na = b\n2: d = e\nd";
        assertThat(best("av", two, 3)).isEqualTo(sets("abc"));
        assertThat(best("pav", two, 3)).isEqualTo(sets("abd"));
        assertThat(best("cc", two, 3)).isEqualTo(sets("abd acd ade bcd bde"));
        assertThat(best("monroe", two, 3)).isEqualTo(sets("abd acd bcd"));
        String three = "a = d = e = f\nb = c\na = c = f\nc\na = b = c = d = e\na = d = e\na = c = e\na = b";
        assertThat(best("av", three, 4)).isEqualTo(sets("abce acde"));
        assertThat(best("pav", three, 4)).isEqualTo(sets("abce"));
        assertThat(best("cc", three, 4)).isEqualTo(sets("abcd abce abcf acde acdf acef bcde bcdf bcef"));
        assertThat(best("monroe", three, 4)).isEqualTo(sets("abcd abce abcf acde acdf acef bcde bcdf bcef"));
        String four = "a = b = d\n2: a = b\na = d\nc = d";
        assertThat(best("pav", four, 2)).isEqualTo(sets("ad"));
        assertThat(best("cc", four, 2)).isEqualTo(sets("ac ad bd"));
        // Five voters over two members: three and two.
        assertThat(best("monroe", four, 2)).isEqualTo(sets("ad bd"));
    }

    @Test
    void monroeIsTheBestOfAllSharesOfVoters() {
        Random random = new Random(3);
        for (int trial = 0; trial < 40; trial++) {
            int voters = 3 + random.nextInt(5);
            StringBuilder lines = new StringBuilder();
            for (int v = 0; v < voters; v++) {
                List<String> order = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
                Collections.shuffle(order, random);
                lines.append(String.join(" > ", order)).append('\n');
            }
            Election<String> election = election(lines.toString());
            double[][] points = IntStream.range(0, voters)
                    .mapToObj(v -> election.points(v, place -> 4 - place))
                    .toArray(double[][]::new);
            for (int[] set : new int[][] {{0, 1}, {1, 2, 4}}) {
                double best = 0;
                int shares = (int) Math.pow(set.length, voters);
                for (int code = 0; code < shares; code++) {
                    int[] count = new int[set.length];
                    double sum = 0;
                    for (int v = 0, left = code; v < voters; v++, left /= set.length) {
                        count[left % set.length]++;
                        sum += points[v][set[left % set.length]];
                    }
                    if (Arrays.stream(count).max().orElseThrow()
                                    - Arrays.stream(count).min().orElseThrow()
                            <= 1) best = Math.max(best, sum);
                }
                assertThat(CommitteeRule.monroe().score(election, set.length).value(set))
                        .isCloseTo(best, within(1e-9));
            }
        }
    }

    @Test
    void greedyKeepsItsPromiseOnChamberlinCourant() {
        Random random = new Random(4);
        double worst = 1;
        for (int trial = 0; trial < 300; trial++) {
            Election<String> election =
                    new Election<>(SetSelectorContractTest.ballots(random, 8), Unranked.LAST, TieBreaker.ascending());
            int size = 1 + random.nextInt(3);
            CommitteeRule rule = CommitteeRule.chamberlinCourant();
            double best = rule.choose(election, size, Quotas.none(), EXACT).score();
            Committee<String> greedy = rule.choose(election, size, Quotas.none(), SubmodularMaximization.GREEDY);
            if (best > 0) worst = Math.min(worst, greedy.score() / best);
            assertThat(greedy.bound()).isGreaterThanOrEqualTo(best - 1e-9);
        }
        assertThat(worst).isBetween(1 - 1 / Math.E, 0.9999); // there is a case in which greedy is not the best
    }

    @Test
    void partitionsAreMatroids() {
        // Two of the first three, one of the rest; values 5 4 3 | 2 9, each counted once: 5 + 4 + 9.
        double[] worth = {5, 4, 3, 2, 9};
        SetFunction sums = new Additive(worth);
        IndependenceSystem parts = IndependenceSystem.partition(new int[] {0, 0, 0, 1, 1}, 2, 1);
        SubmodularMaximization.Maximum found = SubmodularMaximization.GREEDY.maximize(sums, parts);
        assertThat(found.items()).containsExactly(4, 0, 1);
        assertThat(found.value()).isEqualTo(18);
        assertThat(found.proven()).isTrue();
        assertThat(parts.rank()).isEqualTo(3);
        assertThatThrownBy(() -> IndependenceSystem.partition(new int[] {0}, -1))
                .hasMessageContaining("-1");
    }

    @Test
    void manyItemsWithinItsEffort() {
        SplittableRandom random = new SplittableRandom(5);
        double[] quality = random.doubles(200).toArray();
        boolean[] group = new boolean[200];
        for (int i = 0; i < 200; i += 2) group[i] = true;
        Election<Integer> election = new BiasedElectorate(quality, group, 0.3, new Bias.Scaled(0.5))
                .sample(200, random)
                .stated();
        Set<Integer> even =
                new HashSet<>(IntStream.range(0, 100).mapToObj(i -> 2 * i).toList());
        Quotas<Integer> quotas = new Quotas<>(List.of(
                Quota.atLeast("even", even, 8),
                new Quota<>(
                        "small", new HashSet<>(IntStream.range(0, 50).boxed().toList()), 2, 4)));
        Committee<Integer> chosen =
                CommitteeRule.chamberlinCourant().choose(election, 15, quotas, new SubmodularMaximization(20_000));
        assertThat(chosen.members()).hasSize(15).doesNotHaveDuplicates();
        assertThat(chosen.members().stream().filter(even::contains).count()).isGreaterThanOrEqualTo(8);
        assertThat(chosen.members().stream().filter(i -> i < 50).count()).isBetween(2L, 4L);
        assertThat(chosen.atLeast()).isGreaterThan(0.95);
    }

    @Test
    void biasedVotersStateWhatTheyFindWhereThereIsNoBias() {
        SplittableRandom random = new SplittableRandom(6);
        double[] quality = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4};
        boolean[] group = {true, false, true, false, true, false};
        for (Bias none : List.of(new Bias.Scaled(1), new Bias.Swapped(0))) {
            BiasedElectorate.Sample sample = new BiasedElectorate(quality, group, 0.2, none).sample(30, random);
            for (int v = 0; v < 30; v++)
                assertThat(sample.stated().points(v, p -> p))
                        .isEqualTo(sample.latent().points(v, p -> p));
        }
        for (Bias all : List.of(new Bias.Scaled(1e-9), new Bias.Swapped(1))) {
            double[] places = new BiasedElectorate(quality, group, 0, all)
                    .sample(1, random)
                    .stated()
                    .points(0, p -> p);
            assertThat(places).containsExactly(3, 0, 4, 1, 5, 2); // the group last, in its own order
        }
        assertThatThrownBy(() -> new Bias.Scaled(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new Bias.Swapped(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new BiasedElectorate(new double[] {Double.NaN}, new boolean[1], 0, new Bias.Scaled(1)))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new BiasedElectorate(quality, group, -1, new Bias.Scaled(1)))
                .hasMessageContaining("-1");
    }

    @Test
    void smoothnessIsOneWithoutBiasAndAHalfWhereNothingIsSeen() {
        SplittableRandom random = new SplittableRandom(7);
        double[] quality = random.doubles(30).toArray();
        boolean[] group = new boolean[30];
        for (int i = 0; i < 15; i++) group[i] = true;
        BiasedElectorate.Sample sample =
                new BiasedElectorate(quality, group, 0.2, new Bias.Swapped(1)).sample(60, random);
        for (CommitteeRule rule : List.of(CommitteeRule.kBorda(), CommitteeRule.bloc()))
            assertThat(Smoothness.measure(
                            rule.score(sample.latent(), 5), rule.score(sample.latent(), 5), group, 3, 200, random))
                    .isEqualTo(1);
        // The whole group stands last: nobody's first five places hold any of it, but Borda points order it
        // as before.
        assertThat(measure(CommitteeRule.bloc(), sample, group, random)).isEqualTo(0.5);
        assertThat(measure(CommitteeRule.sntv(), sample, group, random)).isEqualTo(0.5);
        assertThat(measure(CommitteeRule.kBorda(), sample, group, random)).isGreaterThan(0.85);
        assertThatThrownBy(() -> Smoothness.measure(
                        CommitteeRule.bloc().score(sample.latent(), 5),
                        CommitteeRule.bloc().score(sample.latent(), 5),
                        new boolean[30],
                        0,
                        1,
                        random))
                .hasMessageContaining("two");
    }

    private static double measure(
            CommitteeRule rule, BiasedElectorate.Sample sample, boolean[] group, SplittableRandom random) {
        return Smoothness.measure(
                rule.score(sample.latent(), 5), rule.score(sample.stated(), 5), group, 0, 300, random);
    }

    @Test
    void namesOfRules() {
        for (String name : List.of("bordo", "pav:0", "pav:x", "cc-gamma", "sntv:2"))
            assertThatThrownBy(() -> CommitteeRule.named(name))
                    .hasMessageContaining(name)
                    .hasMessageContaining("monroe");
        assertThatThrownBy(() -> new SubmodularMaximization(-1)).hasMessageContaining("-1");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Additive(double[] worth) implements SetFunction {
        @Override
        public int items() {
            return worth.length;
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public Growth empty() {
            return growth(0);
        }

        private Growth growth(double start) {
            double[] value = {start};
            return new Growth() {
                @Override
                public double value() {
                    return value[0];
                }

                @Override
                public double gain(int item) {
                    return worth[item];
                }

                @Override
                public void add(int item) {
                    value[0] += worth[item];
                }

                @Override
                public Growth copy() {
                    return growth(value[0]);
                }
            };
        }
    }

    private static Election<String> election(String lines) {
        try {
            return new Election<>(
                    BallotLines.read(new BufferedReader(new StringReader(lines)), "votes.txt"),
                    Unranked.LAST,
                    TieBreaker.ascending());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double score(String rule, String lines, String set) {
        Election<String> election = election(lines);
        return CommitteeRule.named(rule)
                .score(election, set.length())
                .value(SetSelectorContractTest.numbers(election, List.of(set.split(""))));
    }

    /// Every set of the highest score by trying all; and that the search finds one of them.
    private static Set<Set<String>> best(String rule, String lines, int size) {
        Election<String> election = election(lines);
        SetFunction score = CommitteeRule.named(rule).score(election, size);
        Set<Set<String>> best = new HashSet<>();
        double most = Double.NEGATIVE_INFINITY;
        for (List<String> set : SetSelectorContractTest.sets(election.items(), size)) {
            double value = score.value(SetSelectorContractTest.numbers(election, set));
            if (value > most + 1e-9) best.clear();
            if (value >= most - 1e-9) best.add(Set.copyOf(set));
            most = Math.max(most, value);
        }
        Committee<String> found = CommitteeRule.named(rule).choose(election, size, Quotas.none(), EXACT);
        assertThat(best).contains(Set.copyOf(found.members()));
        assertThat(found.proven()).isTrue();
        assertThat(found.score()).isCloseTo(most, within(1e-9));
        return best;
    }

    private static Set<Set<String>> sets(String words) {
        Set<Set<String>> sets = new HashSet<>();
        for (String word : words.split(" ")) sets.add(Set.of(word.split("")));
        return sets;
    }
}
