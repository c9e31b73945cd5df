package org.broadsheet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.BroadsheetServer;
import org.broadsheet.server.RunningServer;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.fetch.Deliveries;
import org.broadsheet.server.fetch.FetchSchedule;
import org.broadsheet.server.fetch.Sources;
import org.broadsheet.server.library.ImportReport;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `serve`: the main job. With nothing configured it makes the data directory, loads the starter library,
/// builds the index, prints today's edition and answers until Ctrl-C.
@Command(
        name = "serve",
        description = "Serves your paper: web pages, feeds and the API.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    static final String STARTER = "/org/broadsheet/cli/starter-library.jsonl";

    @Mixin
    private LibraryOptions library = new LibraryOptions();

    @Mixin
    private MailOptions mail = new MailOptions();

    @Mixin
    private OpenIdOptions openId = new OpenIdOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "port; 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "address readers use, for links in feeds (default: the request's own)")
    private @Nullable String publicUrl;

    @Option(
            names = "--single-user",
            description =
                    "nobody signs in: everybody at this machine is the administrator (not with --host, --public-url)")
    private boolean singleUser;

    @Option(names = "--no-starter", description = "leave an empty library empty")
    private boolean noStarter;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        // What is wrong with them is said before anything is opened.
        String log = System.getenv().getOrDefault("BROADSHEET_LOG", "text");
        if (!log.equals("text") && !log.equals("json"))
            throw new IllegalArgumentException("BROADSHEET_LOG is text or json but was '" + log + "'");
        ServerSettings settings =
                new ServerSettings(host, port, publicUrl, singleUser, mail.settings(), openId.settings());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Library open = library.open();
        Thread hook = new Thread(() -> {
            open.stop();
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (GuardedWeb web = GuardedWeb.standard()) {
            prepare(open, noStarter, out);
            Sources sources = SourcesCommand.sources(open, web);
            Editions editions = editions(open, sources);
            editions.newest(Period.DAY)
                    .ifPresent(e -> out.printf(
                            "Edition No. %d of %s: %d papers.%n",
                            e.number(), e.span().label(), e.papers().size()));
            try (RunningServer server = start(open, editions, settings);
                    FetchSchedule _ = FetchSchedule.started(sources, open.clock())) {
                open.keepUp();
                out.printf(
                        "Broadsheet is at %s  (data in %s; Ctrl-C stops it)%n",
                        server.address(), open.settings().data());
                out.printf("Mail goes to %s.%n", server.mailGoesTo());
                server.administratorLink()
                        .ifPresent(link -> out.printf(
                                "Nobody runs this house yet. Make the administrator's account at%n  %s%n"
                                        + "(once, within 7 days; or start with --single-user where only you use it)%n",
                                link));
                out.flush();
                stop.await();
                out.println("Stopping.");
            }
        } finally {
            open.close();
            stopped.countDown();
        }
        return 0;
    }

    private RunningServer start(Library open, Editions editions, ServerSettings settings) {
        try {
            return BroadsheetServer.start(open, editions, settings);
        } catch (RuntimeException e) {
            for (Throwable t = e; t != null; t = t.getCause())
                if (t instanceof java.net.BindException
                        || String.valueOf(t.getMessage()).contains("already in use"))
                    throw new Failures.WorkFailed(
                            "port " + port + " is taken; stop what uses it or choose another with --port");
            throw e;
        }
    }

    static Editions editions(Library open, Sources sources) {
        return new Editions(open, new RecencyEditionRanker(), new Deliveries(sources, open.clock()));
    }

    /// Loads the starter library into an empty one, and brings the index up.
    static void prepare(Library open, boolean noStarter, PrintWriter out) throws IOException {
        if (open.count() == 0 && !noStarter) {
            try (InputStream in = ServeCommand.class.getResourceAsStream(STARTER)) {
                if (in == null) throw new IOException("this build has no starter library");
                ImportReport report = open.importStream("starter library", "starter-library.jsonl", in, _ -> {});
                out.printf("A new library: %d papers to start with.%n", report.added());
            }
        }
        long behind = open.behind();
        if (behind > 0) {
            try (Progress progress = new Progress("indexing", "papers", behind)) {
                open.catchUp(progress);
            }
        }
    }
}
