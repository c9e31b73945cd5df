package org.broadsheet.server.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what failed, by any key, each failure forgotten after a time. Keeps a bounded number of keys: the
/// ones not heard of for longest are forgotten first. Safe for use by many threads.
final class Attempts {
    private final Clock clock;
    private final int most;
    private final Duration period;
    private final Map<String, Count> counts;

    private record Count(int failed, long since) {}

    /// @param most   failures within a period before a pause
    /// @param period how long a failure counts, and how long a pause is
    /// @param keys   most keys kept
    Attempts(Clock clock, int most, Duration period, int keys) {
        this.clock = clock;
        this.most = most;
        this.period = period;
        this.counts = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > keys;
            }
        };
    }

    /// How long to wait before the next; zero where it may be tried now.
    synchronized Duration pause(String key) {
        Count c = counts.get(key);
        if (c == null) return Duration.ZERO;
        long left = c.since + period.toMillis() - clock.millis();
        if (left <= 0) {
            counts.remove(key);
            return Duration.ZERO;
        }
        return c.failed < most ? Duration.ZERO : Duration.ofMillis(left);
    }

    /// Notes a failure.
    ///
    /// @return how many more may fail before a pause
    synchronized int fail(String key) {
        long now = clock.millis();
        Count c = counts.get(key);
        int failed = c == null || c.since + period.toMillis() <= now ? 1 : c.failed + 1;
        // A pause is counted from the failure that brought it.
        counts.put(key, new Count(failed, c == null || failed == 1 || failed >= most ? now : c.since));
        return Math.max(0, most - failed);
    }

    /// Takes one back that was none after all.
    synchronized void succeed(String key) {
        counts.computeIfPresent(key, (_, c) -> c.failed == 1 ? null : new Count(c.failed - 1, c.since));
    }

    /// Forgets a key's failures.
    synchronized void forget(String key) {
        counts.remove(key);
    }

    synchronized int size() {
        return counts.size();
    }
}
