package org.broadsheet.preference.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class MarginalLikelihoodTest {
    /// Section 6 of the Law School Admission Test, 1,000 people, five questions (Bock and Lieberman,
    /// Psychometrika 1970): how many gave each pattern of right and wrong answers.
    private static final Object[][] LSAT = {
        {"00000", 3}, {"00001", 6}, {"00010", 2}, {"00011", 11}, {"00100", 1}, {"00101", 1}, {"00110", 3},
        {"00111", 4}, {"01000", 1}, {"01001", 8}, {"01011", 16}, {"01101", 3}, {"01110", 2}, {"01111", 15},
        {"10000", 10}, {"10001", 29}, {"10010", 14}, {"10011", 81}, {"10100", 3}, {"10101", 28}, {"10110", 15},
        {"10111", 80}, {"11000", 16}, {"11001", 56}, {"11010", 21}, {"11011", 173}, {"11100", 11}, {"11101", 61},
        {"11110", 28}, {"11111", 298}
    };

    private static ResponseMatrix lsat() {
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        int p = 0;
        for (Object[] row : LSAT)
            for (int k = 0; k < (Integer) row[1]; k++, p++)
                for (int i = 0; i < 5; i++) builder.add("p" + p, "" + (i + 1), ((String) row[0]).charAt(i) == '1');
        return builder.build();
    }

    private static double[] difficulties(ItemBank bank) {
        return bank.items().stream().mapToDouble(i -> i.curve().difficulty()).toArray();
    }

    private static double[] discriminations(ItemBank bank) {
        return bank.items().stream()
                .mapToDouble(i -> i.curve().discrimination())
                .toArray();
    }

    /// Reference: the R package ltm on the same answers (Rizopoulos, Journal of Statistical Software
    /// 2006, section 4).
    @Test
    void oneParameterOnTheAdmissionTestAsPublished() {
        ItemBank bank = MarginalLikelihood.of(ItemModel.ONE_PARAMETER)
                .withPriors(ItemPriors.NONE)
                .fit(lsat());
        assertThat(difficulties(bank))
                .containsExactly(new double[] {-3.6153, -1.3224, -0.3176, -1.7301, -2.7802}, within(6e-4));
        assertThat(discriminations(bank)[0]).isCloseTo(0.7551, within(2e-4));
        assertThat(bank.logLikelihood()).isCloseTo(-2466.938, within(1e-3));
        assertThat(bank.items().stream()
                        .mapToDouble(ItemEstimate::difficultyError)
                        .toArray())
                .containsExactly(new double[] {0.3266, 0.1422, 0.0977, 0.1691, 0.2510}, within(2e-3));
        assertThat(bank.items().getFirst().discriminationError()).isCloseTo(0.0694, within(1e-3));
        assertThat(bank.aic()).isCloseTo(4945.875, within(1e-2));
        assertThat(bank.bic()).isCloseTo(4975.322, within(1e-2));
    }

    /// Reference: as above.
    @Test
    void twoParametersOnTheAdmissionTestAsPublished() {
        ItemBank bank = MarginalLikelihood.of(ItemModel.TWO_PARAMETER)
                .withPriors(ItemPriors.NONE)
                .fit(lsat());
        assertThat(difficulties(bank))
                .containsExactly(new double[] {-3.3597, -1.3696, -0.2799, -1.8659, -3.1236}, within(5e-3));
        assertThat(discriminations(bank))
                .containsExactly(new double[] {0.8254, 0.7229, 0.8905, 0.6886, 0.6575}, within(2e-3));
        assertThat(bank.logLikelihood()).isCloseTo(-2466.653, within(1e-3));
    }

    /// First answers of 2,422 students to the twelve skills that most of them met: 8,726 answers, the
    /// rest is empty. Reference: the same likelihood in NumPy on 281 points from -7 to 7, maximised by
    /// SciPy's L-BFGS-B.
    @Test
    void studentsWhoMetFewOfTheSkills() throws IOException {
        Path file = Path.of(System.getProperty("broadsheet.repository", "."))
                .resolve("../shared/data/assistments-2009/assist2009_train.csv.gz");
        assumeTrue(Files.exists(file), "the data set assistments-2009 is not here");
        ResponseMatrix m = students(file);
        assertThat(m.respondents()).hasSize(2_422);
        assertThat(m.cells()).isEqualTo(8_726);
        ItemBank one = MarginalLikelihood.of(ItemModel.ONE_PARAMETER)
                .withPriors(ItemPriors.NONE)
                .fit(m);
        assertThat(-one.logLikelihood()).isCloseTo(5382.487100, within(1e-4));
        assertThat(discriminations(one)[0]).isCloseTo(1.126897, within(1e-3));
        assertThat(SKILLS.stream()
                        .mapToDouble(k -> one.item(k).orElseThrow().curve().difficulty())
                        .toArray())
                .containsExactly(
                        new double[] {
                            -0.5864, -0.6960, -1.1866, -0.6303, -0.4940, -0.3134, -0.4196, -0.1123, -0.8730, -0.4664,
                            0.5484, -0.8379
                        },
                        within(1e-3));
        ItemBank two = MarginalLikelihood.of(ItemModel.TWO_PARAMETER)
                .withPriors(ItemPriors.NONE)
                .fit(m);
        assertThat(-two.logLikelihood()).isCloseTo(5365.269693, within(1e-3));
        assertThat(two.item("23").orElseThrow().curve().discrimination()).isCloseTo(2.0271, within(5e-3));
        assertThat(two.item("35").orElseThrow().curve().difficulty()).isCloseTo(0.5986, within(2e-3));
    }

    private static final List<String> SKILLS =
            List.of("16", "20", "21", "22", "23", "24", "25", "26", "30", "34", "35", "37");

    private static ResponseMatrix students(Path file) throws IOException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines = in.lines().filter(l -> !l.isBlank()).toList();
        }
        List<Map<Integer, Boolean>> first = new ArrayList<>();
        Map<Integer, Integer> met = new TreeMap<>();
        for (int k = 0; k + 2 < lines.size(); k += 3) {
            Map<Integer, Boolean> student = new LinkedHashMap<>();
            String[] skills = lines.get(k + 1).split(",");
            String[] answers = lines.get(k + 2).split(",");
            for (int a = 0; a < skills.length; a++)
                student.putIfAbsent(
                        Integer.valueOf(skills[a].strip()), answers[a].strip().equals("1"));
            student.keySet().forEach(s -> met.merge(s, 1, Integer::sum));
            first.add(student);
        }
        ResponseMatrix.Builder builder = ResponseMatrix.builder();
        met.values().removeIf(n -> n < 600);
        for (int p = 0; p < first.size(); p++)
            for (Map.Entry<Integer, Boolean> a : first.get(p).entrySet())
                if (met.containsKey(a.getKey())) builder.add("s" + p, "" + a.getKey(), a.getValue());
        return builder.build();
    }

    @Test
    void gaussHermiteAndEvenPointsAgreeWhereTheTestIsShort() {
        MarginalLikelihood plain = MarginalLikelihood.of(ItemModel.TWO_PARAMETER);
        ItemBank even = plain.fit(lsat());
        ItemBank hermite = plain.withQuadrature(Quadrature.gaussHermite(41)).fit(lsat());
        assertThat(difficulties(hermite)).containsExactly(difficulties(even), within(1e-3));
        assertThat(hermite.logLikelihood()).isCloseTo(even.logLikelihood(), within(1e-6));
    }

    /// Bock and Aitkin's two steps, written anew: at the maximum they must stay where they are. The
    /// maximisation is a Newton iteration in intercept and slope, so nothing but the model is shared with
    /// the code under test.
    @Test
    void expectationAndMaximisationStayAtTheMaximum() {
        SimulatedResponses truth = SimulatedResponses.draw(ItemModel.TWO_PARAMETER, 400, 10, 0.8, 11);
        ResponseMatrix m = truth.matrix();
        ItemBank bank = MarginalLikelihood.of(ItemModel.TWO_PARAMETER)
                .withPriors(ItemPriors.NONE)
                .fit(m);
        Quadrature grid = Quadrature.even(121);
        int n = m.items().size();
        double[][] right = new double[n][grid.size()];
        double[][] tried = new double[n][grid.size()];
        for (int p = 0; p < m.respondents().size(); p++) {
            double[] posterior = new double[grid.size()];
            double total = 0;
            for (int q = 0; q < grid.size(); q++) {
                posterior[q] = grid.weights()[q];
                for (int c = m.start(p); c < m.end(p); c++) {
                    double chance = bank.items().get(m.itemAt(c)).curve().probability(grid.points()[q]);
                    posterior[q] *= m.rightAt(c) == 1 ? chance : 1 - chance;
                }
                total += posterior[q];
            }
            for (int c = m.start(p); c < m.end(p); c++)
                for (int q = 0; q < grid.size(); q++) {
                    tried[m.itemAt(c)][q] += posterior[q] / total;
                    if (m.rightAt(c) == 1) right[m.itemAt(c)][q] += posterior[q] / total;
                }
        }
        for (int i = 0; i < n; i++) {
            double slope = 1;
            double intercept = 0;
            for (int step = 0; step < 50; step++) {
                double g0 = 0;
                double g1 = 0;
                double h00 = 0;
                double h01 = 0;
                double h11 = 0;
                for (int q = 0; q < grid.size(); q++) {
                    double x = grid.points()[q];
                    double chance = 1 / (1 + Math.exp(-intercept - slope * x));
                    double left = right[i][q] - tried[i][q] * chance;
                    double weight = tried[i][q] * chance * (1 - chance);
                    g0 += left;
                    g1 += left * x;
                    h00 += weight;
                    h01 += weight * x;
                    h11 += weight * x * x;
                }
                double determinant = h00 * h11 - h01 * h01;
                intercept += (h11 * g0 - h01 * g1) / determinant;
                slope += (h00 * g1 - h01 * g0) / determinant;
            }
            ItemCurve curve = bank.items().get(i).curve();
            assertThat(slope).isCloseTo(curve.discrimination(), within(2e-4));
            assertThat(-intercept / slope).isCloseTo(curve.difficulty(), within(2e-4));
        }
    }

    /// Nineteen of twenty 95% intervals should hold the truth; 210 intervals a model.
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        for (ItemModel model : List.of(ItemModel.ONE_PARAMETER, ItemModel.TWO_PARAMETER)) {
            SplittableRandom random = new SplittableRandom(20);
            ItemCurve[] curves = SimulatedResponses.draw(model, 1, 15, 1, 21).curves();
            int held = 0;
            int slopes = 0;
            int abilities = 0;
            int respondents = 0;
            for (int trial = 0; trial < 14; trial++) {
                SimulatedResponses drawn = SimulatedResponses.answers(curves, 400, 0.9, random.split());
                ItemBank bank = MarginalLikelihood.of(model).fit(drawn.matrix());
                for (ItemEstimate i : bank.items()) {
                    ItemCurve truth = drawn.curve(i.item());
                    if (Math.abs(i.curve().difficulty() - truth.difficulty()) < 1.96 * i.difficultyError()) held++;
                    if (Math.abs(i.curve().discrimination() - truth.discrimination()) < 1.96 * i.discriminationError())
                        slopes++;
                }
                List<Ability> found = bank.abilities(drawn.matrix(), AbilityEstimator.EAP);
                for (int p = 0; p < found.size(); p++) {
                    respondents++;
                    double truth = drawn.ability(drawn.matrix().respondents().get(p));
                    if (Math.abs(found.get(p).value() - truth)
                            < 1.96 * found.get(p).error()) abilities++;
                }
            }
            assertThat(held / 210.0).as("difficulty, " + model).isBetween(0.91, 0.985);
            assertThat(slopes / 210.0).as("discrimination, " + model).isBetween(0.90, 0.985);
            assertThat((double) abilities / respondents).as("ability, " + model).isBetween(0.935, 0.965);
        }
    }

    @Test
    void manyItemsNeedNoMorePointsThanTheyGet() {
        SimulatedResponses truth = SimulatedResponses.draw(ItemModel.ONE_PARAMETER, 40, 120, 1, 30);
        ItemBank bank = MarginalLikelihood.of(ItemModel.ONE_PARAMETER).fit(truth.matrix());
        ItemBank finer = MarginalLikelihood.of(ItemModel.ONE_PARAMETER)
                .withQuadrature(Quadrature.even(401))
                .fit(truth.matrix());
        assertThat(difficulties(bank)).containsExactly(difficulties(finer), within(1e-3));
    }

    @Test
    void oneAnswerAloneIsNoTrouble() {
        ItemBank bank = MarginalLikelihood.of(ItemModel.TWO_PARAMETER)
                .fit(ResponseMatrix.builder().add("ann", "q", true).build());
        assertThat(bank.items()).hasSize(1);
        assertThat(bank.items().getFirst().difficultyError()).isGreaterThan(1.5);
        assertThatThrownBy(() -> JointLikelihood.of(ItemModel.ONE_PARAMETER)
                        .fit(ResponseMatrix.builder().add("ann", "q", true).build()))
                .hasMessageContaining("marginal");
    }

    @Test
    void choosingOneOfFourBlindlyIsRightEveryFourthTime() {
        assertThat(ItemPriors.DEFAULT.withOptions(4).guessingMode()).isCloseTo(0.25, within(1e-12));
        assertThatThrownBy(() -> ItemPriors.DEFAULT.withOptions(1)).hasMessageContaining("2 options");
        assertThatThrownBy(() -> new ItemPriors(0, 1, 1, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new ItemPriors(1, Double.NaN, 1, 1)).hasMessageContaining("NaN");
    }
}
