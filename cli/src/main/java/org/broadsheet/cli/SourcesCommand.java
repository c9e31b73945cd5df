package org.broadsheet.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.KeyedWeb;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.server.fetch.SourceState;
import org.broadsheet.server.fetch.Sources;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sources list|add|remove|fetch`
@Command(
        name = "sources",
        description = "What is asked for new papers on schedule while the server runs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SourcesCommand.ListThem.class,
            SourcesCommand.Add.class,
            SourcesCommand.Remove.class,
            SourcesCommand.Fetch.class
        })
final class SourcesCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: sources list, add, remove or fetch");
    }

    private static String kinds() {
        return Arrays.stream(Source.Kind.values()).map(Source.Kind::key).collect(Collectors.joining(", "));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "never" : TIME.format(at) + " UTC";
    }

    /// A library's sources, asked with whatever keys the environment has.
    static Sources sources(Library library, Web web) {
        return new Sources(library, new KeyedWeb(web, System.getenv("BROADSHEET_OPENALEX_KEY")));
    }

    /// `sources list`
    @Command(name = "list", description = "Every source and how it stands.", mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Option(names = "--json", description = "print as JSON")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (Library open = library.open();
                    GuardedWeb web = GuardedWeb.standard()) {
                List<SourceState> all = sources(open, web).all();
                if (json)
                    JsonOut.print(
                            out,
                            Map.of("sources", all.stream().map(ListThem::asMap).toList()));
                else if (all.isEmpty())
                    out.println(
                            "No source is asked on schedule. Add one, for example: broadsheet sources add arxiv cs.IR");
                else
                    for (SourceState s : all)
                        out.printf(
                                "%-28s last good %s, next %s%s%n",
                                s.source().id(),
                                time(s.goodAt()),
                                time(s.nextAt()),
                                s.trouble() == null ? "" : "; failing: " + s.trouble());
            }
            return 0;
        }

        private static Map<String, @Nullable Object> asMap(SourceState s) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("id", s.source().id());
            map.put("kind", s.source().kind().key());
            map.put("what", s.source().what());
            map.put("from", s.bookmark().from().toString());
            map.put("lastGood", s.goodAt() == null ? null : s.goodAt().toString());
            map.put("next", s.nextAt().toString());
            map.put("failures", s.failures());
            map.put("trouble", s.trouble());
            return map;
        }
    }

    /// `sources add`
    @Command(
            name = "add",
            description =
                    "Adds sources: arxiv CATEGORY..., hf-daily, openalex FILTER, biorxiv, medrxiv, feed ADDRESS...",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Parameters(
                index = "0",
                paramLabel = "KIND",
                description = "arxiv, hf-daily, openalex, biorxiv, medrxiv or feed")
        private String kind = "";

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "WHAT",
                description = "categories, a filter, or addresses")
        private List<String> what = List.of();

        @Option(names = "--since", paramLabel = "DAY", description = "first day to ask for (default: a week ago)")
        private @Nullable LocalDate since;

        @Option(
                names = "--base",
                paramLabel = "URL",
                description = "another server that answers in the same way, for example a mirror in your own network")
        private @Nullable URI base;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            Source.Kind k = Source.Kind.ofKey(kind)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no kind of source '" + kind + "'; there are " + kinds()));
            List<Source> wanted = new ArrayList<>();
            for (String w : what.isEmpty() ? List.of("") : what) wanted.add(new Source(k, w, base));
            PrintWriter out = spec.commandLine().getOut();
            try (Library open = library.open();
                    GuardedWeb web = GuardedWeb.standard()) {
                Sources sources = sources(open, web);
                for (Source s : wanted) {
                    boolean added = since == null ? sources.add(s) : sources.add(s, since);
                    out.println(s.id() + (added ? " is asked from now on" : " was there already"));
                }
            }
            return 0;
        }
    }

    /// `sources remove`
    @Command(
            name = "remove",
            description = "Stops asking sources; the papers they gave stay.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Parameters(arity = "1..*", paramLabel = "ID", description = "names as `sources list` prints them")
        private List<String> ids = List.of();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            boolean all = true;
            try (Library open = library.open();
                    GuardedWeb web = GuardedWeb.standard()) {
                Sources sources = sources(open, web);
                for (String id : ids) {
                    boolean gone = sources.remove(id);
                    all &= gone;
                    spec.commandLine().getOut().println(gone ? id + " is asked no more" : "there is no source " + id);
                }
            }
            return all ? 0 : 1;
        }
    }

    /// `sources fetch`
    @Command(
            name = "fetch",
            description = "Asks sources now instead of waiting for their time; Ctrl-C stops after a page, and the next"
                    + " fetch goes on there.",
            mixinStandardHelpOptions = true)
    static final class Fetch implements Callable<Integer> {
        private static final int SHOWN = 5;

        @Mixin
        private LibraryOptions library = new LibraryOptions();

        @Parameters(arity = "0..*", paramLabel = "ID", description = "which (default: all)")
        private List<String> ids = List.of();

        @Option(names = "--json", description = "print as JSON")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            AtomicBoolean stop = new AtomicBoolean();
            List<Sources.Outcome> outcomes = new ArrayList<>();
            PrintWriter out = spec.commandLine().getOut();
            try (Library open = library.open();
                    GuardedWeb web = GuardedWeb.standard()) {
                Sources sources = sources(open, web);
                List<String> wanted = ids.isEmpty()
                        ? sources.all().stream().map(s -> s.source().id()).toList()
                        : ids;
                Thread here = Thread.currentThread();
                Thread hook = new Thread(() -> {
                    stop.set(true);
                    sources.stop();
                    try {
                        here.join(10_000);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
                Runtime.getRuntime().addShutdownHook(hook);
                for (String id : wanted) {
                    if (stop.get()) break;
                    try (Progress progress = new Progress(id, "papers", -1)) {
                        outcomes.add(sources.ask(id, stop::get, progress));
                    }
                    if (!json) print(out, outcomes.getLast());
                }
                if (!stop.get()) Runtime.getRuntime().removeShutdownHook(hook);
                if (wanted.isEmpty() && !json)
                    out.println("No source is asked. Add one: broadsheet sources add arxiv cs.IR");
            }
            if (json) JsonOut.print(out, Map.of("sources", outcomes));
            return outcomes.stream().anyMatch(o -> o.failure() != null) ? 1 : 0;
        }

        private static void print(PrintWriter out, Sources.Outcome o) {
            if (!o.asked()) out.println(o.source() + ": another process is asking it");
            else
                out.printf(
                        "%s: %,d read, %,d new, %,d joined papers already here%s%s%n",
                        o.source(),
                        o.read(),
                        o.added(),
                        o.merged(),
                        o.rejected() > 0 ? ", " + o.rejected() + " could not be read" : "",
                        o.failure() == null ? "" : "; " + o.failure());
            for (Problem p :
                    o.problems().subList(0, Math.min(SHOWN, o.problems().size())))
                out.println("  " + p.where() + ": " + p.why());
            if (o.rejected() > SHOWN) out.printf("  and %,d more%n", o.rejected() - SHOWN);
        }
    }
}
