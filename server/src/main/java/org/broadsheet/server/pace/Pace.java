package org.broadsheet.server.pace;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Holds readers to a pace: each deed has so many at once, and then one whenever its share of the period is
/// over (the
/// generic cell rate algorithm, one number a reader and limit).
///
/// Several processes over one database each keep their own count.
@Component
public final class Pace {
    private static final int MOST_KEPT = 100_000;

    private final Clock clock;
    private final Watcher watcher;
    private final Map<Slot, Long> full = new ConcurrentHashMap<>();

    /// So many within a period.
    record Limit(int most, Duration period) {
        long step() {
            return Math.max(1, period.toMillis() / most);
        }
    }

    /// Is told what every deed leaves of its first limit.
    @FunctionalInterface
    public interface Watcher {
        /// @param most  deeds in `period`
        /// @param left  deeds that may be done at once after this one
        /// @param reset until all of them may be done again; where none is left, until the next may be done
        void taken(Deed deed, int most, Duration period, int left, Duration reset);
    }

    /// What is held to a pace.
    public enum Deed {
        /// What a program asks with a token.
        ASK("requests", new Limit(3_000, Duration.ofMinutes(5))),
        /// Votes, ratings, saves, duels.
        JUDGE("judgments", new Limit(120, Duration.ofMinutes(1))),
        /// What a page reports while it is read.
        SIGNAL("signals", new Limit(3_000, Duration.ofMinutes(10))),
        COMMENT("comments", new Limit(6, Duration.ofMinutes(2)), new Limit(100, Duration.ofDays(1))),
        REPORT("reports", new Limit(20, Duration.ofDays(1))),
        SUBMIT("submissions", new Limit(20, Duration.ofDays(1))),
        CLAIM("claims", new Limit(10, Duration.ofDays(1))),
        LINK("links", new Limit(30, Duration.ofDays(1))),
        /// Lists, notes, follows.
        KEEP("changes to lists, notes and follows", new Limit(300, Duration.ofMinutes(5))),
        /// Everything of a reader taken out or in.
        ARCHIVE("archives", new Limit(20, Duration.ofHours(1))),
        /// What asks another server something.
        REACH("requests to another server", new Limit(30, Duration.ofHours(1)));

        private final String what;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Limit> limits;

        Deed(String what, Limit... limits) {
            this.what = what;
            this.limits = List.of(limits);
        }
    }

    private record Slot(ReaderId reader, Deed deed, int limit) {}

    @Autowired
    public Pace(Library library, ObjectProvider<Watcher> watcher) {
        this(library.clock(), watcher.getIfAvailable(() -> (_, _, _, _, _) -> {}));
    }

    /// @param clock tells the time
    public Pace(Clock clock) {
        this(clock, (_, _, _, _, _) -> {});
    }

    Pace(Clock clock, Watcher watcher) {
        this.clock = clock;
        this.watcher = watcher;
    }

    /// Counts one deed.
    ///
    /// @throws TooOften where the reader has to wait
    public void take(ReaderId reader, Deed deed) {
        take(reader, deed, 1);
    }

    /// Counts several deeds, of which at least one may be done now: a batch is not torn.
    ///
    /// @throws TooOften where the reader has to wait
    public void take(ReaderId reader, Deed deed, int times) {
        long now = clock.millis();
        if (full.size() > MOST_KEPT) full.values().removeIf(t -> t <= now);
        for (int i = 0; i < deed.limits.size(); i++) {
            Limit limit = deed.limits.get(i);
            long ahead = limit.period.toMillis();
            long[] wait = {0};
            Long until = full.compute(new Slot(reader, deed, i), (_, t) -> {
                long from = t == null ? now : Math.max(now, t);
                long next = from + limit.step();
                if (next - now > ahead) {
                    wait[0] = next - now - ahead;
                    return from;
                }
                return from + times * limit.step();
            });
            if (i == 0) tell(deed, limit, until == null ? 0 : until - now, wait[0]);
            if (wait[0] > 0)
                throw new TooOften(
                        "that are too many " + deed.what + " at once: at most " + limit.most + " in "
                                + words(limit.period),
                        Duration.ofSeconds(Math.max(1, (wait[0] + 999) / 1000)));
        }
    }

    private void tell(Deed deed, Limit limit, long taken, long wait) {
        long free = Math.max(0, limit.period.toMillis() - taken) / limit.step();
        watcher.taken(
                deed,
                limit.most,
                limit.period,
                wait > 0 ? 0 : (int) Math.min(limit.most, free),
                Duration.ofMillis(wait > 0 ? wait : Math.max(0, taken)));
    }

    private static String words(Duration d) {
        if (d.toDays() > 0) return d.toDays() == 1 ? "a day" : d.toDays() + " days";
        if (d.toHours() > 0) return d.toHours() == 1 ? "an hour" : d.toHours() + " hours";
        return d.toMinutes() == 1 ? "a minute" : d.toMinutes() + " minutes";
    }
}
