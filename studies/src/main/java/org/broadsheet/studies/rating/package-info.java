/// Studies of ratings: confidence from comparisons, and forecasts of matches.
///
/// Start at [RatingStudies].
@NullMarked
package org.broadsheet.studies.rating;

import org.jspecify.annotations.NullMarked;
