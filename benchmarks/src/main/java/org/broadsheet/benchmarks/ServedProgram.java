package org.broadsheet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One run of `./broadsheet serve` of this checkout, in a process of its own.
final class ServedProgram implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final HttpClient client;
    private final double toFirstPage;

    /// Starts it and waits for the front page.
    ServedProgram(Path data, String... more) throws IOException, InterruptedException {
        long start = System.nanoTime();
        process = new ProcessBuilder(Stream.concat(
                                Stream.of("./broadsheet", "serve", "--port", "0", "--data", data.toString()),
                                Stream.of(more))
                        .toList())
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

    /// Milliseconds from the command to the last byte of the front page.
    double toFirstPage() {
        return toFirstPage;
    }

    URI address() {
        return address;
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

    /// Asks for a page many times, by several clients side by side.
    Timings timed(String path, int requests, int clients) throws InterruptedException, ExecutionException {
        long[] times = new long[requests];
        try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
            List<Future<Object>> running = IntStream.range(0, clients)
                    .mapToObj(c -> pool.submit(() -> {
                        for (int i = c; i < requests; i += clients) {
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

    /// Sends a form and says which status came back.
    static int post(HttpClient client, URI address, Map<String, String> headers, String form)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    double residentMegabytes() throws IOException {
        return ProcessMemory.megabytes(process.pid(), "VmRSS").orElse(Double.NaN);
    }

    /// Ends it as a power cut would.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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
