package org.broadsheet.studies.frame;

import java.util.List;
import org.broadsheet.chart.Figure;
import org.broadsheet.studies.frame.Setup.Size;

/// A result as one HTML page that needs nothing else: no script, no file beside it, light or dark as the
/// reader
/// likes.
public final class StudyPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1d1d1f;--soft:#55555c;--line:#d9d9de;--good:#00653f;\
            --bad:#a8321b}
            @media (prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#ececee;--soft:#b0b0b8;--line:#3a3c41;\
            --good:#56d39c;--bad:#ff9d85}}
            body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);\
            font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
            h1{font-size:1.5rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .soft{color:var(--soft)}.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
            .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.95rem}
            th,td{text-align:left;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
            tbody th{font-weight:400}
            .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            figure{margin:1rem 0;overflow-x:auto}figure svg{min-width:34rem}a{color:inherit}
            """;

    private StudyPage() {}

    /// The page of one result.
    public static String of(StudyResult result) {
        About about = result.about();
        StringBuilder out = head(about.name() + " - study");
        out.append("<h1>").append(escaped(about.paper())).append("</h1>\n");
        out.append("<p class=\"soft\">Study <code>").append(about.name()).append("</code></p>\n");
        out.append("<h2>The claim</h2><p>").append(escaped(about.claim())).append("</p>\n");
        out.append("<h2>The verdict</h2><p>").append(verdict(result.verdict())).append("</p>\n");
        if (result.findings().isEmpty())
            out.append("<p>").append(escaped(result.why())).append("</p>\n");
        result.findings().ifPresent(f -> findings(out, f));
        out.append("<p class=\"soft\">Seed ")
                .append(result.seed())
                .append(", ")
                .append(result.size() == Size.FULL ? "full size" : "quick version")
                .append(". To see it again: <code>broadsheet study ")
                .append(about.name())
                .append(" --seed ")
                .append(result.seed())
                .append(result.size() == Size.FULL ? "" : " --quick")
                .append("</code></p>\n</main></body></html>\n");
        return out.toString();
    }

    /// A page that lists several results, each a link to `NAME.html` beside it.
    public static String index(List<StudyResult> results) {
        StringBuilder out = head("Studies");
        out.append("<h1>Studies</h1>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">study</th>")
                .append("<th scope=\"col\">paper</th><th scope=\"col\">verdict</th></tr></thead><tbody>\n");
        for (StudyResult r : results)
            out.append("<tr><th scope=\"row\"><a href=\"")
                    .append(r.about().name())
                    .append(".html\">")
                    .append(r.about().name())
                    .append("</a></th><td>")
                    .append(escaped(r.about().paper()))
                    .append("</td><td>")
                    .append(verdict(r.verdict()))
                    .append("</td></tr>\n");
        return out.append("</tbody></table></div>\n</main></body></html>\n").toString();
    }

    private static StringBuilder head(String title) {
        return new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main>\n");
    }

    private static void findings(StringBuilder out, Findings findings) {
        out.append("<ul>\n");
        for (Condition c : findings.conditions())
            out.append("<li><span class=\"")
                    .append(c.holds() ? "good\">holds" : "bad\">does not hold")
                    .append("</span>")
                    .append(c.central() ? ": " : " (not central): ")
                    .append(escaped(c.sentence()))
                    .append("</li>\n");
        boolean intervals = findings.measures().stream().anyMatch(m -> !Double.isNaN(m.low()));
        out.append("</ul>\n<h2>Measured</h2><div class=\"wide\"><table><thead><tr><th scope=\"col\">measure</th>")
                .append("<th scope=\"col\" class=\"n\">baseline</th><th scope=\"col\" class=\"n\">method</th>")
                .append(intervals ? "<th scope=\"col\" class=\"n\">interval</th>" : "")
                .append("<th scope=\"col\">unit</th></tr></thead><tbody>\n");
        for (Finding m : findings.measures()) {
            out.append("<tr><th scope=\"row\">").append(escaped(m.name())).append("</th>");
            number(out, Double.isNaN(m.baseline()) ? "" : Condition.digits(m.baseline()));
            number(out, Condition.digits(m.method()));
            if (intervals)
                number(
                        out,
                        Double.isNaN(m.low()) ? "" : Condition.digits(m.low()) + " to " + Condition.digits(m.high()));
            out.append("<td>").append(escaped(m.unit())).append("</td></tr>\n");
        }
        out.append("</tbody></table></div>\n");
        for (Figure f : findings.figures())
            out.append("<figure>").append(f.svg()).append("</figure>\n");
        for (String r : findings.remarks()) out.append("<p>").append(escaped(r)).append("</p>\n");
    }

    private static void number(StringBuilder out, String text) {
        out.append("<td class=\"n\">").append(text).append("</td>");
    }

    private static String verdict(Verdict verdict) {
        return "<span class=\"" + (verdict == Verdict.REPRODUCED ? "good" : "bad") + "\">" + verdict.words()
                + "</span>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]", "\ufffd");
    }
}
