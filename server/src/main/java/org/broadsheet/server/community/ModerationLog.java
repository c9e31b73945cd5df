package org.broadsheet.server.community;

import java.time.Instant;
import java.util.List;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// What editors decided, with their reasons: kept, never changed.
@Component
public final class ModerationLog {
    private final Library library;
    private final PaperStore counters;

    public ModerationLog(Library library) {
        this.library = library;
        this.counters = library.store();
    }

    /// A decision.
    ///
    /// @param deed    `hide`, `restore`, `keep`, `approve`, `refuse`, `clear`
    /// @param subject the comment, claim or paper it was about
    public record Decision(long id, String editor, String deed, String subject, String reason, Instant at) {}

    /// Decisions, newest first.
    public List<Decision> latest(int limit) {
        return library.database()
                .reading()
                .sql(
                        "select m.id, coalesce(r.display_name, 'somebody who left'), m.deed, m.subject, m.reason, m.done_at"
                                + " from moderation m left join reader r on r.id = m.editor_id order by m.id desc limit ?")
                .param(limit)
                .query((r, _) -> new Decision(
                        r.getLong(1),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        Instant.parse(r.getString(6))))
                .list();
    }

    /// Adds a decision within the transaction that carries it out.
    void add(Reader editor, String deed, String subject, String reason) {
        library.database()
                .writing()
                .update(
                        "insert into moderation (id, editor_id, deed, subject, reason, done_at) values (?, ?, ?, ?, ?, ?)",
                        counters.take("moderation", 1),
                        editor.id().value(),
                        deed,
                        subject,
                        reason,
                        Times.text(library.clock().instant()));
    }

    static void demandEditor(Reader reader) {
        if (!reader.role().includes(Role.EDITOR)) throw new NotAllowed("only editors may do this");
    }
}
