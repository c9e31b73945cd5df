/// What a study is ([Study]), what it is run with ([Setup]), what it finds ([Findings]), the verdict that
/// follows
/// ([StudyResult]) and the page that shows it ([StudyPage]).
///
/// Knows no single study.
@NullMarked
package org.broadsheet.studies.frame;

import org.jspecify.annotations.NullMarked;
