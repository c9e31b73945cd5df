package org.broadsheet.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.Sessions;

/// Many readers at once on one SQLite file: each looks at a page, votes and pauses four seconds, for a minute (after
/// twenty seconds in which the server warms up); then the server is
/// killed while they vote, again and again. Afterwards every vote that was answered must be in the database.
///
/// Arguments: readers (200), seconds (60), kills (20), folder for results. Runs `./broadsheet` of this checkout and
/// asks
/// it on this machine alone.
final class LoadBenchmark {
    private static final int PAPERS = 300;
    private static final long SEED = 20_261_126;

    /// What a reader may be found to think of a paper.
    private enum Thumb {
        UP,
        DOWN,
        NONE
    }

    /// One reader: the pages of one person are asked for one after the other.
    private static final class Person {
        private final ReaderId id;
        private final String cookie;
        private final Random random;
        private final Map<PaperId, Set<Thumb>> thumbs = new HashMap<>();

        Person(ReaderId id, String cookie, long seed) {
            this.id = id;
            this.cookie = cookie;
            this.random = new Random(seed);
        }
    }

    private final Path data;
    private final Results results = new Results("load");
    private final List<Person> people = new ArrayList<>();
    private final List<PaperId> papers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> reads = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> votes = new ConcurrentLinkedQueue<>();
    private final AtomicLong unanswered = new AtomicLong();

    private LoadBenchmark(Path data) {
        this.data = data;
    }

