package org.broadsheet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.format.PaperWriter;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `export`
@Command(
        name = "export",
        description = "Writes papers as bibtex, ris, csl-json, jsonl or csv: all of them, or those a search finds.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            description = "bibtex, ris, csl-json, jsonl or csv (default: ${DEFAULT-VALUE})")
    private String format = "jsonl";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "file to write (default: standard output)")
    private @Nullable Path file;

    @Option(
            names = "--query",
            paramLabel = "TEXT",
            description = "only what this search finds by words, at most 1,000 papers")
    private @Nullable String query;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (Library open = library.open()) {
            open.catchUp(_ -> {});
            PaperWriter writer = open.formats().writer(format);
            if (file == null) {
                PrintStream out = new PrintStream(System.out, false, java.nio.charset.StandardCharsets.UTF_8);
                writer.write(papers(open), out);
                out.flush();
            } else {
                // Written beside and moved into place, so that a broken export never looks like a whole one.
                AtomicLong written = new AtomicLong();
                Path part = file.resolveSibling(file.getFileName() + ".part");
                try (OutputStream out = Files.newOutputStream(part)) {
                    writer.write(papers(open).peek(_ -> written.incrementAndGet()), out);
                }
                Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                spec.commandLine()
                        .getOut()
                        .printf("%,d %s in %s%n", written.get(), written.get() == 1 ? "paper" : "papers", file);
            }
        }
        return 0;
    }

    private Stream<Paper> papers(Library open) {
        if (query != null) {
            var hits = open.search(new SearchRequest(
                    query,
                    SearchRequest.Mode.WORDS,
                    SearchRequest.Sort.RELEVANCE,
                    java.util.Map.of(),
                    0,
                    SearchRequest.MAX_DEPTH,
                    false,
                    false));
            return open.papers(hits.hits().stream().map(h -> h.id()).toList()).stream();
        }
        return Stream.iterate(
                        open.after("", PAGE),
                        page -> !page.isEmpty(),
                        page -> open.after(page.getLast().id().value(), PAGE))
                .flatMap(List::stream);
    }
}
