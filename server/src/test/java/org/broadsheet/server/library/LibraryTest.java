package org.broadsheet.server.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.broadsheet.corpus.Paper;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library on SQLite, from import to search and back.
class LibraryTest {
    @TempDir
    Path folder;

    private static final String TWO = """
            {"_id":"1","title":"Stopping rules for screening","abstract":"When may a reviewer stop reading?","authors":["Maren Oduya","Tomas Lind"],"arxiv":"2611.90412","year":2026}
            {"_id":"2","title":"Bees and missing data","abstract":"Log books of bee keepers.","authors":["Wanjiru Castellane"],"year":2025}
            """;
    private static final String PUBLISHED = """
            {"_id":"x","title":"Stopping Rules for Screening.","authors":["Oduya, M.","Lind, T."],"doi":"10.5555/screen.1","venue":"J. Review Methods","year":2026}
            """;

    private static ImportReport give(Library library, String name, String text) throws IOException {
        return library.importStream(
                name, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), _ -> {});
    }

    private static List<String> found(Library library, String query) {
        return library
                .papers(library.search(SearchRequest.of(query, Mode.WORDS, 10)).hits().stream()
                        .map(h -> h.id())
                        .toList())
                .stream()
                .map(Paper::headline)
                .toList();
    }

    @Test
    void importsOnceAndFindsByWordsAtOnce() throws IOException {
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            ImportReport first = give(library, "two.jsonl", TWO);
            assertThat(first.added()).isEqualTo(2);
            assertThat(found(library, "bee keepers")).containsExactly("Bees and missing data");
            ImportReport again = give(library, "two.jsonl", TWO);
            assertThat(again.added()).isZero();
            assertThat(again.unchanged()).isEqualTo(2);
            assertThat(library.count()).isEqualTo(2);
        }
    }

    @Test
    void aPreprintMeetsItsPublishedVersionAndCanLeaveItAgain() throws IOException {
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            give(library, "two.jsonl", TWO);
            ImportReport report = give(library, "published.jsonl", PUBLISHED);
            assertThat(report.merged()).isEqualTo(1);
            Paper paper = library.paper("arxiv:2611.90412v3").orElseThrow();
            assertThat(library.paper("10.5555/screen.1").orElseThrow().id()).isEqualTo(paper.id());
            assertThat(paper.metadata().publication().venue()).isEqualTo("J. Review Methods");
            assertThat(paper.provenance()).hasSize(2);

            var merge = library.history(paper.id()).merges().getFirst();
            assertThat(merge.reason()).contains("same title");
            library.undoMerge(merge.id());
            assertThat(library.count()).isEqualTo(3);
            assertThat(library.paper("10.5555/screen.1").orElseThrow().id()).isNotEqualTo(paper.id());
            assertThat(library.paper("2611.90412")
                            .orElseThrow()
                            .metadata()
                            .publication()
                            .venue())
                    .isNull();
            assertThatThrownBy(() -> library.undoMerge(merge.id())).hasMessageContaining("taken back");

            give(library, "published.jsonl", PUBLISHED);
            assertThat(library.count())
                    .as("what a person took apart stays apart")
                    .isEqualTo(3);
        }
    }

    @Test
    void aRecordWithTwoNamesJoinsTwoPapersAndTheOldAddressStillLeadsThere() throws IOException {
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            give(library, "a.jsonl", """
                    {"_id":"a","title":"Margins, not votes","authors":["Rasmus Adeyemi"],"arxiv":"2611.90914","year":2026}
                    """);
            give(library, "b.jsonl", """
                    {"_id":"b","title":"Aggregating judges who disagree","authors":["Rasmus Adeyemi","Chiara Volkov"],"doi":"10.5555/margins","year":2026}
                    """);
            assertThat(library.count()).isEqualTo(2);
            var old = library.paper("10.5555/margins").orElseThrow().id();
            give(library, "c.jsonl", """
                    {"_id":"c","title":"Margins, not votes: aggregating judges who disagree","authors":["Rasmus Adeyemi","Chiara Volkov"],"arxiv":"2611.90914","doi":"10.5555/margins","year":2026}
                    """);
            assertThat(library.count()).isEqualTo(1);
            Paper one = library.paper(old.value()).orElseThrow();
            assertThat(one.provenance()).hasSize(3);
            assertThat(library.paper("2611.90914").orElseThrow()).isEqualTo(one);
            assertThat(found(library, "judges")).hasSize(1);
        }
    }

    @Test
    void aSecondProcessReadsAndItsImportIsTakenUpByTheFirst() throws IOException {
        try (Library first = Library.open(LibrarySettings.in(folder))) {
            give(first, "two.jsonl", TWO);
            try (Library second = Library.open(LibrarySettings.in(folder))) {
                assertThat(second.status().writable()).isFalse();
                assertThat(found(second, "bee")).hasSize(1);
                give(second, "three.jsonl", """
                        {"_id":"3","title":"Tide tables as a test of long memory","authors":["Leocadia Nagy"],"year":2026}
                        """);
                first.catchUp(_ -> {});
                assertThat(found(first, "tide")).hasSize(1);
                assertThat(found(second, "tide")).hasSize(1);
            }
        }
    }

    @Test
    void anIndexThatCannotBeReadIsBuiltAnew() throws IOException {
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            give(library, "two.jsonl", TWO);
        }
        try (var files = java.nio.file.Files.list(folder.resolve("index"))) {
            for (Path f : files.filter(p -> p.getFileName().toString().startsWith("segments_"))
                    .toList()) java.nio.file.Files.write(f, new byte[] {1, 2, 3});
        }
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            library.catchUp(_ -> {});
            assertThat(found(library, "bee")).hasSize(1);
        }
    }
}
