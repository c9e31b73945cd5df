/// How good an answer or a summary is beside references: [AnswerMeasures] and [Rouge] count words, an
/// [AnswerEquivalence] decides whether two answers say the same, by rule or as learned from people's
/// judgments.
///
/// Knows texts, nothing of where they come from.
@NullMarked
package org.broadsheet.evaluation.answer;

import org.jspecify.annotations.NullMarked;
