package org.broadsheet.corpus.format;

/// Something in a file that could not be read.
///
/// @param where the place, for people: `line 12`, `record 3`
/// @param why   one sentence that says what is wrong
public record Problem(String where, String why) {}
