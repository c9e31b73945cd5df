package org.broadsheet.chart;

import java.util.Locale;

/// The text of one SVG element while it is written.
final class Svg {
    /// Colours that people with any colour vision can tell apart, at least 3:1 against their background.
    private static final String STYLE = """
            .bs-figure{--paper:#fff;--ink:#1d1d1f;--soft:#5c5c62;--grid:#e2e2e6;--s0:#0068a8;--s1:#c24a00;--s2:#00795a;\
            --s3:#a1407a;--s4:#5a55c9;--s5:#806000;max-width:100%;height:auto;\
            font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
            @media (prefers-color-scheme:dark){.bs-figure{--paper:#17181a;--ink:#ececee;--soft:#a9a9b0;--grid:#34363a;\
            --s0:#5db7ef;--s1:#ff9a5c;--s2:#43cfa5;--s3:#ea9fca;--s4:#aaa6ff;--s5:#e3bf4d}}
            .bs-figure text{fill:var(--ink)}.bs-figure .soft{fill:var(--soft);font-size:12px}\
            .bs-figure .title{font-size:15px;font-weight:600}
            """;

    static final int COLOURS = 6;

    private final StringBuilder out = new StringBuilder(4096);

    Svg(Figure figure, double width, double height) {
        // Two figures on one page need different ids; the same figure keeps its own.
        String id = "f" + Integer.toHexString(figure.toString().hashCode());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bs-figure\" role=\"img\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" aria-labelledby=\"")
                .append(id)
                .append("t ")
                .append(id)
                .append("d\"><title id=\"")
                .append(id)
                .append("t\">")
                .append(escaped(figure.title()))
                .append("</title><desc id=\"")
                .append(id)
                .append("d\">")
                .append(escaped(figure.description()))
                .append("</desc><style>")
                .append(STYLE)
                .append("</style><rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n");
    }

    String end() {
        return out.append("</svg>\n").toString();
    }

    static String colour(int series) {
        return "var(--s" + series % COLOURS + ")";
    }

    /// An element without content; attributes are names and values in turn, values numbers or texts of our own.
    void element(String name, Object... attributes) {
        out.append('<').append(name);
        attributes(attributes);
        out.append("/>\n");
    }

    void text(String content, double x, double y, String anchor, Object... attributes) {
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" text-anchor=\"")
                .append(anchor)
                .append('"');
        attributes(attributes);
        out.append('>').append(escaped(content)).append("</text>\n");
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(value instanceof Number n ? number(n.doubleValue()) : value)
                    .append('"');
        }
    }

    /// A coordinate with at most two decimals.
    static String number(double v) {
        double rounded = Math.round(v * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /// About how wide a text is, for leaving room; real fonts differ a little.
    static double width(String text) {
        return text.codePoints()
                .mapToDouble(c -> "mwMW%@—…".indexOf(c) >= 0 || c >= 0x2e80
                        ? 12.5
                        : "fijlrt.,:;|'!()[] ".indexOf(c) >= 0 ? 5 : 7.5)
                .sum();
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean allowed = c == '\t'
                            || c == '\n'
                            || (c >= 0x20 && c != 0x7f && c < 0xd800)
                            || (c > 0xdfff && c != 0xfffe && c != 0xffff);
                    safe.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return safe.toString();
    }

    /// A value as people write it: grouped from ten thousand, no needless digits.
    static String value(double v) {
        double size = Math.abs(v);
        if (size != 0 && (size >= 1e7 || size < 1e-4)) {
            String s = String.format(Locale.ROOT, "%.2e", v);
            return s.replaceFirst("\\.?0*e", "e")
                    .replace("e+0", "e")
                    .replace("e-0", "e-")
                    .replace("e+", "e");
        }
        String s = String.format(Locale.ROOT, size >= 10_000 ? "%,.3f" : size >= 1 ? "%.3f" : "%.4f", v);
        s = s.contains(".") ? s.replaceFirst("0+$", "").replaceFirst("\\.$", "") : s;
        return s.equals("-0") ? "0" : s;
    }

    /// The value of a tick, with as many digits as its neighbours a step away.
    static String tick(double v, double step) {
        if (Math.abs(v) < step / 2) return "0";
        double size = Math.abs(v);
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        if (size >= 1e7 || decimals > 6) return value(v);
        return String.format(Locale.ROOT, (size >= 10_000 ? "%,." : "%.") + decimals + "f", v);
    }
}
