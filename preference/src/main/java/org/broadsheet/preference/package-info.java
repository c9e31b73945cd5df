/// Judgments of people and programs, and what is learned from them: ratings, tournaments, the next question to ask.
///
/// Knows items and judges, never papers.
@NullMarked
package org.broadsheet.preference;

import org.jspecify.annotations.NullMarked;
