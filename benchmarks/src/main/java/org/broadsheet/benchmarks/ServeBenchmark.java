package org.broadsheet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The program as a reader meets it: time until the first page on a fresh machine and on the second start, front pages
/// a second beside a file of the same server, and memory after many requests.
///
/// Arguments: requests (10,000), folder for results. Runs `./broadsheet` of this checkout.
final class ServeBenchmark {
    private static final int CLIENTS = 8;

    private ServeBenchmark() {}

    public static void main(String... args) throws IOException, InterruptedException, ExecutionException {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path out = Path.of(args.length > 1 ? args[1] : "benchmarks/results");
        Path data = Files.createTempDirectory("broadsheet-serve-benchmark");
        Results results = new Results("serve");
        results.put("requests", requests);
        try {
            try (Server fresh = new Server(data)) {
                results.put("first start: library, index and edition made, first page, ms", fresh.toFirstPage);
            }
            long[] starts = new long[5];
            for (int i = 0; i < starts.length; i++)
                try (Server again = new Server(data)) {
                    starts[i] = (long) (again.toFirstPage * 1e6);
                }
            results.put("later start, first page, median ms", new Timings(starts).quantile(0.5));
            results.put("bare JVM (java -version), ms", bareJvm());
            try (Server server = new Server(data)) {
                load(server, requests, results);
            }
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
            }
        }
        results.write(out);
    }

    private static void load(Server server, int requests, Results results)
            throws IOException, InterruptedException, ExecutionException {
        List<String> pages = List.of("/", "/broadsheet.css", "/search?q=reward+model", "/api/v1/search?q=reward+model");
        for (String page : pages) server.timed(page, 500); // warm up
        results.put("resident memory before, MB", server.residentMegabytes());
        double[] rates = new double[pages.size()];
        for (int i = 0; i < pages.size(); i++) {
            int times = i == 0 ? requests : Math.min(requests, 2_000);
            long start = System.nanoTime();
            Timings times2 = server.timed(pages.get(i), times);
            rates[i] = times / ((System.nanoTime() - start) / 1e9);
            results.put(pages.get(i) + ", requests/s with " + CLIENTS + " clients", rates[i]);
            results.put(pages.get(i) + ", p50 ms", times2.quantile(0.5));
            results.put(pages.get(i) + ", p99 ms", times2.quantile(0.99));
            if (i == 0) results.put("resident memory after these, MB", server.residentMegabytes());
        }
        results.put("front page, time as a multiple of a file's", rates[1] / rates[0]);
        results.put("resident memory after all, MB", server.residentMegabytes());
    }

    private static double bareJvm() throws IOException, InterruptedException {
        long[] times = new long[5];
        String java = ProcessHandle.current().info().command().orElse("java");
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            times[i] = System.nanoTime() - start;
        }
        return new Timings(times).quantile(0.5);
    }

    /// One run of the program.
    private static final class Server implements AutoCloseable {
        private final Process process;
        private final URI address;
        private final HttpClient client;
        /// Milliseconds from the command to the last byte of the front page.
        private final double toFirstPage;

        Server(Path data) throws IOException, InterruptedException {
            long start = System.nanoTime();
            process = new ProcessBuilder("./broadsheet", "serve", "--port", "0", "--data", data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line;
            String found = null;
            while (found == null && (line = said.readLine()) != null) {
                int at = line.indexOf("http://");
                if (at >= 0) found = line.substring(at).split("\\s")[0];
            }
            if (found == null) throw new IOException("the server did not say where it is");
            address = URI.create(found);
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            get("/");
            toFirstPage = (System.nanoTime() - start) / 1e6;
        }

        private void get(String path) throws IOException, InterruptedException {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            boolean whole = path.startsWith("/api") || path.endsWith(".css")
                    ? response.body().length() > 200
                    : response.body().contains("</html>");
            if (response.statusCode() != 200 || !whole)
                throw new IllegalStateException(path + " answered " + response.statusCode());
        }

        Timings timed(String path, int requests) throws InterruptedException, ExecutionException {
            long[] times = new long[requests];
            try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<Object>> running = IntStream.range(0, CLIENTS)
                        .mapToObj(c -> clients.submit(() -> {
                            for (int i = c; i < requests; i += CLIENTS) {
                                long start = System.nanoTime();
                                get(path);
                                times[i] = System.nanoTime() - start;
                            }
                            return new Object();
                        }))
                        .toList();
                for (Future<Object> f : running) f.get();
            }
            return new Timings(times);
        }

        double residentMegabytes() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                return lines.filter(l -> l.startsWith("VmRSS:"))
                        .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(Double.NaN);
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("the server did not stop within 20 seconds");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
