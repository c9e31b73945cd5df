package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.studies.Studies;
import org.broadsheet.studies.frame.DataFolder;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import org.broadsheet.studies.frame.StudyPage;
import org.broadsheet.studies.frame.StudyResult;
import org.broadsheet.studies.frame.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `study NAME`, `study --all`, `study --list`
@Command(
        name = "study",
        description = {
            "Reproduces the claim of a published method in miniature: baseline beside method, and a verdict.",
            "Exit code 1 where a claim was not reproduced, or where the data a study needs are not here."
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "the studies to run; --list shows them")
    private List<String> names = List.of();

    @Option(names = "--list", description = "name every study with its paper")
    private boolean list;

    @Option(names = "--all", description = "run every study")
    private boolean all;

    @Option(names = "--quick", description = "a smaller version that takes a second or two")
    private boolean quick;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "where all randomness comes from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            defaultValue = "",
            description = "folder whose data/ holds the public data sets (default: BROADSHEET_SHARED, else ../shared)")
    private String shared = "";

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "write NAME.html with table and plots, and an index.html")
    private @Nullable Path report;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) return list();
        List<Study> studies =
                all ? Studies.all() : names.stream().map(Studies::named).toList();
        if (studies.isEmpty() || (all && !names.isEmpty()))
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name a study, or say --all; broadsheet study --list shows them");
        DataFolder data = DataFolder.find(shared);
        if (report != null) Files.createDirectories(report);
        List<StudyResult> results = new ArrayList<>();
        for (Study study : studies) {
            StudyResult result = run(study, data);
            results.add(result);
            // Each page at once: what is done stays done when the rest is interrupted.
            if (report != null) TextFile.write(report.resolve(study.about().name() + ".html"), StudyPage.of(result));
            if (!json) print(spec.commandLine().getOut(), result);
        }
        if (report != null && results.size() > 1)
            TextFile.write(report.resolve("index.html"), StudyPage.index(results));
        if (json) {
            List<Map<String, Object>> objects =
                    results.stream().map(StudyCommand::object).toList();
            JsonOut.print(spec.commandLine().getOut(), all || objects.size() > 1 ? objects : objects.getFirst());
        }
        boolean failed =
                results.stream().anyMatch(r -> r.verdict() == Verdict.NOT_REPRODUCED || r.verdict() == Verdict.NO_DATA);
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private StudyResult run(Study study, DataFolder data) throws InterruptedException {
        try (Progress progress = new Progress(study.about().name(), "‰", 1000)) {
            Setup.Size size = quick ? Setup.Size.QUICK : Setup.Size.FULL;
            return StudyResult.of(study, new Setup(seed, size, data, progress));
        }
    }

    private int list() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(
                    out,
                    Studies.all().stream()
                            .map(s -> Map.of(
                                    "study", s.about().name(),
                                    "paper", s.about().paper(),
                                    "claim", s.about().claim(),
                                    "data", s.about().data()))
                            .toList());
        } else {
            for (Study s : Studies.all())
                out.printf("%-26s %s%n", s.about().name(), s.about().paper());
        }
        return CommandLine.ExitCode.OK;
    }

    private static void print(PrintWriter out, StudyResult result) {
        out.printf("%s: %s%n%s%n", result.about().name(), result.verdict().words(), result.why());
        for (Finding m : result.findings().map(Findings::measures).orElse(List.of()))
            out.printf(
                    "  %10s %10s%s  %s (%s)%n",
                    digits(m.baseline()), digits(m.method()), interval(m), m.name(), m.unit());
        out.printf(Locale.ROOT, "  (baseline, method; %.1f s)%n%n", result.seconds());
    }

    private static String digits(double v) {
        return Double.isNaN(v) ? "-" : String.format(Locale.ROOT, "%.4f", v);
    }

    private static String interval(Finding m) {
        return Double.isNaN(m.low()) ? "" : " [" + digits(m.low()) + ", " + digits(m.high()) + "]";
    }

    private static Map<String, Object> object(StudyResult result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("study", result.about().name());
        object.put("paper", result.about().paper());
        object.put("claim", result.about().claim());
        object.put("verdict", result.verdict().words());
        object.put("why", result.why());
        List<Map<String, Object>> measures = new ArrayList<>();
        for (Finding m : result.findings().map(Findings::measures).orElse(List.of())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", m.name());
            row.put("baseline", Double.isNaN(m.baseline()) ? null : m.baseline());
            row.put("method", m.method());
            row.put("unit", m.unit());
            if (!Double.isNaN(m.low())) {
                row.put("low", m.low());
                row.put("high", m.high());
            }
            measures.add(row);
        }
        object.put("measures", measures);
        object.put("seed", result.seed());
        object.put("quick", result.size() == Setup.Size.QUICK);
        object.put("seconds", result.seconds());
        return object;
    }
}
