package org.broadsheet.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.NeutralJson;

/// Notices of papers that stand outside the papers' records, known before or after the papers are; and what
/// was news of
/// papers that were here.
///
/// Methods that change something are called within [Database#write].
public final class NoticeStore {
    private static final int CHUNK = 500;

    private final Database database;

    public NoticeStore(Database database) {
        this.database = database;
    }

    /// Keeps notices; one that its source told before under the same name is told anew.
    ///
    /// @return the names of papers of which something else is told now than before
    public List<Identifier> keep(Collection<NoticeRecord> notices) {
        List<Identifier> touched = new ArrayList<>();
        for (NoticeRecord n : notices)
            for (Identifier about : n.about()) {
                String body = NeutralJson.toLine(n.notice());
                int kept = database.writing()
                        .update(
                                "insert into notice (scheme, value, source, notice_key, body, seen_at) values (?, ?, ?, ?, ?, ?)"
                                        + " on conflict (scheme, value, source, notice_key) do update"
                                        + " set body = excluded.body, seen_at = excluded.seen_at where notice.body <> excluded.body",
                                about.scheme().key(),
                                about.value(),
                                n.provenance().source(),
                                n.provenance().key(),
                                body,
                                Times.text(n.provenance().seen()));
                if (kept > 0) touched.add(about);
            }
        return touched;
    }

    /// Adds to what papers' records say what is told of them elsewhere, as this transaction sees it.
    public Map<PaperId, Metadata> told(Map<PaperId, Metadata> papers) {
        Map<String, TreeSet<String>> names = new LinkedHashMap<>();
        for (Metadata m : papers.values())
            for (Identifier i : m.identifiers())
                names.computeIfAbsent(i.scheme().key(), _ -> new TreeSet<>()).add(i.value());
        Map<String, List<Notice>> found = new HashMap<>();
        names.forEach((scheme, values) -> {
            List<String> all = List.copyOf(values);
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<Object> asked = new ArrayList<>(all.subList(from, Math.min(all.size(), from + CHUNK)));
                String marks = "?" + ", ?".repeat(asked.size() - 1);
                asked.addFirst(scheme);
                database.writing()
                        .query(
                                "select value, body from notice where scheme = ? and value in (" + marks + ")",
                                r -> {
                                    found.computeIfAbsent(scheme + ":" + r.getString(1), _ -> new ArrayList<>())
                                            .add(NeutralJson.parseNotice(r.getString(2)));
                                },
                                asked.toArray());
            }
        });
        if (found.isEmpty()) return papers;
        Map<PaperId, Metadata> told = new LinkedHashMap<>();
        papers.forEach((id, m) -> {
            List<Notice> notices = new ArrayList<>();
            for (Identifier i : m.identifiers())
                notices.addAll(found.getOrDefault(i.unversioned().toString(), List.of()));
            told.put(id, notices.isEmpty() ? m : m.toBuilder().notices(notices).build());
        });
        return told;
    }

    /// Keeps what is new of papers, in order.
    ///
    /// @param first number of the first
    public void saveNews(Map<PaperId, List<Notice>> news, long first, Instant at) {
        List<PaperNews> rows = new ArrayList<>();
        news.forEach((paper, notices) -> {
            for (Notice n : notices) rows.add(new PaperNews(first + rows.size(), paper, n, at));
        });
        database.writing()
                .batchUpdate(
                        "insert into paper_news (id, paper_id, notice, at) values (?, ?, ?, ?)",
                        rows,
                        CHUNK,
                        (s, n) -> {
                            s.setLong(1, n.id());
                            s.setString(2, n.paper().value());
                            s.setString(3, NeutralJson.toLine(n.notice()));
                            s.setString(4, Times.text(n.at()));
                        });
    }

    /// A row of `paper_news`.
    public static PaperNews news(ResultSet r, int row) throws SQLException {
        return new PaperNews(
                r.getLong("id"),
                new PaperId(r.getString("paper_id")),
                NeutralJson.parseNotice(r.getString("notice")),
                Instant.parse(r.getString("at")));
    }
}
