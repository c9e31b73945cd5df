package org.broadsheet.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.server.library.Doctor;
import org.broadsheet.server.library.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `doctor`
@Command(
        name = "doctor",
        description =
                "Checks the library from top to bottom and rebuilds what is derived where it does not agree with the database.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Option(names = "--rebuild", description = "rebuild everything derived, whether it needs it or not")
    private boolean rebuild;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Library open = library.open()) {
            Doctor.Report report = new Doctor(open).examine(rebuild);
            var out = spec.commandLine().getOut();
            if (json) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("healthy", report.healthy());
                map.put("findings", report.findings());
                JsonOut.print(out, map);
            } else {
                for (Doctor.Finding f : report.findings())
                    out.printf("%-9s %s: %s%n", f.state(), f.check(), f.detail());
                out.println(
                        report.healthy()
                                ? "The library is well."
                                : "Something is wrong that cannot be rebuilt; restore a backup.");
            }
            return report.healthy() ? 0 : 1;
        }
    }
}
