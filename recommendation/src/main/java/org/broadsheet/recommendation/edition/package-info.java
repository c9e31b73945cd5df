/// Which papers make an edition, in which order and sections, and why each is there.
///
/// Start at [EditionRanker], the one interface; [RecencyEditionRanker] is its first member. [Topics] names what a paper
/// is about.
/// Knows papers; knows no readers yet, no database and no page.
@NullMarked
package org.broadsheet.recommendation.edition;

import org.jspecify.annotations.NullMarked;
