package org.broadsheet.preference.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DawidSkeneTest {
    /// The patients of the paper's table 1: what the first observer said of each at three times, then the
    /// other four.
    private static final String PATIENTS = """
            1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111
            2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111
            2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432
            1111111 1111111 1212111 2322222 1211111 2222222
            """;

    static LabelMatrix patients() {
        LabelMatrix.Builder builder = LabelMatrix.builder();
        String[] patients = PATIENTS.strip().split("\\s+");
        assertThat(patients).hasSize(45);
        for (int i = 0; i < patients.length; i++)
            for (int c = 0; c < 7; c++)
                builder.add("observer " + Math.max(1, c - 1), "" + (i + 1), patients[i].substring(c, c + 1));
        return builder.build();
    }

    /// Reference: the paper's tables 2 and 4 to their two digits, and a NumPy program on the same table,
    /// run to 5,000 steps, for the other four.
    @Test
    void thePatientsOfThePaper() {
        LabelFit fit = DawidSkene.MAXIMUM_LIKELIHOOD.fit(patients());
        assertThat(fit.logLikelihood()).isCloseTo(-192.890881, within(1e-5));
        assertThat(array(fit.prevalence()))
                .containsExactly(new double[] {0.399555, 0.421983, 0.111795, 0.066667}, within(1e-5));
        double[][] first = {
            {0.889488, 0.110512, 0, 0},
            {0.070585, 0.87638, 0.053035, 0},
            {0, 0.338822, 0.661178, 0},
            {0, 0, 0.555556, 0.444444}
        };
        double[][] third = {
            {1, 0, 0, 0},
            {0.106378, 0.788299, 0.105323, 0},
            {0, 0.403671, 0.198776, 0.397552},
            {0, 0, 0.666667, 0.333333}
        };
        for (int k = 0; k < 4; k++) {
            assertThat(array(fit.judge("observer 1").orElseThrow().confusion().get(k)))
                    .containsExactly(first[k], within(1e-5));
            assertThat(array(fit.judge("observer 3").orElseThrow().confusion().get(k)))
                    .containsExactly(third[k], within(1e-5));
        }
        assertThat(fit.item("7").orElseThrow().posterior().get(1)).isCloseTo(0.01898, within(1e-5));
        assertThat(fit.item("35").orElseThrow().posterior().get(2)).isCloseTo(0.052005, within(1e-5));
        assertThat(fit.item("38").orElseThrow().posterior().get(1)).isCloseTo(0.0212, within(1e-5));
        assertThat(fit.item("36").orElseThrow().label()).isEqualTo("4");
    }

    @Test
    void theLikelihoodNeverFalls() {
        for (IntFunction<LabelModel> model :
                List.<IntFunction<LabelModel>>of(steps -> new DawidSkene(0, steps), steps -> new OneCoin(0, steps))) {
            double last = Double.NEGATIVE_INFINITY;
            for (int steps = 1; steps <= 30; steps++) {
                double now = model.apply(steps).fit(patients()).logLikelihood();
                assertThat(now).isGreaterThanOrEqualTo(last - 1e-9);
                last = now;
            }
        }
    }

    /// Birds told apart by untrained people, and pairs of product names that are or are not the same
    /// thing. The share of right labels for a vote is known from the set's description; for the models it
    /// is what they must beat.
    @Test
    void judgesWhoDifferMuch() throws IOException {
        Map<String, String> birds = truth("duck.truth.csv");
        LabelMatrix labels = labels("duck.answer.csv");
        assertThat(labels.size()).isEqualTo(4_212);
        double vote = right(new MajorityVote().fit(labels), birds);
        double one = right(OneCoin.DEFAULT.fit(labels), birds);
        double two = right(DawidSkene.DEFAULT.fit(labels), birds);
        assertThat(vote).isCloseTo(0.759, within(0.006));
        assertThat(two).isGreaterThan(vote + 0.1);
        assertThat(one).isLessThan(two);
        Map<String, String> products = truth("product.truth.csv");
        LabelMatrix pairs = labels("product.answer.csv.gz");
        assertThat(pairs.size()).isEqualTo(24_945);
        double share = right(new MajorityVote().fit(pairs), products);
        assertThat(share).isCloseTo(0.897, within(0.002));
        assertThat(right(DawidSkene.DEFAULT.fit(pairs), products)).isGreaterThan(share + 0.03);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    private static double right(LabelFit fit, Map<String, String> truth) {
        double right = 0;
        int known = 0;
        for (LabelFit.ItemLabel i : fit.items()) {
            String label = truth.get(i.item());
            if (label == null) continue;
            known++;
            // A tie is half right.
            double best = i.probability();
            long tied = i.posterior().stream().filter(p -> p == best).count();
            if (i.posterior().get(fit.labels().indexOf(label)) == best) right += 1.0 / tied;
        }
        return right / known;
    }

    private static LabelMatrix labels(String name) throws IOException {
        LabelMatrix.Builder builder = LabelMatrix.builder();
        for (String[] row : rows(name)) builder.add(row[1], row[0], row[2]);
        return builder.build();
    }

    private static Map<String, String> truth(String name) throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (String[] row : rows(name)) truth.put(row[0], row[1]);
        return truth;
    }

    private static List<String[]> rows(String name) throws IOException {
        Path file = Path.of(System.getProperty("broadsheet.repository", "."))
                .resolve("../shared/data/crowd-labels")
                .resolve(name);
        assumeTrue(Files.exists(file), "the data set crowd-labels is not here");
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        name.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .filter(l -> !l.isBlank())
                    .map(l -> l.split(",", -1))
                    .toList();
        }
    }
}
