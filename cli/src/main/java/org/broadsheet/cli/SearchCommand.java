package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.BatchSearch;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `search TEXT` and `search --queries FILE --run OUT`
@Command(
        name = "search",
        description = {
            "Finds papers by words, by meaning, or both.",
            "Fields: author:NAME cat:cs.IR year:2024..2026 id:2409.02795 source:arxiv has:code \"a phrase\" -not"
        },
        mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "what to look for")
    private List<String> text = List.of();

    @Option(
            names = "--mode",
            defaultValue = "hybrid",
            description = "words, meaning or hybrid (default: ${DEFAULT-VALUE})")
    private Mode mode = Mode.HYBRID;

    @Option(
            names = "--sort",
            defaultValue = "relevance",
            description = "relevance, date or upvotes (default: ${DEFAULT-VALUE})")
    private Sort sort = Sort.RELEVANCE;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "10",
            description = "most hits (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "many queries: JSONL (_id or id, text) or lines of id, tab, text")
    private @Nullable Path queries;

    @Option(names = "--run", paramLabel = "OUT", description = "with --queries: the TREC run to write")
    private @Nullable Path run;

    @Option(
            names = "--depth",
            defaultValue = "1000",
            description = "with --queries: most papers a query (default: ${DEFAULT-VALUE})")
    private int depth;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (queries != null) return batch(queries);
        if (text.isEmpty()) throw usage("Say what to look for, for example: broadsheet search late interaction");
        if (limit < 1 || limit > SearchRequest.MAX_DEPTH)
            throw usage("--limit is from 1 to " + SearchRequest.MAX_DEPTH);
        try (Library open = library.open()) {
            open.catchUp(_ -> {});
            warnOfMissingVectors(open);
            SearchResult result =
                    open.search(new SearchRequest(String.join(" ", text), mode, sort, Map.of(), 0, limit, false, true));
            print(open, result);
            return 0;
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private void warnOfMissingVectors(Library open) {
        if (mode == Mode.WORDS) return;
        LibraryStatus status = open.status();
        if (status.encoded() < status.papers())
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%,d of %,d papers have no vector yet and are found by words only; `broadsheet serve` makes them in the background%n",
                            status.papers() - status.encoded(), status.papers());
    }

    private void print(Library open, SearchResult result) {
        Map<PaperId, Paper> papers = new LinkedHashMap<>();
        open.papers(result.hits().stream().map(Hit::id).toList()).forEach(p -> papers.put(p.id(), p));
        var out = spec.commandLine().getOut();
        if (json) {
            List<Map<String, @Nullable Object>> hits = new ArrayList<>();
            for (Hit hit : result.hits()) {
                Paper paper = papers.get(hit.id());
                if (paper == null) continue;
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                map.put("id", paper.slug());
                map.put("title", paper.headline());
                map.put("score", hit.score());
                // A chance that the paper is relevant needs judged searches to be learned from; until then there is
                // none to tell.
                map.put("relevance", null);
                map.put("snippet", hit.snippet().text());
                map.put("keys", hit.keys());
                map.put(
                        "by",
                        hit.byWords() && hit.byMeaning() ? "words and meaning" : hit.byMeaning() ? "meaning" : "words");
                hits.add(map);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("total", result.total());
            answer.put("understood", result.understood());
            answer.put("hits", hits);
            JsonOut.print(out, answer);
            return;
        }
        out.printf("%,d found (%s)%n", result.total(), result.understood());
        int place = 0;
        for (Hit hit : result.hits()) {
            Paper paper = papers.get(hit.id());
            if (paper == null) continue;
            out.printf("%n%2d. %s%n    %s%s%n", ++place, paper.headline(), paper.slug(), bylineOf(paper));
            if (!hit.snippet().text().isEmpty())
                out.println("    " + hit.snippet().text());
        }
    }

    static String bylineOf(Paper paper) {
        var authors = paper.metadata().authors();
        var published = paper.metadata().published();
        StringBuilder line = new StringBuilder();
        if (!authors.isEmpty()) {
            line.append(", ").append(authors.getFirst().name());
            if (authors.size() > 1)
                line.append(" and ").append(authors.size() - 1).append(" more");
        }
        if (published != null) line.append(", ").append(published.year());
        return line.toString();
    }

    private int batch(Path file) throws IOException {
        if (run == null) throw usage("--queries needs --run OUT, the file to write");
        if (!text.isEmpty()) throw usage("Give either TEXT or --queries, not both");
        if (depth < 1 || depth > SearchRequest.MAX_DEPTH)
            throw usage("--depth is from 1 to " + SearchRequest.MAX_DEPTH);
        List<BatchSearch.Topic> topics;
        try (BufferedReader in = TextFile.open(file)) {
            topics = BatchSearch.topics(in);
        }
        try (Library open = library.open()) {
            Runtime.getRuntime().addShutdownHook(new Thread(open::stop));
            open.catchUp(_ -> {});
            if (mode != Mode.WORDS) complete(open);
            Path part = run.resolveSibling(run.getFileName() + ".part");
            try (Writer out = Files.newBufferedWriter(part);
                    Progress progress = new Progress("searching", "queries", topics.size())) {
                open.withIndex(mode != Mode.WORDS, (index, encoder) -> {
                    BatchSearch.run(
                            index,
                            encoder,
                            topics,
                            mode,
                            depth,
                            "broadsheet-" + mode.name().toLowerCase(java.util.Locale.ROOT),
                            out,
                            progress);
                    return true;
                });
            }
            Files.move(part, run, StandardCopyOption.REPLACE_EXISTING);
        }
        spec.commandLine().getErr().printf("%,d queries written to %s%n", topics.size(), run);
        return 0;
    }

    /// A run by meaning over half of the vectors would measure the other half's absence.
    private void complete(Library open) {
        LibraryStatus status = open.status();
        long missing = status.papers() - status.encoded();
        if (missing <= 0) return;
        spec.commandLine().getErr().printf("making the %,d vectors that are missing%n", missing);
        try (Progress progress = new Progress("vectors", "papers", missing)) {
            open.encodeAll(progress);
        }
    }
}
