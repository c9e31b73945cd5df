package org.broadsheet.server.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.CommunityData;
import org.broadsheet.server.community.Lookup;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.JudgmentData;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.Note;
import org.broadsheet.server.shelf.Notes;
import org.broadsheet.server.shelf.ReadingList;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.broadsheet.server.shelf.ShelfData;
import org.broadsheet.server.signin.SignInData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reader's archive out of one house and into another, on every database; one subclass a database.
abstract class ArchiveContract {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private House here;

    /// Opened by the tests that need it.
    private @Nullable House there;

    @SuppressWarnings("NullAway.Init")
    private Reader ines;

    abstract ReaderLibrary open(Path folder);

    @BeforeEach
    void furnish() {
        here = new House(open(folder.resolve("here")));
        ines = here.library.reader("ines");
    }

    @AfterEach
    void close() {
        here.library.close();
        if (there != null) there.library.close();
    }

    private House elsewhere() {
        House opened = there == null ? new House(open(folder.resolve("there"))) : there;
        there = opened;
        return opened;
    }

    /// A house with the rooms that keep what readers give.
    private static final class House {
        private final ReaderLibrary library;
        private final Pace pace;
        private final Judgments judgments;
        private final ReadingLists lists;
        private final ReadingProgress progress;
        private final Notes notes;
        private final Follows follows;
        private final Comments comments;
        private final Readers readers;
        private final ReaderArchive archive;

        House(ReaderLibrary library) {
            this.library = library;
            pace = new Pace(library.clock());
            judgments = new Judgments(library.library());
            lists = new ReadingLists(library.library(), judgments, pace);
            progress = new ReadingProgress(library.library());
            notes = new Notes(library.library(), pace);
            follows = new Follows(library.library(), pace);
            comments = new Comments(library.library(), pace);
            readers = new Readers(
                    library.library(),
                    List.of(
                            new JudgmentData(judgments),
                            new CommunityData(
                                    library.library(),
                                    comments,
                                    new Claims(library.library(), pace),
                                    new PaperLinks(library.library(), pace),
                                    new Submissions(library.library(), nothing(), pace)),
                            new ShelfData(library.library(), lists, progress, notes, follows),
                            new SignInData(library.library())));
            archive = new ReaderArchive(library.library(), readers, pace);
        }

        private static Lookup nothing() {
            return new Lookup() {
                @Override
                public List<SourceRecord> named(Identifier identifier) {
                    return List.of();
                }

                @Override
                public List<SourceRecord> shown(URI page) {
                    return List.of();
                }
            };
        }

        byte[] write(Reader reader) throws IOException {
            // Not faster than anybody may.
            library.pass(Duration.ofHours(1));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            archive.write(reader, out);
            return out.toByteArray();
        }

        ArchiveReport read(Reader reader, byte[] zip) throws IOException {
            library.pass(Duration.ofHours(1));
            return archive.read(reader.id(), new ByteArrayInputStream(zip));
        }

        private String slug(PaperId paper) {
            return library.library().papers(List.of(paper)).stream()
                    .findFirst()
                    .map(Paper::headline)
                    .orElse("gone");
        }

        /// All that a reader gave, as it means the same in every house.
        List<String> given(Reader reader) {
            List<String> given = new ArrayList<>();
            for (KeptJudgment j : judgments.of(reader.id(), java.util.Set.of(), null, Long.MAX_VALUE, 10_000)) {
                ObjectNode line = (ObjectNode) JSON.readTree(judgments.line(j));
                for (String field : List.of("item", "left", "right"))
                    if (line.has(field)) line.put(field, title(line.get(field).asString()));
                if (line.has("items")) {
                    List<String> titles = line.get("items")
                            .valueStream()
                            .map(n -> title(n.asString()))
                            .toList();
                    titles.forEach(line.putArray("items")::add);
                }
                line.remove("judge");
                given.add(line.toString());
            }
            for (ReadingList l : lists.of(reader.id()))
                given.add(l.id()
                        + l.name()
                        + l.description()
                        + l.visibility()
                        + l.changedAt()
                        + lists.papers(l).stream().map(Paper::headline).toList());
            for (Note n : notes.of(reader.id(), 0, 10_000))
                given.add(n.id()
                        + slug(n.paper())
                        + n.body()
                        + n.quote()
                        + n.starts()
                        + n.ends()
                        + n.createdAt()
                        + n.changedAt());
            for (Follow f : follows.of(reader.id()))
                given.add(f.kind()
                        + (f.kind() == Follow.Kind.CITATIONS ? slug(new PaperId(f.target())) : f.target())
                        + f.label()
                        + f.section()
                        + f.createdAt());
            for (ReadingProgress.Status s : ReadingProgress.Status.values())
                given.add(s
                        + new TreeSet<>(progress.at(reader.id(), s).stream()
                                        .map(this::slug)
                                        .toList())
                                .toString());
            given.add("kept " + judgments.observed(reader.id()));
            return given.stream().sorted().toList();
        }

