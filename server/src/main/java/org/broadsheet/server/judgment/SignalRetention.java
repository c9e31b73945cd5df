package org.broadsheet.server.judgment;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.retention.Perishable;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Forgets what pages told of readers. What readers said themselves stays theirs.
@Component
final class SignalRetention implements Perishable {
    private static final String OLD = "from judgment where kind in ("
            + Arrays.stream(Judgment.Kind.values())
                    .filter(Judgment.Kind::signal)
                    .map(k -> "'" + k.key() + "'")
                    .collect(Collectors.joining(", "))
            + ") and recorded_at < ?";

    private final Database database;

    SignalRetention(Library library) {
        this.database = library.database();
    }

    @Override
    public Kept kept() {
        return Kept.SIGNALS;
    }

    @Override
    public long olderThan(Instant before) {
        return database.reading()
                .sql("select count(*) " + OLD)
                .params(List.of(Times.text(before)))
                .query(Long.class)
                .single();
    }

    @Override
    public int forget(Instant before, int most) {
        return database.write(() -> database.writing()
                .update(
                        "delete from judgment where id in (select id " + OLD + " order by id limit ?)",
                        Times.text(before),
                        most));
    }
}
