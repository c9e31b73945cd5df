package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a benchmark measured: printed as it comes, kept as JSON at the end.
final class Results {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String name;
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    Results(String name) {
        this.name = name;
        numbers.put("benchmark", name);
        numbers.put("java", Runtime.version().toString());
        numbers.put("processors", Runtime.getRuntime().availableProcessors());
        numbers.put("heap MB", Runtime.getRuntime().maxMemory() >> 20);
    }

    void put(String what, double value) {
        numbers.put(what, Math.round(value * 1000) / 1000.0);
        System.out.printf("%-60s %,14.3f%n", what, value);
    }

    /// An answer that is not what it must be makes every number above worthless.
    void check(boolean holds, String what) {
        if (!holds) throw new IllegalStateException("wrong answer, so no measurement: " + what);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        JSON.writeValue(file, numbers);
        System.out.println("kept in " + file);
    }
}
