package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.RankedPreference;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Comparisons;
import org.broadsheet.preference.rating.PlackettLuce;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.preference.rating.Spectral;
import org.broadsheet.preference.rating.StandardErrors;
import org.jspecify.annotations.Nullable;

/// Fitting ratings beside choix (Python and NumPy) on the same comparisons in the same run; then alone, up to ten
/// million comparisons of a hundred thousand items, each size in a process of its own whose memory is read.
///
/// Ours is timed from comparisons that are packed, choix from the list of pairs it asks for; neither counts the
/// reading. choix knows no standard errors, so Bradley-Terry beside it is fitted without, and with them besides.
///
/// Arguments: folder of choix's sources, or - for none; the Python that has NumPy and SciPy (python3); folder for
/// results. choix takes some minutes.
final class RateBenchmark {
    /// choix stops at a mean step of 1e-8, short of the top; ours goes there.
    private static final double NEAR = 1e-3;

    private static final int ITEMS_ALONE = 100_000;
    private static final List<Integer> SIZES_ALONE = List.of(1_000_000, 3_000_000, 10_000_000);
    /// The heap a process gets: this many bytes a comparison, and this many beside.
    private static final int HEAP_EACH = 23;

    private static final int HEAP_BESIDE_MB = 70;

    private static final String PEER = """
            import sys, time
            sys.path.insert(0, sys.argv[1])
            import numpy as np, choix
            what, n, length, data, out = sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], sys.argv[6]
            rows = [tuple(r) for r in np.fromfile(data, dtype='<i4').reshape(-1, length).tolist()]
            start = time.perf_counter()
            found = getattr(choix, what)(n, rows)
            took = time.perf_counter() - start
            np.asarray(found, dtype='<f8').tofile(out)
            print(took)
            """;

