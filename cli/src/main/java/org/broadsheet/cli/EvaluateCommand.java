package org.broadsheet.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.MissingTopics;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.file.PreferenceFile;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.measure.Selection;
import org.broadsheet.evaluation.report.TrecReport;
import org.broadsheet.evaluation.report.ZScores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `evaluate QRELS RUN`
@Command(
        name = "evaluate",
        description = {
            "Measures a run against judgments, as trec_eval does and in its format.",
            "Files are TREC, BEIR or JSONL, gzip or not; RUN may be - for standard input."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "QRELS", description = "judgments")
    @SuppressWarnings("NullAway.Init")
    private Path qrels;

    @Parameters(index = "1", paramLabel = "RUN", description = "what a system retrieved")
    @SuppressWarnings("NullAway.Init")
    private Path run;

    @Option(
            names = {"-m", "--measure"},
            paramLabel = "MEASURE",
            description = "map, P.5,10, ndcg_cut.10, nDCG@10, RBP(p=0.8), all_trec, official (the default; prefs where"
                    + " the judgments are preferences), set, ...")
    private List<String> measures = List.of();

    @Option(
            names = {"-q", "--topics"},
            description = "print each topic too")
    private boolean topics;

    @Option(
            names = {"-n", "--no-summary"},
            description = "print no values over all topics")
    private boolean noSummary;

    @Option(
            names = {"-c", "--complete"},
            description = "count topics without results as empty; without it they are left out")
    private boolean complete;

    @Option(
            names = {"-l", "--relevance-level"},
            paramLabel = "N",
            description = "lowest grade that counts as relevant (1)")
    private int level = 1;

    @Option(
            names = {"-M", "--depth"},
            paramLabel = "N",
            description = "look at no more documents of a topic")
    private int depth = Integer.MAX_VALUE;

    @Option(
            names = {"-J", "--judged-only"},
            description = "take documents without judgment out first")
    private boolean judgedOnly;

    @Option(
            names = {"-N", "--collection-size"},
            paramLabel = "N",
            description = "number of documents there are, for utility")
    private long collectionSize;

    @Option(
            names = {"-R", "--judgments"},
            paramLabel = "FORMAT",
            description = "qrels (the default); qrels_jg: the second field names an intent or a judge; prefs: lines of"
                    + " topic, judge, set, document and level; qrels_prefs: grades taken as preferences")
    private String format = "qrels";

    @Option(
            names = {"-Z", "--z-scores"},
            paramLabel = "FILE",
            description = "print standard deviations from the mean of reference runs; lines of topic, measure, mean"
                    + " and standard deviation")
    private @Nullable Path zScores;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (json && zScores != null)
            throw new IllegalArgumentException("--json prints values as they are; leave out -Z or --json");
        List<String> standard = List.of(format.endsWith("prefs") ? "prefs" : "official");
        Selection selection = Measures.parse(measures.isEmpty() ? standard : measures);
        ZScores reference = zScores == null ? null : existing(zScores, ZScores::read);
        Evaluation.Plan plan = new Evaluation.Plan(
                selection.measures(),
                new Judging(level, depth, judgedOnly, collectionSize),
                complete ? MissingTopics.COUNT : MissingTopics.SKIP,
                selection.transcript());
        Evaluation evaluation = evaluate(judgments(qrels, format), plan);
        if (evaluation.topics().isEmpty())
            throw new Failures.WorkFailed(
                    "no topic has both judgments and results; do the two files name the same" + " topics? " + qrels
                            + " begins with topic " + evaluation.missing().getFirst());
        if (!complete && !evaluation.missing().isEmpty())
            spec.commandLine()
                    .getErr()
                    .printf(
                            "broadsheet: %,d of %,d topics have no results and are left out; -c counts them%n",
                            evaluation.missing().size(),
                            evaluation.missing().size() + evaluation.topics().size());
        if (json) JsonOut.print(spec.commandLine().getOut(), asMap(evaluation));
        else {
            BufferedWriter out = new BufferedWriter(spec.commandLine().getOut(), 1 << 16);
            TrecReport report = new TrecReport(selection, topics, !noSummary);
            (reference == null ? report : report.with(reference)).write(evaluation, out);
            out.flush();
        }
        return 0;
    }

    private Evaluation evaluate(Qrels judgments, Evaluation.Plan plan) throws IOException {
        if (!run.toString().equals("-")) return existing(run, file -> RunFile.evaluate(file, judgments, plan));
        Path spooled = Files.createTempFile("run", ".txt");
        try {
            try (InputStream in = System.in) {
                Files.copy(in, spooled, StandardCopyOption.REPLACE_EXISTING);
            }
            return RunFile.evaluate(spooled, judgments, plan);
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    static Qrels judgments(Path file, String format) throws IOException {
        return switch (format) {
            case "qrels" -> existing(file, QrelsFile::read);
            case "qrels_jg" -> existing(file, QrelsFile::readGroups);
            case "prefs" -> existing(file, PreferenceFile::read);
            case "qrels_prefs" -> existing(file, PreferenceFile::readQrels);
            default ->
                throw new IllegalArgumentException(
                        "judgments are qrels, qrels_jg, prefs or qrels_prefs but -R was '" + format + "'");
        };
    }

    /// What is made from a file.
    interface FromFile<T> {
        T read(Path file) throws IOException;
    }

    /// A file that is not there is wrong usage.
    static <T> T existing(Path file, FromFile<T> reader) throws IOException {
        try {
            return reader.read(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        }
    }

    private Map<String, Object> asMap(Evaluation evaluation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", evaluation.system());
        map.put("topics", evaluation.topics().size());
        map.put("missing", evaluation.missing());
        Map<String, Double> all = new LinkedHashMap<>();
        for (int m = 0; m < evaluation.measures().size(); m++)
            all.put(evaluation.measures().get(m).name(), evaluation.summary(m));
        map.put("measures", all);
        if (!topics) return map;
        Map<String, Object> each = new LinkedHashMap<>();
        for (int t = 0; t < evaluation.topics().size(); t++) {
            Map<String, Double> values = new LinkedHashMap<>();
            for (int m = 0; m < evaluation.measures().size(); m++)
                values.put(evaluation.measures().get(m).name(), evaluation.value(m, t));
            each.put(evaluation.topics().get(t), values);
        }
        map.put("perTopic", each);
        return map;
    }
}
