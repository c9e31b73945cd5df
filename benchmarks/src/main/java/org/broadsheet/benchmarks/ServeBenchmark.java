package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
            try (ServedProgram fresh = new ServedProgram(data)) {
                results.put("first start: library, index and edition made, first page, ms", fresh.toFirstPage());
            }
            long[] starts = new long[5];
            for (int i = 0; i < starts.length; i++)
                try (ServedProgram again = new ServedProgram(data)) {
                    starts[i] = (long) (again.toFirstPage() * 1e6);
                }
            results.put("later start, first page, median ms", new Timings(starts).quantile(0.5));
            results.put("bare JVM (java -version), ms", bareJvm());
            try (ServedProgram server = new ServedProgram(data)) {
                load(server, requests, results);
            }
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
            }
        }
        results.write(out);
    }

    private static void load(ServedProgram server, int requests, Results results)
            throws IOException, InterruptedException, ExecutionException {
        List<String> pages = List.of("/", "/broadsheet.css", "/search?q=reward+model", "/api/v1/search?q=reward+model");
        for (String page : pages) server.timed(page, 500, CLIENTS); // warm up
        results.put("resident memory before, MB", server.residentMegabytes());
        double[] rates = new double[pages.size()];
        for (int i = 0; i < pages.size(); i++) {
            int times = i == 0 ? requests : Math.min(requests, 2_000);
            long start = System.nanoTime();
            Timings times2 = server.timed(pages.get(i), times, CLIENTS);
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
}
