package org.broadsheet.server.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Orders letters when their time has come, until it is stopped. Times are in the database, and an
/// edition's letter is
/// ordered once, so a restart, or a second process, changes nothing.
@Component
public final class DigestSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DigestSchedule.class);
    /// Longest wait: a subscription that another process took is noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final int BATCH = 200;

    private final Library library;
    private final Subscriptions subscriptions;
    private volatile @Nullable CountDownLatch stopping;
    private @Nullable Thread worker;

    public DigestSchedule(Library library, Subscriptions subscriptions) {
        this.library = library;
        this.subscriptions = subscriptions;
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        worker = Thread.ofVirtual().name("digests").start(() -> work(stop));
    }

    @Override
    public void stop() {
        CountDownLatch stop = stopping;
        Thread running = worker;
        if (stop == null || running == null) return;
        stop.countDown();
        try {
            running.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void work(CountDownLatch stop) {
        try {
            Duration wait = LEAST;
            do {
                try {
                    wait = round();
                } catch (RuntimeException e) {
                    LOG.error("it could not be seen which letters are due; it is tried again: {}", e.getMessage());
                    wait = LOOK;
                }
            } while (!stop.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Orders every letter that is due.
    ///
    /// @return how long to wait before the next round
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
