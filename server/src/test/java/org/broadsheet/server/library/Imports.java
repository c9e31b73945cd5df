package org.broadsheet.server.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;

/// Papers for tests of the library.
final class Imports {
    private static final Instant SEEN = Instant.parse("2026-11-24T06:00:00Z");
    private static final String[] WORDS = {
        "amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "harbour", "island", "juniper", "kelp",
                "lichen",
        "marsh", "nectar", "otter", "pebble", "quartz", "reed", "sorrel", "tundra", "umber", "vetch", "willow", "yarrow"
    };

    private Imports() {}

    static ImportReport give(Library library, String name, String text) {
        try {
            return library.importStream(
                    name, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The records of JSON lines, each under its `_id`.
    static List<SourceRecord> records(String source, String lines) {
        List<SourceRecord> records = new ArrayList<>();
        for (String line : lines.strip().split("\n"))
            records.add(new SourceRecord(
                    new Provenance(source, line.replaceFirst(".*?\"_id\":\"([^\"]*)\".*", "$1"), SEEN),
                    NeutralJson.parse(line)));
        return records;
    }

    /// Papers `first` to `first + n - 1`, each the same whoever asks and unlike every other; keyed by their number.
    static List<SourceRecord> generated(String source, int first, int n) {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = first; i < first + n; i++) records.addAll(records(source, line(i)));
        return records;
    }

    /// Paper `i` as a JSON line: it has a DOI, a day on a list, a link, and number and words nobody shares.
    static String line(int i) {
        String a = WORDS[i % WORDS.length];
        String b = WORDS[i / WORDS.length % WORDS.length];
        String c = WORDS[i / WORDS.length / WORDS.length % WORDS.length];
        return ("{\"_id\":\"%1$d\",\"title\":\"%2$s %3$s %4$s: report number %1$d\",\"abstract\":\"On %4$s and %2$s, the %1$dth time.\","
                        + "\"authors\":[\"Author %5$s%1$d\"],\"doi\":\"10.5555/generated.%1$d\",\"year\":%6$d,"
                        + "\"links\":[{\"kind\":\"pdf\",\"address\":\"https://example.org/%1$d.pdf\"}],"
                        + "\"listings\":[{\"list\":\"generated\",\"day\":\"2026-11-%7$02d\",\"position\":%8$d}]}\n")
                .formatted(i, a, b, c, b, 1990 + i % 35, 1 + i % 20, 1 + i / 20);
    }
}
