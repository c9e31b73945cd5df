package org.broadsheet.server.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.springframework.stereotype.Component;

/// What a reader's own feeds hold. Papers that the reader hid or said are not wanted are in none.
@Component
public final class OwnFeeds {
    private static final int DAYS = 7;
    private static final Duration LATELY = Duration.ofDays(14);
    private static final int MOST = 100;

    private final Library library;
    private final Editions editions;
    private final Follows follows;
    private final Judgments judgments;

    public OwnFeeds(Library library, Editions editions, Follows follows, Judgments judgments) {
        this.library = library;
        this.editions = editions;
        this.follows = follows;
        this.judgments = judgments;
    }

    /// A feed's papers, in order.
    ///
    /// @param reasons why each is there; of papers of which nothing is to be said, none
    /// @param updated when there was last something new
    public record Content(List<Paper> papers, Map<PaperId, String> reasons, Instant updated) {}

    /// The newest edition as this reader gets it and those of the week before it: first what came for those
    /// follows
    /// that are sections of it, then what everybody gets.
    public Content edition(ReaderId reader) {
        Map<PaperId, String> reasons = new LinkedHashMap<>();
        Instant updated = Instant.EPOCH;
        Optional<Period.Span> span = editions.newest(Period.DAY).map(Edition::span);
        LocalDate last = span.map(s -> s.from().minusDays(DAYS)).orElse(LocalDate.MIN);
        if (span.isPresent()) {
            Instant since = last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            for (Follow f : follows.of(reader))
                if (f.section()) follows.since(f, since).forEach(a -> reasons.putIfAbsent(a.paper(), a.reason()));
        }
        while (span.isPresent() && span.get().from().isAfter(last)) {
            Edition e = editions.edition(span.get()).orElse(null);
            if (e == null) break;
            for (Selection.Section s : e.sections()) s.items().forEach(i -> reasons.putIfAbsent(i.paper(), i.reason()));
            if (e.printedAt().isAfter(updated)) updated = e.printedAt();
            span = editions.before(span.get());
        }
        return content(reader, reasons, updated);
    }

    /// What came in the last fourteen days for all that is followed, newest first.
    public Content follows(ReaderId reader) {
        return arrivals(reader, follows.since(reader, library.clock().instant().minus(LATELY)));
    }

    /// The same for one thing.
    public Content follow(ReaderId reader, Follow follow) {
        return arrivals(reader, follows.since(follow, library.clock().instant().minus(LATELY)));
    }

    private Content arrivals(ReaderId reader, List<Follows.Arrival> came) {
        Map<PaperId, String> reasons = new LinkedHashMap<>();
        came.forEach(a -> reasons.putIfAbsent(a.paper(), a.reason()));
        return content(reader, reasons, Instant.EPOCH);
    }

    private Content content(ReaderId reader, Map<PaperId, String> reasons, Instant updated) {
        Map<PaperId, Opinion> opinions = judgments.opinions(reader, reasons.keySet());
        Set<PaperId> unwanted = new HashSet<>();
        opinions.forEach((p, o) -> {
            if (o.hidden() || o.down() || o.notInterested().isPresent()) unwanted.add(p);
        });
        List<Paper> papers = library.papers(reasons.keySet().stream()
                .filter(p -> !unwanted.contains(p))
                .limit(MOST)
                .toList());
        return new Content(papers, reasons, updated);
    }
}
