package org.broadsheet.retrieval;

import java.time.LocalDate;
import org.broadsheet.corpus.Paper;
import org.jspecify.annotations.Nullable;

/// What the index is told of a paper.
///
/// @param paper  the paper
/// @param vector unit vector of its text, or null while there is none
/// @param added  day it came into this library: its date where the paper itself has none
@SuppressWarnings("ArrayRecordComponent") // handed over once, on the hot path of indexing; nobody compares these
public record IndexedPaper(Paper paper, float @Nullable [] vector, LocalDate added) {}
