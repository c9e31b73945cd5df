/// Whether two records are of one paper, and what several records of one paper say together.
///
/// Start at [RecordMatcher]; [BlockingKeys] finds the few records worth comparing, [Merging] joins those
/// that match,
/// [Changes] tells what is new when one says more.
/// Knows no storage.
@NullMarked
package org.broadsheet.corpus.matching;

import org.jspecify.annotations.NullMarked;