        private String title(String name) {
            return library.library().paper(name).orElseThrow().headline();
        }
    }

    /// Gives all kinds of things, in an order that a seed decides.
    private static void live(House house, Reader reader, Random random, int deeds) {
        List<PaperId> papers = new ArrayList<>();
        for (Paper p : house.library.library().after("", 100)) papers.add(p.id());
        List<ReadingList> lists = new ArrayList<>();
        for (int i = 0; i < deeds; i++) {
            house.library.pass(Duration.ofSeconds(random.nextInt(5_000)));
            PaperId paper = papers.get(random.nextInt(papers.size()));
            PaperId other = papers.get(random.nextInt(papers.size()));
            Occasion occasion = random.nextBoolean()
                    ? Occasion.at(Occasion.Source.API, "")
                    : new Occasion(
                            Occasion.Source.WEB,
                            "edition/day/2024-09-10",
                            OptionalInt.of(1 + random.nextInt(9)),
                            OptionalDouble.of((1 + random.nextInt(8)) / 8.0));
            String key = "key " + random.nextLong();
            int kind = random.nextInt(16);
            switch (kind) {
                case 0 ->
                    house.judgments.give(reader.id(), new Judgment.Thumb(paper, random.nextBoolean()), occasion, key);
                case 1 -> {
                    Map<Judgment.Attribute, Integer> attributes = new EnumMap<>(Judgment.Attribute.class);
                    if (random.nextBoolean()) attributes.put(Judgment.Attribute.CLARITY, 1 + random.nextInt(5));
                    house.judgments.give(
                            reader.id(), new Judgment.Rating(paper, 1 + random.nextInt(5), attributes), occasion, key);
                }
                case 2 -> {
                    if (!paper.equals(other))
                        house.judgments.give(
                                reader.id(),
                                new Judgment.Pair(paper, other, any(random, Judgment.Outcome.class)),
                                occasion,
                                key);
                }
                case 3 ->
                    house.judgments.give(
                            reader.id(),
                            new Judgment.NotInterested(
                                    paper, any(random, Judgment.Reason.class), random.nextBoolean() ? "ä \"\n" : ""),
                            occasion,
                            key);
                case 4 -> house.judgments.give(reader.id(), new Judgment.Save(paper), occasion, key);
                case 5 ->
                    house.judgments.give(
                            reader.id(),
                            new Judgment.Dwell(paper, Duration.ofMillis(1_000 + random.nextInt(100_000))),
                            occasion,
                            key);
                case 6 -> house.judgments.give(reader.id(), new Judgment.LinkOut(paper, "pdf"), occasion, key);
                case 7 -> {
                    long id = house.judgments
                            .give(reader.id(), new Judgment.Hide(paper), occasion, key)
                            .id();
                    if (random.nextBoolean()) house.judgments.undo(reader.id(), id);
                }
                case 8 ->
                    lists.add(house.lists.create(
                            reader.id(),
                            "List " + random.nextInt(100),
                            random.nextBoolean() ? "" : "About\nsomething",
                            any(random, Visibility.class)));
                case 9, 10 -> {
                    if (!lists.isEmpty())
                        house.lists.add(
                                reader.id(),
                                lists.get(random.nextInt(lists.size())).id(),
                                List.of(paper, other));
                }
                case 11 -> {
                    if (!lists.isEmpty()) {
                        ReadingList list = lists.get(random.nextInt(lists.size()));
                        List<PaperId> order = new ArrayList<>(
                                house.lists.papers(list).stream().map(Paper::id).toList());
                        java.util.Collections.shuffle(order, random);
                        house.lists.order(reader.id(), list.id(), order, key, Occasion.Source.WEB);
                    }
                }
                case 12 -> house.notes.write(reader.id(), paper, "Note " + random.nextInt() + " <b>ü</b>");
                case 13 -> house.notes.highlight(reader.id(), paper, "and say when to stop", random.nextInt(40), "");
                case 14 ->
                    house.progress.set(reader.id(), paper, Optional.of(any(random, ReadingProgress.Status.class)));
                default -> {
                    Follow f = switch (random.nextInt(4)) {
                        case 0 -> house.follows.follow(reader.id(), Follow.Kind.AUTHOR, "Writer Number" + i, "");
                        case 1 -> house.follows.follow(reader.id(), Follow.Kind.SEARCH, "q=stop+" + i, "Stops");
                        case 2 -> house.follows.follow(reader.id(), Follow.Kind.CATEGORY, "cs.IR", "");
                        default -> house.follows.follow(reader.id(), Follow.Kind.CITATIONS, paper.value(), "");
                    };
                    house.follows.change(reader.id(), f.id(), f.label(), random.nextBoolean());
                }
            }
        }
        if (random.nextBoolean()) house.judgments.observe(reader.id(), false);
    }

