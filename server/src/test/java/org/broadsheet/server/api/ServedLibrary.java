package org.broadsheet.server.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.BroadsheetServer;
import org.broadsheet.server.RunningServer;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small made-up library behind a real server, started once for all classes that ask for it.
///
/// It is the morning of Thursday, 12 September 2024. Daily Papers listed 5 papers on Monday the 9th, 130 on
/// Tuesday the 10th, 8 on Wednesday the 11th and nothing yet today; `2409.00001` was listed on Monday and
/// on Wednesday. One paper has no arXiv id, and one is long published.
final class ServedLibrary implements AutoCloseable {
    static final Instant NOW = Instant.parse("2024-09-12T08:00:00Z");
    static final LocalDate MONDAY = LocalDate.of(2024, 9, 9);
    static final LocalDate TUESDAY = LocalDate.of(2024, 9, 10);
    static final LocalDate WEDNESDAY = LocalDate.of(2024, 9, 11);
    static final int ON_MONDAY = 5;
    static final int ON_TUESDAY = 130;
    static final int ON_WEDNESDAY = 8;
    /// All that were listed, less the one that was listed twice, and the two that never were.
    static final int ALL = ON_MONDAY + ON_TUESDAY + ON_WEDNESDAY - 1 + 2;

    /// As Daily Papers itself answers; every field of it must come out as it went in.
    static final String FULL = """
            {"paper":{"id":"2409.00001","authors":[{"_id":"a1","name":"Maren Oduya","hidden":false},{"_id":"a2","name":"Tomás Líndell","hidden":false}],
            "publishedAt":"2024-09-06T17:59:59.000Z","submittedOnDailyAt":"2024-09-09T02:10:00.000Z","submittedOnDailyBy":{"_id":"u","user":"wren","fullname":"W. R.","avatarUrl":"https://example.org/w.png"},
            "title":"Stopping rules for screening","summary":"When may a reviewer stop reading abstracts?","upvotes":41,"discussionId":"d1",
            "ai_summary":"A rule for when to stop.","ai_keywords":["stopping","recall"],"githubRepo":"https://github.com/example/stop","githubStars":320,"projectPage":"https://example.org/stop",
            "mediaUrls":["https://example.org/stop.mp4"],"organization":{"name":"lab","fullname":"The Lab","avatar":"https://example.org/l.png"},
            "linkedModels":[{"id":"lab/stopper"}],"linkedDatasets":[{"id":"lab/abstracts"}]},
            "publishedAt":"2024-09-09T02:10:00.000Z","title":"Stopping rules for screening","summary":"When may a reviewer stop reading abstracts?","thumbnail":"https://example.org/stop.png","numComments":3,
            "submittedBy":{"_id":"u","user":"wren","fullname":"W. R.","avatarUrl":"https://example.org/w.png"},"isAuthorParticipating":true}
            """.replace("\n", "") + "\n";

    private static final List<String> SUBJECTS = List.of("retrieval", "video", "agents", "speech", "robotics");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final Library library;
    private final RunningServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param meaning whether papers can be found by meaning, which takes a while
    ServedLibrary(boolean meaning) throws IOException {
        folder = Files.createTempDirectory("served-library");
        library = Library.open(LibrarySettings.in(folder), Clock.fixed(NOW, ZoneOffset.UTC));
        give("full.json", FULL);
        StringBuilder lines = new StringBuilder();
        for (int i = 2; i <= ON_MONDAY; i++) lines.append(listed(i, MONDAY, i));
        for (int i = 1; i <= ON_TUESDAY; i++) lines.append(listed(100 + i, TUESDAY, i));
        for (int i = 2; i <= ON_WEDNESDAY; i++) lines.append(listed(300 + i, WEDNESDAY, i));
        lines.append("""
                {"_id":"again","title":"Stopping rules for screening","arxiv":"2409.00001","listings":[{"list":"hf-daily","day":"2024-09-11","position":1}]}
                {"_id":"old","title":"Probability ranking & <principle>","abstract":"Order by the odds of relevance.","authors":[{"name":"Ada Quill","family":"Quill","given":"Ada","orcid":"0000-0002-1825-0097"}],"doi":"10.5555/odds.1977","venue":"J. Doc.","published":"1977-04","categories":["cs.IR"]}
                {"_id":"nameless","title":"Bees and missing data","abstract":"Log books of bee keepers with   gaps in them.","authors":["Wanjiru Castellane"],"year":2023,"categories":["stat.ME"]}
                """);
        give("rest.jsonl", lines.toString());
        if (meaning) library.encodeAll(_ -> {});
        Editions editions = new Editions(
                library, new RecencyEditionRanker(), span -> span.to().isBefore(MONDAY) ? List.of() : List.of(NOTE));
        server = BroadsheetServer.start(library, editions, new ServerSettings("127.0.0.1", 0, null));
    }

    private static final Edition.SourceNote NOTE =
            new Edition.SourceNote("Daily Papers", "5 to 130", 8, "good", "It came at six.");

    private static String listed(int n, LocalDate day, int position) {
        String subject = SUBJECTS.get(n % SUBJECTS.size());
        return """
                {"_id":"n%d","title":"Study of %s no. %d","abstract":"We look at %s in many ways.","authors":["Author %c Name"],"arxiv":"2409.%05d","categories":["cs.%s"],"published":"2024-09-02","submitted_by":"%s","attention":{"upvotes":%d,"comments":1,"citations":0,"stars":0},"listings":[{"list":"hf-daily","day":"%s","position":%d}]}
                """.formatted(
                        n,
                        subject,
                        n,
                        subject,
                        'A' + n % 26,
                        n,
                        List.of("IR", "CV", "MA", "SD", "RO").get(n % 5),
                        n % 10 == 0 ? "ten" : "other",
                        n % 7,
                        day,
                        position);
    }

    /// Takes a file in.
    void give(String name, String text) throws IOException {
        var report = library.importStream(
                name, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), _ -> {});
        if (report.rejected() > 0)
            throw new IllegalStateException(report.problems().toString());
    }

    Library library() {
        return library;
    }

    /// Where it answers, without a slash at the end.
    String address() {
        return server.address();
    }

    /// Asks for an address; header names and values follow each other.
    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The JSON at an address that must answer with 200.
    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200)
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        return JSON.readTree(answer.body());
    }

    static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    /// The address of the next page in the `Link` header, or nothing.
    static String next(HttpResponse<?> answer) {
        String link = answer.headers().firstValue("Link").orElse("");
        return link.endsWith(">; rel=\"next\"") ? link.substring(1, link.indexOf('>')) : link;
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        library.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
        }
    }

    /// Hands the library to whoever has it as a parameter; closed when the last test is over.
    static final class Given implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ServedLibrary.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ServedLibrary.class))
                    .computeIfAbsent(ServedLibrary.class, _ -> {
                        try {
                            return new ServedLibrary(true);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
        }
    }
}
