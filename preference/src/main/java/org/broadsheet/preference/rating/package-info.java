/// Ratings from comparisons: who beats whom, and how sure we are of it.
///
/// Start at [RatingSystem]; [Comparisons] holds what it is given and [Ratings] what comes out. Knows items
/// by identity alone: no papers, no readers, no storage.
@NullMarked
package org.broadsheet.preference.rating;

import org.jspecify.annotations.NullMarked;
