package org.broadsheet.recommendation.edition;

import java.time.LocalDate;
import org.broadsheet.corpus.Paper;
import org.jspecify.annotations.Nullable;

/// A paper that could be in an edition.
///
/// @param paper    the paper
/// @param day      the day it came: of its list, else of its publication, else of its coming into the library
/// @param list     the dated list it was on, or null
/// @param position its place there, from 1; 0 where it was on none or the order is not known
public record Candidate(
        Paper paper, LocalDate day, @Nullable String list, int position) {}
