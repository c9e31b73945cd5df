package org.broadsheet.corpus.matching;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Data sets beside the repository. A test that asks for one that is not there is skipped.
final class DataSets {
    private static final Path FOLDER = Path.of(System.getProperty("broadsheet.repository", "."))
            .resolve("../shared/data")
            .normalize();

    private DataSets() {}

    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), () -> "no data set at " + file);
        return file;
    }

    /// The objects of a file of one JSON object a line.
    static List<JsonNode> lines(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(name))), StandardCharsets.UTF_8))) {
            return in.lines().map(JsonMapper.shared()::readTree).toList();
        }
    }
}
