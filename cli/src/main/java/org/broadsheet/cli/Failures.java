package org.broadsheet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into one sentence for a person; the stack trace only where BROADSHEET_TRACE is set.
final class Failures implements IExecutionExceptionHandler {
    /// What a command throws where the work itself found a failure that a person must know of.
    static final class WorkFailed extends RuntimeException {
        WorkFailed(String message) {
            super(message);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        line.getErr().println("broadsheet: " + sentence(e));
        if (System.getenv("BROADSHEET_TRACE") != null) e.printStackTrace(line.getErr());
        return switch (e) {
            case IllegalArgumentException _, CharacterCodingException _, NoSuchFileException _ -> ExitCode.USAGE;
            default -> ExitCode.SOFTWARE;
        };
    }

    private static String sentence(Throwable e) {
        return switch (e) {
            case UncheckedIOException u when u.getCause() != null -> sentence(u.getCause());
            case NoSuchFileException f -> "there is no file " + f.getFile();
            case AccessDeniedException f -> "no permission to use " + f.getFile();
            case CharacterCodingException _ -> "a file that was named is not text in UTF-8; save it as UTF-8 first";
            case IOException io when io.getMessage() != null -> io.getMessage();
            case RuntimeException r when r.getMessage() != null -> r.getMessage();
            default ->
                "something unexpected happened (" + e.getClass().getSimpleName()
                        + "); set BROADSHEET_TRACE=1 and run it again to see where";
        };
    }
}
