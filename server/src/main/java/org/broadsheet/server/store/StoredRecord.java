package org.broadsheet.server.store;

import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;

/// A record as it is kept.
///
/// @param id     its number
/// @param paper  the paper it belongs to now
/// @param digest SHA-256 of its metadata, in hexadecimal
/// @param record what the source said
public record StoredRecord(long id, PaperId paper, String digest, SourceRecord record) {}
