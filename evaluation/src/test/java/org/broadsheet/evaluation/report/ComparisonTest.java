package org.broadsheet.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.report.Comparison.Row;
import org.broadsheet.evaluation.report.Comparison.Settings;
import org.broadsheet.evaluation.significance.Bootstrap;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.SignificanceTest;
import org.broadsheet.evaluation.significance.TwoWayAnova;
import org.broadsheet.ranking.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Three made-up systems of falling quality on thirty topics.
class ComparisonTest {
    private final List<Evaluation> evaluations = evaluations();

    @Test
    void pValuesAreThoseOfTheTestCorrectedTogether() {
        Comparison comparison = Comparison.of(evaluations, Settings.DEFAULT);
        double[] raw = new double[4];
        for (int m = 0; m < 2; m++)
            for (int s = 1; s < 3; s++)
                raw[2 * m + s - 1] = new SignificanceTest.PairedT()
                        .test(evaluations.get(s).scores(m), evaluations.get(0).scores(m))
                        .p();
        double[] corrected = MultipleComparisons.HOLM.adjust(raw);
        List<Double> shown = comparison.rows().stream()
                .flatMap(r -> r.contrast().stream())
                .map(Comparison.Contrast::p)
                .toList();
        assertThat(shown).containsExactly(corrected[0], corrected[1], corrected[2], corrected[3]);
        assertThat(comparison.measures()).containsExactly("map", "nDCG@10");
    }

    @Test
    void differencesAndIntervalsBelongTogether() {
        for (Row row : Comparison.of(evaluations, Settings.DEFAULT).rows())
            row.contrast().ifPresent(c -> {
                assertThat(c.difference())
                        .isBetween(c.interval().low(), c.interval().high());
                assertThat(c.won() + c.tied() + c.lost()).isEqualTo(30);
                assertThat(c.rawP()).isLessThanOrEqualTo(c.p());
            });
    }

    @Test
    void tukeyLooksAtAllSystemsAtOnce() {
        Comparison comparison = Comparison.of(
                evaluations, new Settings(Optional.empty(), MultipleComparisons.HOLM, 0.95, Bootstrap.DEFAULT));
        TwoWayAnova anova =
                TwoWayAnova.of(evaluations.stream().map(e -> e.scores(0)).toList());
        assertThat(comparison.rows().get(1).contrast().orElseThrow().p())
                .isEqualTo(anova.tukey(0.95).getFirst().p());
    }

    @ParameterizedTest
    @EnumSource
    void tablesShowEveryRowAndWhatTheNumbersAre(ComparisonTable format) {
        String table = format.of(Comparison.of(evaluations, Settings.DEFAULT));
        assertThat(table.lines().filter(l -> l.contains("map") || l.contains("nDCG@10")))
                .hasSize(6);
        assertThat(table).contains("30 topics", "paired t", "holm");
        if (format != ComparisonTable.PLAIN)
            assertThat(table).as("names are escaped").contains("good\\_one").doesNotContain(" good_one");
        double best = evaluations.getFirst().summary(0);
        assertThat(table).contains(format.strong(TrecReport.fourDecimals(best)));
    }

    @Test
    void oneRunOrTwoOfANameAreRefused() {
        assertThatThrownBy(() -> Comparison.of(evaluations.subList(0, 1), Settings.DEFAULT))
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> Comparison.of(List.of(evaluations.get(0), evaluations.get(0)), Settings.DEFAULT))
                .hasMessageContaining("different names");
        assertThat(Comparison.notComparable(
                        Measures.parse(List.of("map", "gm_map", "num_rel")).measures()))
                .containsExactly("num_rel", "gm_map");
    }

    private static List<Evaluation> evaluations() {
        Random random = new Random(41);
        Map<String, Judgments> judgments = new HashMap<>();
        List<Map<String, Ranking<String>>> runs = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (int t = 0; t < 30; t++) {
            Map<String, Integer> grades = new HashMap<>();
            for (int d = 0; d < 20; d++) grades.put("d" + d, d < 5 ? 1 : 0);
            judgments.put("t" + t, Judgments.of(grades));
            for (int s = 0; s < 3; s++) {
                double noise = 2 + 4 * s;
                List<String> order = new ArrayList<>(grades.keySet());
                Map<String, Double> keys = new HashMap<>();
                for (String d : order)
                    keys.put(d, (grades.getOrDefault(d, 0) > 0 ? 3 : 0) + noise * random.nextGaussian());
                order.sort((a, b) -> Double.compare(keys.getOrDefault(b, 0.0), keys.getOrDefault(a, 0.0)));
                runs.get(s).put("t" + t, Ranking.ofOrder(order));
            }
        }
        List<String> names = List.of("good_one", "fair & square", "poor");
        List<Evaluation> all = new ArrayList<>();
        for (int s = 0; s < 3; s++)
            all.add(Evaluation.of(
                    Run.ofRankings(names.get(s), runs.get(s)),
                    Qrels.of(judgments),
                    Evaluation.Plan.of(Measures.of("map", "nDCG@10"))));
        return all;
    }
}
