package org.broadsheet.server.reader;

import java.io.IOException;
import java.io.OutputStream;

/// What one room keeps of readers. Every room that has a column naming a reader gives one, so that whoever
/// leaves takes everything along and leaves nothing behind.
public interface ReaderData {
    /// Deletes it, in the transaction in which the account goes. What others built on (an answered comment)
    /// may stay without name and words.
    void delete(ReaderId reader);

    /// Puts a reader's own data into files of an archive; nothing where the room keeps none.
    default void export(ReaderId reader, Archive archive) throws IOException {}

    /// Takes files in turn.
    interface Archive {
        /// A new file; closing it, or beginning the next, ends it.
        ///
        /// @param name such as `judgments.jsonl`
        OutputStream file(String name) throws IOException;
    }
}
