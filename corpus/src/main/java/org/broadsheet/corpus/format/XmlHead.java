package org.broadsheet.corpus.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The beginning of an XML file: its outermost element, by which XML formats are told apart.
///
/// @param root local name of the outermost element; empty where the text is no XML
/// @param text the beginning from that element on
record XmlHead(String root, String text) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.:-]*");

    static XmlHead of(Head head) {
        String t = head.start();
        int at = 0;
        while (at < t.length() && t.charAt(at) == '<') {
            int next;
            if (t.startsWith("<?", at)) next = t.indexOf("?>", at) + 2;
            else if (t.startsWith("<!--", at)) next = t.indexOf("-->", at) + 3;
            else if (t.startsWith("<!", at)) next = afterType(t, at);
            else {
                Matcher m = NAME.matcher(t).region(at + 1, t.length());
                if (!m.lookingAt()) break;
                String name = m.group();
                return new XmlHead(name.substring(name.indexOf(':') + 1), t.substring(at));
            }
            if (next <= at + 2) break;
            at = next;
            while (at < t.length() && Character.isWhitespace(t.charAt(at))) at++;
        }
        return new XmlHead("", "");
    }

    private static int afterType(String t, int at) {
        int close = t.indexOf('>', at);
        int subset = t.indexOf('[', at);
        if (subset >= 0 && subset < close) {
            int end = t.indexOf("]", subset);
            close = end < 0 ? -1 : t.indexOf('>', end);
        }
        return close + 1;
    }

    boolean is(String... roots) {
        for (String r : roots) if (root.equals(r)) return true;
        return false;
    }

    /// Whether one of these stands in the beginning.
    boolean mentions(String... parts) {
        for (String p : parts) if (text.contains(p)) return true;
        return false;
    }
}
