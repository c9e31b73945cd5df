package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Kept editions of Daily Papers: lines of `day`, `arxiv`, `title`, `authors_or_users` and `generated_summary`, in the
/// order of the day. The summary was written by a program and stays apart from an abstract. Names without a space are
/// logins of the hub, not authors.
final class HfDailyArchive implements PaperFormat {
    private static final Set<String> FIELDS = Set.of("day", "arxiv", "title", "generated_summary");
    /// Days whose positions are remembered: more than are in any archive, and a bound on a hostile one.
    private static final int MAX_DAYS = 100_000;

    @Override
    public String name() {
        return "hf-daily-archive";
    }

    @Override
    public boolean recognises(Head head) {
        return JsonHead.of(head.text()).fields().keySet().containsAll(FIELDS);
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        Map<LocalDate, Integer> positions = new HashMap<>();
        JsonRecords.read(in, Set.of(), sink, line -> {
            LocalDate day = day(text(line, "day"));
            if (positions.size() >= MAX_DAYS && !positions.containsKey(day))
                throw new IllegalArgumentException("the archive has more than " + MAX_DAYS + " days");
            // a line that is no good still takes its place on the page
            int position = positions.merge(day, 1, Integer::sum);
            String arxiv = text(line, "arxiv");
            Metadata.Builder b = Metadata.builder()
                    .title(text(line, "title"))
                    .machineSummary(text(line, "generated_summary"))
                    .identifier(Scheme.ARXIV, arxiv)
                    .identifier(Scheme.HF, arxiv)
                    .listing(new Listing(HfDaily.LIST, day, position));
            for (JsonNode name : each(line, "authors_or_users"))
                if (name.isString() && name.asString().strip().contains(" ")) b.author(name.asString());
            // the same paper on another day is another record: both days stay
            String key = arxiv == null ? "" : arxiv.strip();
            return new SourceRecord(context.provenance(key.isEmpty() ? "" : key + "@" + day), b.build());
        });
    }

    private static LocalDate day(@Nullable String text) {
        try {
            if (text != null) return LocalDate.parse(text.strip());
        } catch (DateTimeParseException _) {
            // told below
        }
        throw new IllegalArgumentException("an entry needs its day as YYYY-MM-DD but has '" + text + "'");
    }
}
