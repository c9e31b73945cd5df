package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a BibTeX file into its entries, so that an entry that is broken costs only itself and one entry is in memory
/// at a time. An entry that is never closed ends where the next one begins at the start of a line.
final class BibtexEntries {
    /// Longest entry, in characters.
    static final int MAX_ENTRY = 4 << 20;
    private static final int MAX_DEPTH = 100;
    private static final Pattern HEAD = Pattern.compile("@\\s{0,20}([A-Za-z][A-Za-z0-9_-]{0,60})\\s{0,20}([{(])");
    private static final Pattern NEXT =
            Pattern.compile("\\s{0,20}@[A-Za-z]{2,30}\\s{0,20}[{(]\\s{0,20}[^\\s,={}()\"@#%~\\\\]{1,200}\\s{0,20},");

    private final BufferedReader in;
    private final Handler handler;
    private String type = "";
    private char opening = '{';
    private boolean open;
    private boolean quoted;
    private boolean tooDeep;
    private boolean tooLong;
    private int depth;
    private long startLine;
    private final StringBuilder body = new StringBuilder();

    private BibtexEntries(BufferedReader in, Handler handler) {
        this.in = in;
        this.handler = handler;
    }

    /// What becomes of the entries.
    interface Handler {
        /// @param type lower case: `article`, `string`, ...
        /// @param body what stands between the outer braces
        void entry(String type, String body, long line);

        /// @param body as much of the entry as there was
        void broken(String type, String body, long line, String why);
    }

    static void read(BufferedReader in, Handler handler) throws IOException {
        new BibtexEntries(in, handler).scan();
    }

    private void scan() throws IOException {
        Lines lines = new Lines(in, MAX_ENTRY);
        for (String line = lines.next(); line != null; line = lines.next()) {
            tooLong |= lines.cut();
            line(line, lines.number());
        }
        if (open) fail("the file ends in the middle of an entry");
    }

    private void line(String line, long number) {
        int from = 0;
        if (open && NEXT.matcher(line).lookingAt()) fail("the entry does not end before the next one begins");
        while (from >= 0 && from < line.length()) from = open ? inside(line, from) : outside(line, from, number);
        if (open) keep('\n');
    }

    /// Looks for the next entry; what stands between entries is a comment.
    private int outside(String line, int from, long number) {
        int at = line.indexOf('@', from);
        if (at < 0 || line.lastIndexOf('%', at) >= 0) return -1;
        Matcher m = HEAD.matcher(line).region(at, line.length());
        if (!m.lookingAt()) return at + 1;
        type = m.group(1).toLowerCase(Locale.ROOT);
        opening = m.group(2).charAt(0);
        open = true;
        quoted = false;
        tooDeep = false;
        tooLong = false;
        depth = 0;
        body.setLength(0);
        startLine = number;
        return m.end();
    }

    private int inside(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                keep(c);
                if (i + 1 < line.length()) keep(line.charAt(++i));
                continue;
            }
            if (c == '{') {
                if (++depth > MAX_DEPTH) tooDeep = true;
            } else if (c == '}') {
                if (depth == 0 && opening == '{') return end(i);
                if (depth > 0) depth--;
            } else if (c == '"' && depth == 0) quoted = !quoted;
            else if (c == ')' && opening == '(' && depth == 0 && !quoted) return end(i);
            keep(c);
        }
        return -1;
    }

    private void keep(char c) {
        if (body.length() < MAX_ENTRY) body.append(c);
        else tooLong = true;
    }

    private int end(int at) {
        if (tooLong) fail("the entry has more than " + MAX_ENTRY + " characters");
        else if (tooDeep) fail("braces are nested deeper than " + MAX_DEPTH);
        else {
            open = false;
            handler.entry(type, body.toString(), startLine);
        }
        return at + 1;
    }

    private void fail(String why) {
        open = false;
        handler.broken(type, body.toString(), startLine, why);
    }

    /// The key at the beginning of an entry, or null where there is none.
    static @Nullable String key(String body) {
        int comma = body.indexOf(',');
        String key = (comma < 0 ? body : body.substring(0, comma)).strip();
        return key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\n') >= 0 ? null : key;
    }
}
