package org.broadsheet.corpus.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Titles and abstracts as publishers deposit them: JATS, MathML or HTML tags in the middle of a JSON string. Only tags
/// that are known are taken out, so `p < 0.05 and q > 1` stays.
final class JatsText {
    private static final Pattern LABEL = Pattern.compile(
            "(?i)^\\s*<(?:jats:)?title>\\s*(?:abstract|summary|zusammenfassung|résumé|resumen)\\s*[:.]?\\s*</(?:jats:)?title>");
    private static final Pattern SOURCE_OF_FORMULA =
            Pattern.compile("(?is)<(?:jats:)?tex-math\\b[^<>]{0,500}>.{0,5000}?</(?:jats:)?tex-math>");
    private static final Pattern END_OF_BLOCK =
            Pattern.compile("(?i)</(?:jats:)?(?:p|sec|title|list|list-item|def-item|disp-formula)>|<br\\s*/?>");
    private static final Pattern TAG = Pattern.compile("(?i)</?(?:(?:jats|mml|xhtml|m):[a-z-]{1,40}"
            + "|p|sec|title|b|i|u|em|tt|sub|sup|scp|sc|strong|span|br|bold|italic|list|list-item|def-item|inline-formula"
            + "|alternatives|math|m[a-z]{1,2}|mrow|msub|msup|mtext|semantics|annotation)(?:\\s[^<>]{0,500})?/?>");

    private JatsText() {}

    /// Paragraphs parted by an empty line, without tags; null where the text is null.
    static @Nullable String plain(@Nullable String text) {
        if (text == null || text.indexOf('<') < 0) return text;
        String t = LABEL.matcher(text).replaceFirst("");
        if (t.contains("<mml:math") || t.contains("<math"))
            t = SOURCE_OF_FORMULA.matcher(t).replaceAll("");
        t = END_OF_BLOCK.matcher(t).replaceAll("\n\n");
        return TAG.matcher(t).replaceAll("").strip();
    }
}