    private static <E extends Enum<E>> E any(Random random, Class<E> of) {
        List<E> all = List.of(of.getEnumConstants());
        return all.get(random.nextInt(all.size()));
    }

    /// Papers that only this house has, with and without a name in a register.
    private static void own(House house) {
        house.library.give("own.jsonl", """
                {"_id":"o1","title":"Nothing but a title and a doi","doi":"10.5555/only.here","authors":["Ada Quill"],"upvotes":90,"listings":[{"list":"hf-daily","day":"2024-09-10","position":1}]}
                {"_id":"o2","title":"No name in any register at all","abstract":"Of bees, and of what they cannot count.","authors":["Wanjiru Castellane"],"year":2023}
                """);
    }

    @Test
    void whatComesOutGoesInAgainHereAndElsewhereAndTwiceIsOnce() throws IOException {
        House there = elsewhere();
        for (long seed = 1; seed <= 2; seed++) {
            Reader reader = here.library.reader("reader" + seed);
            if (seed == 1) own(here);
            live(here, reader, new Random(seed), 120);
            List<String> given = here.given(reader);
            assertThat(given).as("seed " + seed).hasSizeGreaterThan(50);
            byte[] zip = here.write(reader);

            ArchiveReport again = here.read(reader, zip);
            assertThat(again.rejected()).as("seed " + seed + " " + again).isZero();
            assertThat(again.changed())
                    .as("into itself, seed " + seed + " " + again)
                    .isZero();
            assertThat(here.given(reader)).isEqualTo(given);

            Reader abroad = there.library.reader("abroad" + seed);
            while (there.library.clock().instant().isBefore(here.library.clock().instant()))
                there.library.pass(Duration.ofHours(1));
            ArchiveReport report = there.read(abroad, zip);
            assertThat(report.rejected()).as("seed " + seed + " " + report).isZero();
            assertThat(there.given(abroad)).as("seed " + seed).isEqualTo(given);

            ArchiveReport twice = there.read(abroad, zip);
            assertThat(twice.changed()).as("twice, seed " + seed + " " + twice).isZero();
            assertThat(there.given(abroad)).isEqualTo(given);

            // And home again, to the same reader and to another one.
            byte[] back = there.write(abroad);
            while (here.library.clock().instant().isBefore(there.library.clock().instant()))
                here.library.pass(Duration.ofHours(1));
            // A paper without a name in any register is known by what it says: that is one record more.
            ArchiveReport home = here.read(reader, back);
            assertThat(home.changed() - file(home, "papers.jsonl").changed())
                    .as("home, seed " + seed + home)
                    .isZero();
            assertThat(here.read(reader, back).changed()).isZero();
            Reader other = here.library.reader("other" + seed);
            assertThat(here.read(other, back).rejected()).isZero();
            assertThat(here.read(other, back).changed())
                    .as("another reader, twice")
                    .isZero();
            assertThat(here.given(reader))
                    .as("nothing of the first was touched")
                    .isEqualTo(given);
            assertThat(here.lists.of(other.id())).hasSameSizeAs(here.lists.of(reader.id()));
        }
        Paper came = there.library.library().paper("10.5555/only.here").orElseThrow();
        assertThat(came.metadata().attention().upvotes())
                .as("no votes come along")
                .isZero();
        assertThat(came.metadata().listings()).as("it is on no list").isEmpty();
    }

