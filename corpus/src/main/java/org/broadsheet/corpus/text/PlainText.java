package org.broadsheet.corpus.text;

import java.text.Normalizer;
import org.jsoup.parser.Parser;

/// Turns a source's text into plain Unicode (NFC): entities and tags resolved, TeX accents and common commands written
/// out, control characters
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
        return Normalizer.normalize(Parser.unescapeEntities(raw, false), Normalizer.Form.NFC);
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) return text;
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end).strip();
    }
}