    public static void main(String... args) throws IOException, InterruptedException, ExecutionException {
        int readers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        int kills = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        Path out = Path.of(args.length > 3 ? args[3] : "benchmarks/results");
        Path data = Files.createTempDirectory("broadsheet-load-benchmark");
        try {
            new LoadBenchmark(data).run(readers, seconds, kills, out);
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
            }
        }
    }

    private void run(int readers, int seconds, int kills, Path out)
            throws IOException, InterruptedException, ExecutionException {
        furnish(readers);
        results.put("readers", readers);
        results.put("seconds", seconds);
        try (ServedProgram server = new ServedProgram(data, "--no-starter")) {
            long warm = System.nanoTime() + Duration.ofSeconds(seconds).toNanos() / 3;
            everybody(server.address(), warm, 3_000, 5_000, false);
            reads.clear();
            votes.clear();
            long begin = System.nanoTime();
            long end = begin + Duration.ofSeconds(seconds).toNanos();
            everybody(server.address(), end, 3_000, 5_000, false);
            double took = (System.nanoTime() - begin) / 1e9;
            results.check(unanswered.get() == 0, unanswered.get() + " requests were answered with an error");
            results.put("pages and votes a second", (reads.size() + votes.size()) / took);
            report("pages read", reads);
            report("votes", votes);
            results.put("errors", (double) unanswered.get());
        }
        results.put("votes lost", (double) lost());
        long before = votes.size();
        for (int kill = 0; kill < kills; kill++) {
            ServedProgram server = new ServedProgram(data, "--no-starter");
            Random when = new Random(SEED + kill);
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(Duration.ofMillis(500 + when.nextInt(1_500)));
                    server.kill();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            everybody(server.address(), Long.MAX_VALUE, 0, 50, true);
            killer.join();
            server.close();
            results.check(lost() == 0, "votes lost by kill " + (kill + 1));
        }
        results.put("kills while voting", kills);
        results.put("votes answered meanwhile", (double) (votes.size() - before));
        results.put("votes that no answer came to", (double) unanswered.get());
        results.put("votes lost by kills", (double) lost());
        results.write(out);
    }

    private void furnish(int readers) throws IOException {
        SyntheticPapers synthetic = new SyntheticPapers(SEED, 60_000, 1);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PaperFormats.standard()
                .writer("jsonl")
                .write(Stream.iterate(0, i -> i < PAPERS, i -> i + 1).map(synthetic::paper), lines);
        try (Library library = Library.open(LibrarySettings.in(data))) {
            library.importStream("papers", "papers.jsonl", new ByteArrayInputStream(lines.toByteArray()), _ -> {});
            library.encodeAll(_ -> {}); // so that the server has nothing else to do
            SearchRequest everything = new SearchRequest(
                    "", SearchRequest.Mode.WORDS, SearchRequest.Sort.DATE, Map.of(), 0, PAPERS, false, false);
            library.search(everything).hits().forEach(h -> papers.add(h.id()));
            results.check(papers.size() == PAPERS, "papers in the library: " + papers.size());
            Readers accounts = new Readers(library, List.of());
            Sessions sessions = new Sessions(library);
            for (int i = 0; i < readers; i++) {
                Role role = i == 0 ? Role.ADMINISTRATOR : Role.READER;
                ReaderId id =
                        accounts.create("reader" + i, "Reader " + i, null, role).id();
                String secret = sessions.open(id, null, "load", true).secret();
                people.add(new Person(id, "broadsheet=" + secret, SEED + i));
            }
        }
    }

    /// Lets every reader read and vote until the time is over, or until the server is gone.
    private void everybody(URI address, long end, int pauseFrom, int pauseTo, boolean untilGone)
            throws InterruptedException, ExecutionException {
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running = people.stream()
                    .map(p -> threads.submit(() -> {
                        Thread.sleep(Duration.ofMillis(p.random.nextInt(pauseTo)));
                        while (System.nanoTime() < end) {
                            if (!untilGone) read(client, address, p);
                            boolean there = vote(client, address, p);
                            if (!there && untilGone) break;
                            Thread.sleep(Duration.ofMillis(p.random.nextInt(pauseFrom, pauseTo)));
                        }
                        return new Object();
                    }))
                    .toList();
            for (Future<Object> f : running) f.get();
        }
    }

    private void read(HttpClient client, URI address, Person p) throws InterruptedException {
        String path = switch (p.random.nextInt(4)) {
            case 0, 1 -> "/papers";
            case 2 -> "/papers/" + papers.get(p.random.nextInt(PAPERS)).value();
            default -> "/judgments";
        };
        long start = System.nanoTime();
        try {
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .header("Cookie", p.cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (page.statusCode() != 200 || !page.body().contains("</html>")) unanswered.incrementAndGet();
            reads.add(System.nanoTime() - start);
        } catch (IOException _) {
            unanswered.incrementAndGet();
        }
    }

    /// @return whether the server answered
    private boolean vote(HttpClient client, URI address, Person p) throws InterruptedException {
        PaperId paper = papers.get(p.random.nextInt(PAPERS));
        Thumb wanted = Thumb.values()[p.random.nextInt(3)];
        String base = address.toString().replaceAll("/$", "");
        long start = System.nanoTime();
        try {
            int status = ServedProgram.post(
                    client,
                    address.resolve("/papers/" + paper.value() + "/judgment"),
                    Map.of("Cookie", p.cookie, "Origin", base),
                    "thumb=" + wanted.name().toLowerCase(java.util.Locale.ROOT));
            if (status == 303) {
                p.thumbs.put(paper, EnumSet.of(wanted));
                votes.add(System.nanoTime() - start);
                return true;
            }
            if (status == 429) return true; // refused for its pace, and said so
        } catch (IOException _) {
            // the server is gone: whether the vote counts is not known
        }
        p.thumbs.computeIfAbsent(paper, _ -> EnumSet.of(Thumb.NONE)).add(wanted);
        unanswered.incrementAndGet();
        return false;
    }

    /// Votes that the database does not have as they were answered.
    private long lost() {
        long lost = 0;
        try (Library library = Library.open(LibrarySettings.in(data))) {
            Judgments judgments = new Judgments(library);
            for (Person p : people) {
                Map<PaperId, Opinion> found = judgments.opinions(p.id, papers);
                for (Map.Entry<PaperId, Set<Thumb>> e : p.thumbs.entrySet()) {
                    Opinion o = found.getOrDefault(e.getKey(), Opinion.NONE);
                    Thumb is = o.up() ? Thumb.UP : o.down() ? Thumb.DOWN : Thumb.NONE;
                    if (!e.getValue().contains(is)) lost++;
                    // What was not known is known now.
                    e.setValue(EnumSet.of(is));
                }
            }
        }
        return lost;
    }

    private void report(String what, ConcurrentLinkedQueue<Long> nanos) {
        Timings t = new Timings(nanos.stream().mapToLong(n -> n).toArray());
        results.put(what, nanos.size());
        results.put(what + ", p50 ms", t.quantile(0.5));
        results.put(what + ", p99 ms", t.quantile(0.99));
    }
}
