package org.broadsheet.corpus.text;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// TeX as bibliographies use it, made into plain Unicode: accents, letters and punctuation written out,
/// font commands and braces gone. Formulas between dollar signs stay as they are.
public final class TexText {
    /// Accent commands and the combining characters they stand for.
    private static final Map<String, String> ACCENTS = Map.ofEntries(
            Map.entry("`", "\u0300"),
            Map.entry("'", "\u0301"),
            Map.entry("^", "\u0302"),
            Map.entry("~", "\u0303"),
            Map.entry("=", "\u0304"),
            Map.entry("u", "\u0306"),
            Map.entry(".", "\u0307"),
            Map.entry("\"", "\u0308"),
            Map.entry("r", "\u030A"),
            Map.entry("H", "\u030B"),
            Map.entry("v", "\u030C"),
            Map.entry("d", "\u0323"),
            Map.entry("c", "\u0327"),
            Map.entry("k", "\u0328"),
            Map.entry("b", "\u0331"),
            Map.entry("t", "\u0361"));

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("ss", "ß"),
            Map.entry("ae", "æ"),
            Map.entry("AE", "Æ"),
            Map.entry("oe", "œ"),
            Map.entry("OE", "Œ"),
            Map.entry("aa", "å"),
            Map.entry("AA", "Å"),
            Map.entry("o", "ø"),
            Map.entry("O", "Ø"),
            Map.entry("l", "ł"),
            Map.entry("L", "Ł"),
            Map.entry("i", "ı"),
            Map.entry("j", "ȷ"),
            Map.entry("dh", "ð"),
            Map.entry("DH", "Ð"),
            Map.entry("dj", "đ"),
            Map.entry("DJ", "Đ"),
            Map.entry("th", "þ"),
            Map.entry("TH", "Þ"),
            Map.entry("ng", "ŋ"),
            Map.entry("S", "§"),
            Map.entry("P", "¶"),
            Map.entry("copyright", "©"),
            Map.entry("textcopyright", "©"),
            Map.entry("textregistered", "®"),
            Map.entry("texttrademark", "™"),
            Map.entry("TM", "™"),
            Map.entry("reg", "®"),
            Map.entry("pounds", "£"),
            Map.entry("euro", "€"),
            Map.entry("texteuro", "€"),
            Map.entry("dag", "†"),
            Map.entry("ddag", "‡"),
            Map.entry("textdegree", "°"),
            Map.entry("degree", "°"),
            Map.entry("textmu", "µ"),
            Map.entry("textendash", "–"),
            Map.entry("textemdash", "—"),
            Map.entry("textquoteleft", "‘"),
            Map.entry("textquoteright", "’"),
            Map.entry("textquotesingle", "'"),
            Map.entry("textquotedbl", "\""),
            Map.entry("textquotedblleft", "“"),
            Map.entry("textquotedblright", "”"),
            Map.entry("textbackslash", "\\"),
            Map.entry("textasciitilde", "~"),
            Map.entry("textasciicircum", "^"),
            Map.entry("textunderscore", "_"),
            Map.entry("textbar", "|"),
            Map.entry("textless", "<"),
            Map.entry("textgreater", ">"),
            Map.entry("textbraceleft", "{"),
            Map.entry("textbraceright", "}"),
            Map.entry("textdollar", "$"),
            Map.entry("textbullet", "•"),
            Map.entry("textperiodcentered", "·"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("textellipsis", "…"),
            Map.entry("guillemotleft", "«"),
            Map.entry("guillemotright", "»"),
            Map.entry("TeX", "TeX"),
            Map.entry("LaTeX", "LaTeX"),
            Map.entry("LaTeXe", "LaTeX2e"),
            Map.entry("BibTeX", "BibTeX"),
            Map.entry("par", "\n\n"),
            Map.entry("newline", " "),
            Map.entry("quad", " "),
            Map.entry("qquad", " "),
            Map.entry("space", " "),
            Map.entry("slash", "/"));

