package org.broadsheet.server.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.NoticeStore;
import org.broadsheet.server.store.PaperNews;
import org.springframework.stereotype.Component;

/// News of the papers that a reader saved, put on a list or follows: what came to be known since the reader
/// began to
/// keep them. What two registers tell of one event, and what was told of a paper before it was merged, is
/// told once.
@Component
public final class News implements ReaderData {
    /// Most news looked at for one answer.
    public static final int MOST = 500;

    /// Papers that the reader keeps, each since when, and those they were merged into.
    private static final String KEPT = "with recursive kept (paper_id, since) as ("
            + "select paper_id, min(since) from ("
            + "select paper_id, at as since from standing where reader_id = :reader and kind = 'save'"
            + " union all select i.paper_id, i.added_at from reading_list_item i join reading_list l on l.id = i.list_id"
            + " where l.reader_id = :reader"
            + " union all select target, created_at from follow where reader_id = :reader and kind = 'citations'"
            + ") k group by paper_id"
            + " union select p.merged_into, h.since from kept h join paper p on p.id = h.paper_id"
            + " where p.merged_into is not null) ";

    private final Library library;
    private final Database database;

    public News(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// What is new of a reader's papers, read or not, the newest first.
    ///
    /// @param most from 1 to [#MOST]
    public List<PaperNews> of(ReaderId reader, int most) {
        return after(reader, 0, most);
    }

    /// What is new and was not looked at, the newest first: what a letter would tell.
    ///
    /// @param most from 1 to [#MOST]
    public List<PaperNews> unread(ReaderId reader, int most) {
        return after(reader, seen(reader), most);
    }

    /// How much was not looked at, counted up to [#MOST].
    public int unread(ReaderId reader) {
        long seen = seen(reader);
        // Nearly always nothing has come since, and one look at an index says so.
        long last = database.reading()
                .sql("select coalesce(max(id), 0) from paper_news")
                .query(Long.class)
                .single();
        return last <= seen ? 0 : after(reader, seen, MOST).size();
    }

    private List<PaperNews> after(ReaderId reader, long id, int most) {
        List<PaperNews> found = database.reading()
                .sql(KEPT + "select distinct n.id, n.paper_id, n.notice, n.at from paper_news n"
                        + " join kept k on k.paper_id = n.paper_id"
                        + " where n.id > :after and n.at >= k.since order by n.id desc limit :most")
                .param("reader", reader.value())
                .param("after", id)
                .param("most", MOST)
                .query(NoticeStore::news)
                .list();
        Map<PaperId, PaperId> homes =
                library.homes(found.stream().map(PaperNews::paper).distinct().toList());
        List<PaperNews> told = new ArrayList<>();
        // The oldest word of an event is the one that was news.
        for (PaperNews n : found.reversed()) {
            PaperId home = homes.getOrDefault(n.paper(), n.paper());
            boolean before = told.stream()
                    .anyMatch(t -> t.paper().equals(home) && t.notice().sameAs(n.notice()));
            if (!before) told.add(new PaperNews(n.id(), home, n.notice(), n.at()));
        }
        return told.reversed().stream().limit(most).toList();
    }

    /// Up to which number a reader has looked; 0 where nothing was looked at.
    private long seen(ReaderId reader) {
        return database.reading()
                .sql("select news_id from news_seen where reader_id = ?")
                .param(reader.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// Notes that a reader has looked at everything up to a number; looking back changes nothing.
    public void look(ReaderId reader, long upTo) {
        if (upTo < 0) throw new IllegalArgumentException("news are numbered from 1 but were looked at to " + upTo);
        database.write(() -> database.writing()
                .update(
                        "insert into news_seen (reader_id, news_id) values (?, (select min(a) from (select ? as a"
                                + " union all select value from counter where name = 'news') b))"
                                + " on conflict (reader_id) do update set news_id = excluded.news_id"
                                + " where excluded.news_id > news_seen.news_id",
                        reader.value(),
                        upTo));
    }

    @Override
    public void delete(ReaderId reader) {
        database.writing().update("delete from news_seen where reader_id = ?", reader.value());
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        OutputStream out = archive.file("news-seen.txt");
        out.write((seen(reader) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Papers a reader keeps, for tests and for who wants to know what is watched.
    public Set<PaperId> kept(ReaderId reader) {
        return database
                .reading()
                .sql(KEPT + "select distinct paper_id from kept")
                .param("reader", reader.value())
                .query((r, _) -> new PaperId(r.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
