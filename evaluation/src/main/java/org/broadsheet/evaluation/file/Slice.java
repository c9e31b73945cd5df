package org.broadsheet.evaluation.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A stretch of bytes; good only until the next line is read, where it is one of a line.
///
/// [Lines] moves its own along from line to line: an object a field would be most of what reading a run
/// allocates.
final class Slice {
    static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    private byte[] bytes;
    private int start;
    private int end;

    Slice(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /// Makes this a stretch of other bytes.
    void move(byte[] to, int from, int until) {
        bytes = to;
        start = from;
        end = until;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    boolean isSame(byte[] other) {
        return Arrays.equals(bytes, start, end, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    String text() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /// Whether the bytes are UTF-8, so that different bytes are different texts.
    boolean isText() {
        return isSame(text().getBytes(StandardCharsets.UTF_8));
    }
}
