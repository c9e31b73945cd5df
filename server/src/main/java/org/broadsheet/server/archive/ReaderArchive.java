package org.broadsheet.server.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Writes and reads a reader's archive: a zip of JSON lines with a README and a manifest.
///
/// Reading twice changes nothing the second time. An archive is checked like anything else from outside:
/// nothing is
/// written under the names its entries have, sizes are bounded while they are unpacked, and what cannot be
/// taken is
/// named and counted while the rest is taken.
@Component
public final class ReaderArchive {
    /// The version of what is written; later ones are not read.
    public static final int VERSION = 1;

    /// What an archive may take.
    ///
    /// @param bytes    as it comes
    /// @param unpacked of all entries that are read together
    record Limits(long bytes, long unpacked) {
        static final Limits DEFAULT = new Limits(100_000_000, 1_000_000_000);
    }

    static final String FORMAT = "broadsheet-archive";
    static final String MANIFEST = "manifest.json";
    static final String PAPERS = "papers.jsonl";
    static final String README = "README.md";

    private static final int MOST_ENTRIES = 200;

    private final Library library;
    private final Readers readers;
    private final Pace pace;
    private final Limits limits;

    @Autowired
    public ReaderArchive(Library library, Readers readers, Pace pace) {
        this(library, readers, pace, Limits.DEFAULT);
    }

    ReaderArchive(Library library, Readers readers, Pace pace, Limits limits) {
        this.library = library;
        this.readers = readers;
        this.pace = pace;
        this.limits = limits;
    }

    /// Writes everything a reader gave.
    ///
    /// @param out not closed
    public void write(Reader reader, OutputStream out) throws IOException {
        pace.take(reader.id(), Pace.Deed.ARCHIVE);
        ArchiveWriter writer = new ArchiveWriter(library, out);
        writer.readme();
        readers.export(reader.id(), writer);
        writer.finish(reader);
    }

    /// Takes in what an archive holds.
    ///
    /// @throws IOException where it is too large or no such archive at all; the message is for people
    public ArchiveReport read(ReaderId reader, InputStream in) throws IOException {
        Path spool = Files.createTempFile("broadsheet-archive", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(spool)) {
                if (in.transferTo(new Bounded(out, limits.bytes)) == 0) throw new IOException("the file is empty");
            }
            return read(reader, spool);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    /// Takes in what an archive in a file holds.
    ///
    /// @throws IOException as above
    public ArchiveReport read(ReaderId reader, Path file) throws IOException {
        pace.take(reader, Pace.Deed.ARCHIVE);
        if (Files.size(file) > limits.bytes) throw tooLarge(limits.bytes);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES)
                throw new IOException(
                        "an archive has at most %d entries; this file has %,d".formatted(MOST_ENTRIES, zip.size()));
            ArchiveReader archive = new ArchiveReader(library, reader, zip, limits.unpacked);
            archive.open();
            readers.bring(reader, archive);
            return archive.report();
        } catch (ZipException e) {
            throw new IOException("this is no zip file, or a damaged one: " + e.getMessage(), e);
        }
    }

    private static IOException tooLarge(long most) {
        return new IOException("an archive has at most %,d bytes; this file has more".formatted(most));
    }

    /// Takes so many bytes and no more.
    private static final class Bounded extends OutputStream {
        private final OutputStream out;
        private final long most;
        private long written;

        Bounded(OutputStream out, long most) {
            this.out = out;
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if ((written += length) > most) throw tooLarge(most);
            out.write(bytes, from, length);
        }
    }
}
