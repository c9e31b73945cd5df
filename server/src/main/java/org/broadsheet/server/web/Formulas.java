package org.broadsheet.server.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Formulas between dollar signs as one line of readable text: `$\alpha^{2}$` is shown as α². What a formula means is
/// kept, how it is set is not; the record itself keeps its TeX.
final class Formulas {
    private static final int MAX_DEPTH = 20;

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("times", "×"),
            Map.entry("cdot", "·"),
            Map.entry("pm", "±"),
            Map.entry("mp", "∓"),
            Map.entry("to", "→"),
            Map.entry("rightarrow", "→"),
            Map.entry("leftarrow", "←"),
            Map.entry("leftrightarrow", "↔"),
            Map.entry("Rightarrow", "⇒"),
            Map.entry("mapsto", "↦"),
            Map.entry("infty", "∞"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("neq", "≠"),
            Map.entry("ne", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("simeq", "≃"),
            Map.entry("sim", "∼"),
            Map.entry("equiv", "≡"),
            Map.entry("propto", "∝"),
            Map.entry("ll", "≪"),
            Map.entry("gg", "≫"),
            Map.entry("in", "∈"),
            Map.entry("notin", "∉"),
            Map.entry("subset", "⊂"),
            Map.entry("subseteq", "⊆"),
            Map.entry("cup", "∪"),
            Map.entry("cap", "∩"),
            Map.entry("setminus", "∖"),
            Map.entry("emptyset", "∅"),
            Map.entry("forall", "∀"),
            Map.entry("exists", "∃"),
            Map.entry("partial", "∂"),
            Map.entry("nabla", "∇"),
            Map.entry("sum", "∑"),
            Map.entry("prod", "∏"),
            Map.entry("int", "∫"),
            Map.entry("oplus", "⊕"),
            Map.entry("otimes", "⊗"),
            Map.entry("circ", "∘"),
            Map.entry("star", "⋆"),
            Map.entry("dagger", "†"),
            Map.entry("ell", "ℓ"),
            Map.entry("hbar", "ℏ"),
            Map.entry("odot", "⊙"),
            Map.entry("langle", "⟨"),
            Map.entry("rangle", "⟩"),
            Map.entry("mid", "|"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("cdots", "⋯"),
            Map.entry("prime", "′"),
            Map.entry("quad", " "),
            Map.entry("qquad", " "));

    private static final String GREEK_NAMES =
            " alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi"
                    + " omicron pi rho sigmaf sigma tau upsilon phi chi psi omega ";

    private static final String SUPER_FROM = "0123456789+-=()nixk*T";
    private static final String SUPER_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣᵏ*ᵀ";
    private static final String SUB_FROM = "0123456789+-=()aeijknoprstux";
    private static final String SUB_TO = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₙₒₚᵣₛₜᵤₓ";

    private Formulas() {}

    /// The text with its formulas written out. A dollar sign that opens no formula, as in "$200k", stays.
    static String readable(String text) {
        int open = text.indexOf('$');
        if (open < 0) return text;
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (open >= 0) {
            int width = text.startsWith("$$", open) ? 2 : 1;
            int close = closing(text, open + width, width);
            if (close < 0) {
                open = text.indexOf('$', open + width);
                continue;
            }
            out.append(text, at, open).append(formula(text.substring(open + width, close), 0));
            at = close + width;
            open = text.indexOf('$', at);
        }
        return out.append(text, at, text.length()).toString();
    }

    /// As pandoc reads it: something stands right after the first sign and right before the second, and no digit after.
    private static int closing(String text, int from, int width) {
        if (from >= text.length() || Character.isWhitespace(text.charAt(from))) return -1;
        int close = text.indexOf(width == 2 ? "$$" : "$", from);
        if (close <= from || close - from > 400) return -1;
        if (Character.isWhitespace(text.charAt(close - 1))) return -1;
        int after = close + width;
        return after < text.length() && Character.isDigit(text.charAt(after)) ? -1 : close;
    }

    private static String formula(String tex, int depth) {
        if (depth > MAX_DEPTH) return tex;
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < tex.length()) {
            char c = tex.charAt(i);
            if (c == '\\') i = command(tex, i + 1, out, depth);
            else if (c == '^' || c == '_') {
                int end = argument(tex, i + 1);
                String inner = formula(bare(tex.substring(i + 1, end)), depth + 1);
                out.append(
                        c == '^' ? shifted(inner, '^', SUPER_FROM, SUPER_TO) : shifted(inner, '_', SUB_FROM, SUB_TO));
                i = end;
            } else {
                if (c == '~') out.append('\u00a0');
                else if (c != '{' && c != '}') out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int command(String tex, int at, StringBuilder out, int depth) {
        int end = at;
        while (end < tex.length() && isLetter(tex.charAt(end))) end++;
        if (end == at) {
            if (at >= tex.length()) return at;
            char sign = tex.charAt(at);
            if (sign == ',' || sign == ';' || sign == ':' || sign == ' ') out.append(' ');
            else if (sign != '!') out.append(sign);
            return at + 1;
        }
        String name = tex.substring(at, end);
        if (name.equals("frac") || name.equals("tfrac") || name.equals("dfrac")) {
            int over = argument(tex, end);
            int under = argument(tex, over);
            out.append(grouped(formula(bare(tex.substring(end, over)), depth + 1)))
                    .append('/')
                    .append(grouped(formula(bare(tex.substring(over, under)), depth + 1)));
            return under;
        }
        if (name.equals("sqrt")) {
            int root = argument(tex, end);
            out.append('√').append(grouped(formula(bare(tex.substring(end, root)), depth + 1)));
            return root;
        }
        if (name.equals("left") || name.equals("right")) return end;
        String sign = SIGNS.get(name);
        if (sign == null) sign = greek(name);
        if (sign != null) out.append(sign);
        else if (end >= tex.length() || tex.charAt(end) != '{') {
            // A function's name (log, max) stands by itself; what only sets type (mathcal O, rm) leaves no trace.
            boolean setting = name.startsWith("math") || name.equals("rm") || name.equals("bf") || name.equals("it");
            if (setting) return end < tex.length() && tex.charAt(end) == ' ' ? end + 1 : end;
            if (!out.isEmpty() && Character.isLetterOrDigit(out.charAt(out.length() - 1))) out.append(' ');
            out.append(name);
        }
        return end;
    }

    private static int argument(String tex, int from) {
        if (from >= tex.length()) return from;
        if (tex.charAt(from) == '\\') {
            int end = from + 1;
            while (end < tex.length() && isLetter(tex.charAt(end))) end++;
            return end < tex.length() && tex.charAt(end) == '{'
                    ? argument(tex, end)
                    : Math.max(end, Math.min(from + 2, tex.length()));
        }
        if (tex.charAt(from) != '{') return from + Character.charCount(tex.codePointAt(from));
        int depth = 0;
        for (int i = from; i < tex.length(); i++) {
            if (tex.charAt(i) == '{') depth++;
            else if (tex.charAt(i) == '}' && --depth == 0) return i + 1;
        }
        return tex.length();
    }

    private static String bare(String argument) {
        return argument.startsWith("{") && argument.endsWith("}")
                ? argument.substring(1, argument.length() - 1)
                : argument;
    }

    private static String grouped(String text) {
        return text.codePointCount(0, text.length()) > 1 && !text.chars().allMatch(Character::isLetterOrDigit)
                ? "(" + text + ")"
                : text;
    }

    private static String shifted(String text, char mark, String from, String to) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int k = from.indexOf(c);
            if (k >= 0) out.append(to.charAt(k));
            else if (mark == '^' && "±∓∘′†⋆*−".indexOf(c) >= 0) out.append(c == '∘' ? '°' : c);
            else return mark + grouped(text);
        }
        return out.toString();
    }

    private static @Nullable String greek(String name) {
        String plain = name.startsWith("var") ? name.substring(3) : name;
        if (plain.isEmpty()) return null;
        boolean capital = Character.isUpperCase(plain.charAt(0));
        String key = " " + Character.toLowerCase(plain.charAt(0)) + plain.substring(1) + " ";
        int at = GREEK_NAMES.indexOf(key);
        if (at < 0) return null;
        int place =
                (int) GREEK_NAMES.substring(0, at).chars().filter(c -> c == ' ').count();
        return String.valueOf((char) ((capital ? 'Α' : 'α') + place));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
