package org.broadsheet.studies.frame;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/// What a study is run with.
///
/// @param seed     all that is random comes from it
/// @param size     how much work to do
/// @param data     where public data sets are
/// @param reported told how many thousandths of the work are done
public record Setup(long seed, Size size, DataFolder data, LongConsumer reported) {
    /// How much work to do.
    public enum Size {
        /// The figures that are reported: up to some minutes.
        FULL,
        /// The same experiment in small, a second or two, to see that it works.
        QUICK
    }

    public static Setup full(long seed, DataFolder data) {
        return new Setup(seed, Size.FULL, data, _ -> {});
    }

    public static Setup quick(long seed, DataFolder data) {
        return new Setup(seed, Size.QUICK, data, _ -> {});
    }

    /// The first number in a full run, the second in a quick one.
    public int sized(int full, int quick) {
        return switch (size) {
            case FULL -> full;
            case QUICK -> quick;
        };
    }

    /// A new generator for the part of the work that has this number: the parts do not depend on each
    /// other's draws,
    /// whatever order or thread they are done in.
    public RandomGenerator random(long part) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + part * 0xD1B54A32D192ED03L);
    }

    /// Tells how far the work is, and stops it where it was interrupted. Call it once a step.
    ///
    /// @throws InterruptedException where the thread was interrupted
    public void progress(long done, long total) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException("the study was interrupted");
        reported.accept(total <= 0 ? 0 : 1000 * done / total);
    }
}
