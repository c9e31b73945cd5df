package org.broadsheet.server.administration;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Forgets what is due a while after the start and every day after it.
@Component
final class RetentionSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private final Retention retention;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread worker;

    RetentionSchedule(Retention retention) {
        this.retention = retention;
    }

    @Override
    public synchronized void start() {
        worker = Thread.ofVirtual().name("retention").start(this::work);
    }

    private void work() {
        try {
            Duration wait = FIRST;
            while (!stopping.await(wait.toSeconds(), TimeUnit.SECONDS)) {
                wait = DAY;
                try {
                    retention.forget(() -> stopping.getCount() == 0);
                } catch (RuntimeException e) {
                    LOG.warn("what is over could not be forgotten, which is tried tomorrow: {}", e.getMessage());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        Thread running = worker;
        worker = null;
        if (running == null) return;
        try {
            running.join(Duration.ofSeconds(20));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }
}
