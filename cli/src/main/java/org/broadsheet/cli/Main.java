package org.broadsheet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            SearchCommand.class,
            SimilarCommand.class,
            EditionCommand.class,
            EvaluateCommand.class,
            AggregateCommand.class,
            AdjudicateCommand.class,
            BenchCommand.class,
            CompareCommand.class,
            SourcesCommand.class,
            CalibrateCommand.class,
            CurveCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
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
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures());
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do, for example: broadsheet serve");
    }
}
