package org.broadsheet.corpus.format;

import org.jsoup.parser.Parser;

/// Mends the text of a record before an XML parser sees it: HTML's named characters (`&eacute;`), which feeds use
/// without declaring them, become the characters; other names and bare `&` become text; characters that XML forbids
/// become a space. No entity is ever expanded into anything but one or two characters.
final class XmlText {
    private static final int MAX_NAME = 32;

    private XmlText() {}

    static String repaired(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '&') i = reference(text, i, out);
            else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else out.append(allowed(c) ? c : ' ');
        }
        return out.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xD800
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /// Writes what the `&` at `from` stands for; the index of the last character used.
    private static int reference(CharSequence text, int from, StringBuilder out) {
        int end = from + 1;
        while (end < text.length() && end - from <= MAX_NAME && nameCharacter(text.charAt(end), end == from + 1)) end++;
        if (end == from + 1 || end >= text.length() || text.charAt(end) != ';') {
            out.append("&amp;");
            return from;
        }
        String name = text.subSequence(from + 1, end).toString();
        if (name.charAt(0) == '#') {
            out.append(allowed(number(name)) ? "&" + name + ";" : " ");
            return end;
        }
        switch (name) {
            case "lt", "gt", "amp", "quot", "apos" ->
                out.append('&').append(name).append(';');
            default -> {
                String meant = Parser.unescapeEntities("&" + name + ";", true);
                if (meant.startsWith("&") && meant.endsWith(";"))
                    out.append("&amp;").append(name).append(';');
                else
                    for (int i = 0; i < meant.length(); i++)
                        switch (meant.charAt(i)) {
                            case '<' -> out.append("&lt;");
                            case '>' -> out.append("&gt;");
                            case '&' -> out.append("&amp;");
                            case '"' -> out.append("&quot;");
                            default -> out.append(meant.charAt(i));
                        }
            }
        }
        return end;
    }

    private static boolean nameCharacter(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '#' && first;
    }

    private static int number(String name) {
        try {
            return name.length() > 1 && (name.charAt(1) == 'x')
                    ? Integer.parseInt(name, 2, name.length(), 16)
                    : Integer.parseInt(name, 1, name.length(), 10);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
