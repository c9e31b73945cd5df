package org.broadsheet.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.server.BroadsheetServer;
import org.broadsheet.server.RunningServer;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.fetch.Sources;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Goes once through what a reader does, or what an engineer measures, in a folder of its own, so that
/// the launcher can keep what the JVM learned on the way.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    @Option(names = "--measuring", description = "measure a run instead of serving pages")
    private boolean measuring;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("broadsheet-warm-up");
        try {
            if (measuring) measure(data);
            else serve(data);
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(f);
            }
        }
        return 0;
    }

    /// A run as long as the compiler needs to see what matters: 300,000 lines.
    private static void measure(Path folder) throws IOException {
        Path qrels = folder.resolve("qrels");
        Path run = folder.resolve("run");
        try (BufferedWriter judged = Files.newBufferedWriter(qrels);
                BufferedWriter ranked = Files.newBufferedWriter(run)) {
            for (int topic = 0; topic < 3000; topic++) {
                for (int d = 0; d < 12; d++) judged.write(topic + " 0 doc" + (topic + 16 * d) + " " + d % 3 + "\n");
                for (int d = 0; d < 100; d++)
                    ranked.write(topic + " Q0 doc" + (topic + d) + " " + d + " " + (60 - d / 2) + ".25 made\n");
            }
        }
        for (String[] line : List.of(
                new String[] {"evaluate", "-c", qrels.toString(), run.toString()},
                new String[] {"evaluate", "-q", "-m", "all_trec", "-m", "nDCG@10", qrels.toString(), run.toString()})) {
            StringWriter said = new StringWriter();
            int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(said), line);
            if (code != 0) throw new IOException(String.join(" ", line) + " failed: " + said);
        }
    }

    private static void serve(Path data) throws IOException, InterruptedException {
        try (Library library = Library.open(LibrarySettings.in(data));
                GuardedWeb web = GuardedWeb.standard()) {
            ServeCommand.prepare(library, false, new PrintWriter(new StringWriter()));
            Editions editions = ServeCommand.editions(library, new Sources(library, web));
            try (RunningServer server =
                            BroadsheetServer.start(library, editions, new ServerSettings("127.0.0.1", 0, null));
                    HttpClient client = HttpClient.newHttpClient()) {
                for (String page : List.of("/papers", "/search?q=preference+learning&mode=words", "/status", "/topics"))
                    client.send(
                            HttpRequest.newBuilder(URI.create(server.address() + page))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            }
        }
    }
}
