package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.overlap.NgramOverlap;
import org.broadsheet.evaluation.overlap.OverlapReport;
import org.broadsheet.evaluation.overlap.Text;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sentences of abstracts as questions, half of which were put into the corpus: whole, or with words changed.
final class ContaminationOverlap implements Study {
    private static final String SET = "scifact";

    @Override
    public About about() {
        return new About(
                "contamination-overlap",
                "Investigating Data Contamination in Modern Benchmarks for Large Language Models",
                "Whether a benchmark's questions leaked can be told by looking for their runs of words in the corpus: the"
                        + " share of 13-word runs parts leaked questions from clean ones, while \"any run of 8 words\""
                        + " raises false alarms.",
                List.of(SET));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        List<List<String>> abstracts = new ArrayList<>();
        for (String line : setup.data().lines(SET, "corpus.jsonl.gz")) {
            List<String> sentences = new ArrayList<>();
            JsonNode listed = JsonMapper.shared().readTree(line).get("sentences");
            if (listed != null) listed.forEach(s -> sentences.add(s.asString()));
            if (sentences.size() >= 6) abstracts.add(sentences);
        }
        RandomGenerator random = setup.random(1);
        int items = setup.sized(600, 100);
        List<Text> questions = new ArrayList<>();
        boolean[] leaked = new boolean[items];
        Map<String, String> leaks = new LinkedHashMap<>();
        Map<String, String> blurred = new LinkedHashMap<>();
        for (int i = 0; i < items; i++) {
            // The middle of an abstract is the question; it is taken out of the corpus where it is clean.
            List<String> sentences = abstracts.get(i);
            String text = sentences.get(2) + " " + sentences.get(3);
            questions.add(new Text("q" + i, text));
            leaked[i] = random.nextBoolean();
            if (!leaked[i]) continue;
            leaks.put("leak" + i, text);
            blurred.put("leak" + i, blur(text, 0.1, random));
        }
        Findings.Builder found = Findings.record();
        int[] lengths = {3, 5, 8, 13};
        double[] whole = new double[lengths.length];
        double[] changed = new double[lengths.length];
        double[] alarms = new double[lengths.length];
        double[] clean = new double[lengths.length];
        for (int k = 0; k < lengths.length; k++) {
            OverlapReport report = report(questions, lengths[k], abstracts, items, leaks);
            whole[k] = auc(report, leaked);
            alarms[k] = alarms(report, leaked);
            clean[k] = meanShare(report, leaked, false);
            changed[k] = auc(report(questions, lengths[k], abstracts, items, blurred), leaked);
            found.measure(
                            "runs of " + lengths[k] + " words: mean share found, clean beside leaked",
                            clean[k],
                            meanShare(report, leaked, true),
                            "share")
                    .measure("runs of " + lengths[k] + " words: clean questions with any run found", alarms[k], "share")
                    .measure(
                            "runs of " + lengths[k]
                                    + " words: telling leaked from clean, one word in ten changed beside"
                                    + " unchanged",
                            changed[k],
                            whole[k],
                            "AUC");
            setup.progress(k + 1, lengths.length);
        }
        return found.atLeast("the share of 13-word runs parts leaked from clean: AUC", whole[3], 0.95)
                .atMost("clean questions keep almost no 13-word run: mean share", clean[3], 0.02)
                .atLeast("any run of 8 words raises false alarms: share of clean questions", alarms[2], 0.01)
                .condition(new Condition(
                        "with one word in ten changed, runs of 8 find more than runs of 13: AUC gained",
                        changed[2] - changed[3],
                        Side.AT_LEAST,
                        0,
                        false))
                .figure(Chart.of(
                                "Telling leaked questions from clean ones",
                                Axis.linear("words in a run"),
                                Axis.linear("AUC, and share of false alarms"))
                        .describedAs(
                                "AUC of the share of runs found, with leaks unchanged and with one word in ten changed,"
                                        + " and how many clean questions have any run in the corpus, by the length of the runs.")
                        .with(
                                Series.line("leaked as it is", doubles(lengths), whole),
                                Series.line("one word in ten changed", doubles(lengths), changed),
                                Series.line("clean with any run found", doubles(lengths), alarms)))
                .remark("The half of the card that asks a language model to restore a hidden answer is not part of this"
                        + " study. The corpus is the rest of the same abstracts, so clean questions share the phrases of"
                        + " their field with it.")
                .remark("Shares of questions shorter than a run are not counted.")
                .done();
    }

    private static OverlapReport report(
            List<Text> questions, int n, List<List<String>> abstracts, int items, Map<String, String> leaks) {
        NgramOverlap overlap = new NgramOverlap(questions, n);
        for (int a = 0; a < abstracts.size(); a++) {
            List<String> sentences = new ArrayList<>(abstracts.get(a));
            if (a < items) sentences.subList(2, 4).clear();
            overlap.read(new Text("abstract " + a, String.join(" ", sentences)));
        }
        leaks.forEach((id, text) -> overlap.read(new Text(id, text)));
        return overlap.report();
    }

    /// Some words get a letter at their end that they did not have.
    private static String blur(String text, double share, RandomGenerator random) {
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i++)
            if (random.nextDouble() < share)
                words[i] = words[i].toLowerCase(Locale.ROOT).replaceAll("\\W", "") + "x";
        return String.join(" ", words);
    }

    /// Chance that a leaked question has a larger share than a clean one, ties counting half.
    private static double auc(OverlapReport report, boolean[] leaked) {
        double won = 0;
        double all = 0;
        for (int a = 0; a < leaked.length; a++)
            for (int b = 0; b < leaked.length; b++) {
                OverlapReport.Question x = report.questions().get(a);
                OverlapReport.Question y = report.questions().get(b);
                if (!leaked[a] || leaked[b] || !x.measurable() || !y.measurable()) continue;
                all++;
                won += x.share() > y.share() ? 1 : x.share() == y.share() ? 0.5 : 0;
            }
        return won / all;
    }

    private static double alarms(OverlapReport report, boolean[] leaked) {
        double clean = 0;
        double found = 0;
        for (int i = 0; i < leaked.length; i++) {
            if (leaked[i] || !report.questions().get(i).measurable()) continue;
            clean++;
            if (report.questions().get(i).found() > 0) found++;
        }
        return found / clean;
    }

    private static double meanShare(OverlapReport report, boolean[] leaked, boolean wanted) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < leaked.length; i++) {
            if (leaked[i] != wanted || !report.questions().get(i).measurable()) continue;
            sum += report.questions().get(i).share();
            count++;
        }
        return sum / count;
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
