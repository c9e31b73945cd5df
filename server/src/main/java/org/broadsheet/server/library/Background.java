package org.broadsheet.server.library;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.retrieval.embedding.EncodingFailed;
import org.broadsheet.server.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two threads that keep a library's index and vectors up with its database while it is open. They are told to stop and
/// waited for, never
/// interrupted: an interrupt in the middle of a write would close the index under it.
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    /// Another process's import is found by words within a second.
    private static final long POLL_MILLIS = 400;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread indexing;
    private final Thread encoding;

    Background(Library library) {
        indexing = Thread.ofPlatform()
                .name("index-keeper")
                .daemon()
                .start(() -> repeat(POLL_MILLIS, () -> library.catchUp(_ -> {})));
        encoding = Thread.ofPlatform().name("vector-keeper").daemon().start(() -> repeat(2_000, () -> encode(library)));
    }

    private void encode(Library library) {
        try {
            library.encodeAll(_ -> {});
        } catch (EncodingFailed e) {
            library.troubled(String.valueOf(e.getMessage()));
            LOG.warn("vectors cannot be made: {}", e.getMessage());
            stopping();
        }
    }

    /// Waits a minute before the next try, or for the end.
    private void stopping() {
        try {
            var _ = stopping.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(long millis, Runnable work) {
        try {
            do {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("background work failed and will be tried again: {}", Trace.of(e));
                }
            } while (!stopping.await(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            indexing.join(10_000);
            encoding.join(10_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
