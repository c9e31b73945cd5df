package org.broadsheet.benchmarks;

import java.util.stream.LongStream;

/// Times of the same thing done many times, in nanoseconds.
final class Timings {
    private final long[] nanos;

    Timings(long... nanos) {
        if (nanos.length == 0) throw new IllegalArgumentException("there is nothing to summarise");
        this.nanos = LongStream.of(nanos).sorted().toArray();
    }

    /// The time under which that share of all lies, in milliseconds.
    ///
    /// @param share 0 to 1
    double quantile(double share) {
        return nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
    }

    double total() {
        return LongStream.of(nanos).sum() / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.3f ms, p99 %.3f ms".formatted(quantile(0.5), quantile(0.99));
    }
}
