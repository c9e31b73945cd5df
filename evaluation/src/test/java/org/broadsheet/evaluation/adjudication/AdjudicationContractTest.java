package org.broadsheet.evaluation.adjudication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every adjudication method promises, and orders worked by hand.
class AdjudicationContractTest {
    /// Three runs; a and e are relevant.
    private static final Pool POOL =
            new Pool(List.of(List.of("a", "b", "c", "d"), List.of("c", "a", "e", "f"), List.of("g", "e", "a", "b")));

    static Stream<AdjudicationMethod> methods() {
        return Stream.concat(
                AdjudicationMethod.all().stream(),
                Stream.of(
                        new Bandit(0.5, Bandit.Choice.SAMPLE, Bandit.Credit.RETRIEVED),
                        new Bandit(1, Bandit.Choice.MEAN, Bandit.Credit.RETRIEVED)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyDocumentComesExactlyOnce(AdjudicationMethod method) {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            Pool pool = pool(random);
            assertThat(order(method, pool, Set.of("d3", "d5", "d7")))
                    .containsExactlyInAnyOrderElementsOf(pool.documents());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameSeedGivesTheSameOrder(AdjudicationMethod method) {
        Pool pool = pool(new Random(2));
        assertThat(order(method, pool, Set.of("d1"))).isEqualTo(order(method, pool, Set.of("d1")));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theSameDocumentStandsUntilItIsJudged(AdjudicationMethod method) {
        Adjudicator adjudicator = method.start(POOL, new SplittableRandom(1));
        Optional<String> first = adjudicator.next();
        assertThat(adjudicator.next()).isEqualTo(first);
        assertThatThrownBy(() -> adjudicator.judged("another", true)).hasMessageContaining("another");
        assertThat(method.start(new Pool(List.of(List.of())), new SplittableRandom(1))
                        .next())
                .isEmpty();
        assertThat(method.start(new Pool(List.of()), new SplittableRandom(1)).next())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "depth, a c g b e d f",
        "take-all, a b c d e f g",
        "mtf, a b c g d e f",
        "mm, a b c e f g d",
        "mm-ns, a b c g d e f",
        "hedge, a c b g e d f"
    })
    void byHand(String method, String expected) {
        assertThat(String.join(" ", order(AdjudicationMethod.named(method), POOL, Set.of("a", "e"))))
                .isEqualTo(expected);
    }

    @Test
    void oneRunAloneIsItsOwnOrder() {
        Pool one = new Pool(List.of(List.of("x", "b", "q", "a")));
        for (String method : List.of("depth", "mtf", "mm", "mm-ns", "thompson", "hedge", "borda", "rrf"))
            assertThat(order(AdjudicationMethod.named(method), one, Set.of("q")))
                    .as(method)
                    .containsExactly("x", "b", "q", "a");
    }

    @Test
    void weightsOfHedgeAfterOneVerdict() {
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        verdicts.put("a", true);
        double[] weights = new Hedge(0.1).weightsAfter(POOL, verdicts);
        assertThat(weights[0]).isCloseTo(0.5772, within(5e-5));
        assertThat(weights[1]).isCloseTo(0.2599, within(5e-5));
        assertThat(weights[2]).isCloseTo(0.1629, within(5e-5));
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> AdjudicationMethod.named("mmm")).hasMessageContaining("mm-ns");
        assertThatThrownBy(() -> new Pool(List.of(List.of("a", "a")))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hedge(1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> new Bandit(2, Bandit.Choice.MEAN, Bandit.Credit.PULLED))
                .hasMessageContaining("2.0");
    }

    private static List<String> order(AdjudicationMethod method, Pool pool, Set<String> relevant) {
        Adjudicator adjudicator = method.start(pool, new SplittableRandom(7));
        List<String> order = new ArrayList<>();
        for (Optional<String> next = adjudicator.next(); next.isPresent(); next = adjudicator.next()) {
            order.add(next.get());
            adjudicator.judged(next.get(), relevant.contains(next.get()));
        }
        return order;
    }

    private static Pool pool(Random random) {
        return new Pool(IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(_ -> {
                    List<String> run = new ArrayList<>(
                            IntStream.range(0, 12).mapToObj(i -> "d" + i).toList());
                    Collections.shuffle(run, random);
                    return run.subList(0, random.nextInt(12));
                })
                .toList());
    }
}
