package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/// A kind of task, such as retrieval or recommendation: reads the data of a benchmark and runs its systems.
public interface ContestKind {
    /// The name that benchmarks call it by.
    String name();

    /// Reads the data, which have been verified.
    ///
    /// @param data    folder that holds the benchmark's files
    /// @param scratch folder for what is slow to make and may be kept, such as vectors; may not exist yet
    Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException;
}
