package org.broadsheet.studies.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.adjudication.AdjudicationMethod;
import org.broadsheet.evaluation.adjudication.Preservation;
import org.broadsheet.evaluation.adjudication.Replay;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Real runs with full judgments, judged anew with a budget by every method.
final class Adjudication implements Study {
    private static final String SET = "trec-robust03-runs";
    private static final List<Integer> BUDGETS = List.of(10, 20, 30, 50, 75, 100);
    private static final int AT = BUDGETS.indexOf(50);

    @Override
    public About about() {
        return new About(
                "adjudication",
                "How Discriminative Are Your Qrels? How To Study the Statistical Significance of Document Adjudication"
                        + " Methods",
                "Cheap ways of choosing what to judge are to be compared by whether they keep the significant differences"
                        + " between systems, which is not the same as keeping the order of the systems.",
                List.of(SET));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        List<Run> runs = new ArrayList<>();
        Qrels qrels;
        Path judgments = setup.data().file(SET, "qrels.txt.gz");
        try (Stream<Path> files = Files.list(Objects.requireNonNull(judgments.getParent()))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".run.gz")).sorted().toList())
                runs.add(RunFile.read(file)
                        .named(String.valueOf(file.getFileName()).replace(".run.gz", "")));
            qrels = QrelsFile.read(judgments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Replay replay = new Replay(runs, qrels, Measures.of("AP"), Replay.Protocol.DEFAULT);
        List<Long> seeds = LongStream.range(0, setup.sized(10, 1))
                .map(i -> setup.seed() + i)
                .boxed()
                .toList();
        Map<String, List<Preservation>> all = new LinkedHashMap<>();
        for (AdjudicationMethod method : AdjudicationMethod.all()) {
            all.put(method.name(), replay.play(method, BUDGETS, seeds));
            setup.progress(all.size(), AdjudicationMethod.all().size());
        }
        return findings(all, replay, runs.size(), qrels.size());
    }

    private static Findings findings(Map<String, List<Preservation>> all, Replay replay, int runs, int topics) {
        Findings.Builder found = Findings.record();
        Preservation depth = at(all, "depth");
        for (Preservation p : all.values().stream().map(l -> l.get(AT)).toList())
            found.measure(
                            "significant pairs kept with 50 judgments a topic: " + p.method()
                                    + " beside pooling to a depth",
                            depth.recall(),
                            p.recall(),
                            "share")
                    .measure(
                            "order of systems kept with 50 judgments a topic: " + p.method()
                                    + " beside pooling to a depth",
                            depth.tau(),
                            p.tau(),
                            "Kendall tau");
        // Among methods that are not random draws, the best by each yardstick.
        String byTau = best(all, true);
        String byRecall = best(all, false);
        double disagreements = all.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Preservation::activeDisagreement)
                .max()
                .orElseThrow();
        double active = Stream.of("mtf", "hedge", "mm", "mm-ns", "thompson")
                .mapToDouble(m -> at(all, m).recall())
                .min()
                .orElseThrow();
        double rival = all.get("random") == null
                ? 0
                : Objects.requireNonNull(all.get("random")).getLast().tau();
        double kept = Objects.requireNonNull(all.get("random")).getLast().recall();
        int swaps = discordant(all);
        found.atLeast("pairs of methods that the two yardsticks order differently", swaps, 1)
                .atLeast(
                        "every active method keeps more significant pairs than pooling to a depth, least gain",
                        active - depth.recall(),
                        0)
                .condition(new Condition(
                        "the method best by the order of systems (" + byTau + ") is not the best by significance ("
                                + byRecall + ")",
                        byTau.equals(byRecall) ? 0 : 1,
                        Side.AT_LEAST,
                        1,
                        false))
                .condition(new Condition(
                        "no pair is ever significant the wrong way round", disagreements, Side.AT_MOST, 0, false))
                .condition(new Condition(
                        "random judgments keep the order better than the conclusions: tau less share kept with 100",
                        rival - kept,
                        Side.AT_LEAST,
                        0.1,
                        false));
        found.figure(plot(all, "Significant pairs kept", "share of significant pairs kept", true))
                .figure(plot(all, "Order of systems kept", "Kendall tau with full judgments", false))
                .remark(runs + " runs of the TREC 2003 Robust track, " + topics + " topics, "
                        + String.format(Locale.ROOT, "%,d", replay.pooled())
                        + " documents in pools of depth 100; " + replay.significantPairs() + " of "
                        + runs * (runs - 1) / 2
                        + " pairs differ significantly under full judgments (average precision, paired t-tests, Benjamini"
                        + " and Hochberg, .05).")
                .remark(
                        "The paper's own tables and choice of test were not at hand; the counts of agreement are those it"
                                + " names, with the mixed ones told apart.");
        return found.done();
    }

    private static Preservation at(Map<String, List<Preservation>> all, String method) {
        return Objects.requireNonNull(all.get(method)).get(AT);
    }

    private static String best(Map<String, List<Preservation>> all, boolean tau) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (var entry : all.entrySet()) {
            Preservation p = entry.getValue().get(AT);
            double value = tau ? p.tau() : p.recall();
            if (value > most) {
                most = value;
                best = entry.getKey();
            }
        }
        return best;
    }

    private static int discordant(Map<String, List<Preservation>> all) {
        List<Preservation> list = all.values().stream().map(l -> l.get(AT)).toList();
        int count = 0;
        for (int a = 0; a < list.size(); a++)
            for (int b = a + 1; b < list.size(); b++)
                if ((list.get(a).tau() - list.get(b).tau())
                                * (list.get(a).recall() - list.get(b).recall())
                        < 0) count++;
        return count;
    }

    private static Chart plot(Map<String, List<Preservation>> all, String title, String label, boolean recall) {
        double[] x = BUDGETS.stream().mapToDouble(b -> b).toArray();
        Series[] lines = all.entrySet().stream()
                .filter(e -> List.of("random", "depth", "mtf", "hedge", "mm", "mm-ns")
                        .contains(e.getKey()))
                .map(e -> Series.line(
                        e.getKey(),
                        x,
                        e.getValue().stream()
                                .mapToDouble(p -> recall ? p.recall() : p.tau())
                                .toArray()))
                .toArray(Series[]::new);
        return Chart.of(title, Axis.linear("judgments a topic"), Axis.linear(label))
                .describedAs(title + " against the number of judgments a topic, one line for each method.")
                .with(lines);
    }
}
