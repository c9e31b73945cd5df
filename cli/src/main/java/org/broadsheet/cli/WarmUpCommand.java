package org.broadsheet.cli;

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

/// Goes once through what a reader does, in a data directory of its own, so that the launcher can keep what
/// the JVM
/// learned on the way.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("broadsheet-warm-up");
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
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(f);
            }
        }
        return 0;
    }
}
