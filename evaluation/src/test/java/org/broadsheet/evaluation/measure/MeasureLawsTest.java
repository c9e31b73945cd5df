package org.broadsheet.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every measure keeps to, tried on seeded rankings of all kinds.
class MeasureLawsTest {
    private static final int TRIALS = 300;

    static Stream<Measure> measures() {
        List<String> names = new ArrayList<>(List.of(
                "all_trec",
                "yaap",
                "dcg",
                "ideal_dcg",
                "AP@5",
                "RR@5",
                "nDCG@5",
                "nDCG(dcg='exp-log2')@10",
                "Judged@10",
                "RBP(p=0.8,rel=1)",
                "RBP(p=0.5)",
                "RBP_residual(p=0.5)",
                "ERR@20",
                "INST(T=2)",
                "INSQ(T=1)",
                "BPM(T=1)@5",
                "SDCG@10",
                "INST_residual(T=2)",
                "INSQ_residual(T=1,max_rel=3)",
                "Compat",
                "Accuracy",
                "GMAP",
                "P(judged_only=True)@5"));
        return Measures.parse(names).measures().stream();
    }

    @ParameterizedTest
    @MethodSource("measures")
    void staysInItsRange(Measure measure) {
        Random random = new Random(17);
        for (int trial = 0; trial < TRIALS; trial++) {
            double value = measure.value(random(random, random.nextInt(30)));
            assertThat(value).isFinite().isBetween(measure.lowest() - 1e-12, measure.highest() + 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("measures")
    void hasAValueForNothing(Measure measure) {
        assertThat(measure.value(JudgedRanking.ofGrades(new int[0], new int[] {3, 2}, Judging.DEFAULT)))
                .isFinite();
        assertThat(measure.value(JudgedRanking.ofGrades(new int[] {-1, -2}, new int[0], Judging.DEFAULT)))
                .isFinite();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map",
                "Rprec",
                "bpref",
                "recip_rank",
                "ndcg",
                "nDCG@10",
                "recall.1000",
                "infAP",
                "Compat",
                "ndcg_rel",
                "11pt_avg",
                "binG",
                "Accuracy",
                "nDCG(dcg='exp-log2')@10"
            })
    void thePerfectRankingHasOne(String name) {
        Measure measure = Measures.of(name);
        Random random = new Random(23);
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] levels = {1 + random.nextInt(5), 1 + random.nextInt(5), random.nextInt(4), random.nextInt(3)};
            int[] grades = new int[Arrays.stream(levels).sum()];
            int at = 0;
            for (int grade = 3; grade >= 0; grade--) for (int i = 0; i < levels[grade]; i++) grades[at++] = grade;
            assertThat(measure.value(JudgedRanking.ofGrades(grades, levels, Judging.DEFAULT)))
                    .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"map", "Rprec", "bpref", "recip_rank", "ndcg", "P_10", "RBP", "ERR", "set_P", "INSQ", "infAP"})
    void unjudgedDocumentsAtTheEndNeverHelp(String name) {
        Measure measure = Measures.of(name);
        Random random = new Random(29);
        for (int trial = 0; trial < TRIALS; trial++) {
            JudgedRanking r = random(random, 1 + random.nextInt(20));
            int[] longer = Arrays.copyOf(grades(r), r.size() + 3);
            Arrays.fill(longer, r.size(), longer.length, Judgments.NONPOOL);
            assertThat(measure.value(JudgedRanking.ofGrades(longer, levels(r), Judging.DEFAULT)))
                    .isLessThanOrEqualTo(measure.value(r) + 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "bpref", "recip_rank", "ndcg", "nDCG@5", "P_5", "RBP(rel=1)", "INSQ", "Accuracy"})
    void aBetterDocumentMovedUpNeverHurts(String name) {
        Measure measure = Measures.of(name);
        Random random = new Random(31);
        for (int trial = 0; trial < TRIALS; trial++) {
            JudgedRanking r = random(random, 2 + random.nextInt(20));
            int[] grades = grades(r);
            int i = random.nextInt(grades.length - 1);
            if (grades[i] < 0 || grades[i + 1] <= grades[i]) continue;
            int lower = grades[i];
            grades[i] = grades[i + 1];
            grades[i + 1] = lower;
            assertThat(measure.value(JudgedRanking.ofGrades(grades, levels(r), Judging.DEFAULT)))
                    .isGreaterThanOrEqualTo(measure.value(r) - 1e-12);
        }
    }

    @Test
    void judgedOnlyChangesNothingWhereAllIsJudged() {
        Random random = new Random(37);
        for (int trial = 0; trial < TRIALS; trial++) {
            JudgedRanking r = random(random, 10).judgedOnly();
            for (String name : List.of("AP", "nDCG@5", "P@5"))
                assertThat(Measures.of(name.replace("@", "(judged_only=True)@")
                                        .replaceAll("^AP$", "AP(judged_only=True)"))
                                .value(r))
                        .isEqualTo(Measures.of(name).value(r));
        }
    }

    /// A ranking of n documents with grades up to 4, some unjudged, and judged documents that it missed.
    private static JudgedRanking random(Random random, int n) {
        int[] levels = new int[5];
        int[] grades = new int[n];
        for (int i = 0; i < n; i++) {
            grades[i] = random.nextInt(4) == 0 ? -1 - random.nextInt(2) : Math.max(0, random.nextInt(8) - 3);
            if (grades[i] >= 0) levels[grades[i]]++;
        }
        for (int extra = random.nextInt(8); extra > 0; extra--) levels[random.nextInt(5)]++;
        return JudgedRanking.ofGrades(grades, levels, Judging.DEFAULT);
    }

    private static int[] grades(JudgedRanking r) {
        int[] grades = new int[r.size()];
        for (int i = 0; i < grades.length; i++) grades[i] = r.grade(i + 1);
        return grades;
    }

    private static int[] levels(JudgedRanking r) {
        int[] levels = new int[5];
        for (int i = 0; i < 5; i++) levels[i] = r.atGrade(i);
        return levels;
    }
}
