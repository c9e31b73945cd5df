package org.broadsheet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `edition`
@Command(
        name = "edition",
        description = "Prints an edition: of today, or of another day, week or month.",
        mixinStandardHelpOptions = true)
final class EditionCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Option(names = "--date", paramLabel = "D", description = "2024-09-10, 2024-W37 or 2024-09 (default: the newest)")
    private @Nullable String date;

    @Option(
            names = "--period",
            defaultValue = "day",
            description = "day, week or month that holds the date (default: ${DEFAULT-VALUE})")
    private String period = "day";

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Period p = Period.ofKey(period)
                .orElseThrow(
                        () -> new IllegalArgumentException("a period is day, week or month but was '" + period + "'"));
        try (Library open = library.open();
                GuardedWeb web = GuardedWeb.standard()) {
            open.catchUp(_ -> {});
            Editions editions = ServeCommand.editions(open, SourcesCommand.sources(open, web));
            Edition edition = (date == null ? editions.newest(p) : editions.edition(span(p, date)))
                    .orElseThrow(() -> new Failures.WorkFailed("there is no edition of "
                            + (date == null ? "today" : date) + ": nothing that came in is dated then"));
            Map<PaperId, Paper> papers = new HashMap<>();
            open.papers(edition.papers()).forEach(x -> papers.put(x.id(), x));
            if (json) JsonOut.print(spec.commandLine().getOut(), asMap(edition, papers));
            else print(edition, papers);
            return 0;
        }
    }

    /// A day's date may stand for the week or month that holds it.
    private static Period.Span span(Period p, String date) {
        for (Period q : Period.values()) {
            var span = q.parse(date);
            if (span.isPresent()) return q == Period.DAY ? p.of(span.get().from()) : span.get();
        }
        throw new IllegalArgumentException("a date is 2024-09-10, 2024-W37 or 2024-09 but was '" + date + "'");
    }

    private void print(Edition edition, Map<PaperId, Paper> papers) {
        var out = spec.commandLine().getOut();
        out.printf("Broadsheet No. %d, %s%n", edition.number(), edition.span().label());
        for (Selection.Section s : edition.sections()) {
            out.printf("%n%s%n", s.title().toUpperCase(java.util.Locale.ROOT));
            for (Selection.Item item : s.items()) {
                Paper paper = papers.get(item.paper());
                if (paper == null) continue;
                out.printf(
                        "%n  %s%n  %s%s%n  %s%n",
                        paper.headline(), paper.slug(), SearchCommand.bylineOf(paper), item.reason());
            }
        }
        out.printf(
                "%nThat is all. %d papers; %d more came and are not here.%n",
                edition.papers().size(), edition.rest().size());
    }

    private static Map<String, Object> asMap(Edition e, Map<PaperId, Paper> papers) {
        List<Object> sections = new ArrayList<>();
        for (Selection.Section s : e.sections()) {
            List<Object> items = new ArrayList<>();
            for (Selection.Item item : s.items()) {
                Paper paper = papers.get(item.paper());
                if (paper == null) continue;
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("id", paper.id().value());
                map.put(
                        "arxiv",
                        paper.metadata()
                                .identifier(Identifier.Scheme.ARXIV)
                                .map(Identifier::value)
                                .orElse(null));
                map.put("title", paper.headline());
                map.put("reason", item.reason());
                map.put("score", item.score());
                items.add(map);
            }
            sections.add(Map.of("title", s.title(), "items", items));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("date", e.span().label());
        map.put("period", e.span().period().key());
        map.put("number", e.number());
        map.put("printed", e.printedAt().toString());
        map.put("came", e.came());
        map.put("sections", sections);
        map.put("rest", e.rest().size());
        return map;
    }
}
