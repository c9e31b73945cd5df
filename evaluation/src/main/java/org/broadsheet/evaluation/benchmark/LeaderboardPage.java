package org.broadsheet.evaluation.benchmark;

import java.util.List;
import java.util.Locale;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.benchmark.Leaderboard.Cell;
import org.broadsheet.evaluation.benchmark.Leaderboard.Row;

/// Leaderboards as one page that needs nothing else: light and dark, narrow and wide; columns sort by a
/// click where there
/// is script, and everything is there without.
public final class LeaderboardPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1b1b;--faint:#5c5c5c;--paper:#fdfcf9;--rule:#d9d5cc;--mark:#0b6e4f}
            @media(prefers-color-scheme:dark){:root{--ink:#ececec;--faint:#a8a8a8;--paper:#16181a;--rule:#3a3d40;--mark:#6fd3ae}}
            body{font:16px/1.5 Georgia,serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:0 auto;padding:1rem}
            .wide{overflow-x:auto}table{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif;min-width:100%}
            th,td{padding:.4rem .7rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
            th:first-child,td:first-child{text-align:left;white-space:normal;min-width:9rem}th button{font:inherit;font-weight:600;
            color:inherit;background:none;border:0;padding:0;cursor:pointer;text-decoration:underline dotted}
            small,.note{color:var(--faint)}.best{font-weight:700;color:var(--mark)}svg{max-width:100%;height:auto}
            figure{margin:1rem 0;overflow-x:auto}figure .bs-figure{--paper:inherit;min-width:34rem}
            """;
    private static final String SCRIPT = """
            for(const table of document.querySelectorAll('table'))table.querySelectorAll('thead th').forEach((th,i)=>{
              const b=document.createElement('button');b.textContent=th.textContent;th.textContent='';th.append(b);
              b.onclick=()=>{const down=th.getAttribute('aria-sort')!=='descending';
                table.querySelectorAll('th').forEach(t=>t.removeAttribute('aria-sort'));
                th.setAttribute('aria-sort',down?'descending':'ascending');
                const key=r=>{const c=r.cells[i];return c.dataset.v===undefined?c.textContent:+c.dataset.v};
                const body=table.tBodies[0];[...body.rows].sort((x,y)=>{const a=key(x),c=key(y);
                  return (a<c?-1:a>c?1:0)*(down?-1:1)}).forEach(r=>body.append(r))}});
            """;

    private LeaderboardPage() {}

    /// One page of several boards.
    public static String of(List<Leaderboard> boards) {
        StringBuilder page = new StringBuilder(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Benchmarks</title><style>");
        page.append(STYLE).append("</style></head><body><main><h1>Benchmarks</h1>\n");
        page.append(
                "<p class=\"note\">Ranges are 95&nbsp;% bootstrap intervals over topics. A system marked with ≈ is not"
                        + " significantly different from the best under the first measure (paired t-test over topics, corrected by"
                        + " Holm, 0.05).</p>\n");
        for (Leaderboard board : boards) section(page, board);
        return page.append("</main><script>")
                .append(SCRIPT)
                .append("</script></body></html>\n")
                .toString();
    }

    private static void section(StringBuilder page, Leaderboard board) {
        Benchmark benchmark = board.benchmark();
        page.append("<section><h2 id=\"").append(benchmark.id()).append("\">").append(escaped(benchmark.title()));
        page.append("</h2>\n<p class=\"note\">")
                .append(benchmark.id())
                .append(", version ")
                .append(benchmark.version());
        page.append(", definition ").append(benchmark.digest(), 0, 12).append("</p>\n");
        page.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Results of ");
        page.append(escaped(benchmark.title())).append("\"><table><thead><tr><th scope=\"col\">system</th>");
        for (String measure : board.names())
            page.append("<th scope=\"col\">").append(escaped(measure)).append("</th>");
        page.append("<th scope=\"col\">against the best</th></tr></thead><tbody>\n");
        for (Row row : board.rows()) row(page, row, row.equals(board.rows().getFirst()));
        page.append("</tbody></table></div>\n");
        if (!board.rows().isEmpty())
            page.append("<figure>").append(plot(board).svg()).append("</figure>\n");
        page.append("</section>\n");
    }

    private static void row(StringBuilder page, Row row, boolean best) {
        page.append("<tr><td").append(best ? " class=\"best\"" : "").append('>').append(escaped(row.system()));
        if (row.submitted()) page.append(" <small>(submitted)</small>");
        page.append("</td>");
        for (Cell cell : row.cells().values()) {
            page.append("<td data-v=\"").append(cell.mean()).append("\">").append(four(cell.mean()));
            page.append(" <small>").append(four(cell.low())).append("–").append(four(cell.high()));
            if (row.seeds() > 1)
                page.append(", ±").append(four(cell.deviation())).append(" over seeds");
            page.append("</small></td>");
        }
        String against = best
                ? "best"
                : row.p()
                        .map(p -> (row.levelWithBest() ? "≈ " : "") + (p < 0.0001 ? "p&lt;0.0001" : "p=" + four(p)))
                        .orElse("other topics");
        double key = best ? 2 : row.p().orElse(-1.0);
        page.append("<td data-v=\"").append(key).append("\">").append(against).append("</td></tr>\n");
    }

    /// The first measure of every system with its interval, best first.
    static Chart plot(Leaderboard board) {
        List<Row> rows = board.rows();
        String measure = board.names().getFirst();
        double[] low = new double[rows.size()];
        double[] mean = new double[rows.size()];
        double[] high = new double[rows.size()];
        for (int i = 0; i < mean.length; i++) {
            Cell cell = List.copyOf(rows.get(i).cells().values()).getFirst();
            low[i] = cell.low();
            mean[i] = cell.mean();
            high[i] = cell.high();
        }
        return Chart.of(
                        measure + " and its 95 % interval",
                        Axis.linear(measure),
                        Axis.of("", rows.stream().map(Row::system).toList()))
                .describedAs("Mean and 95 % interval of " + measure + " for each system, best first: "
                        + rows.getFirst().system() + " has " + four(mean[0]) + ".")
                .with(Series.intervals("", low, mean, high));
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
