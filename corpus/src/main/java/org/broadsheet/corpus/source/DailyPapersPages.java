package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// Daily Papers, one day after the other. A day is read again for a while, since its papers gather votes.
final class DailyPapersPages implements Protocol {
    private static final String BASE = "https://huggingface.co";
    /// Most papers the server puts on a page.
    private static final int LIMIT = 100;

    /// A place in a round: `2026-11-23`, and further pages of that day as `2026-11-23/1`.
    private record Place(LocalDate day, int page) {
        static Place of(Bookmark at) {
            if (at.token().isEmpty()) return new Place(at.from(), 0);
            String[] parts = at.token().split("/");
            return new Place(LocalDate.parse(parts[0]), parts.length < 2 ? 0 : Integer.parseInt(parts[1]));
        }
    }

    @Override
    public URI address(Source source, Bookmark at) {
        Place place = Place.of(at);
        return Protocol.address(
                Protocol.base(source, BASE) + "/api/daily_papers",
                "date",
                place.day().toString(),
                "p",
                Integer.toString(place.page()),
                "limit",
                Integer.toString(LIMIT));
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        Envelope answer = Envelope.read(body, "", "error");
        if (!answer.listed()) throw new HarvestFailed("it answered with no list of papers " + answer.value("error"));
        if (answer.papers() > 0) Answers.papers(body, context, sink);
        Place place = Place.of(at);
        if (answer.papers() >= LIMIT) return place.day() + "/" + (place.page() + 1);
        LocalDate next = place.day().plusDays(1);
        return next.isAfter(at.until()) ? "" : next.toString();
    }

    @Override
    public int overlapDays() {
        return 2;
    }
}
