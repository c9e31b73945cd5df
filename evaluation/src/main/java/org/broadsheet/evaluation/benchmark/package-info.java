/// Benchmarks that anybody can make again: what is measured stands in a file, what came out stands in a
/// folder with
/// everything that made it, and a leaderboard is drawn from such folders alone.
///
/// Start at [Benchmark] and [BenchmarkRunner]. How a kind of system is run comes from outside as a
/// [ContestKind].
@NullMarked
package org.broadsheet.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
