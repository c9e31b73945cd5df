package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// The lines of a text, of bounded length, however they end (`\n`, `\r\n` or, on old Macintoshes, `\r`).
final class Lines {
    private final Reader in;
    private final int maxLength;
    /// Of our own, for a reader takes a lock for each character.
    private final char[] buffer = new char[8_192];

    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private boolean afterReturn;
    private boolean cut;
    private long number;

    /// @param in read to its end and by nobody else
    Lines(Reader in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /// The next line without its end, or null after the last one. What is longer than the bound is cut, see [#cut].
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        cut = false;
        boolean any = false;
        while (more()) {
            if (afterReturn && buffer[at] == '\n') {
                afterReturn = false;
                at++;
                continue;
            }
            afterReturn = false;
            any = true;
            int from = at;
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') at++;
            int room = Math.min(at - from, maxLength - line.length());
            line.append(buffer, from, room);
            cut |= room < at - from;
            if (at == filled) continue;
            afterReturn = buffer[at++] == '\r';
            break;
        }
        if (!any) return null;
        number++;
        return line.toString();
    }

    private boolean more() throws IOException {
        if (at < filled) return true;
        at = 0;
        do filled = in.read(buffer);
        while (filled == 0);
        return filled > 0;
    }

    /// Whether the last line was longer than the bound.
    boolean cut() {
        return cut;
    }

    /// The number of the last line, from 1.
    long number() {
        return number;
    }
}
