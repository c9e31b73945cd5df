package org.broadsheet.server.reader;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.broadsheet.corpus.PaperId;

/// What one room keeps of readers. Every room that has a column naming a reader gives one, so that whoever
/// leaves takes everything along and leaves nothing behind.
public interface ReaderData {
    /// Deletes it, in the transaction in which the account goes. What others built on (an answered comment)
    /// may stay without name and words.
    void delete(ReaderId reader);

    /// Puts a reader's own data into files of an archive; nothing where the room keeps none.
    default void export(ReaderId reader, Archive archive) throws IOException {}

    /// Takes in again what [#export] wrote, here or in another house; doing so twice changes nothing the
    /// second
    /// time. Nothing where the room takes nothing in.
    default void bring(ReaderId reader, Brought archive) throws IOException {}

    /// Takes files in turn.
    interface Archive {
        /// A new file; closing it, or beginning the next, ends it.
        ///
        /// @param name such as `judgments.jsonl`
        OutputStream file(String name) throws IOException;

        /// The names under which the files speak of papers; the archive says what each of them is.
        ///
        /// @return a name for each of them
        default Map<PaperId, String> names(Collection<PaperId> papers) {
            Map<PaperId, String> names = new HashMap<>();
            for (PaperId p : papers) names.put(p, p.value());
            return names;
        }
    }

    /// An archive that comes in. What it says was written by whoever made it: it is checked like any other
    /// input.
    interface Brought {
        /// Reads a file's lines in turn; none where the archive has no such file. Lines that are refused
        /// are named
        /// and counted, and the others taken.
        void lines(String file, Line reading) throws IOException;

        /// The paper that the archive calls by a name.
        ///
        /// @throws IllegalArgumentException where it is not here, and not described well enough to be taken
        /// in
        PaperId paper(String name);

        /// The id under which a thing of the archive is kept here: its own, where that is free or the
        /// reader's,
        /// else one made of both, which is the same every time.
        ///
        /// @param table where things of its kind are kept, with columns `id` and `reader_id`
        String id(String table, String id);
    }

    /// Reads a line.
    @FunctionalInterface
    interface Line {
        /// @return what is to be done; it runs in a transaction and tells whether it changed anything
        /// @throws IllegalArgumentException saying what is wrong with the line
        BooleanSupplier read(String line);
    }
}
