package org.broadsheet.server.community;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a reader said before everybody. It is taken along and not brought back: comments, claims and
/// submissions
/// belong to the house in which they were made.
@Component
@Order(2)
public final class CommunityData implements ReaderData {
    private static final List<String> TABLES = List.of("comment", "authorship_claim", "paper_link", "submission");

    private final Library library;
    private final Comments comments;
    private final Claims claims;
    private final PaperLinks links;
    private final Submissions submissions;

    public CommunityData(Library library, Comments comments, Claims claims, PaperLinks links, Submissions submissions) {
        this.library = library;
        this.comments = comments;
        this.claims = claims;
        this.links = links;
        this.submissions = submissions;
    }

    @Override
    public void delete(ReaderId reader) {
        comments.removeAll(reader);
        claims.removeAll(reader);
        links.forget(reader);
        submissions.forget(reader);
    }

    /// The rows as they are, a line each, without secrets.
    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        for (String table : TABLES) {
            OutputStream out = archive.file(table + ".jsonl");
            for (Map<String, @Nullable Object> row : library.database()
                    .reading()
                    .sql("select * from " + table + " where reader_id = ?")
                    .param(reader.value())
                    .query()
                    .listOfRows()) {
                if (row.remove("paper_id") instanceof String id) {
                    PaperId paper = new PaperId(id);
                    row.put("paper", archive.names(List.of(paper)).get(paper));
                }
                row.keySet().removeIf(column -> column.contains("token") || column.contains("digest"));
                out.write((JsonMapper.shared().writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
