package org.broadsheet.server.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.retention.Perishable;
import org.springframework.stereotype.Component;

/// Forgets what was kept for as long as the settings say.
@Component
public final class Retention {
    /// Small enough for a vote to get in between.
    private static final int BATCH = 500;

    private final Library library;
    private final Settings settings;
    private final AuditLog audit;
    private final List<Perishable> rooms;

    public Retention(Library library, Settings settings, AuditLog audit, List<Perishable> rooms) {
        this.library = library;
        this.settings = settings;
        this.audit = audit;
        this.rooms = List.copyOf(rooms);
    }

    /// What would go now.
    ///
    /// @return how much of each kind
    public Map<Kept, Long> due() {
        HouseSettings set = settings.now();
        Map<Kept, Long> due = new EnumMap<>(Kept.class);
        for (Perishable room : rooms)
            due.merge(room.kept(), before(set, room.kept()).map(room::olderThan).orElse(0L), Long::sum);
        return due;
    }

    private Optional<Instant> before(HouseSettings set, Kept kept) {
        int days = set.days(kept);
        return days == 0
                ? Optional.empty()
                : Optional.of(library.clock().instant().minus(Duration.ofDays(days)));
    }

    /// Forgets what is due, a little at a time, and writes down how much of each kind it was.
    ///
    /// @param stop asked between the parts; what is left then goes the next time
    /// @return how much of each kind
    public Map<Kept, Long> forget(BooleanSupplier stop) {
        HouseSettings set = settings.now();
        Map<Kept, Long> gone = new EnumMap<>(Kept.class);
        for (Perishable room : rooms) {
            Optional<Instant> before = before(set, room.kept());
            if (before.isEmpty()) continue;
            long here = 0;
            int part = BATCH;
            while (part == BATCH && !stop.getAsBoolean()) {
                part = room.forget(before.get(), BATCH);
                here += part;
            }
            if (here > 0) gone.merge(room.kept(), here, Long::sum);
        }
        gone.forEach((kept, much) -> audit.note(null, "forgotten", kept.key(), Long.toString(much)));
        return gone;
    }
}
