package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.RecordSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Papers as files, by the ending of their address and by what the request accepts.
@ExtendWith(ServedLibrary.Given.class)
class PaperFilesTest {
    private static final Map<String, String> TYPES = Map.of(
            "bib", "application/x-bibtex",
            "ris", "application/x-research-info-systems",
            "json", "application/vnd.citationstyles.csl+json",
            "md", "text/markdown");

    private final ServedLibrary served;

    PaperFilesTest(ServedLibrary served) {
        this.served = served;
    }

    @Test
    void theEndingOfTheAddressDecides() {
        for (Map.Entry<String, String> e : TYPES.entrySet()) {
            HttpResponse<String> answer = served.get("/papers/2409.00001." + e.getKey(), "Accept", "text/html");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(ServedLibrary.type(answer)).startsWith(e.getValue()).containsIgnoringCase("charset=utf-8");
            assertThat(answer.body()).contains("Stopping rules for screening");
        }
    }

    @Test
    void soDoesWhatTheRequestAccepts() {
        for (Map.Entry<String, String> e : TYPES.entrySet()) {
            HttpResponse<String> answer = served.get("/papers/2409.00001", "Accept", e.getValue());
            assertThat(answer.body())
                    .isEqualTo(served.get("/papers/2409.00001." + e.getKey()).body());
            assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html
            */*                                                             | text/html
            text/html, text/markdown                                        | text/html
            text/markdown, text/html                                        | text/markdown
            text/html;q=0.5, text/markdown                                  | text/markdown
            text/html, text/markdown;q=0.9                                  | text/html
            application/x-bibtex;q=0, text/html                             | text/html
            application/x-bibtex;q=0.3, text/markdown;q=0.7                 | text/markdown
            TEXT/Markdown; charset=utf-8                                    | text/markdown
            application/pdf                                                 | text/html
            not a media type                                                | text/html
            """)
    void theBestLikedWins(String accept, String type) {
        HttpResponse<String> answer = served.get("/papers/2409.00001", "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ServedLibrary.type(answer)).startsWith(type);
    }

    @Test
    void everyNameWorks() {
        for (String name : List.of("10.5555/odds.1977", "doi:10.5555/odds.1977", "old"))
            assertThat(served.get("/papers/" + name + ".bib").body())
                    .as(name)
                    .contains("10.5555/odds.1977")
                    .contains("Quill");
        assertThat(served.get("/papers/2409.00001v2.ris").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsWrittenCanBeReadBack() throws IOException {
        for (String ending : List.of("bib", "ris", "json")) {
            String text = served.get("/papers/old." + ending).body();
            List<Metadata> read = new ArrayList<>();
            PaperFormats.standard()
                    .read(
                            "old." + ending,
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            Instant.EPOCH,
                            new RecordSink() {
                                @Override
                                public void accept(SourceRecord record, String where) {
                                    read.add(record.metadata());
                                }

                                @Override
                                public void reject(String where, String why) {
                                    throw new AssertionError(where + ": " + why);
                                }
                            });
            assertThat(read).hasSize(1);
            Metadata m = read.getFirst();
            assertThat(m.title()).isEqualTo("Probability ranking & <principle>");
            assertThat(m.authors().getFirst().family()).isEqualTo("Quill");
            assertThat(String.valueOf(m.published())).startsWith("1977");
            assertThat(m.identifiers().toString()).contains("10.5555/odds.1977");
        }
    }

    /// A title from outside is text in Markdown too, not a heading or a tag.
    @Test
    void markdownIsEscaped() {
        String text = served.get("/papers/old.md").body();
        assertThat(text)
                .startsWith("# Probability ranking & \\<principle\\>\n\nAda Quill\n\nPublished: 1977-04\n")
                .contains("- DOI: <https://doi.org/10.5555/odds.1977>")
                .contains("## Abstract\n\nOrder by the odds of relevance.");
        assertThat(served.get("/papers/2409.00001.md").body())
                .contains("- code: <https://github.com/example/stop>")
                .contains("## Summary written by a program\n\nA rule for when to stop.");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("/papers/2409.99999.md", "/papers/nothing.bib", "/papers/2409.99999"))
            assertThat(served.get(path).statusCode()).as(path).isEqualTo(404);
    }

    @Test
    void isReadAgainOnlyWhenItChanged() {
        HttpResponse<String> first = served.get("/papers/2409.00001.bib");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(served.get("/papers/2409.00001.bib", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }
}
