package org.broadsheet.server.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.broadsheet.server.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every source when its time has come, until it is closed: sources of one host one after the other,
/// different hosts side by side. Times are in the database, so a restart changes nothing about them.
///
/// Its threads are told to stop and waited for, never interrupted: a page may be on its way into the index,
/// which an interrupt would close.
public final class FetchSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchSchedule.class);
    /// Longest wait: a source that another process adds is noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Sources sources;
    private final Clock clock;
    private final Duration look;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<String> busyHosts = ConcurrentHashMap.newKeySet();
    private final ExecutorService askers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("source-", 0).factory());
    private final Thread worker;

    /// Starts asking.
    public FetchSchedule(Sources sources, Clock clock) {
        this(sources, clock, LOOK);
    }

    FetchSchedule(Sources sources, Clock clock, Duration look) {
        this.sources = sources;
        this.clock = clock;
        this.look = look;
        this.worker = Thread.ofVirtual().name("sources").start(this::work);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void work() {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.error("it could not be seen which sources are due; it is tried again: {}", e.getMessage());
                }
            } while (!stopping.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        try {
            Instant now = clock.instant();
            Duration left = sources.nextDue()
                    .map(next -> Duration.between(now, next))
                    .filter(d -> d.compareTo(look) < 0)
                    .orElse(look);
            // What is due already waits for its host, or for another process.
            Duration least = look.dividedBy(10);
            return left.compareTo(least) > 0 ? left : least;
        } catch (RuntimeException e) {
            LOG.error("it could not be seen when sources are due; it is tried again: {}", e.getMessage());
            return look;
        }
    }

    private void round() {
        for (SourceState s : sources.due()) {
            String host = s.source().host();
            if (!busyHosts.add(host)) continue;
            askers.execute(() -> {
                try {
                    if (!stopped()) ask(s.source().id());
                } finally {
                    busyHosts.remove(host);
                }
            });
        }
    }

    private void ask(String id) {
        try {
            Sources.Outcome o = sources.ask(id, this::stopped, _ -> {});
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
        stopping.countDown();
        sources.stop();
        try {
            worker.join();
            askers.shutdown();
            if (!askers.awaitTermination(1, TimeUnit.MINUTES)) LOG.warn("a source is still being asked");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
