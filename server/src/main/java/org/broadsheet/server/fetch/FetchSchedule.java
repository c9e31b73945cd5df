package org.broadsheet.server.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every source when its time has come, one after the other, until it is closed. Times are in the database, so a
/// restart changes nothing about them.
public final class FetchSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchSchedule.class);
    /// Longest sleep: a source that another process adds is noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Sources sources;
    private final Clock clock;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread worker;

    /// Starts asking.
    public FetchSchedule(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
        this.worker = Thread.ofVirtual().name("sources").start(this::work);
    }

    private void work() {
        try {
            while (!stopping.get()) {
                round();
                Instant now = clock.instant();
                Duration left = sources.nextDue()
                        .map(next -> Duration.between(now, next))
                        .filter(d -> d.compareTo(LOOK) < 0)
                        .orElse(LOOK);
                Thread.sleep(left.isPositive() ? left : Duration.ofSeconds(1));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        for (SourceState s : sources.due()) {
            if (stopping.get()) return;
            try {
                Sources.Outcome o = sources.ask(s.source().id(), stopping::get, _ -> {});
                if (o.failure() != null) LOG.warn("source {}: {}", o.source(), o.failure());
                else if (o.asked()) LOG.info("source {}: {} read, {} added", o.source(), o.read(), o.added());
            } catch (RuntimeException e) {
                // A source that breaks in a way nobody thought of must not stop the others.
                LOG.error("source {} could not be asked", s.source().id(), e);
            }
        }
    }

    @Override
    public void close() {
        stopping.set(true);
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
