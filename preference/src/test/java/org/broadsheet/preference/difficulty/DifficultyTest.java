package org.broadsheet.preference.difficulty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Glicko2;
import org.broadsheet.preference.response.ItemModel;
import org.broadsheet.preference.response.MarginalLikelihood;
import org.broadsheet.preference.response.ResponseMatrix;
import org.junit.jupiter.api.Test;

class DifficultyTest {
    /// Respondents of all abilities at ten items, the last the hardest.
    private static List<Attempt> attempts(int respondents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Attempt> attempts = new ArrayList<>();
        for (int p = 0; p < respondents; p++) {
            double ability = random.nextGaussian();
            for (int i = 0; i < 10; i++)
                attempts.add(new Attempt(
                        "p" + p, "i" + i, random.nextDouble() < 1 / (1 + Math.exp((i - 4.5) / 2 - ability))));
        }
        return attempts;
    }

    private static ResponseMatrix matrix(List<Attempt> attempts) {
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        attempts.forEach(a -> builder.add(a.respondent(), a.item(), a.right()));
        return builder.build();
    }

    @Test
    void itemResponseAndTournamentsAgreeOnWhatIsHard() {
        List<Attempt> attempts = attempts(400, 1);
        DifficultyTable response = DifficultyTable.of(
                MarginalLikelihood.of(ItemModel.ONE_PARAMETER).fit(matrix(attempts)));
        DifficultyTable duels = DifficultyTable.of(attempts, BradleyTerry.PLAIN.withRidge(0.1));
        DifficultyTable online =
                DifficultyTable.of(attempts, Glicko2.STANDARD.withPeriod(Duration.ofDays(1), Glicko2.Grouping.SINGLE));
        assertThat(online.method()).isEqualTo("glicko-2");
        List<DifficultyTable> tables = List.of(response, duels, online);
        for (int t = 0; t < tables.size(); t++) {
            DifficultyTable table = tables.get(t);
            boolean followsTheLast = t == 2;
            for (int i = 0; i < 10; i++) {
                DifficultyTable.ItemDifficulty item = table.item("i" + i).orElseThrow();
                // Ratings that follow the last results may swap neighbours.
                assertThat(item.quantile()).isCloseTo((i + 0.5) / 10, within(followsTheLast ? 0.11 : 1e-9));
                assertThat(item.normalized()).isBetween(0.0, 1.0);
                assertThat(item.attempts()).isEqualTo(400);
                assertThat(item.deviation()).isPositive();
            }
            if (followsTheLast) continue;
            assertThat(table.item("i0").orElseThrow().normalized()).isZero();
            assertThat(table.item("i9").orElseThrow().normalized()).isEqualTo(1);
        }
        assertThat(response.method()).isEqualTo("1pl");
        assertThat(duels.method()).isEqualTo("bradley-terry");
    }

    @Test
    void equalDifficultiesShareTheirPlace() {
        DifficultyTable table = DifficultyTable.of(
                List.of(
                        new Attempt("p", "a", true),
                        new Attempt("p", "b", true),
                        new Attempt("q", "a", false),
                        new Attempt("q", "b", false)),
                BradleyTerry.PLAIN.withRidge(0.1));
        assertThat(table.items()).allSatisfy(i -> {
            assertThat(i.quantile()).isCloseTo(0.5, within(1e-9));
            assertThat(i.normalized()).isBetween(0.0, 1.0);
        });
    }

    /// Wilson's interval of seven in ten is [0.396778, 0.892209].
    @Test
    void wilsonByHand() {
        DifficultyProfile.Bin bin = DifficultyProfile.Bin.of(0, 1, 10, 7);
        assertThat(bin.low()).isCloseTo(0.396778, within(1e-6));
        assertThat(bin.high()).isCloseTo(0.892209, within(1e-6));
    }

    @Test
    void aProfileFallsAndCrossesHalfwayAtTheAbility() {
        DifficultyTable table = DifficultyTable.of(
                MarginalLikelihood.of(ItemModel.ONE_PARAMETER).fit(matrix(attempts(500, 2))));
        SplittableRandom random = new SplittableRandom(3);
        List<Attempt> one = new ArrayList<>();
        for (int k = 0; k < 200; k++)
            for (int i = 0; i < 10; i++)
                one.add(new Attempt("new", "i" + i, random.nextDouble() < 1 / (1 + Math.exp((i - 4.5) / 2 - 0.8))));
        DifficultyProfile profile = DifficultyProfile.of(table, one, 5);
        assertThat(profile.bins()).hasSize(5);
        assertThat(profile.bins().getFirst().share()).isGreaterThan(0.85);
        assertThat(profile.bins().getLast().share()).isLessThan(0.35);
        assertThat(profile.bins().stream()
                        .mapToInt(DifficultyProfile.Bin::attempts)
                        .sum())
                .isEqualTo(2_000);
        assertThat(profile.halfway().orElseThrow()).isCloseTo(0.8, within(0.25));
        assertThat(profile.area()).isBetween(0.5, 0.75);
        assertThat(profile.chart("new").svg()).contains("</svg>").doesNotContain("NaN");
        // Who solves everything is nowhere halfway.
        List<Attempt> all =
                one.stream().map(a -> new Attempt("all", a.item(), true)).toList();
        assertThat(DifficultyProfile.of(table, all, 5).halfway()).isEmpty();
        assertThat(DifficultyProfile.of(table, all, 5).area()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> new Attempt("", "i", true)).hasMessageContaining("names");
        assertThatThrownBy(() -> DifficultyTable.of(List.of(), BradleyTerry.PLAIN))
                .hasMessageContaining("nothing");
        DifficultyTable table = DifficultyTable.of(
                List.of(new Attempt("p", "a", true), new Attempt("q", "a", false)), BradleyTerry.PLAIN);
        assertThatThrownBy(() -> DifficultyProfile.of(table, List.of(new Attempt("p", "b", true)), 3))
                .hasMessageContaining("known difficulty");
        assertThatThrownBy(() -> DifficultyProfile.of(table, List.of(), 0)).hasMessageContaining("1 bin");
    }
}
