package org.broadsheet.corpus.text;

import java.text.Normalizer;
import org.jsoup.parser.Parser;

/// Turns a source's text into plain Unicode (NFC): entities and tags resolved, TeX accents and common commands
/// written out, control characters
/// gone, white space single. Idempotent: plain text comes out as it went in.
public final class PlainText {
    private PlainText() {}

    /// One line of at most `max` characters; what is longer is cut at a character boundary.
    public static String line(String raw, int max) {
        return cut(single(plain(raw)), max);
    }

    /// Paragraphs parted by `\n`, each one line; at most `max` characters together.
    public static String paragraphs(String raw, int max) {
        String[] parts = plain(raw).replaceAll("\\r\\n?", "\n").split("\\n\\s*\\n");
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            String line = single(part);
            if (line.isEmpty()) continue;
            if (!out.isEmpty()) out.append('\n');
            out.append(line);
        }
        return cut(out.toString(), max);
    }

    private static String plain(String raw) {
        String text = raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, false);
        return printable(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /// One space for each run of white space, none at the ends. Most texts come so, and are not copied.
    private static String single(String text) {
        int i = 0;
        while (i < text.length() && !(white(text.charAt(i)) && (text.charAt(i) != ' ' || after(text, i)))) i++;
        if (i == text.length()) return text.strip();
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        for (boolean gap = false; i < text.length(); i++) {
            if (white(text.charAt(i))) {
                if (!gap) out.append(' ');
                gap = true;
            } else {
                out.append(text.charAt(i));
                gap = false;
            }
        }
        return out.toString().strip();
    }

    private static boolean after(String text, int i) {
        return i + 1 < text.length() && white(text.charAt(i + 1));
    }

    private static boolean white(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /// The text with a space for every control character that is no white space, and U+FFFD for every half of a
    /// surrogate pair: some databases refuse the first, and no encoding knows the second. Nothing else changes.
    public static String printable(String raw) {
        int i = 0;
        while (i < raw.length() && fine(raw, i)) i++;
        if (i == raw.length()) return raw;
        StringBuilder out = new StringBuilder(raw);
        for (; i < raw.length(); i++)
            if (!fine(raw, i)) out.setCharAt(i, Character.isSurrogate(raw.charAt(i)) ? '\uFFFD' : ' ');
        return out.toString();
    }

    private static boolean fine(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        if (Character.isLowSurrogate(c)) return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        return !Character.isISOControl(c) || (c >= '\t' && c <= '\r');
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) return text;
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end).strip();
    }
}
