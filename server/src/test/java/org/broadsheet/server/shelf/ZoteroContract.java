package org.broadsheet.server.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ZoteroFailed.Why;
import org.broadsheet.server.shelf.ZoteroStandIn.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Readers' libraries at Zotero, on every database; one subclass a database.
abstract class ZoteroContract {
    private static final UnaryOperator<ObjectNode> BARE = UnaryOperator.identity();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private ZoteroStandIn there;

    @SuppressWarnings("NullAway.Init")
    private GuardedWeb web;

    @SuppressWarnings("NullAway.Init")
    private ReadingLists lists;

    @SuppressWarnings("NullAway.Init")
    private Zotero zotero;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    @SuppressWarnings("NullAway.Init")
    private ReadingList list;

    private final List<Duration> waited = new ArrayList<>();

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() throws IOException {
        house = open();
        there = new ZoteroStandIn();
        web = new GuardedWeb(
                new GuardedWeb.Limits(1_000_000, Duration.ofSeconds(20), Duration.ofMillis(300)),
                house.clock(),
                waited::add);
        Pace pace = new Pace(house.clock());
        lists = new ReadingLists(house.library(), new Judgments(house.library()), pace);
        zotero = new Zotero(
                house.library(), lists, pace, new ZoteroLibrary.Way(web, web, waited::add, there.address(), true));
        ines = house.reader("ines").id();
        list = lists.create(ines, "On stopping", "", Visibility.PRIVATE);
    }

    @AfterEach
    void close() {
        zotero.close();
        there.close();
        house.close();
    }

    private void connect() throws ZoteroFailed {
        zotero.connect(ines, ZoteroStandIn.KEY, "");
    }

    private List<Paper> papers() {
        return lists.papers(lists.own(ines, list.id()).orElseThrow());
    }