    @Test
    void whatIsThereAlreadyStaysAndTheLaterOfTwoIsKept() throws IOException {
        ReadingList list = here.lists.create(ines.id(), "Old name", "", Visibility.PRIVATE);
        here.lists.add(ines.id(), list.id(), List.of(here.library.paper(1), here.library.paper(2)));
        Note note = here.notes.write(ines.id(), here.library.paper(1), "As it was");
        here.progress.set(ines.id(), here.library.paper(1), Optional.of(ReadingProgress.Status.READING));
        byte[] zip = here.write(ines);
        here.lists.change(ines.id(), list.id(), "New name", "", Visibility.PRIVATE);
        here.lists.remove(ines.id(), list.id(), here.library.paper(2));
        here.lists.add(ines.id(), list.id(), List.of(here.library.paper(3)));
        here.notes.change(ines.id(), note.id(), "As it is");
        here.progress.set(ines.id(), here.library.paper(1), Optional.of(ReadingProgress.Status.READ));
        ArchiveReport report = here.read(ines, zip);
        assertThat(report.changed()).as("a paper comes back to its list").isEqualTo(1);
        assertThat(here.lists.own(ines.id(), list.id()).orElseThrow().name()).isEqualTo("New name");
        assertThat(here.lists.papers(list))
                .extracting(Paper::id)
                .containsExactly(here.library.paper(1), here.library.paper(3), here.library.paper(2));
        assertThat(here.notes.own(ines.id(), note.id()).orElseThrow().body()).isEqualTo("As it is");
        assertThat(here.progress.at(ines.id(), ReadingProgress.Status.READ)).containsExactly(here.library.paper(1));
    }

    @Test
    void anArchiveSaysWhatItIsAndNamesPapersByAllTheirNames() throws IOException {
        here.library.give("names.jsonl", """
                {"_id":"x","title":"Known by many names","arxiv":"2409.31337","doi":"10.5555/many.names","pubmed":"4242"}
                """);
        PaperId paper = here.library.library().paper("2409.31337").orElseThrow().id();
        here.judgments.give(ines.id(), new Judgment.Save(paper), Occasion.at(Occasion.Source.WEB, ""), "k");
        here.comments.post(ines, paper, Optional.empty(), "A word");
        Map<String, String> files = unzip(here.write(ines));
        assertThat(files.keySet())
                .contains(
                        "README.md",
                        "manifest.json",
                        "papers.jsonl",
                        "judgments.jsonl",
                        "lists.jsonl",
                        "notes.jsonl",
                        "follows.jsonl",
                        "reading-status.jsonl",
                        "comment.jsonl",
                        "account.json");
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        assertThat(manifest.path("format").asString()).isEqualTo("broadsheet-archive");
        assertThat(manifest.path("version").asInt()).isEqualTo(1);
        JsonNode described = JSON.readTree(files.get("papers.jsonl"));
        assertThat(described.path("paper").asString()).isEqualTo("2409.31337");
        assertThat(described.at("/identifiers/doi").asString()).isEqualTo("10.5555/many.names");
        assertThat(described.at("/identifiers/pubmed").asString()).isEqualTo("4242");
        assertThat(JSON.readTree(files.get("judgments.jsonl")).path("item").asString())
                .isEqualTo("2409.31337");
        assertThat(JSON.readTree(files.get("comment.jsonl")).path("paper").asString())
                .isEqualTo("2409.31337");
        // Elsewhere it is known by another of its names.
        House there = elsewhere();
        there.library.give("doi.jsonl", """
                {"_id":"y","title":"Known by many names","doi":"10.5555/many.names"}
                """);
        long before = there.library.library().count();
        Reader abroad = there.library.reader("abroad");
        ArchiveReport report = there.read(abroad, here.write(ines));
        assertThat(report.taken()).isZero();
        assertThat(report.found()).isEqualTo(1);
        assertThat(report.skipped()).contains("comment.jsonl", "account.json");
        assertThat(there.library.library().count()).isEqualTo(before);
        assertThat(there.judgments.saved(abroad.id()))
                .containsExactly(there.library
                        .library()
                        .paper("10.5555/many.names")
                        .orElseThrow()
                        .id());
    }

    // ---- What strangers send
    // ------------------------------------------------------------------------------------

