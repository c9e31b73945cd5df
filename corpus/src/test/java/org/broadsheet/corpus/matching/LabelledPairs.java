package org.broadsheet.corpus.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pairs of bibliographic records of which people have said whether they are one paper.
record LabelledPairs(List<Pair> pairs) {
    record Pair(Metadata a, Metadata b, boolean same) {}

    private static final Path FOLDER = Path.of(System.getProperty("broadsheet.repository", "."))
            .resolve("../shared/data/paper-matching")
            .normalize();

    /// Where a set lies; it may be missing.
    static Path file(String set) {
        return FOLDER.resolve(set + ".jsonl.gz");
    }

    static LabelledPairs read(String set) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(set))), StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                JsonNode o = JsonMapper.shared().readTree(line);
                pairs.add(new Pair(
                        metadata(o.path("a")), metadata(o.path("b")), o.path("match").asInt() == 1));
            }
        }
        return new LabelledPairs(pairs);
    }

    private static Metadata metadata(JsonNode o) {
        Metadata.Builder b = Metadata.builder().title(o.path("title").asString());
        for (String name : o.path("authors").asString().split(" , ")) b.author(name);
        String venue = o.path("venue").asString();
        b.publication(
                new Publication(null, venue.isBlank() ? null : venue, null, null, null, null));
        // Some years are written as `1997.0`.
        String year = o.path("year").asString().split("\\.", 2)[0];
        if (year.matches("\\d{4}")) b.published(PartialDate.ofYear(Integer.parseInt(year)));
        return b.build();
    }
}
