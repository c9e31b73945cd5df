package org.broadsheet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/// The `broadsheet` command. Exit codes: 0 done, 1 the work found a failure, 2 wrong usage.
@Command(
        name = "broadsheet",
        description =
                "Your own daily paper for research: gathers papers, ranks them, prints an edition, answers searches.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ArchiveCommand.class,
            SearchCommand.class,
            SimilarCommand.class,
            EditionCommand.class,
            EvaluateCommand.class,
            AggregateCommand.class,
            SelectCommand.class,
            ElicitCommand.class,
            RateCommand.class,
            AdjudicateCommand.class,
            BenchCommand.class,
            CompareCommand.class,
            SourcesCommand.class,
            CalibrateCommand.class,
            CurveCommand.class,
            IrtCommand.class,
            TournamentCommand.class,
            OverlapCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            McpCommand.class,
            StudyCommand.class,
            WarmUpCommand.class
        },
        footer = {
            "",
            "Start here:  broadsheet serve            today's edition at http://localhost:8080",
            "             broadsheet import FILE...   papers from almost any file",
            "             broadsheet search TEXT      by words and by meaning",
            "",
            "Data lives in --data DIR, else BROADSHEET_DATA, else ~/.broadsheet.",
            "Exit codes: 0 done, 1 the work found a failure, 2 wrong usage."
        })
public final class Main implements Runnable {
    private static final Logger QUIET = Logger.getLogger("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandLine.Model.CommandSpec spec;

    /// Runs one command line and ends the process with its exit code.
    public static void main(String[] args) {
        // Lucene and SQLite log through the JDK; what they tell on every start is of no use to a reader.
        QUIET.setLevel(Level.WARNING);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /// Runs one command line in this process, so that tests can.
    ///
    /// @return the exit code
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Optional<Class<?>> named = args.length == 0 ? Optional.empty() : command(args[0]);
        // All commands together take picocli longer to build than most of them run.
        CommandLine line = named.map(command -> new CommandLine(command).setCommandName("broadsheet " + args[0]))
                .orElseGet(() -> new CommandLine(new Main()));
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures());
        int code = line.execute(named.isEmpty() ? args : Arrays.copyOfRange(args, 1, args.length));
        out.flush();
        err.flush();
        return code;
    }

    private static Optional<Class<?>> command(String name) {
        for (Class<?> one : Main.class.getAnnotation(Command.class).subcommands())
            if (one.getAnnotation(Command.class).name().equals(name)) return Optional.of(one);
        return Optional.empty();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do, for example: broadsheet serve");
    }
}