    private RateBenchmark() {}

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 3 && args[0].equals("alone")) {
            alone(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            return;
        }
        Path folder = Files.createTempDirectory("rate");
        Path choix = args.length > 0 && !args[0].equals("-") ? Path.of(args[0]) : null;
        String python = args.length > 1 ? args[1] : "python3";
        Path out = Path.of(args.length > 2 ? args[2] : "benchmarks/results");
        Results results = new Results("rate");
        try {
            Beside beside = choix == null ? null : new Beside(choix, python, folder);
            spectral(beside, results);
            lists(beside, results);
            bradleyTerry(1_000, 100_000, 20, beside, results);
            bradleyTerry(10_000, 1_000_000, 5, beside, results);
            for (int size : SIZES_ALONE) process(size, results);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
        results.write(out);
    }

    /// Where choix is found and its files lie.
    private record Beside(Path choix, String python, Path folder) {
        /// What the function gives for the rows.
        ///
        /// @param rows items, best first, `length` of them each
        Fitted run(String function, int items, int length, int[] rows) throws IOException, InterruptedException {
            Path data = folder.resolve("rows");
            Path found = folder.resolve("found");
            Path said = folder.resolve("said");
            ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().put(rows);
            Files.write(data, bytes.array());
            List<String> command = List.of(
                    python,
                    "-c",
                    PEER,
                    choix.toAbsolutePath().toString(),
                    function,
                    Integer.toString(items),
                    Integer.toString(length),
                    data.toString(),
                    found.toString());
            run(command, said);
            double[] ratings = new double[items];
            ByteBuffer.wrap(Files.readAllBytes(found))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(ratings);
            return new Fitted(Double.parseDouble(Files.readString(said).strip()), centred(ratings));
        }

        private static void run(List<String> command, Path said) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0)
                throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
    }

    /// @param ratings by item, with a mean of 0
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    private record Fitted(double seconds, double[] ratings) {}

    private static void bradleyTerry(int items, int size, int rounds, @Nullable Beside beside, Results results)
            throws IOException, InterruptedException {
        String what = "Bradley-Terry, %,d items x %,d".formatted(items, size);
        int[] rows = pairs(items, size);
        Comparisons<Integer> packed = packed(items, rows);
        timed(what + " and errors", rounds, () -> BradleyTerry.PLAIN.fit(packed), items, results);
        BradleyTerry bare = BradleyTerry.PLAIN.with(StandardErrors.NONE);
        Fitted ours = timed(what, rounds, () -> bare.fit(packed), items, results);
        if (beside == null) return;
        compare(what, "MM", ours, beside.run("mm_pairwise", items, 2, rows), results);
        // its quickest holds a matrix of all pairs of items, which 10,000 of them overflow
        if (items <= 1_000) compare(what, "I-LSR", ours, beside.run("ilsr_pairwise", items, 2, rows), results);
    }

    private static void spectral(@Nullable Beside beside, Results results) throws IOException, InterruptedException {
        String what = "Rank Centrality, 1,000 items x 100,000";
        int[] rows = pairs(1_000, 100_000);
        Comparisons<Integer> packed = packed(1_000, rows);
        Fitted ours = timed(what, 10, () -> Spectral.RANK_CENTRALITY.fit(packed), 1_000, results);
        if (beside != null)
            compare(what, "rank_centrality", ours, beside.run("rank_centrality", 1_000, 2, rows), results);
    }

    private static void lists(@Nullable Beside beside, Results results) throws IOException, InterruptedException {
        int items = 1_000;
        int length = 5;
        String what = "Plackett-Luce, 1,000 items x 20,000 lists of 5";
        int[] rows = lists(items, 20_000, length);
        List<RankedPreference<String, Integer>> lists = new ArrayList<>();
        for (int at = 0; at < rows.length; at += length)
            lists.add(RankedPreference.ofOrder(
                    "", Arrays.stream(rows, at, at + length).boxed().toList()));
        Fitted ours = timed(what, 10, () -> PlackettLuce.PLAIN.fit(lists), items, results);
        if (beside != null) compare(what, "MM", ours, beside.run("mm_rankings", items, length, rows), results);
    }

    private static void compare(String what, String how, Fitted ours, Fitted theirs, Results results) {
        double furthest = 0;
        for (int i = 0; i < ours.ratings().length; i++)
            furthest = Math.max(furthest, Math.abs(ours.ratings()[i] - theirs.ratings()[i]));
        results.put(what + ": choix " + how + ", s", theirs.seconds());
        results.put(what + ": times as fast as choix " + how, theirs.seconds() / ours.seconds());
        results.put(what + ": furthest two ratings are apart, 1e-6", furthest * 1e6);
        results.check(furthest < NEAR, "the same ratings as choix " + how + " for " + what);
    }

    /// The first fit by itself, as a command meets it, and the middle one of the rounds.
    private static Fitted timed(String what, int rounds, Supplier<Ratings<Integer>> fit, int items, Results results) {
        long[] took = new long[rounds];
        @Nullable Ratings<Integer> ratings = null;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            ratings = fit.get();
            took[round] = System.nanoTime() - start;
        }
        if (ratings == null) throw new IllegalArgumentException("at least one round is needed");
        results.check(ratings.warnings().isEmpty(), what + " is told no warning but " + ratings.warnings());
        double seconds = new Timings(took).quantile(0.5) / 1000;
        results.put(what + ": ours, first, s", took[0] / 1e9);
        results.put(what + ": ours, median, s", seconds);
        double[] found = new double[items];
        for (int i = 0; i < items; i++) found[i] = ratings.rating(i);
        return new Fitted(seconds, centred(found));
    }

    private static void process(int size, Results results) throws IOException, InterruptedException {
        String what = "%,d comparisons of %,d items".formatted(size, ITEMS_ALONE);
        long heap = (long) size * HEAP_EACH / 1_000_000 + HEAP_BESIDE_MB;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-Xmn16m", // what is large and lives goes straight to the old
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RateBenchmark.class.getName(),
                        "alone",
                        Integer.toString(ITEMS_ALONE),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("the fit of " + what + " ended with " + process.exitValue());
        String[] numbers = said.strip().split(" ");
        results.put(what + ": packing, s", Double.parseDouble(numbers[0]));
        results.put(what + ": fit, s", Double.parseDouble(numbers[1]));
        results.put(what + ": fit and errors, s", Double.parseDouble(numbers[2]));
        results.put(what + ": packed, MB", size * 9 / 1e6);
        results.put(what + ": heap given, MB", (double) heap);
        results.put(what + ": most memory of the process, MB", Double.parseDouble(numbers[3]));
        results.put(what + ": correlation with the true ratings", Double.parseDouble(numbers[4]));
    }

    /// One size in this process: seconds, memory and how well the truth was found, in a line.
    private static void alone(int items, int size) throws IOException {
        long start = System.nanoTime();
        Drawn drawn = new Drawn(items);
        Comparisons.Builder<Integer> builder = Comparisons.builder();
        for (int i = 0; i < items; i++) builder.item(i);
        for (int k = 0; k < size; k++) {
            drawn.next();
            builder.add(drawn.left, drawn.right, drawn.leftWon ? Outcome.LEFT : Outcome.RIGHT);
        }
        Comparisons<Integer> packed = builder.build();
        double packing = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Ratings<Integer> bare = BradleyTerry.PLAIN.with(StandardErrors.NONE).fit(packed);
        double fit = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Ratings<Integer> ratings = BradleyTerry.PLAIN.fit(packed);
        double whole = (System.nanoTime() - start) / 1e9;
        double[] found = new double[items];
        for (int i = 0; i < items; i++) {
            found[i] = ratings.rating(i);
            if (found[i] != bare.rating(i)) throw new IllegalStateException("errors changed a rating");
        }
        System.out.println(
                packing + " " + fit + " " + whole + " " + peakMegabytes() + " " + correlation(found, drawn.strength));
    }

    /// The most this process held at any time, as Linux counts it.
    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmHWM:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6;
        throw new IOException("the system does not say how much memory was used");
    }

    private static double correlation(double[] a, double[] b) {
        double[] x = centred(a);
        double[] y = centred(b);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> v - mean).toArray();
    }

    /// Comparisons of two items drawn anywhere, won as Bradley and Terry have it with ratings of a standard deviation
    /// of 1.
    private static final class Drawn {
        private final SplittableRandom random = new SplittableRandom(1);
        private final double[] strength;
        private int left;
        private int right;
        private boolean leftWon;

        Drawn(int items) {
            strength = new double[items];
            Arrays.setAll(strength, _ -> random.nextGaussian());
        }

        void next() {
            left = random.nextInt(strength.length);
            right = (left + 1 + random.nextInt(strength.length - 1)) % strength.length;
            leftWon = random.nextDouble() < 1 / (1 + Math.exp(strength[right] - strength[left]));
        }
    }

    /// Winner and loser by turns.
    private static int[] pairs(int items, int size) {
        Drawn drawn = new Drawn(items);
        int[] rows = new int[2 * size];
        for (int k = 0; k < size; k++) {
            drawn.next();
            rows[2 * k] = drawn.leftWon ? drawn.left : drawn.right;
            rows[2 * k + 1] = drawn.leftWon ? drawn.right : drawn.left;
        }
        return rows;
    }

    /// Lists of different items, best first: the order of ratings with Gumbel noise, which is Plackett and Luce's.
    private static int[] lists(int items, int count, int length) {
        SplittableRandom random = new SplittableRandom(2);
        double[] strength = new double[items];
        Arrays.setAll(strength, _ -> random.nextGaussian());
        int[] rows = new int[count * length];
        for (int k = 0; k < count; k++) {
            double[] noisy = new double[items];
            List<Integer> drawn =
                    random.ints(0, items).distinct().limit(length).boxed().toList();
            for (int i : drawn) noisy[i] = strength[i] - Math.log(-Math.log(1 - random.nextDouble()));
            List<Integer> ordered = drawn.stream()
                    .sorted(Comparator.comparingDouble((Integer i) -> -noisy[i]))
                    .toList();
            for (int p = 0; p < length; p++) rows[k * length + p] = ordered.get(p);
        }
        return rows;
    }

    private static Comparisons<Integer> packed(int items, int[] rows) {
        Comparisons.Builder<Integer> builder = Comparisons.builder();
        for (int i = 0; i < items; i++) builder.item(i);
        for (int at = 0; at < rows.length; at += 2) builder.add(rows[at], rows[at + 1], Outcome.LEFT);
        return builder.build();
    }
}
