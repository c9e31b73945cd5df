/// Studies of judgments and what is learned from them: who is asked, who is paid, whose values count.
///
/// Start at [PreferenceStudies].
@NullMarked
package org.broadsheet.studies.preference;

import org.jspecify.annotations.NullMarked;
