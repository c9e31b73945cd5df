package org.broadsheet.cli;

import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A progress bar on standard error; silent where that is not a terminal.
final class Progress implements AutoCloseable, LongConsumer {
    private final @Nullable ProgressBar bar;

    /// @param total expected number of steps, or -1 where it is not known
    Progress(String task, String unit, long total) {
        bar = !terminal()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .build();
    }

    @SuppressWarnings("SystemConsoleNull") // its contract still allows null
    private static boolean terminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void accept(long done) {
        if (bar != null) bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