    @Test
    void badLinesAreNamedAndCountedAndTheOthersTaken() throws IOException {
        Map<String, String> files = archive();
        files.put("papers.jsonl", """
                {"paper":"new","title":"A paper of nowhere","identifiers":{"doi":"10.5555/nowhere"}}
                {"paper":"new","title":"The same name again"}
                {"paper":"empty"}
                {"paper":
                """);
        files.put("judgments.jsonl", """
                {"type":"thumb","item":"new","up":true,"key":"a"}
                {"type":"thumb","item":"2409.00001","up":"maybe","key":"b"}

                {"type":"rating","item":"2409.00001","grade":9,"key":"c"}
                {"type":"thumb","item":"who","up":true,"key":"d"}
                %s
                """.formatted("x".repeat(1_500_000)));
        files.put("lists.jsonl", """
                {"id":"l-aaaaaaaaaaaaaaaa","name":"Good","description":"","visibility":"private","changed":"2024-09-01T00:00:00Z","papers":[{"paper":"2409.00001","added":"2024-09-01T00:00:00Z"}]}
                {"id":"../../etc","name":"Bad","description":"","visibility":"private","changed":"2024-09-01T00:00:00Z","papers":[]}
                {"id":"l-aaaaaaaaaaaaaaab","name":"%s","description":"","visibility":"private","changed":"2024-09-01T00:00:00Z","papers":[]}
                {"id":"l-aaaaaaaaaaaaaaac","name":"Odd","description":"","visibility":"all","changed":"yesterday","papers":[]}
                """.formatted("n".repeat(300)));
        files.put("notes.jsonl", """
                {"id":"n-aaaaaaaaaaaaaaaa","paper":"2409.00001","note":"","created":"2024-09-01T00:00:00Z","changed":"2024-09-01T00:00:00Z"}
                {"id":"n-aaaaaaaaaaaaaaab","paper":"2409.00001","note":"of tomorrow","created":"2034-09-01T00:00:00Z","changed":"2034-09-01T00:00:00Z"}
                """);
        files.put(
                "follows.jsonl",
                "{\"kind\":\"planet\",\"target\":\"Venus\"}\n[]\n{\"kind\":\"author\",\"target\":\"\",\"created\":\"2024-09-01T00:00:00Z\"}\n");
        ArchiveReport report = here.read(ines, zip(files));
        assertThat(file(report, "papers.jsonl").rejected()).isEqualTo(3);
        ArchiveReport.FileReport judged = file(report, "judgments.jsonl");
        assertThat(judged.lines()).isEqualTo(5);
        assertThat(judged.changed()).isEqualTo(1);
        assertThat(judged.rejected()).isEqualTo(4);
        assertThat(judged.problems().getFirst()).startsWith("line 2: ");
        assertThat(judged.problems()).anyMatch(p -> p.startsWith("line 4: a rating is from 1 to 5 but was 9"));
        assertThat(judged.problems()).anyMatch(p -> p.startsWith("line 5: no paper here is called 'who'"));
        assertThat(judged.problems()).anyMatch(p -> p.startsWith("line 6: it is longer than 1,000,000 bytes"));
        assertThat(file(report, "lists.jsonl").rejected()).isEqualTo(3);
        assertThat(file(report, "notes.jsonl").rejected()).isEqualTo(1);
        assertThat(file(report, "follows.jsonl").rejected()).isEqualTo(3);
        assertThat(report.missing()).containsExactly("who");
        assertThat(here.lists.of(ines.id())).hasSize(1);
        assertThat(here.notes.of(ines.id(), 0, 9))
                .allMatch(n -> !n.changedAt().isAfter(here.library.clock().instant()));
        assertThat(here.library.library().paper("10.5555/nowhere")).isPresent();
    }

