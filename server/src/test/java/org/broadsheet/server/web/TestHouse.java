package org.broadsheet.server.web;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.EditionRanker;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.BroadsheetServer;
import org.broadsheet.server.RunningServer;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.Sessions;
import org.broadsheet.server.store.RandomIds;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A server with invented papers, on a day that stands still. It breaks when asked for [#BROKEN], and says
/// of [#SHORT] that a source did not deliver.
final class TestHouse implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2024, 9, 10);
    static final LocalDate SHORT = TODAY.minusDays(1);
    static final LocalDate BROKEN = TODAY.minusDays(3);

    /// Known under its arXiv id, with everything a paper can have.
    static final String RICH = "2409.00001";

    /// Put together from two files.
    static final String MERGED = "2409.00002";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<List<String>> SUBJECTS = List.of(
            List.of("cs.IR", "Rankers that know when to stop", "retrieval"),
            List.of("cs.CL", "Short prompts for long documents", "language"),
            List.of("stat.ML", "Intervals for small samples", "statistics"),
            List.of("cs.CV", "Seeing in the dark with two cameras", "vision"));

    private final Library library;
    private final RunningServer server;

    private TestHouse(Library library, boolean singleUser) {
        this(library, new ServerSettings("127.0.0.1", 0, null, singleUser));
    }

    /// @param library closed with the house
    TestHouse(Library library, ServerSettings settings) {
        this.library = library;
        EditionRanker ranker = new RecencyEditionRanker();
        Editions editions = new Editions(
                library,
                (request, candidates) -> {
                    if (request.to().equals(BROKEN)) throw new IllegalStateException("secret inner workings");
                    return ranker.select(request, candidates);
                },
                span -> span.from().equals(SHORT) && span.to().equals(SHORT)
                        ? List.of(new SourceNote(
                                "arXiv cs.IR", "100 to 150", 16, "stale", "The feed answered, but is of Tuesday."))
                        : List.of());
        server = BroadsheetServer.start(library, editions, settings);
    }

    static TestHouse empty(Path folder) {
        return new TestHouse(open(folder), false);
    }

    /// Nobody signs in: whoever is at this machine is the administrator.
    static TestHouse ofOneUser(Path folder) {
        return new TestHouse(open(folder), true);
    }

    static TestHouse furnished(Path folder) throws IOException {
        Library library = open(folder);
        take(library, "morning.jsonl", papers());
        take(
                library,
                "afternoon.jsonl",
                List.of(paper("w-2", MERGED, "Short prompts for long documents, part 2", TODAY, 2)
                        .put("venue", "Journal of Long Documents")
                        .put("doi", "10.5555/long.2")));
        return new TestHouse(library, false);
    }

    private static Library open(Path folder) {
        return Library.open(
                LibrarySettings.in(folder), Clock.fixed(Instant.parse(TODAY + "T12:00:00Z"), ZoneOffset.UTC));
    }

    static void take(Library library, String name, List<ObjectNode> papers) throws IOException {
        StringBuilder lines = new StringBuilder();
        papers.forEach(p -> lines.append(p).append('\n'));
        library.importStream(
                name, name, new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)), _ -> {});
    }

    String address() {
        return server.address();
    }

    /// What the console shows where nobody runs the house, without host and port.
    Optional<String> administratorLink() {
        return server.administratorLink().map(link -> link.substring(address().length()));
    }

    Library library() {
        return library;
    }

    /// The letters that left, in the order in which they were asked for, once none waits any more.
    List<MimeMessage> letters() throws IOException, MessagingException {
        Postbox postbox = new Postbox(library);
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Set<Postbox.State> underWay = EnumSet.of(Postbox.State.WAITING, Postbox.State.CLAIMED, Postbox.State.SENDING);
        while (!Collections.disjoint(postbox.counts().keySet(), underWay)) {
            if (System.nanoTime() > end) throw new IllegalStateException("letters wait: " + postbox.counts());
            Thread.onSpinWait();
        }
        List<MimeMessage> letters = new ArrayList<>();
        for (Postbox.Standing s :
                postbox.list(List.of(Postbox.State.SENT), 1_000).reversed()) {
            Path file = library.settings().data().resolve("outbox").resolve(TODAY + "-" + s.id() + ".eml");
            try (InputStream in = Files.newInputStream(file)) {
                letters.add(new MimeMessage(Session.getInstance(new Properties()), in));
            }
        }
        return letters;
    }

    /// The letter that left for an address and has some words in its subject or text.
    MimeMessage letterTo(String address, String words) throws IOException, MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage m : letters())
            if (m.getAllRecipients()[0].toString().equals(address)
                    && (m.getSubject().contains(words) || words(m).contains(words))) found.add(m);
        if (found.size() != 1)
            throw new IllegalStateException(found.size() + " letters for " + address + " with '" + words + "'");
        return found.getFirst();
    }

    /// The plain words of a letter.
    static String words(MimeMessage letter) throws IOException, MessagingException {
        return ((MimeMultipart) letter.getContent()).getBodyPart(0).getContent().toString();
    }

    /// The same as HTML.
    static String html(MimeMessage letter) throws IOException, MessagingException {
        return ((MimeMultipart) letter.getContent()).getBodyPart(1).getContent().toString();
    }

    /// The first address in some words whose path begins so, without host and port.
    String link(String words, String path) {
        Matcher m =
                Pattern.compile(Pattern.quote(address() + path) + "[^\\s\"<>]*").matcher(words);
        if (!m.find()) throw new IllegalStateException("no link to " + path + " in: " + words);
        return m.group().substring(address().length());
    }

    /// Makes a reader whose account is a year old.
    void reader(String name, Role role) {
        library.database()
                .write(() -> library.database()
                        .writing()
                        .update(
                                "insert into reader (id, name, display_name, role, created_at) values (?, ?, ?, ?, ?)",
                                RandomIds.id("r"),
                                name,
                                name,
                                role.name().toLowerCase(Locale.ROOT),
                                TODAY.minusDays(365) + "T12:00:00Z"));
    }

    /// What a browser sends in which a reader is signed in, as [HttpAnswer] takes headers.
    List<String> signedIn(String name) {
        String secret = new Sessions(library)
                .open(readerId(name), null, "Firefox/130.0 Linux", false)
                .secret();
        return List.of("Cookie: broadsheet=" + secret, "Origin: " + address());
    }

    ReaderId readerId(String name) {
        return new ReaderId(library.database()
                .reading()
                .sql("select id from reader where name = ?")
                .param(name)
                .query(String.class)
                .single());
    }

    PaperId paper(String name) {
        return library.paper(name).orElseThrow().id();
    }

    static List<ObjectNode> papers() {
        List<ObjectNode> papers = new ArrayList<>();
        for (int i = 1; i <= 44; i++) {
            List<String> subject = SUBJECTS.get(i % SUBJECTS.size());
            LocalDate day = i <= 34 ? TODAY : i <= 40 ? SHORT : BROKEN;
            papers.add(paper("w-" + i, "2409.%05d".formatted(i), subject.get(1) + ", part " + i, day, i));
        }
        papers.getFirst()
                .put("title", "Rankers that know $\\alpha^{2}$ when to stop: <b>bold</b> claims & \"quoted\" ones")
                .put("comment", "18 pages")
                .put("licence", "http://creativecommons.org/licenses/by/4.0/")
                .put("code", "https://example.org/code")
                .put("upvotes", 31);
        papers.addAll(hostile());
        return papers;
    }

    static ObjectNode paper(String id, String arxiv, String title, LocalDate day, int i) {
        List<String> subject = SUBJECTS.get(i % SUBJECTS.size());
        ObjectNode p = JSON.createObjectNode()
                .put("_id", id)
                .put("arxiv", arxiv)
                .put("title", title)
                .put(
                        "abstract",
                        ("Part %d says what a study of %s may promise and what it may not. "
                                                .formatted(i, subject.get(2))
                                        + "Readers who screen many abstracts want to know when they may stop. ")
                                .repeat(5))
                .put("published", day.minusDays(1).toString());
        p.putArray("categories").add(subject.getFirst());
        p.putArray("authors").add("Maren Oduya").add("Tomas Lindqvist-Rao").add("Reader " + i);
        p.putArray("listings")
                .addObject()
                .put("list", "hf-daily")
                .put("day", day.toString())
                .put("position", i);
        return p;
    }

    /// What somebody might plant in a source.
    private static List<ObjectNode> hostile() {
        ObjectNode script = paper(
                "h-1",
                "2409.66601",
                "Hostile &lt;script&gt;alert(1)&lt;/script&gt; <script>alert(2)</script> title",
                TODAY,
                101);
        script.put(
                "abstract",
                "An abstract with <img src=x onerror=alert(3)> and &lt;svg onload=alert(4)&gt; in it, and ${7*7} [[${7*7}]] __${T(Runtime)}__ too.");
        script.put("venue", "\"><script>alert(5)</script>")
                .put("comment", "'-alert(6)-'")
                .put("licence", "javascript:alert(7)");
        script.putArray("authors")
                .add("Mallory \"><img src=x onerror=alert(8)>")
                .add("../../etc/passwd")
                .add("Eve ${7*7}");
        script.putArray("categories").add("\"><script>alert(9)</script>").add("cs.IR");
        ArrayNode links = script.putArray("links");
        for (Map.Entry<String, String> link : Map.of(
                        "code",
                        "javascript:alert(10)",
                        "project",
                        "data:text/html,<script>alert(11)</script>",
                        "page",
                        "https://example.org/\"onmouseover=\"alert(12)")
                .entrySet()) links.addObject().put("kind", link.getKey()).put("address", link.getValue());
        ObjectNode wide = paper("h-2", "2409.66602", "W" + "i".repeat(300) + "de words never end", TODAY, 102);
        wide.put("abstract", "x".repeat(3_000));
        ArrayNode many = wide.putArray("authors");
        for (int i = 0; i < 900; i++) many.add("Author Number" + i);
        ObjectNode bare = JSON.createObjectNode().put("_id", "h-3").put("title", "Nothing but a title");
        return List.of(script, wide, bare);
    }

    @Override
    public void close() {
        server.close();
        library.close();
    }
}
