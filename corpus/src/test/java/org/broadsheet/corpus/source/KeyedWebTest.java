package org.broadsheet.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedWebTest {
    private final List<Web.Question> asked = new ArrayList<>();

    private Web.Answer answer(Web.Question q) {
        asked.add(q);
        return new Web.Answer(
                200, "{\"meta\":{},\"results\":[]}".getBytes(StandardCharsets.UTF_8), "", "", null, q.address());
    }

    private void walk(String key, @Nullable URI base) throws Exception {
        Source source = Source.of(Source.Kind.OPENALEX, "primary_topic.id:T10181");
        if (base != null) source = new Source(source.kind(), source.what(), base);
        Clock noon = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
        new Harvest(new KeyedWeb(this::answer, key), noon)
                .walk(source, Bookmark.since(LocalDate.of(2026, 11, 20)), page -> {
                    assertThat(page.toString()).doesNotContain("secret");
                    return true;
                });
    }

    @Test
    void openAlexIsAskedWithTheKey() throws Exception {
        walk(" sec&ret ", null);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().address().toString())
                .startsWith("https://api.openalex.org/works?filter=")
                .endsWith("&api_key=sec%26ret");
    }

    @Test
    void whoIsNotOpenAlexNeverSeesIt() throws Exception {
        walk("secret", URI.create("https://mirror.example/openalex"));
        walk("secret", URI.create("http://api.openalex.org"));
        walk("secret", URI.create("https://api.openalex.org.example"));
        assertThat(asked)
                .hasSize(3)
                .allSatisfy(q -> assertThat(q.address().toString()).doesNotContain("secret"));
    }

    @Test
    void withoutAKeyNothingChanges() throws Exception {
        walk("", null);
        assertThat(asked.getFirst().address().toString()).doesNotContain("api_key");
    }

    @Test
    void theAnswerDoesNotTellTheKey() throws Exception {
        Web.Question q = new Web.Question(URI.create("https://api.openalex.org/works"), "", "", false, Duration.ZERO);
        Web.Answer a = new KeyedWeb(this::answer, "secret").ask(q);
        assertThat(a.address()).isEqualTo(q.address());
    }
}