    private static void fails(Why why, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ZoteroFailed.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private String outcome() {
        return String.join("\n", zotero.of(ines).orElseThrow().outcome());
    }

    private void send() throws ZoteroFailed {
        zotero.send(ines, list.id(), "Stopping");
    }

    private void put(int... numbers) {
        lists.add(ines, list.id(), IntStream.of(numbers).mapToObj(house::paper).toList());
    }

    private List<String> titles(String collection) {
        return there.in(there.collectionCalled(collection).orElseThrow()).stream()
                .map(d -> d.path("title").asString())
                .toList();
    }

    // ---- The key
    // ------------------------------------------------------------------------------------------------

    @Test
    void aKeyIsKeptClosedAndForgotten() throws Exception {
        there.collection("Screening");
        Zotero.Connection c = zotero.connect(ines, " " + ZoteroStandIn.KEY + " ", ZoteroStandIn.USER);
        assertThat(c.library()).isEqualTo("users/" + ZoteroStandIn.USER);
        assertThat(c.collections()).extracting(Zotero.Collection::name).containsExactly("Screening");
        String kept = house.library()
                .database()
                .reading()
                .sql("select api_key from zotero_library")
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(ZoteroStandIn.KEY).hasSizeGreaterThan(40);
        there.collection("More");
        assertThat(zotero.look(ines).collections()).hasSize(2);
        assertThat(zotero.forget(ines)).isTrue();
        assertThat(zotero.of(ines)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.bring(ines, list.id(), ""));
    }

    @Test
    void aKeyThatIsNoneOrNotTheirsIsRefusedAndNothingIsKept() {
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.connect(ines, "not a key", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.connect(ines, ZoteroStandIn.KEY, "../1"));
        assertThat(there.asked()).isEmpty();
        fails(Why.KEY, () -> zotero.connect(ines, "aaaaaaaaaaaaaaaaaaaaaaaa", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.connect(ines, ZoteroStandIn.KEY, "1"));
        assertThat(zotero.of(ines)).isEmpty();
    }

    @Test
    void aReaderWhoLeavesLeavesNoKey() throws Exception {
        connect();
        there.item("journalArticle", "A first", BARE);
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        lists.removeAll(ines);
        assertThat(zotero.of(ines).orElseThrow().list()).isEmpty();
        zotero.delete(ines);
        for (String table : List.of("zotero_library", "zotero_item"))
            assertThat(house.library()
                            .database()
                            .reading()
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .isZero();
    }

    // ---- From there
    // ----------------------------------------------------------------------------------------------

    @Test
    void aCollectionComesIntoAListJoinedWithWhatIsHere() throws Exception {
        String screening = there.collection("Screening");
        there.item(
                "preprint",
                "Study number 3 of bees",
                d -> d.put("repository", "arXiv").put("archiveID", "arXiv:2409.00003v2"),
                screening);
        there.item(
                "journalArticle",
                "Bounds for <i>tired</i> readers",
                d -> {
                    d.put("DOI", "10.5555/tired.1")
                            .put("publicationTitle", "Journal of Reading")
                            .put("abstractNote", "How long may one read?")
                            .put("date", "2021-05-04")
                            .put("volume", "7")
                            .put("extra", "PMID: 31234567\nKept for the seminar");
                    d.putArray("creators")
                            .addObject()
                            .put("creatorType", "author")
                            .put("firstName", "Maren")
                            .put("lastName", "Oduya");
                    d.putArray("tags").addObject().put("tag", "fatigue");
                    return d;
                },
                screening);
        there.item("note", "", BARE, screening);
        there.item("film", "A film", BARE, screening);
        there.item("journalArticle", "Elsewhere", BARE);
        connect();
        assertThat(zotero.bring(ines, list.id(), screening)).first().isEqualTo("2 papers read, 2 new in the list.");
        assertThat(outcome()).contains("1 item left out");
        List<Paper> papers = papers();
        assertThat(papers).hasSize(2);
        assertThat(papers.get(0).id()).as("joined by its arXiv id").isEqualTo(house.paper(3));
        Paper tired = papers.get(1);
        assertThat(tired.headline()).isEqualTo("Bounds for tired readers");
        assertThat(tired.metadata().identifier(Scheme.DOI).orElseThrow().value())
                .isEqualTo("10.5555/tired.1");
        assertThat(tired.metadata().identifier(Scheme.PUBMED).orElseThrow().value())
                .isEqualTo("31234567");
        assertThat(tired.metadata().authors().getFirst().name()).isEqualTo("Maren Oduya");
        assertThat(tired.metadata().publication().venue()).isEqualTo("Journal of Reading");
        assertThat(tired.metadata().keywords()).containsExactly("fatigue");
        assertThat(String.valueOf(tired.metadata().published())).isEqualTo("2021-05-04");
        assertThat(tired.provenance().getFirst().key())
                .as("whose library it was is nobody's business")
                .doesNotContain(ZoteroStandIn.USER);
    }

    @Test
    void aSecondTimeOnlyWhatChangedIsRead() throws Exception {
        there.item("journalArticle", "The first of many", BARE);
        connect();
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        assertThat(zotero.bring(ines, list.id(), Zotero.EVERYTHING))
                .containsExactly("Nothing has changed at Zotero since.");
        there.item("journalArticle", "Something entirely different", BARE);
        assertThat(zotero.bring(ines, list.id(), Zotero.EVERYTHING))
                .first()
                .isEqualTo("1 paper new or changed, 1 new in the list.");
        assertThat(papers()).hasSize(2);
        ReadingList other = lists.create(ines, "Other", "", Visibility.PRIVATE);
        assertThat(zotero.bring(ines, other.id(), Zotero.EVERYTHING))
                .first()
                .as("another list has seen nothing yet")
                .isEqualTo("2 papers read, 2 new in the list.");
        assertThat(house.library().count()).as("and nothing is here twice").isEqualTo(ReaderLibrary.PAPERS + 2L);
    }

    private void many(int n) {
        for (int i = 0; i < n; i++) {
            int number = i;
            there.item(
                    "journalArticle",
                    "Work " + Integer.toString(i * 7919, 36),
                    d -> d.put("DOI", "10.5555/w." + number));
        }
    }

    @Test
    void pagesAreReadToTheLastAndFromZoteroAlone() throws Exception {
        many(230);
        connect();
        there.backoff(0, "7");
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        assertThat(papers()).hasSize(230);
        assertThat(waited).containsExactly(Duration.ofSeconds(7));
        assertThat(there.asked())
                .filteredOn(a -> a.path().contains("/items/top"))
                .hasSize(3)
                .allMatch(a -> ZoteroStandIn.KEY.equals(a.headers().get("zotero-api-key")))
                .allMatch(a -> !a.path().contains(ZoteroStandIn.KEY));
    }

    @Test
    void aLibraryThatChangesBetweenPagesIsReadAgain() throws Exception {
        many(120);
        connect();
        there.trouble(1, Trouble.CHANGED_BEFORE);
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        assertThat(papers()).hasSize(120);
        for (int i = 1; i < 12; i += 2) there.trouble(i, Trouble.CHANGED_BEFORE);
        ReadingList other = lists.create(ines, "Other", "", Visibility.PRIVATE);
        fails(Why.CHANGED, () -> zotero.bring(ines, other.id(), Zotero.EVERYTHING));
    }

    @Test
    void anAnswerOfNoUseChangesNothingAndIsTold() throws Exception {
        many(110);
        connect();
        String id = list.id();
        there.trouble(1, Trouble.CUT_OFF);
        fails(Why.UNREADABLE, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        assertThat(outcome()).contains("cut off");
        there.trouble(1, Trouble.ONE_MISSING);
        fails(Why.UNREADABLE, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        there.trouble(0, Trouble.SILENT);
        fails(Why.UNREACHABLE, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        there.trouble(0, Trouble.LARGE);
        fails(Why.UNREACHABLE, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        there.trouble(0, Trouble.ANSWER_LOST);
        fails(Why.UNREACHABLE, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        there.refuse(0, 403, Map.of());
        fails(Why.KEY, () -> zotero.bring(ines, id, Zotero.EVERYTHING));
        assertThat(outcome()).contains("key");
        fails(Why.MISSING, () -> zotero.bring(ines, id, "AAAABBBB"));
        there.refuse(0, 302, Map.of("Location", there.address() + "/keys/current"));
        assertThatThrownBy(() -> zotero.bring(ines, id, Zotero.EVERYTHING)).isInstanceOf(ZoteroFailed.class);
        assertThat(papers()).isEmpty();
        assertThat(house.library().count()).isEqualTo(ReaderLibrary.PAPERS);
        zotero.bring(ines, id, Zotero.EVERYTHING);
        assertThat(papers()).as("and then all of it comes").hasSize(110);
    }

    @Test
    void whoAsksForTimeIsGivenIt() throws Exception {
        many(3);
        connect();
        there.refuse(0, 429, Map.of("Retry-After", "11"));
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        assertThat(waited).containsExactly(Duration.ofSeconds(11));
        there.item("journalArticle", "Another", BARE);
        there.refuse(0, 429, Map.of("Retry-After", "600"));
        fails(Why.BUSY, () -> zotero.bring(ines, list.id(), Zotero.EVERYTHING));
        assertThat(outcome()).contains("10 minutes");
        there.refuse(0, 503, Map.of("Retry-After", "3600"));
        fails(Why.BUSY, () -> zotero.bring(ines, list.id(), Zotero.EVERYTHING));
        assertThat(waited).hasSize(1);
    }

    // ---- To there
    // ------------------------------------------------------------------------------------------------

    @Test
    void aListGoesIntoACollectionAndNothingIsMadeTwice() throws Exception {
        String had = there.item("preprint", "Called otherwise", d -> d.put("archiveID", "arXiv:2409.00001"));
        String called = there.item("journalArticle", "STUDY number 2, of ranking!", BARE);
        String namesake =
                there.item("journalArticle", "Study number 3 of bees", d -> d.put("extra", "arXiv: 2311.09999"));
        put(1, 2, 3, 4);
        connect();
        assertThat(zotero.send(ines, list.id(), "Stopping"))
                .containsExactly("2 made in “Stopping”, 2 put in that the library had, 0 there already.");
        assertThat(there.items()).hasSize(5);
        String key = there.collectionCalled("Stopping").orElseThrow();
        assertThat(there.in(key)).extracting(d -> d.path("key").asString()).contains(had, called);
        assertThat(there.in(key)).extracting(d -> d.path("key").asString()).doesNotContain(namesake);
        JsonNode made = there.items().getLast();
        assertThat(made.path("itemType").asString()).isEqualTo("preprint");
        assertThat(made.path("archiveID").asString()).isEqualTo("arXiv:2409.00004");
        assertThat(made.path("title").asString()).isEqualTo("Study number 4 of ranking");
        assertThat(made.at("/creators/0/name").asString("")
                        + made.at("/creators/0/lastName").asString(""))
                .contains("Oduya");
        assertThat(zotero.send(ines, list.id(), "Stopping"))
                .containsExactly("0 made in “Stopping”, 0 put in that the library had, 4 there already.");
        assertThat(there.items()).hasSize(5);
        // What was sent and is brought back is what it was.
        zotero.bring(ines, list.id(), key);
        assertThat(papers())
                .extracting(Paper::id)
                .containsExactly(house.paper(1), house.paper(2), house.paper(3), house.paper(4));
    }

    @Test
    void whatCameFromThereIsKnownThereWhateverItIsCalled() throws Exception {
        there.item("journalArticle", "A title that will change", BARE);
        connect();
        zotero.bring(ines, list.id(), Zotero.EVERYTHING);
        there.items().forEach(d -> ((ObjectNode) d).put("title", "Changed at Zotero since"));
        send();
        assertThat(there.items()).hasSize(1);
        assertThat(titles("Stopping")).containsExactly("Changed at Zotero since");
    }

    @Test
    void aWritingWhoseAnswerIsLostIsDoneOnce() throws Exception {
        put(1, 2, 3, 4, 5);
        connect();
        // key, items, collections, and then what writes: a collection, and the items.
        there.trouble(3, Trouble.ANSWER_LOST);
        send();
        assertThat(titles("Stopping")).hasSize(5);
        put(6, 7);
        there.trouble(3, Trouble.ANSWER_LOST);
        assertThat(zotero.send(ines, list.id(), "Stopping"))
                .containsExactly("2 made in “Stopping”, 0 put in that the library had, 5 there already.");
        assertThat(there.items()).hasSize(7);
        assertThat(titles("Stopping")).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void aLibraryThatChangedIsReadAgainBeforeAnythingIsWritten() throws Exception {
        put(1, 2);
        connect();
        there.trouble(4, Trouble.CHANGED_BEFORE);
        send();
        assertThat(titles("Stopping")).hasSize(2);
        put(3);
        for (int i = 0; i < 20; i++) there.trouble(i, Trouble.CHANGED_BEFORE);
        fails(Why.CHANGED, this::send);
        assertThat(there.items()).hasSize(2);
    }

    @Test
    void whatZoteroRefusesIsNamedAndTheRestIsDone() throws Exception {
        house.give(
                "odd.jsonl",
                "{\"_id\":\"odd\",\"title\":\"An unwelcome title\",\"arxiv\":\"2409.00777\",\"published\":\"2024-09-01\"}\n");
        put(1, 777, 2);
        connect();
        List<String> said = zotero.send(ines, list.id(), "Stopping");
        assertThat(said).first().asString().startsWith("2 made");
        assertThat(said.get(1)).startsWith("An unwelcome title: not taken, ").contains("unwelcome");
        assertThat(titles("Stopping")).hasSize(2);
    }

    @Test
    void manyGoInBatchesAndWaitWhenAsked() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 100; i < 220; i++)
            lines.append(
                    "{\"_id\":\"m%d\",\"title\":\"Paper %s\",\"arxiv\":\"2408.%05d\",\"published\":\"2024-08-01\"}\n"
                            .formatted(i, Integer.toString(i * 7919, 36), i));
        house.give("many.jsonl", lines.toString());
        lists.add(
                ines,
                list.id(),
                IntStream.range(100, 220)
                        .mapToObj(i -> house.library()
                                .paper("2408.%05d".formatted(i))
                                .orElseThrow()
                                .id())
                        .toList());
        connect();
        there.backoff(4, "5");
        there.refuse(5, 429, Map.of("Retry-After", "9"));
        send();
        assertThat(titles("Stopping")).hasSize(120).doesNotHaveDuplicates();
        assertThat(waited).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(9));
        assertThat(there.asked())
                .filteredOn(a -> a.method().equals("POST"))
                .allMatch(a -> a.headers().containsKey("if-unmodified-since-version"));
        put(1);
        there.refuse(3, 429, Map.of("Retry-After", "600"));
        fails(Why.BUSY, this::send);
        there.refuse(3, 403, Map.of());
        fails(Why.KEY, this::send);
        assertThat(titles("Stopping")).hasSize(120);
    }

    @Test
    void aKeyThatMayOnlyReadWritesNothing() throws Exception {
        put(1);
        there.readOnly();
        connect();
        fails(Why.KEY, this::send);
        assertThat(outcome()).contains("write");
        assertThat(there.asked()).noneMatch(a -> a.method().equals("POST"));
    }

    @Test
    void othersListsAreNotTheirs() throws Exception {
        ReaderId tomas = house.reader("tomas").id();
        ReadingList his = lists.create(tomas, "His", "", Visibility.PUBLIC);
        connect();
        assertThat(zotero.beginBringing(ines, his.id(), Zotero.EVERYTHING)).isEmpty();
        assertThat(zotero.beginSending(ines, his.id(), "His")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.beginBringing(ines, list.id(), "AAAABBBB"));
        assertThatIllegalArgumentException().isThrownBy(() -> zotero.beginBringing(tomas, his.id(), Zotero.EVERYTHING));
        assertThat(zotero.of(tomas)).isEmpty();
    }
}
