package org.broadsheet.server.library;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.retrieval.embedding.EmbeddingSpace;
import org.broadsheet.retrieval.embedding.TextEncoder;

/// Gives every text a unit vector made of its hash, and counts.
final class CountingEncoder implements TextEncoder {
    private static final int DIMENSION = 384;

    private final EmbeddingSpace space;
    private final AtomicInteger made = new AtomicInteger();

    CountingEncoder(String space) {
        this.space = new EmbeddingSpace(space, DIMENSION);
    }

    int made() {
        return made.get();
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public float[] passage(String text) {
        made.incrementAndGet();
        return query(text);
    }

    @Override
    public float[] query(String text) {
        Random random = new Random(text.hashCode());
        float[] v = new float[DIMENSION];
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            v[i] = (float) random.nextGaussian();
            sum += v[i] * v[i];
        }
        for (int i = 0; i < DIMENSION; i++) v[i] /= (float) Math.sqrt(sum);
        return v;
    }

    @Override
    public void close() {}
}
