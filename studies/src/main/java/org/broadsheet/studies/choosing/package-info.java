/// Studies of choosing: a fair set from biased voters, the next pair to ask a person about.
///
/// Start at [ChoosingStudies].
@NullMarked
package org.broadsheet.studies.choosing;

import org.jspecify.annotations.NullMarked;
