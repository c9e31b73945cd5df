/// Who answers what rightly: item-response models, with abilities of respondents and parameters of items
/// on one scale.
///
/// Start at [ItemEstimation]: it makes an [ItemBank] of a [ResponseMatrix]. Respondents may be people,
/// systems or models, items may be questions, queries or tasks; the package knows them by name alone.
@NullMarked
package org.broadsheet.preference.response;

import org.jspecify.annotations.NullMarked;
