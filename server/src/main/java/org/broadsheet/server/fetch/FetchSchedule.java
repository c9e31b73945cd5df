package org.broadsheet.server.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.broadsheet.server.log.Trace;
import org.broadsheet.server.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every source when its time has come, until it is closed: sources of one host one after the other,
/// different hosts side by side. Times are in the database, so a restart changes nothing about them.
public final class FetchSchedule extends Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchSchedule.class);
    /// Longest wait: a source that another process adds is noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Sources sources;
    private final Clock clock;
    private final Duration look;
    private final Set<String> busyHosts = ConcurrentHashMap.newKeySet();
    private final ExecutorService askers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("source-", 0).factory());

    private FetchSchedule(Sources sources, Clock clock, Duration look) {
        super("sources", Duration.ZERO, look);
        this.sources = sources;
        this.clock = clock;
        this.look = look;
    }

    /// Starts asking.
    public static FetchSchedule started(Sources sources, Clock clock) {
        return started(sources, clock, LOOK);
    }

    static FetchSchedule started(Sources sources, Clock clock, Duration look) {
        FetchSchedule schedule = new FetchSchedule(sources, clock, look);
        schedule.start();
        return schedule;
    }

    @Override
    public Duration round() {
        Instant now = clock.instant();
        for (SourceState s : sources.due()) {
            String host = s.source().host();
            if (!busyHosts.add(host)) continue;
            askers.execute(() -> {
                try {
                    if (!stopping()) ask(s.source().id());
                } finally {
                    busyHosts.remove(host);
                }
            });
        }
        Duration left = sources.nextDue()
                .map(next -> Duration.between(now, next))
                .filter(d -> d.compareTo(look) < 0)
                .orElse(look);
        // What is due already waits for its host, or for another process.
        Duration least = look.dividedBy(10);
        return left.compareTo(least) > 0 ? left : least;
    }

    private void ask(String id) {
        try {
            Sources.Outcome o = sources.ask(id, this::stopping, _ -> {});
            if (o.failure() != null) LOG.warn("source {}: {}", o.source(), o.failure());
            else if (o.asked()) LOG.info("source {}: {} read, {} added", o.source(), o.read(), o.added());
        } catch (RuntimeException e) {
            // A source that breaks in a way nobody thought of must not stop the others.
            LOG.error("source {} could not be asked: {}", id, Trace.of(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops: questions under way are given up, a page that is being kept is kept.
    @Override
    public void close() {
        stop();
        askers.shutdown();
        try {
            if (!askers.awaitTermination(1, TimeUnit.MINUTES)) LOG.warn("a source is still being asked");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void giveUp() {
        sources.stop();
    }
}
