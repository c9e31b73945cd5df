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
        return cut(plain(raw).replaceAll("\\s+", " ").strip(), max);
    }

    /// Paragraphs parted by `\n`, each one line; at most `max` characters together.
    public static String paragraphs(String raw, int max) {
        String[] parts = plain(raw).replaceAll("\\r\\n?", "\n").split("\\n\\s*\\n");
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            String line = part.replaceAll("\\s+", " ").strip();
            if (line.isEmpty()) continue;
            if (!out.isEmpty()) out.append('\n');
            out.append(line);
        }
        return cut(out.toString(), max);
    }

    private static String plain(String raw) {
        return printable(Normalizer.normalize(Parser.unescapeEntities(raw, false), Normalizer.Form.NFC));
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
