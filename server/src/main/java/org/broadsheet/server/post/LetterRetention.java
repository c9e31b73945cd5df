package org.broadsheet.server.post;

import java.time.Instant;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.retention.Perishable;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Forgets letters that were done long ago, and what came back of them that stopped nobody.
@Component
final class LetterRetention implements Perishable {
    private final Database database;
    private final ReturnedMail returned;

    LetterRetention(Library library, ReturnedMail returned) {
        this.database = library.database();
        this.returned = returned;
    }

    @Override
    public Kept kept() {
        return Kept.LETTERS;
    }

    @Override
    public long olderThan(Instant before) {
        return database.reading()
                .sql("select count(*) from letter where done_at < ?")
                .param(Times.text(before))
                .query(Long.class)
                .single();
    }

    @Override
    public int forget(Instant before, int most) {
        return database.write(() -> {
            returned.tidy();
            return database.writing()
                    .update(
                            "delete from letter where id in (select id from letter where done_at < ? order by done_at limit ?)",
                            Times.text(before),
                            most);
        });
    }
}
