package org.broadsheet.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment of a fetch: nothing is lost, nothing is there twice, and no page that was kept
/// is asked for again.
///
/// Kills six processes; `-Dbroadsheet.kills=N` kills more, `-Dbroadsheet.kills.seed=N` at other moments.
@Timeout(300)
class KilledFetchTest {
    private static final int KILLS = Integer.getInteger("broadsheet.kills", 6);
    private static final long SEED = Long.getLong("broadsheet.kills.seed", 20261125);
    private static final int PAPERS_A_PAGE = 8;
    private static final int PAGES = 12 * KILLS;

    @TempDir
    Path folder;

    private final List<Integer> asked = new CopyOnWriteArrayList<>();

    @Test
    void whatWasFetchedIsThereOnceAfterwards() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oai", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            int at = query.indexOf("resumptionToken=p");
            int page = at < 0 ? 0 : Integer.parseInt(query.substring(at + "resumptionToken=p".length()));
            asked.add(page);
            byte[] body = page(page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/oai";
            Random random = new Random(SEED);
            int kept = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                List<String> said = run(base, kill, 1 + random.nextInt(5), random.nextInt(40));
                kept += pages(said, kept);
                assertThat(said).as("it was to be killed before its end").doesNotContain("done");
            }
            List<String> said = run(base, KILLS, Integer.MAX_VALUE, 0);
            pages(said, kept);
            assertThat(said).endsWith("done");
        } finally {
            server.stop(0);
        }
        check();
    }

    /// Pages that a process kept for certain; each begins after those that were kept before it.
    private int pages(List<String> said, int keptBefore) {
        List<Integer> mine = List.copyOf(asked);
        asked.clear();
        if (!mine.isEmpty()) {
            assertThat(mine.getFirst()).isBetween(keptBefore, keptBefore + killedBetween);
            for (int i = 1; i < mine.size(); i++) assertThat(mine.get(i)).isEqualTo(mine.get(i - 1) + 1);
        }
        int heard = (int) said.stream().filter(s -> s.startsWith("read ")).count();
        assertThat(heard).isLessThanOrEqualTo(mine.size());
        // The last page asked for may have been kept without a word of it.
        killedBetween = heard < mine.size() ? 1 : 0;
        return mine.isEmpty() ? 0 : mine.getFirst() + heard - keptBefore;
    }

    private int killedBetween;

    private List<String> run(String base, int hours, int times, int millis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchToKill.class.getName(),
                        folder.resolve("data").toString(),
                        base,
                        Integer.toString(hours))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            while (said.stream().filter(s -> s.startsWith("read ")).count() < times && hear(out, said)) {
                // it lives, and works
            }
            if (times < Integer.MAX_VALUE) {
                process.waitFor(millis, TimeUnit.MILLISECONDS);
                // Through its handle: the process's own method would close its output, and what it said last
                // with it.
                process.toHandle().destroyForcibly();
            }
            process.waitFor();
            while (hear(out, said)) {
                // what it had said before it died counts too
            }
        }
        return said;
    }

    private static boolean hear(BufferedReader out, List<String> said) throws java.io.IOException {
        String line = out.readLine();
        // a line without its end was cut off, and never said
        if (line != null && line.endsWith(";")) said.add(line.substring(0, line.length() - 1));
        return line != null;
    }

    private void check() {
        int all = PAGES * PAPERS_A_PAGE;
        try (Library library = Library.open(LibrarySettings.in(folder.resolve("data")))) {
            library.catchUp(_ -> {});
            assertThat(library.count()).isEqualTo(all);
            assertThat(library.status().indexed()).isEqualTo(all);
            assertThat(library.database()
                            .reading()
                            .sql("select count(*) from record")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(all);
            for (int i = 0; i < all; i += 37)
                assertThat(library.search(SearchRequest.of("id:" + id(i), SearchRequest.Mode.WORDS, 5))
                                .total())
                        .isEqualTo(1);
        }
    }

    private static String id(int i) {
        return "2611.%05d".formatted(i);
    }

    private static String page(int page) {
        StringBuilder b = new StringBuilder("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>");
        for (int i = page * PAPERS_A_PAGE; i < (page + 1) * PAPERS_A_PAGE; i++)
            b.append(
                    "<record><header><identifier>oai:arXiv.org:%1$s</identifier><datestamp>2026-11-24</datestamp></header><metadata><arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>%1$s</id><created>2026-11-23</created><authors><author><keyname>Oduya%2$d</keyname></author></authors><title>Report %2$d on matter %3$d</title><categories>cs.IR</categories><abstract>About %2$d.</abstract></arXiv></metadata></record>"
                            .formatted(id(i), i, 7 * i));
        String next = page + 1 < PAGES ? "p" + (page + 1) : "";
        return b.append("<resumptionToken>" + next + "</resumptionToken></ListRecords></OAI-PMH>")
                .toString();
    }
}
