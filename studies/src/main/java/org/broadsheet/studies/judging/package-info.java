/// Studies of judging: what tournaments cost, how hard questions are.
///
/// Start at [JudgingStudies].
@NullMarked
package org.broadsheet.studies.judging;

import org.jspecify.annotations.NullMarked;
