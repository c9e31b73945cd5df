package org.broadsheet.evaluation.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.broadsheet.evaluation.file.BadFileException.Problem;

/// The bytes of a file, unpacked where its first two say that it is gzip.
///
/// Opening and reading throw a [BadFileException] for a folder, and for gzip that is damaged or cut off.
public final class PlainBytes extends FilterInputStream {
    private static final int BLOCK = 1 << 18;

    private final Path file;

    private PlainBytes(InputStream in, Path file) {
        super(in);
        this.file = file;
    }

    public static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) throw bad(file, "is a folder; name a file");
        InputStream raw = Files.newInputStream(file);
        try {
            InputStream peeked = new BufferedInputStream(raw, BLOCK);
            peeked.mark(2);
            boolean gzip = peeked.read() == 0x1F && peeked.read() == 0x8B;
            peeked.reset();
            return gzip ? new PlainBytes(new GZIPInputStream(peeked, BLOCK), file) : peeked;
        } catch (ZipException | EOFException e) {
            raw.close();
            throw damaged(file);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (ZipException | EOFException e) {
            throw damaged(file);
        }
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        try {
            return super.read(to, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged(file);
        }
    }

    private static BadFileException damaged(Path file) {
        return bad(file, "is gzip that is damaged or was cut off; make or fetch it anew");
    }

    private static BadFileException bad(Path file, String why) {
        return new BadFileException(List.of(new Problem(file.toString(), 0, why)));
    }
}