    private static final String GREEK =
            "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ";

    /// Commands whose argument is not part of the text.
    private static final Set<String> DROPPED_ARGUMENT =
            Set.of("cite", "citep", "citet", "label", "ref", "footnote", "vspace", "hspace", "noopsort", "href");

    /// Commands that print nothing where they have nothing to act upon; so do all whose names start with
    /// `text` or `math`.
    private static final Set<String> SILENT = Set.of(
            ("bf it em rm sc sf tt sl up md bfseries itshape rmfamily sffamily ttfamily scshape slshape upshape mdseries"
                            + " normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"
                            + " relax protect noindent centering null hfill hss vfill newblock break nobreak allowbreak"
                            + " linebreak pagebreak hyphenation ignorespaces unskip thinspace sp sb emph mbox hbox fbox"
                            + " url path underline uppercase lowercase MakeUppercase MakeLowercase textsc begin end"
                            + " cite citep citet label ref footnote vspace hspace noopsort href")
                    .split(" "));

    /// Accents over one letter, one in the argument of the other.
    private static final int MAX_ACCENTS = 3;

    private TexText() {}

    /// The text that a TeX reader sees.
    public static String plain(String tex) {
        if (!needsReading(tex)) return tex;
        StringBuilder out = new StringBuilder(tex.length());
        int length = tex.length();
        for (int i = 0; i < length; ) {
            char c = tex.charAt(i);
            switch (c) {
                case '\\' -> i = command(tex, i, out, 0);
                case '$' -> i = formula(tex, i, out);
                case '{', '}' -> i++;
                case '~' -> {
                    out.append(' ');
                    i++;
                }
                case '-' -> i = dashes(tex, i, out);
                case '`' -> i = quote(tex, i, out, '`', "“");
                case '\'' -> i = quote(tex, i, out, '\'', "”");
                default -> {
                    out.append(c);
                    i++;
                }
            }
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private static boolean needsReading(String tex) {
        for (int i = 0; i < tex.length(); i++) if ("\\{}~$`".indexOf(tex.charAt(i)) >= 0) return true;
        return tex.contains("--") || tex.contains("''");
    }

    private static int dashes(String tex, int from, StringBuilder out) {
        int to = from;
        while (to < tex.length() && tex.charAt(to) == '-') to++;
        switch (to - from) {
            case 2 -> out.append('–');
            case 3 -> out.append('—');
            default -> out.append(tex, from, to);
        }
        return to;
    }

    private static int quote(String tex, int at, StringBuilder out, char mark, String doubled) {
        if (at + 1 < tex.length() && tex.charAt(at + 1) == mark) {
            out.append(doubled);
            return at + 2;
        }
        out.append(mark);
        return at + 1;
    }

    /// Copies a formula with its dollar signs; a lone dollar sign is one.
    private static int formula(String tex, int from, StringBuilder out) {
        int open = tex.startsWith("$$", from) ? 2 : 1;
        int end = from + open;
        while (end < tex.length() && tex.charAt(end) != '$') end += tex.charAt(end) == '\\' ? 2 : 1;
        if (end >= tex.length()) {
            out.append('$');
            return from + 1;
        }
        int to = Math.min(tex.length(), end + open);
        out.append(tex, from, to);
        return to;
    }

    private static int command(String tex, int at, StringBuilder out, int depth) {
        int i = at + 1;
        if (i >= tex.length()) {
            out.append('\\');
            return i;
        }
        char c = tex.charAt(i);
        if (!isLetter(c)) return sign(tex, i, out, depth);
        int end = i;
        while (end < tex.length() && isLetter(tex.charAt(end))) end++;
        String name = tex.substring(i, end);
        String accent = ACCENTS.get(name);
        if (accent != null) return accented(tex, end, accent, out, depth);
        int next = pastSpaces(tex, end);
        String symbol = SYMBOLS.get(name);
        if (symbol == null) symbol = greek(name);
        if (symbol != null) {
            out.append(symbol);
            // braces may only end the name: \ss{} and {\ss}
            return tex.startsWith("{}", next) ? next + 2 : next;
        }
        if (name.equals("path") && next < tex.length() && tex.charAt(next) != '{') {
            int close = tex.indexOf(tex.charAt(next), next + 1);
            if (close < 0) return next;
            out.append(tex, next + 1, close);
            return close + 1;
        }
        if (DROPPED_ARGUMENT.contains(name) && next < tex.length() && tex.charAt(next) == '{')
            return pastGroup(tex, next);
        boolean nothing = tex.startsWith("{}", next);
        if (nothing || next >= tex.length() || tex.charAt(next) == '}') {
            // a macro of somebody's own that prints we know not what; its name is better than a hole:
            // {\TUG}, \CSTUG{}
            if (!SILENT.contains(name) && !name.startsWith("text") && !name.startsWith("math")) out.append(name);
            return nothing ? next + 2 : next;
        }
        // whatever else it does, its argument is text
        return next;
    }

    /// A command of one character that is no letter: `\"`, `\&`, `\,`.
    private static int sign(String tex, int i, StringBuilder out, int depth) {
        char c = tex.charAt(i);
        String accent = ACCENTS.get(String.valueOf(c));
        if (accent != null) return accented(tex, i + 1, accent, out, depth);
        switch (c) {
            case '-', '/', '!', '@' -> {
                // places where a word may break, and other things nobody sees
            }
            case ',', ';', ':', ' ', '\\', '\n', '\t' -> out.append(' ');
            case '(', ')', '[', ']' -> out.append('$');
            default -> out.append(c);
        }
        return i + 1;
    }

    private static int accented(String tex, int from, String accent, StringBuilder out, int depth) {
        int i = pastSpaces(tex, from);
        boolean group = i < tex.length() && tex.charAt(i) == '{';
        if (group) i = pastSpaces(tex, i + 1);
        if (i >= tex.length() || tex.charAt(i) == '}') {
            // an accent over nothing: \~{} is a tilde
            if (accent.equals("\u0303")) out.append('~');
            else if (accent.equals("\u0302")) out.append('^');
            return group && i < tex.length() ? i + 1 : i;
        }
        if (tex.charAt(i) == '\\') {
            if (depth >= MAX_ACCENTS) return i;
            int end = i + 1;
            while (end < tex.length() && isLetter(tex.charAt(end))) end++;
            String name = tex.substring(i + 1, end);
            if (name.equals("i") || name.equals("j")) {
                out.append(name).append(accent);
                i = pastSpaces(tex, end);
            } else {
                // an accent over another command's letter: \'{\ae}
                int before = out.length();
                i = command(tex, i, out, depth + 1);
                if (out.length() > before) out.append(accent);
            }
        } else {
            int width = Character.charCount(tex.codePointAt(i));
            out.append(tex, i, i + width).append(accent);
            i += width;
        }
        if (group) {
            while (i < tex.length() && tex.charAt(i) == ' ') i++;
            if (i < tex.length() && tex.charAt(i) == '}') i++;
        }
        return i;
    }

    private static int pastSpaces(String tex, int i) {
        int at = i;
        while (at < tex.length() && Character.isWhitespace(tex.charAt(at))) at++;
        return at;
    }

    private static int pastGroup(String tex, int open) {
        int depth = 0;
        for (int i = open; i < tex.length(); i++) {
            char c = tex.charAt(i);
            if (c == '\\') i++;
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i + 1;
        }
        return tex.length();
    }

    private static @Nullable String greek(String name) {
        int at = (" " + GREEK).indexOf(" " + name + " ");
        return at < 0 ? null : GREEK.substring(at + name.length() + 1, at + name.length() + 2);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
