package org.broadsheet.studies.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.evaluation.file.PlainBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of data sets, plain or gzip.
final class DataLines {
    private DataLines() {}

    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(PlainBytes.open(file), StandardCharsets.UTF_8));
    }

    static List<String> of(Path file) throws IOException {
        try (BufferedReader in = open(file)) {
            return in.readAllLines();
        }
    }

    static List<JsonNode> json(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : of(file))
            if (!line.isBlank()) all.add(JsonMapper.shared().readTree(line));
        return all;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? "" : value.asString();
    }
}
