/// Measurements: each program times Broadsheet beside a peer in one run, checks its own answers, prints a table with
/// the
/// ratios and keeps its raw numbers as JSON. Never released. Start with `benchmarks/run`.
@NullMarked
package org.broadsheet.benchmarks;

import org.jspecify.annotations.NullMarked;
