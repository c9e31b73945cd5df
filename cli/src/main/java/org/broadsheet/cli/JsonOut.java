package org.broadsheet.cli;

import java.io.PrintWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Prints a value (maps, lists, records) as one JSON document.
final class JsonOut {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonOut() {}

    static void print(PrintWriter out, Object value) {
        out.println(JSON.writeValueAsString(value));
    }
}
