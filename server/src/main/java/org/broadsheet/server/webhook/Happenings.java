package org.broadsheet.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Notices what webhooks are to be told, and puts it down to be delivered: each edition once, and each
/// paper that came
/// for what is followed once, across restarts and processes.
@Component
final class Happenings {
    /// What came this lately may belong to a transaction that is not over yet.
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Library library;
    private final Editions editions;
    private final Follows follows;
    private final Webhooks webhooks;

    Happenings(Library library, Editions editions, Follows follows, Webhooks webhooks) {
        this.library = library;
        this.editions = editions;
        this.follows = follows;
        this.webhooks = webhooks;
    }

    /// Looks what happened since the last look.
    void look() {
        List<Webhooks.Looking> all = webhooks.enabled();
        // A paper that is not indexed yet would be passed over by a search.
        boolean indexed = library.behind() == 0;
        for (Webhooks.Looking l : all)
            switch (l.webhook().kind()) {
                case EDITION -> edition(l);
                case FOLLOW -> {
                    if (indexed) follow(l);
                }
            }
    }

    /// An edition is new when it is first printed with something new in it; the first look finds out which
    /// one is not.
    private void edition(Webhooks.Looking l) {
        Optional<Edition> newest = editions.newest(Period.DAY).filter(e -> !e.shelf());
        String label = newest.map(e -> e.span().label()).orElse("0");
        if (l.seen().isEmpty()) webhooks.looked(l, label, "", null);
        else if (label.compareTo(l.seen()) > 0) {
            Edition e = newest.orElseThrow();
            webhooks.looked(
                    l,
                    label,
                    "edition " + label,
                    Payload.edition(
                            e, library.papers(e.papers()), library.clock().instant()));
        }
    }

    private void follow(Webhooks.Looking l) {
        Optional<Follow> follow =
                l.webhook().follow().flatMap(id -> follows.own(l.webhook().reader(), id));
        if (follow.isEmpty()) {
            webhooks.disable(l.webhook(), "what it told of is followed no longer");
            return;
        }
        Instant now = library.clock().instant();
        String until = Times.text(now.minus(UNDER_WAY));
        if (until.compareTo(l.seen()) <= 0) return;
        List<Follows.Arrival> came = follows.between(follow.get(), Instant.parse(l.seen()), Instant.parse(until));
        webhooks.looked(
                l,
                until,
                "papers until " + until,
                came.isEmpty()
                        ? null
                        : Payload.arrivals(
                                follow.get(),
                                came,
                                library.papers(came.stream()
                                        .map(Follows.Arrival::paper)
                                        .toList()),
                                now));
    }
}
