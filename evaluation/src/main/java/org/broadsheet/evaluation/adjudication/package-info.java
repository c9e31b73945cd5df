/// Which document to judge next where not all can be judged, and what cheap judgments are worth.
///
/// Start at [AdjudicationMethod]; [Replay] tries a method on runs whose full judgments are known.
/// Knows documents by id, never their text.
@NullMarked
package org.broadsheet.evaluation.adjudication;

import org.jspecify.annotations.NullMarked;
