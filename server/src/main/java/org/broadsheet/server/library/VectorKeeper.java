package org.broadsheet.server.library;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.PaperStore.Unencoded;

/// Gives every paper the vector of its text. Each small batch is kept as soon as it is done, so stopping at any moment
/// loses seconds of work.
final class VectorKeeper {
    private static final int BATCH = 64;
    /// Encoding is arithmetic: more threads than cores only get in each other's way.
    private static final int THREADS =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));

    private final Database database;
    private final PaperStore store;
    private final TextEncoder encoder;
    private final BooleanSupplier stopped;

    VectorKeeper(Database database, PaperStore store, TextEncoder encoder, BooleanSupplier stopped) {
        this.database = database;
        this.store = store;
        this.encoder = encoder;
        this.stopped = stopped;
    }

    /// Encodes what has no current vector, last changed first, until nothing is left or it is told to stop.
    ///
    /// @param progress told the number of vectors made so far
    /// @return vectors made
    long encodeAll(LongConsumer progress) {
        long done = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name("encoder-", 0).daemon().factory())) {
            while (!stopped.getAsBoolean()) {
                List<Unencoded> batch = store.unencoded(encoder.space().id(), BATCH);
                if (batch.isEmpty()) break;
                List<Future<float[]>> futures = new ArrayList<>();
                for (Unencoded u : batch) futures.add(workers.submit(() -> encoder.passage(u.text())));
                List<float[]> vectors = new ArrayList<>();
                try {
                    for (Future<float[]> f : futures) vectors.add(f.get());
                } catch (InterruptedException _) {
                    futures.forEach(f -> f.cancel(true));
                    Thread.currentThread().interrupt();
                    break;
                } catch (ExecutionException e) {
                    futures.forEach(f -> f.cancel(true));
                    throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
                }
                database.write(() -> {
                    store.saveVectors(encoder.space().id(), batch, vectors);
                    return true;
                });
                done += batch.size();
                progress.accept(done);
            }
        }
        return done;
    }
}
