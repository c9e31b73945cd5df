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

/// `restore FILE`
@Command(
        name = "restore",
        description = "Puts a backup into an empty data directory and rebuilds what is derived.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Parameters(paramLabel = "FILE", description = "a file that `backup` wrote")
    private Path file = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Backup.restore(file, library.settings());
        try (Library open = library.open();
                Progress progress = new Progress("indexing", "papers", open.behind())) {
            open.catchUp(progress);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%,d papers restored to %s%n",
                            open.count(), open.settings().data());
        }
        return 0;
    }
}
