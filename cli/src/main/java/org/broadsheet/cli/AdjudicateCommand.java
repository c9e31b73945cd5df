package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.adjudication.AdjudicationMethod;
import org.broadsheet.evaluation.adjudication.Preservation;
import org.broadsheet.evaluation.adjudication.Replay;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjudicate QRELS RUN... --budget N --method M`
@Command(
        name = "adjudicate",
        description = {
            "Replays ways of choosing what to judge on runs whose judgments are known, and tells what a few judgments"
                    + " keep of what all say: the order of the systems, and which differences are significant.",
            "Methods: random, take-all, depth, borda, rrf, mtf, hedge, mm, mm-ns, thompson"
        },
        mixinStandardHelpOptions = true)
final class AdjudicateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "QRELS", description = "all judgments")
    @SuppressWarnings("NullAway.Init")
    private Path qrels;

    @Parameters(index = "1..*", arity = "2..*", paramLabel = "RUN", description = "runs of two systems or more")
    private List<Path> runs = List.of();

    @Option(
            names = "--budget",
            split = ",",
            paramLabel = "N",
            defaultValue = "50",
            description = "judgments a topic, one number or several (default: ${DEFAULT-VALUE})")
    private List<Integer> budgets = List.of();

    @Option(names = "--method", split = ",", paramLabel = "M", description = "one or several (default: all)")
    private List<String> methods = List.of();

    @Option(
            names = "--measure",
            paramLabel = "MEASURE",
            defaultValue = "AP",
            description = "to compare systems by (default: ${DEFAULT-VALUE})")
    private String measure = "AP";

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "100",
            description = "how much of each run goes into the pool (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "how often to replay, with runs of equal merit in another order (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (budgets.stream().anyMatch(b -> b < 0))
            throw new IllegalArgumentException("a budget is 0 or more judgments but was " + budgets);
        if (seeds < 1) throw new IllegalArgumentException("--seeds is 1 or more but was " + seeds);
        List<AdjudicationMethod> chosen = methods.isEmpty()
                ? AdjudicationMethod.all()
                : methods.stream().map(AdjudicationMethod::named).toList();
        Qrels full = EvaluateCommand.existing(qrels, QrelsFile::read);
        Set<String> names = new HashSet<>();
        List<Run> read = new ArrayList<>();
        for (Path file : runs) {
            Run run = EvaluateCommand.existing(file, RunFile::read);
            read.add(names.add(run.name()) ? run : run.named(String.valueOf(file.getFileName())));
        }
        Replay replay = new Replay(read, full, Measures.of(measure), Replay.Protocol.DEFAULT.withDepth(depth));
        List<Preservation> all = new ArrayList<>();
        try (Progress progress = new Progress("replaying", "methods", chosen.size())) {
            for (AdjudicationMethod method : chosen) {
                all.addAll(replay.play(
                        method,
                        budgets,
                        LongStream.rangeClosed(1, seeds).boxed().toList()));
                progress.accept(all.size() / budgets.size());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(full, read, replay, all));
        else print(out, full, read, replay, all);
        return 0;
    }

    private Map<String, Object> answer(Qrels full, List<Run> read, Replay replay, List<Preservation> all) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("measure", measure);
        answer.put("topics", full.size());
        answer.put("systems", read.size());
        answer.put("pooled", replay.pooled());
        answer.put("pairs", read.size() * (read.size() - 1) / 2);
        answer.put("significantPairs", replay.significantPairs());
        List<Map<String, Object>> results = new ArrayList<>();
        for (Preservation p : all) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("method", p.method());
            one.put("budget", p.budget());
            one.put("judged", p.judged());
            one.put("relevant", p.relevant());
            put(one, "tau", p.tau());
            put(one, "tauAp", p.tauAp());
            put(one, "precision", p.precision());
            put(one, "recall", p.recall());
            put(one, "f1", p.f1());
            put(one, "matthews", p.matthews());
            one.put("activeAgreement", p.activeAgreement());
            one.put("activeDisagreement", p.activeDisagreement());
            one.put("lost", p.lost());
            one.put("false", p.falselyFound());
            one.put("passive", p.passive());
            results.add(one);
        }
        answer.put("results", results);
        return answer;
    }

    /// What is not defined is left out: JSON has no NaN.
    private static void put(Map<String, Object> map, String name, double value) {
        if (!Double.isNaN(value)) map.put(name, value);
    }

    private void print(PrintWriter out, Qrels full, List<Run> read, Replay replay, List<Preservation> all) {
        out.printf(
                Locale.ROOT,
                "%d systems, %d topics, %,d documents in the pools; %d of %d pairs differ significantly by %s%n%n",
                read.size(),
                full.size(),
                replay.pooled(),
                replay.significantPairs(),
                read.size() * (read.size() - 1) / 2,
                measure);
        out.printf(
                "%-9s %6s %8s %8s %7s %7s %9s %7s %7s%n",
                "method", "budget", "judged", "relevant", "tau", "tau-AP", "precision", "recall", "wrong");
        for (Preservation p : all)
            out.printf(
                    Locale.ROOT,
                    "%-9s %6d %8.0f %8.0f %7.3f %7.3f %9.3f %7.3f %7.1f%n",
                    p.method(),
                    p.budget(),
                    p.judged(),
                    p.relevant(),
                    p.tau(),
                    p.tauAp(),
                    p.precision(),
                    p.recall(),
                    p.activeDisagreement());
    }
}
