package org.broadsheet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.server.library.ImportReport;
import org.broadsheet.server.library.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `import FILE...`
@Command(
        name = "import",
        description =
                "Takes papers in from files of almost any format, told from their content; gzip is read as it is.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to read")
    private List<Path> files = List.of();

    @Option(
            names = "--vectors",
            description = "also make the vectors that searching by meaning needs, and wait for them")
    private boolean vectors;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<ImportReport> reports = new ArrayList<>();
        try (Library open = library.open()) {
            open.catchUp(_ -> {});
            for (Path file : files) reports.add(one(open, file));
            if (vectors) encode(open);
        }
        if (json)
            JsonOut.print(
                    spec.commandLine().getOut(),
                    Map.of("files", reports.stream().map(ImportCommand::asMap).toList()));
        boolean nothing = reports.stream().allMatch(r -> r.read() + r.notices() == 0);
        return nothing ? 1 : 0;
    }

    private ImportReport one(Library open, Path file) {
        ImportReport report;
        try (Progress progress = new Progress(String.valueOf(file.getFileName()), "papers", -1)) {
            report = open.importFile(file, progress);
        } catch (IOException e) {
            String why = e instanceof java.nio.file.NoSuchFileException
                    ? "there is no such file"
                    : String.valueOf(e.getMessage());
            report = new ImportReport(
                    file.toString(), "unknown", 0, 0, 0, 0, 0, 0, 1, List.of(new Problem("file", why)));
        }
        if (!json) print(report);
        return report;
    }

    private void print(ImportReport r) {
        var out = spec.commandLine().getOut();
        out.printf(
                "%s: %s, %,d read, %,d added, %,d merged, %,d updated, %,d unchanged, %,d rejected%n",
                r.file(), r.format(), r.read(), r.added(), r.merged(), r.updated(), r.unchanged(), r.rejected());
        if (r.notices() > 0)
            out.printf("  %,d notices of papers, told where the papers are here or come to be%n", r.notices());
        for (Problem p : r.problems().subList(0, Math.min(SHOWN, r.problems().size())))
            out.printf("  %s: %s%n", p.where(), p.why());
        if (r.rejected() > SHOWN) out.printf("  and %,d more; --json names the first thousand%n", r.rejected() - SHOWN);
    }

    private void encode(Library open) {
        var status = open.status();
        Runtime.getRuntime().addShutdownHook(new Thread(open::stop));
        try (Progress progress = new Progress("vectors", "papers", status.papers() - status.encoded())) {
            open.encodeAll(progress);
        }
    }

    private static Map<String, Object> asMap(ImportReport r) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", r.file());
        map.put("format", r.format());
        map.put("read", r.read());
        map.put("added", r.added());
        map.put("merged", r.merged());
        map.put("updated", r.updated());
        map.put("unchanged", r.unchanged());
        map.put("notices", r.notices());
        map.put("rejected", r.rejected());
        map.put("problems", r.problems());
        return map;
    }
}
