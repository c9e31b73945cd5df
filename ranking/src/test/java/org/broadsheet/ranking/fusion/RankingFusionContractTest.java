package org.broadsheet.ranking.fusion;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every fusion promises, tried on seeded random rankings.
class RankingFusionContractTest {
    static Stream<RankingFusion<String>> fusions() {
        TieBreaker<String> ties = TieBreaker.ascending();
        return Stream.of(
                new ReciprocalRankFusion<>(60, ties),
                new ReciprocalRankFusion<>(0, ties),
                new WeightedScoreFusion<>(Normalization.MIN_MAX, List.of(), WeightedScoreFusion.Agreement.COUNTS, ties),
                new WeightedScoreFusion<>(Normalization.NONE, List.of(), ties),
                new WeightedScoreFusion<>(Normalization.MIN_MAX, List.of(), ties),
                new WeightedScoreFusion<>(Normalization.MAX, List.of(), ties),
                new WeightedScoreFusion<>(Normalization.Z_SCORE, List.of(), ties));
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void holdsExactlyTheItemsOfItsInputs(RankingFusion<String> fusion) {
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            List<Ranking<String>> in = rankings(random);
            Set<String> expected = new HashSet<>();
            in.forEach(r -> expected.addAll(r.items()));
            assertThat(fusion.fuse(in).items()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void oneRankingAloneKeepsItsOrder(RankingFusion<String> fusion) {
        Random random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            Ranking<String> one = ranking(random);
            assertThat(fusion.fuse(List.of(one)).items()).isEqualTo(one.items());
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void theOrderOfTheInputsDoesNotMatter(RankingFusion<String> fusion) {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            List<Ranking<String>> in = rankings(random);
            List<Ranking<String>> turned = new ArrayList<>(in);
            Collections.reverse(turned);
            Ranking<String> a = fusion.fuse(in);
            Ranking<String> b = fusion.fuse(turned);
            assertThat(new HashSet<>(b.items())).isEqualTo(new HashSet<>(a.items()));
            for (int i = 0; i < a.size(); i++)
                assertThat(b.scored().get(i).score())
                        .isCloseTo(a.scored().get(i).score(), org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("fusions")
    void nothingFusesToNothing(RankingFusion<String> fusion) {
        assertThat(fusion.fuse(List.of()).isEmpty()).isTrue();
        assertThat(fusion.fuse(List.of(Ranking.empty(), Ranking.empty())).isEmpty())
                .isTrue();
    }

    private static List<Ranking<String>> rankings(Random random) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> ranking(random))
                .toList();
    }

    /// Distinct scores, so that the order of one ranking is its own and not a tie breaker's.
    private static Ranking<String> ranking(Random random) {
        List<String> items =
                new ArrayList<>(IntStream.range(0, 12).mapToObj(i -> "d" + i).toList());
        Collections.shuffle(items, random);
        List<Scored<String>> scored = new ArrayList<>();
        double score = 20;
        for (String item : items.subList(0, random.nextInt(items.size() + 1)))
            scored.add(new Scored<>(item, score -= 0.01 + random.nextDouble()));
        return Ranking.of(scored, TieBreaker.ascending());
    }
}
