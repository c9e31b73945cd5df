package org.broadsheet.corpus.matching;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import tools.jackson.databind.JsonNode;

/// Pairs of bibliographic records of which people have said whether they are one paper.
record LabelledPairs(List<Pair> pairs) {
    record Pair(Metadata a, Metadata b, boolean same) {}

    static LabelledPairs read(String set) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode o : DataSets.lines("paper-matching/" + set + ".jsonl.gz"))
            pairs.add(new Pair(
                    metadata(o.path("a")),
                    metadata(o.path("b")),
                    o.path("match").asInt() == 1));
        return new LabelledPairs(pairs);
    }

    private static Metadata metadata(JsonNode o) {
        Metadata.Builder b = Metadata.builder().title(o.path("title").asString());
        for (String name : o.path("authors").asString().split(" , ")) b.author(name);
        String venue = o.path("venue").asString();
        b.publication(Publication.in(venue.isBlank() ? null : venue));
        // Some years are written as `1997.0`.
        String year = o.path("year").asString().split("\\.", 2)[0];
        if (year.matches("\\d{4}")) b.published(PartialDate.ofYear(Integer.parseInt(year)));
        return b.build();
    }
}
