/// Which items should go to people and which to a model, where people's labels are dear and the model's
/// are biased in places: learns from a pilot set with both labels how good a scorer becomes when items
/// of each kind are labelled by people, and spends a budget where the predicted gain is highest.
///
/// Start at [AnnotationRouter]. What an item is, who labels it and how a scorer is trained come from
/// outside.
@NullMarked
package org.broadsheet.preference.routing;

import org.jspecify.annotations.NullMarked;
