package org.broadsheet.server.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.rounds.Rounds;
import org.springframework.stereotype.Component;

/// Orders letters when their time has come, until it is stopped. Times are in the database, and an
/// edition's letter is
/// ordered once, so a restart, or a second process, changes nothing.
@Component
public final class DigestSchedule extends Rounds {
    /// Longest wait: a subscription that another process took is noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final int BATCH = 200;

    private final Library library;
    private final Subscriptions subscriptions;

    public DigestSchedule(Library library, Subscriptions subscriptions) {
        super("digests", Duration.ZERO, LOOK);
        this.library = library;
        this.subscriptions = subscriptions;
    }

    /// Orders every letter that is due.
    ///
    /// @return how long to wait before the next round
    @Override
    public Duration round() {
        subscriptions.tidy();
        List<Subscription> due = subscriptions.due(BATCH);
        while (!due.isEmpty()) {
            for (Subscription s : due)
                if (subscriptions.undeliverable(s)) subscriptions.returned(s);
                else subscriptions.order(s);
            due = subscriptions.due(BATCH);
        }
        Instant now = library.clock().instant();
        Duration left = subscriptions
                .nextDue()
                .map(next -> Duration.between(now, next))
                .filter(d -> d.compareTo(LOOK) < 0)
                .orElse(LOOK);
        return left.compareTo(LEAST) > 0 ? left : LEAST;
    }
}
