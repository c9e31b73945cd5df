package org.broadsheet.corpus.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// MEDLINE's customs, alike in its XML and its tagged text: titles end with a full stop and stand in brackets when
/// translated; the last page leaves out the digits it shares with the first (`454-81`).
final class MedlineText {
    private static final Pattern PAGES = Pattern.compile("(\\D{0,4})(\\d{1,9})-(\\d{1,9})");

    private MedlineText() {}

    static String title(String raw) {
        String t = raw.strip();
        if (t.startsWith("[") && (t.endsWith("].") || t.endsWith("]"))) {
            String inner = t.substring(1, t.lastIndexOf(']'));
            if (inner.indexOf('[') < 0 && inner.indexOf(']') < 0) t = inner.strip();
        }
        return t.endsWith(".") && !t.endsWith("..") ? t.substring(0, t.length() - 1) : t;
    }

    static String pages(String raw) {
        String t = raw.strip();
        Matcher m = PAGES.matcher(t);
        if (!m.matches()) return t;
        String first = m.group(2);
        String last = m.group(3);
        if (last.length() < first.length()) last = first.substring(0, first.length() - last.length()) + last;
        return m.group(1) + first + "-" + m.group(1) + last;
    }
}
