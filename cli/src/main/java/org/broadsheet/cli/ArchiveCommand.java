package org.broadsheet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.broadsheet.server.Rooms;
import org.broadsheet.server.archive.ArchiveReport;
import org.broadsheet.server.archive.ReaderArchive;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `archive export|import`
@Command(
        name = "archive",
        description = "Everything one reader gave, in one open file: out, and in again here or elsewhere.",
        mixinStandardHelpOptions = true,
        subcommands = {ArchiveCommand.Export.class, ArchiveCommand.Import.class})
final class ArchiveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: archive export or import");
    }

    private static Reader reader(Rooms rooms, String name) {
        return rooms.room(Readers.class)
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no reader is called '" + name + "'; make the account first, on the pages of the house"))
                .reader();
    }

    /// `archive export FILE --reader NAME`
    @Command(
            name = "export",
            description = "Writes judgments, lists, notes, follows, and all else a reader gave, to a zip.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Parameters(paramLabel = "FILE", description = "file to write")
        private Path file = Path.of("");

        @Option(names = "--reader", paramLabel = "NAME", required = true, description = "name or address of a reader")
        private String reader = "";

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (Library open = library.open();
                    Rooms rooms = Rooms.over(open)) {
                Reader whose = reader(rooms, reader);
                // Written beside and moved into place, so that a broken archive never looks like a whole
                // one.
                Path part = file.resolveSibling(file.getFileName() + ".part");
                try (OutputStream out = Files.newOutputStream(part)) {
                    rooms.room(ReaderArchive.class).write(whose, out);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                spec.commandLine()
                        .getOut()
                        .printf("What %s gave is in %s, %,d bytes%n", whose.name(), file, Files.size(file));
            }
            return 0;
        }
    }

    /// `archive import FILE --reader NAME`
    @Command(
            name = "import",
            description = "Takes in what such a zip holds, for a reader; doing it twice changes nothing.",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Parameters(paramLabel = "FILE", description = "archive to read")
        private Path file = Path.of("");

        @Option(names = "--reader", paramLabel = "NAME", required = true, description = "name or address of a reader")
        private String reader = "";

        @Option(names = "--json", description = "print as JSON")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            ArchiveReport report;
            try (Library open = library.open();
                    Rooms rooms = Rooms.over(open)) {
                report = rooms.room(ReaderArchive.class)
                        .read(reader(rooms, reader).id(), file);
            }
            if (json) JsonOut.print(out, report);
            else print(report, out);
            return report.rejected() > 0 ? 1 : 0;
        }

        private static void print(ArchiveReport report, PrintWriter out) {
            for (ArchiveReport.FileReport f : report.files()) {
                out.printf(
                        "%-22s %,d new, %,d known%s%n",
                        f.name(),
                        f.changed(),
                        f.unchanged(),
                        f.rejected() == 0 ? "" : ", %,d not taken".formatted(f.rejected()));
                f.problems().stream().limit(10).forEach(p -> out.printf("    %s%n", p));
            }
            if (!report.missing().isEmpty()) out.printf("Not here: %s%n", String.join(", ", report.missing()));
            if (!report.skipped().isEmpty()) out.printf("Not taken in: %s%n", String.join(", ", report.skipped()));
        }
    }
}
