package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The lines of a text, of bounded length, however they end (`\n`, `\r\n` or, on old Macintoshes, `\r`).
final class Lines {
    private final BufferedReader in;
    private final int maxLength;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;
    private boolean cut;
    private long number;

    Lines(BufferedReader in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /// The next line without its end, or null after the last one. What is longer than the bound is cut, see [#cut].
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        cut = false;
        int c;
        while ((c = in.read()) >= 0) {
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') break;
            if (line.length() < maxLength) line.append((char) c);
            else cut = true;
        }
        if (c < 0 && line.isEmpty()) return null;
        number++;
        return line.toString();
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
