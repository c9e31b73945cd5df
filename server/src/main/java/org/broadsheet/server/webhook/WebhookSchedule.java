package org.broadsheet.server.webhook;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for what is to be told and delivers what is due, while the server runs.
@Component
final class WebhookSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSchedule.class);
    private static final Duration DELIVER = Duration.ofSeconds(15);
    /// Rounds of delivering between two looks, which search and may print.
    private static final int LOOK = 8;

    private final Happenings happenings;
    private final Messenger courier;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread worker;

    WebhookSchedule(Happenings happenings, Messenger courier) {
        this.happenings = happenings;
        this.courier = courier;
    }

    @Override
    public synchronized void start() {
        worker = Thread.ofVirtual().name("webhooks").start(this::work);
    }

    private void work() {
        try {
            for (int round = 1; !stopping.await(DELIVER.toMillis(), TimeUnit.MILLISECONDS); round++)
                try {
                    if (round % LOOK == 0) happenings.look();
                    courier.deliver();
                } catch (RuntimeException e) {
                    LOG.warn("webhooks could not be told, which is tried again: {}", e.getMessage());
                }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        courier.close();
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
