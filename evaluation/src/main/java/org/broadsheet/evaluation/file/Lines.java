package org.broadsheet.evaluation.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a file as stretches of one buffer, split into fields at white space without making an
/// object.
///
/// Empty lines and lines that begin with `#` are passed over, as trec_eval does; so is a byte order mark.
final class Lines implements AutoCloseable {
    /// A longer line is not a line of a run or of judgments.
    static final int LONGEST = 1 << 20;

    private static final int BLOCK = 1 << 18;
    private static final int MOST_FIELDS = 8;

    private final InputStream in;
    private byte[] buffer = new byte[BLOCK];
    private int filled;
    private int next;
    private boolean atEnd;

    private long number;
    private int start;
    private int end;
    private final Slice[] fields = new Slice[MOST_FIELDS];

    Lines(Path file) throws IOException {
        in = PlainBytes.open(file);
        for (int i = 0; i < MOST_FIELDS; i++) fields[i] = new Slice(buffer, 0, 0);
        try {
            fill();
        } catch (IOException | BadFileException e) {
            in.close();
            throw e;
        }
        if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) next = 3;
    }

    /// Goes to the next line that says something.
    ///
    /// @return whether there is one
    boolean advance(Problems problems) throws IOException {
        while (true) {
            int newline = newline();
            if (newline < 0) return false;
            number++;
            start = next;
            end = newline;
            next = Math.min(newline + 1, filled);
            if (end - start > LONGEST) {
                problems.add(number, "the line is longer than a million characters");
                continue;
            }
            while (end > start && isSpace(buffer[end - 1])) end--;
            if (end > start && buffer[start] != '#') {
                int s = start;
                while (s < end && isSpace(buffer[s])) s++;
                if (s < end) return true;
            }
        }
    }

    /// @return where the line that begins at `next` ends, or -1 at the end of the file
    private int newline() throws IOException {
        int from = next;
        while (true) {
            for (int i = from; i < filled; i++) if (buffer[i] == '\n') return i;
            from = filled;
            if (atEnd) return next < filled ? filled : -1;
            int before = next;
            fill();
            from -= before - next;
        }
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
        }
        if (filled == buffer.length) {
            // Of a line beyond all bounds only its length matters: its beginning is given up.
            if (filled > 2 * LONGEST) filled = LONGEST + 1;
            else buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) atEnd = true;
        else filled += read;
    }

    /// Splits the line at white space; [#field] has the parts until the next line.
    ///
    /// @return how many fields it has, at most 8
    int split() {
        byte[] bytes = buffer;
        int count = 0;
        int i = start;
        while (i < end && count < MOST_FIELDS) {
            while (i < end && isSpace(bytes[i])) i++;
            if (i == end) break;
            int from = i;
            while (i < end && !isSpace(bytes[i])) i++;
            fields[count++].move(bytes, from, i);
        }
        return count;
    }

    // What C calls white space in its own locale.
    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= 9 && b <= 13);
    }

    Slice field(int field) {
        return fields[field];
    }

    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    boolean isJson() {
        return buffer[start] == '{';
    }

    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
