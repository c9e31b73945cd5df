package org.broadsheet.server.rounds;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.broadsheet.server.log.Trace;
import org.broadsheet.server.store.StoreFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Work that is done again and again on a thread of its own, from [#start] to [#stop]. A round that fails is
/// logged, and the next one comes all the same.
///
/// The thread is told to stop and waited for, never interrupted: an interrupt in the middle of a write would
/// close what is written to.
public abstract class Rounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Duration first;
    private final Duration afterFailure;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread worker;

    /// @param name         of the thread, for the log
    /// @param first        wait before the first round
    /// @param afterFailure wait after a round that failed
    protected Rounds(String name, Duration first, Duration afterFailure) {
        this.name = name;
        this.first = first;
        this.afterFailure = afterFailure;
    }

    /// Does what is due.
    ///
    /// @return how long to wait before the next round
    public abstract Duration round();

    /// Ends what the round under way waits for, since it is to stop.
    protected void giveUp() {}

    /// Tidies up after the last round.
    protected void rest() {}

    /// Whether the round under way is to end soon.
    protected final boolean stopping() {
        return stopping;
    }

    /// Has the next round come at once.
    protected final void ring() {
        bell.release();
    }

    @Override
    public synchronized void start() {
        if (worker != null) return;
        stopping = false;
        worker = Thread.ofVirtual().name(name).start(this::work);
    }

    private void work() {
        try {
            Duration wait = first;
            while (!over(wait)) wait = attempt();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            rest();
        }
    }

    private boolean over(Duration wait) throws InterruptedException {
        if (!stopping) {
            var _ = bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            bell.drainPermits();
        }
        return stopping;
    }

    private Duration attempt() {
        try {
            return round();
        } catch (StoreFailed e) {
            LOG.error(
                    "{}: a round failed, and the next one comes in {} s: {}",
                    name,
                    afterFailure.toSeconds(),
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "{}: a round failed, and the next one comes in {} s: {}",
                    name,
                    afterFailure.toSeconds(),
                    Trace.of(e));
        }
        return afterFailure;
    }

    @Override
    public synchronized void stop() {
        Thread running = worker;
        if (running == null) return;
        stopping = true;
        giveUp();
        bell.release();
        try {
            if (!running.join(PATIENCE)) LOG.warn("{}: a round is still under way", name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        worker = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }
}
