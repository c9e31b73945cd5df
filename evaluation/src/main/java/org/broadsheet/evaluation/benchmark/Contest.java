package org.broadsheet.evaluation.benchmark;

import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;

/// The data of one benchmark, ready for systems to run on. Safe for several threads; the same arguments
/// give the same
/// run to the last digit.
public interface Contest extends AutoCloseable {
    /// What is right, under the split of this seed.
    Qrels qrels(long seed);

    /// What a system answers.
    ///
    /// @throws IllegalArgumentException for a system or parameter that this kind of task does not know, with
    ///     those it does
    Run run(Benchmark.Entry entry, long seed);

    @Override
    default void close() {}
}
