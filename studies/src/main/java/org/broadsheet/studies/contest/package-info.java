/// The kinds of task that benchmarks can set: retrieval, matching papers to readers, recommendation,
/// screening.
///
/// Start at [Contests]; each kind reads its data set and runs the systems that can take part.
@NullMarked
package org.broadsheet.studies.contest;

import org.jspecify.annotations.NullMarked;
