/// How good a ranking, an estimate or an answer is, and whether a difference is real.
///
/// Knows items and topics by name, never papers.
@NullMarked
package org.broadsheet.evaluation;

import org.jspecify.annotations.NullMarked;
