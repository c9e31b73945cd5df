package org.broadsheet.server.webhook;

import java.time.Instant;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.retention.Perishable;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Forgets what was delivered or given up long ago.
@Component
final class DeliveryRetention implements Perishable {
    private static final String OLD = "from webhook_delivery where next_at is null and created_at < ?";

    private final Database database;

    DeliveryRetention(Library library) {
        this.database = library.database();
    }

    @Override
    public Kept kept() {
        return Kept.DELIVERIES;
    }

    @Override
    public long olderThan(Instant before) {
        return database.reading()
                .sql("select count(*) " + OLD)
                .param(Times.text(before))
                .query(Long.class)
                .single();
    }

    @Override
    public int forget(Instant before, int most) {
        return database.write(() -> database.writing()
                .update(
                        "delete from webhook_delivery where id in (select id " + OLD + " order by created_at limit ?)",
                        Times.text(before),
                        most));
    }
}
