package org.broadsheet.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Preferences;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.TopicResults;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One small collection, every measure worked out by hand or by the measure's own reference program.
class MeasuresByHandTest {
    private static final Qrels QRELS = Qrels.of(Map.of(
            "q1", judgments("d1 3 d2 0 d3 1 d4 2 d5 0 d6 1 d7 -1"),
            "q2", judgments("x1 1 x2 0"),
            "q3", judgments("z1 1")));
    // Order: d2 d1 d9 d4 d3 d7 d5, grades 0 3 - 2 1 u 0.
    private static final Run RUN = new Run(
            "fixture",
            Map.of(
                    "q1", results("d2 9 d1 8 d9 7 d3 6 d4 6 d7 5 d5 4"),
                    "q2", results("x1 1"),
                    "q4", results("y1 1")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P_3 | .333333
            P@5 | .6
            P_10 | .3
            recall_3 | .25
            R@5 | .75
            success_1 | 0
            Success@3 | 1
            RR | .5
            RR@1 | 0
            AP | .4
            AP@3 | .125
            Rprec | .5
            Rprec_mult.0.2 | 0
            Rprec_mult.1 | .5
            Rprec_mult.2 | .375
            relative_P_5 | .75
            iprec_at_recall.0.8 | .6
            IPrec@0.9 | 0
            11pt_avg | .490909
            dcg | 3.140995
            ndcg | .604906
            nDCG@3 | .3975
            nDCG@5 | .604906
            nDCG(dcg='exp-log2')@5 | .620493
            nDCG(gains={1:1,2:3,3:7})@5 | .620493
            ndcg.1=1,2=3,3=7 | .620493
            yaap | -.268264
            bpref | .375
            set_P | .428571
            SetR | .75
            set_F | .545455
            set_F.0.25 | .46875
            set_map | .321429
            set_relative_P | .75
            utility | -1
            unj_3 | .333333
            unj_10 | .2
            Judged@3 | .666667
            RBP(p=0.5,rel=1) | .343750
            RBP(rel=1) | .344320
            RBP(rel=1,p=0.9) | .228510
            RBP(p=0.5) | .302083
            RBP | .255573
            rbp | .160470
            RBP_residual(p=0.5) | .148438
            RBP_residual | .403251
            RBP_residual(p=0.9) | .618346
            ERR(max_rel=3) | .451172
            ERR | .250830
            Compat | .452139
            Compat(normalize=False) | .396992
            Accuracy | .583333
            INSQ(T=1) | .277806
            INST(T=1) | .312991
            INST(T=2) | .327865
            BPM(T=1)@5 | .5
            SDCG@10 | .318794
            NERR8(max_rel=4)@10 | 0.292929
            NERR8(max_rel=4)@5 | 0.345238
            NERR9(max_rel=4)@10 | 0.238252
            NERR10(max_rel=4) | 0.269361
            NERR11(max_rel=4) | 0.220517
            NERR11(T=2,max_rel=4) | 0.259288
            NERR10_residual(max_rel=4) | 0.147999
            NERR8_residual(max_rel=4)@10 | 0.151515
            AP(rel=2) | .5
            Bpref(rel=2) | .5
            P(rel=2)@5 | .4
            AP(judged_only=True) | .479167
            P(judged_only=True)@3 | .666667
            nDCG(judged_only=True)@5 | .6400
            """)
    void firstTopic(String measure, double expected) {
        double value = Measures.of(measure)
                .value(QRELS.judge("q1", results(RUN, "q1"), Judging.DEFAULT).orElseThrow());
        assertThat(value)
                .isCloseTo(expected, within(measure.contains("judged_only") || measure.equals("nDCG@3") ? 5e-5 : 5e-7));
    }

    @ParameterizedTest
    @CsvSource({"map,.466667", "P_5,.266667", "ndcg,.534969", "bpref,.458333", "recip_rank,.5", "gm_map,.015874"})
    void completeMeans(String measure, double expected) {
        Evaluation evaluation = Evaluation.of(RUN, QRELS, Evaluation.Plan.of(List.of(Measures.of(measure))));
        assertThat(evaluation.summary(0)).isCloseTo(expected, within(1e-6));
        assertThat(evaluation.missing()).containsExactly("q3");
    }

    @ParameterizedTest
    @CsvSource({"map,.7", "gm_map,.632456"})
    void answeredMeans(String measure, double expected) {
        Evaluation evaluation = Evaluation.of(
                RUN,
                QRELS,
                Evaluation.Plan.of(List.of(Measures.of(measure))).withMissing(Evaluation.MissingTopics.SKIP));
        assertThat(evaluation.summary(0)).isCloseTo(expected, within(1e-6));
        assertThat(evaluation.topics()).containsExactly("q1", "q2");
    }

    @Test
    void inferredAveragePrecisionUsesThePool() {
        Qrels qrels = Qrels.of(Map.of("t", judgments("a 1 b -1 c 0 d 1 f 1 g 1")));
        Run run = new Run("r", Map.of("t", results("a 6 b 5 c 4 d 3 e 2 f 1")));
        assertThat(Measures.of("infAP")
                        .value(qrels.judge("t", results(run, "t"), Judging.DEFAULT)
                                .orElseThrow()))
                .isCloseTo(.559028, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "alpha_DCG,2.196395",
        "alpha_nDCG,.856139",
        "ERR_IA,.479167",
        "AP_IA,.791667",
        "P_IA@2,.75",
        "StRecall@1,.5",
        "StRecall@2,1"
    })
    void intents(String measure, double expected) {
        Qrels qrels = Qrels.ofGroups(
                Map.of("t", Map.of("1", judgments("A 1 B 1 C 0 D 0"), "2", judgments("A 1 B 0 C 1 D 0"))));
        Run run = new Run("r", Map.of("t", results("B 3 A 2 C 1")));
        assertThat(Measures.of(measure)
                        .value(qrels.judge("t", results(run, "t"), Judging.DEFAULT)
                                .orElseThrow()))
                .isCloseTo(expected, within(1e-6));
    }

    /// Against ndeval as pyndeval 0.0.6 has it: intents a, b, b and c, ranking A D E B, of which E is not
    /// judged.
    @ParameterizedTest
    @CsvSource({
        "ERR_IA(normalize=True)@5,.393343",
        "ERR_IA(normalize=True)@10,.390776",
        "nERR_IA@20,.829787",
        "alpha_DCG(normalize=True)@5,.405289",
        "alpha_DCG(normalize=True)@20,.399741",
        "alpha_nDCG@5,.786896",
        "NRBP,.390625",
        "nNRBP,.862069",
        "AP_IA,.5",
        "P_IA@5,.2",
        "StRecall@10,.666667"
    })
    void intentsAsNdevalPrintsThem(String measure, double expected) {
        Qrels qrels = Qrels.ofGroups(
                Map.of("t", Map.of("a", judgments("A 1"), "b", judgments("B 1 D 1"), "c", judgments("C 1"))));
        Run run = new Run("r", Map.of("t", results("A 9.3 D 8.4 E 8.1 B 7.6")));
        assertThat(Measures.of(measure)
                        .value(qrels.judge("t", results(run, "t"), Judging.DEFAULT)
                                .orElseThrow()))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void judgesThatContradictThemselvesAreRefused() {
        Map<String, Double> first = Map.of("a", 2.0, "b", 1.0);
        Map<String, Double> second = Map.of("b", 2.0, "c", 1.0);
        Map<String, Double> third = Map.of("c", 2.0, "a", 1.0);
        assertThatThrownBy(() -> Preferences.of(Map.of("j", Map.of("1", first, "2", second, "3", third))))
                .hasMessageContaining("judge j contradict");
        assertThatThrownBy(() -> Preferences.of(Map.of("j", Map.of("1", first, "2", Map.of("a", 0.0)))))
                .hasMessageContaining("document a both at 0");
        Qrels qrels = Qrels.ofPreferences(Map.of("t", Preferences.of(Map.of("j", Map.of("1", first, "2", second)))));
        // Of a over b, b over c and what follows, a over c, the ranking b a keeps a over c and b over c.
        assertThat(Measures.of("prefs_simp")
                        .value(qrels.judge("t", results("b 2 a 1"), Judging.DEFAULT)
                                .orElseThrow()))
                .isCloseTo(2 / 3.0, within(1e-15));
        assertThatThrownBy(() -> Measures.of("prefs_simp")
                        .value(QRELS.judge("q1", results("b 2"), Judging.DEFAULT)
                                .orElseThrow()))
                .hasMessageContaining("-R prefs");
    }

    @Test
    void namesThatMeanNothingAreToldApart() {
        assertThatThrownBy(() -> Measures.of("mapp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no measure 'mapp'")
                .hasMessageContaining("ndcg_cut");
        assertThatThrownBy(() -> Measures.of("P.0")).hasMessageContaining("1 or above");
        assertThatThrownBy(() -> Measures.of("P@")).hasMessageContaining("not the name");
        assertThatThrownBy(() -> Measures.of("P")).hasMessageContaining("stands for 9");
        assertThatThrownBy(() -> Measures.of("nDCG(foo=1)@10")).hasMessageContaining("no parameter [foo]");
        assertThatThrownBy(() -> Measures.of("RBP(p=1.5)")).hasMessageContaining("p is a number");
        assertThatThrownBy(() -> Measures.of("utility.1,2")).hasMessageContaining("four parameters");
        assertThatThrownBy(() -> Measures.of("map.3")).hasMessageContaining("no parameters");
        assertThatThrownBy(() -> Measures.of("ndcg.1")).hasMessageContaining("name=number");
    }

    @Test
    void parametersAreThoseOfTrecEval() {
        assertThat(Measures.parse(List.of(
                                "iprec_at_recall..10,.20,.25",
                                "P.5,7,3",
                                "utility.2,-1,0,0",
                                "11pt_avg..25,.5,.75",
                                "ndcg.1=3,2=9,4=4.5",
                                "ndcg_cut.10,20,23.4",
                                "success.2,5"))
                        .measures()
                        .stream()
                        .map(m -> m.name()))
                .containsExactly(
                        "iprec_at_recall_0.10",
                        "iprec_at_recall_0.20",
                        "iprec_at_recall_0.25",
                        "P_3",
                        "P_5",
                        "P_7",
                        "utility_2,-1,0,0",
                        "11pt_avg_.25,.5,.75",
                        "ndcg_1=3,2=9,4=4.5",
                        "ndcg_cut_10",
                        "ndcg_cut_20",
                        "ndcg_cut_23",
                        "success_2",
                        "success_5");
    }

    private static TopicResults results(Run run, String topic) {
        return run.results(topic).orElseThrow();
    }

    private static Judgments judgments(String text) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i += 2) grades.put(words[i], Integer.parseInt(words[i + 1]));
        return Judgments.of(grades);
    }

    private static TopicResults results(String text) {
        List<Scored<String>> scored = new java.util.ArrayList<>();
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i += 2) scored.add(new Scored<>(words[i], Double.parseDouble(words[i + 1])));
        return TopicResults.of(Ranking.of(scored, TieBreaker.<String>ascending()));
    }
}
