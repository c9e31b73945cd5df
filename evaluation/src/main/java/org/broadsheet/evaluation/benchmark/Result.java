package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What one system scored with one seed, and everything that made it.
///
/// @param benchmark  id
/// @param version    of the benchmark
/// @param digest     of the benchmark's definition, which pins the data too
/// @param system     name in the leaderboard
/// @param uses       the system of the kind of task, or the sha256 of a submitted run
/// @param parameters of the system
/// @param seed       of split and system
/// @param submitted  whether the run came from outside
/// @param code       version of the program
/// @param machine    where it ran
/// @param topics     how many were measured
/// @param measures   mean (or what the measure says) over topics, by name
/// @param scores     sha256 of the file with the score of every topic
/// @param seconds    that the run took; not part of what has to come out the same
/// @param megabytes  most memory that the program had held by its end, other systems that ran meanwhile
///                   included: of the process where the operating system tells, of the heap elsewhere;
///                   not part of it either
public record Result(
        String benchmark,
        int version,
        String digest,
        String system,
        String uses,
        Map<String, String> parameters,
        long seed,
        boolean submitted,
        String code,
        Machine machine,
        int topics,
        Map<String, Double> measures,
        String scores,
        double seconds,
        long megabytes) {
    public Result {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /// @param java       version and maker
    /// @param system     operating system and architecture
    /// @param processors that the program may use
    public record Machine(String java, String system, int processors) {
        /// This one.
        public static Machine here() {
            return new Machine(
                    Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /// The most memory this process has held so far, in MB.
    static long peakMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        } catch (IOException | NumberFormatException e) {
            // No Linux: the heap is what can be told.
        }
        long heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
            if (pool.getType() == MemoryType.HEAP) heap += pool.getPeakUsage().getUsed();
        return heap >> 20;
    }

    /// Whether it answers the same question: the same definition, system, parameters and seed.
    public boolean sameQuestion(Benchmark other, Benchmark.Entry entry, long otherSeed) {
        return digest.equals(other.digest())
                && system.equals(entry.name())
                && uses.equals(entry.system())
                && parameters.equals(entry.parameters())
                && seed == otherSeed;
    }
}
