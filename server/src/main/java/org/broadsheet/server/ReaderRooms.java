package org.broadsheet.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.Notes;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/// What the rooms that know papers keep of readers, to be taken along and deleted with an account.
@Configuration(proxyBeanMethods = false)
class ReaderRooms {
    private final Library library;

    ReaderRooms(Library library) {
        this.library = library;
    }

    @Bean
    @Order(1)
    ReaderData judged(Judgments judgments) {
        return new ReaderData() {
            @Override
            public void delete(ReaderId reader) {
                judgments.deleteAll(reader);
            }

            @Override
            public void export(ReaderId reader, Archive archive) throws IOException {
                OutputStream out = archive.file("judgments.jsonl");
                try {
                    judgments.export(reader, line -> write(out, line));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        };
    }

    @Bean
    @Order(2)
    ReaderData said(Comments comments, Claims claims, PaperLinks links, Submissions submissions) {
        return new ReaderData() {
            @Override
            public void delete(ReaderId reader) {
                comments.removeAll(reader);
                claims.removeAll(reader);
                links.forget(reader);
                submissions.forget(reader);
            }

            @Override
            public void export(ReaderId reader, Archive archive) throws IOException {
                for (String table : List.of("comment", "authorship_claim", "paper_link", "submission"))
                    rows(archive, table + ".jsonl", "select * from " + table + " where reader_id = ?", reader);
            }
        };
    }

    @Bean
    @Order(3)
    ReaderData kept(ReadingLists lists, ReadingProgress progress, Notes notes, Follows follows) {
        return new ReaderData() {
            @Override
            public void delete(ReaderId reader) {
                follows.removeAll(reader);
                notes.removeAll(reader);
                progress.removeAll(reader);
                lists.removeAll(reader);
            }

            @Override
            public void export(ReaderId reader, Archive archive) throws IOException {
                for (String table : List.of("reading_list", "reading_status", "note", "follow"))
                    rows(archive, table + ".jsonl", "select * from " + table + " where reader_id = ?", reader);
                rows(
                        archive,
                        "reading_list_item.jsonl",
                        "select i.* from reading_list_item i join reading_list l on l.id = i.list_id where l.reader_id = ?",
                        reader);
            }
        };
    }

    /// A table's rows as they are, a line each, without secrets.
    private void rows(ReaderData.Archive archive, String file, String sql, ReaderId reader) throws IOException {
        OutputStream out = archive.file(file);
        for (Map<String, @Nullable Object> row : library.database()
                .reading()
                .sql(sql)
                .param(reader.value())
                .query()
                .listOfRows()) {
            row.keySet()
                    .removeIf(column ->
                            column.contains("token") || column.contains("digest") || column.contains("secret"));
            out.write((JsonMapper.shared().writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
