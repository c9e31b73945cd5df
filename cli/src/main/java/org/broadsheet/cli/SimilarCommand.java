package org.broadsheet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.server.library.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `similar ID|TEXT`
@Command(
        name = "similar",
        description = "Papers like one of yours (any of its names), or like a text.",
        mixinStandardHelpOptions = true)
final class SimilarCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Parameters(arity = "1..*", paramLabel = "ID|TEXT", description = "a paper's id, or a text such as an abstract")
    private List<String> words = List.of();

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "10",
            description = "most papers (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1_000) throw new IllegalArgumentException("--limit is from 1 to 1000");
        String text = String.join(" ", words);
        try (Library open = library.open()) {
            open.catchUp(_ -> {});
            Optional<Paper> paper = open.paper(text);
            List<Hit> hits = paper.isPresent() ? open.similar(paper.get().id(), limit) : open.similar(text, limit);
            Map<PaperId, Paper> papers = new LinkedHashMap<>();
            open.papers(hits.stream().map(Hit::id).toList()).forEach(p -> papers.put(p.id(), p));
            List<Map<String, Object>> list = new ArrayList<>();
            for (Hit hit : hits) {
                Paper p = papers.get(hit.id());
                if (p == null) continue;
                list.add(Map.of("id", p.slug(), "title", p.headline(), "score", hit.score()));
                if (!json)
                    spec.commandLine()
                            .getOut()
                            .printf("%s%n    %s%s%n", p.headline(), p.slug(), SearchCommand.bylineOf(p));
            }
            if (json) JsonOut.print(spec.commandLine().getOut(), Map.of("total", list.size(), "hits", list));
            return 0;
        }
    }
}
