package org.broadsheet.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.broadsheet.server.library.Backup;
import org.broadsheet.server.library.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `backup FILE`
@Command(
        name = "backup",
        description =
                "Writes the whole library to one file, also while it is being served. What is derived is left out and rebuilt on restore.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Parameters(paramLabel = "FILE", description = "file to write; must not be there yet")
    private Path file = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Library open = library.open()) {
            Backup.Report report = Backup.write(open, file);
            spec.commandLine().getOut().printf("%,d papers, %,d bytes in %s%n", report.papers(), report.bytes(), file);
        }
        return 0;
    }
}
