package org.broadsheet.server.shelf;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Refuses to read more than so many bytes.
final class BoundedStream extends FilterInputStream {
    private final long most;
    private long left;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) count(1);
        return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        if (n > 0) count(n);
        return n;
    }

    private void count(int n) {
        left -= n;
        if (left < 0)
            throw new IllegalArgumentException("a file has at most %,d bytes; this one has more".formatted(most));
    }
}