    /// An id in a file is no key to what somebody else keeps under it.
    @Test
    void nobodysThingsAreTouchedByNamingTheirIds() throws IOException {
        Reader tomas = here.library.reader("tomas");
        ReadingList list = here.lists.create(ines.id(), "Of Ines", "Private", Visibility.PRIVATE);
        here.lists.add(ines.id(), list.id(), List.of(here.library.paper(1)));
        Note note = here.notes.write(ines.id(), here.library.paper(1), "Of Ines");
        here.judgments.give(
                ines.id(), new Judgment.Save(here.library.paper(4)), Occasion.at(Occasion.Source.WEB, ""), "mine");
        List<String> before = here.given(ines);
        Map<String, String> files = archive();
        files.put("lists.jsonl", """
                {"id":"%s","name":"Taken","description":"","visibility":"public","changed":"2024-09-10T12:00:00Z","papers":[{"paper":"2409.00002","added":"2024-09-01T00:00:00Z"}]}
                """.formatted(list.id()));
        files.put("notes.jsonl", """
                {"id":"%s","paper":"2409.00001","note":"Taken","created":"2024-09-01T00:00:00Z","changed":"2024-09-10T12:00:00Z"}
                """.formatted(note.id()));
        files.put("judgments.jsonl", """
                {"type":"choice","choice":"save","judge":"%s","item":"2409.00004","key":"mine","undone":true}
                {"type":"list","list":"%s","items":["2409.00001","2409.00002"],"key":"o"}
                """.formatted(ines.id(), list.id()));
        assertThat(here.read(tomas, zip(files)).rejected()).isZero();
        assertThat(here.given(ines)).isEqualTo(before);
        assertThat(here.lists.published(list.id())).isEmpty();
        ReadingList taken = here.lists.of(tomas.id()).getFirst();
        assertThat(taken.id()).isNotEqualTo(list.id());
        assertThat(taken.name()).isEqualTo("Taken");
        assertThat(here.judgments.of(tomas.id(), java.util.Set.of(Judgment.Kind.ORDERING), null, Long.MAX_VALUE, 9))
                .extracting(j -> ((Judgment.Ordering) j.judgment()).list())
                .containsExactly(taken.id());
    }

    @Test
    void namesOfEntriesLeadNowhere() throws IOException {
        Path outside = folder.resolve("evil.txt");
        Map<String, String> files = archive();
        for (String name :
                List.of("../evil.txt", "../../../evil.txt", "/evil.txt", outside.toString(), "a/../../evil.txt"))
            files.put(name, "evil");
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> before = all.filter(p -> !p.toString().contains("index")).toList();
            ArchiveReport report = here.read(ines, zip(files));
            assertThat(report.skipped()).hasSize(5);
            assertThat(report.changed()).isZero();
            try (Stream<Path> now = Files.walk(folder)) {
                assertThat(now.filter(p -> !p.toString().contains("index"))).hasSameSizeAs(before);
            }
        }
        assertThat(outside).doesNotExist();
    }

    @Test
    void aBombIsPutOutWhileItIsUnpacked() throws IOException {
        ReaderArchive narrow = new ReaderArchive(
                here.library.library(), here.readers, here.pace, new ReaderArchive.Limits(200_000, 3_000_000));
        Map<String, String> files = archive();
        files.put("judgments.jsonl", " ".repeat(8_000_000));
        byte[] bomb = zip(files);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> narrow.read(ines.id(), new ByteArrayInputStream(bomb)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 3,000,000 bytes");
        byte[] large = new byte[200_001];
        assertThatThrownBy(() -> narrow.read(ines.id(), new ByteArrayInputStream(large)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 200,000 bytes");
        // What nobody asks for is not even unpacked.
        Map<String, String> unasked = archive();
        unasked.put("other.jsonl", " ".repeat(8_000_000));
        assertThat(narrow.read(ines.id(), new ByteArrayInputStream(zip(unasked)))
                        .skipped())
                .containsExactly("other.jsonl");
    }

    @Test
    void whatIsNoArchiveIsRefusedInWords() throws IOException {
        assertThatThrownBy(() -> here.read(ines, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> here.read(ines, "no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no zip file");
        assertThatThrownBy(() -> here.read(ines, zip(Map.of("a.txt", "x"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it has no manifest.json");
        for (Map.Entry<String, String> bad : Map.of(
                        "{\"format\":\"other\",\"version\":1}",
                        "its format is not",
                        "{\"format\":\"broadsheet-archive\",\"version\":2}",
                        "use a newer one",
                        "{\"format\":\"broadsheet-archive\"}",
                        "it is of version 0",
                        "[".repeat(100_000),
                        "its manifest is no JSON")
                .entrySet())
            assertThatThrownBy(() -> here.read(ines, zip(Map.of("manifest.json", bad.getKey()))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(bad.getValue());
        byte[] cut = here.write(ines);
        assertThatThrownBy(() -> here.read(ines, java.util.Arrays.copyOf(cut, cut.length / 2)))
                .isInstanceOf(IOException.class);
        Map<String, String> many = archive();
        for (int i = 0; i < 300; i++) many.put("e" + i, "");
        assertThatThrownBy(() -> here.read(ines, zip(many)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 200 entries");
    }

    private static ArchiveReport.FileReport file(ArchiveReport report, String name) {
        return report.files().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> archive() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("manifest.json", "{\"format\":\"broadsheet-archive\",\"version\":1}");
        return files;
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> f : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(f.getKey()));
                zip.write(f.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
                files.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }
}
