package org.broadsheet.corpus.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plain text written so that TeX prints it and BibTeX's braces stay balanced. Formulas between dollar signs are left
/// as they are.
final class BibtexText {
    /// A formula as far as one can tell: no space inside the dollar signs, no digit behind them.
    private static final Pattern FORMULA =
            Pattern.compile("\\$(?=[^\\s$])(?:[^$\\\\%\\n]|\\\\[^\\n]){0,400}?(?<=[^\\s\\\\])\\$(?!\\d)");

    private BibtexText() {}

    static String value(@Nullable String text) {
        return text == null ? "" : written(text, false);
    }

    /// A title whose words with capitals inside keep them in every style: `{BERT} for {mRNA}`.
    static String title(String title) {
        return written(title, true);
    }

    private static String written(String text, boolean keepCapitals) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int from = 0;
        Matcher m = FORMULA.matcher(text);
        while (text.indexOf('$', from) >= 0 && m.find(from)) {
            if (!balanced(m.group())) break;
            words(text.substring(from, m.start()), keepCapitals, out);
            out.append(m.group());
            from = m.end();
        }
        words(text.substring(from), keepCapitals, out);
        return out.toString();
    }

    private static void words(String text, boolean keepCapitals, StringBuilder out) {
        if (!keepCapitals) escape(text, out);
        else
            for (String word : text.split("(?<= )|(?= )")) {
                boolean capitals = word.chars().skip(1).anyMatch(Character::isUpperCase);
                if (capitals) out.append('{');
                escape(word, out);
                if (capitals) out.append('}');
            }
    }

    /// A name of which only the printed form is known: in braces where BibTeX would take it apart wrongly.
    static String name(String name) {
        String escaped = value(name);
        boolean apart = AuthorNames.isReadDifferently(name)
                || name.indexOf(',') >= 0
                || (" " + name + " ").toLowerCase(java.util.Locale.ROOT).contains(" and ")
                || name.equalsIgnoreCase("others");
        return apart ? "{" + escaped + "}" : escaped;
    }

    static String namePart(String part) {
        boolean apart = part.indexOf(',') >= 0
                || (" " + part + " ").toLowerCase(java.util.Locale.ROOT).contains(" and ");
        return apart ? "{" + value(part) + "}" : value(part);
    }

    /// An identifier or address, which nobody takes apart; empty where it would upset the braces.
    static String verbatim(String text) {
        return text.indexOf('{') >= 0 || text.indexOf('}') >= 0 || text.indexOf('\\') >= 0 ? "" : text;
    }

    private static boolean balanced(String formula) {
        int depth = 0;
        for (int i = 0; i < formula.length() && depth >= 0; i++) {
            char c = formula.charAt(i);
            // BibTeX counts escaped braces too
            if (c == '{') depth++;
            else if (c == '}') depth--;
        }
        return depth == 0;
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '{' -> out.append("\\textbraceleft{}");
                case '}' -> out.append("\\textbraceright{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_' -> out.append('\\').append(c);
                case '-', '`', '\'' -> {
                    // two of them would become another character
                    if (!out.isEmpty() && out.charAt(out.length() - 1) == c) out.append("{}");
                    out.append(c);
                }
                default -> out.append(c);
            }
        }
    }
}
