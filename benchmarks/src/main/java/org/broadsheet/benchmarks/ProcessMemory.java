package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What Linux says of a process's memory.
final class ProcessMemory {
    private ProcessMemory() {}

    /// @param field such as `VmRSS` for what is resident now, `VmHWM` for the most that ever was
    /// @return megabytes; empty where it is not told
    /// @throws IOException where there is no such process, or this is another system
    static OptionalDouble megabytes(long pid, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(l -> l.startsWith(field + ":"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        }
    }
}
