package org.broadsheet.server.store;

import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;

/// A record as it is kept.
///
/// @param id     its number
/// @param paper  the paper it belongs to now
/// @param digest SHA-256 of the metadata as the source gave it, in hexadecimal
/// @param record what the source said, on the lists it had put the paper on before too
public record StoredRecord(long id, PaperId paper, String digest, SourceRecord record) {}
