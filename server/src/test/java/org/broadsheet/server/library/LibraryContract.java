package org.broadsheet.server.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.store.MergeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a library must do on every database, from import to search and back; one subclass a database.
abstract class LibraryContract {
    private static final String TWO = """
            {"_id":"1","title":"Stopping rules for screening","abstract":"When may a reviewer stop reading?","authors":["Maren Oduya","Tomas Lind"],"arxiv":"2611.90412","year":2026}
            {"_id":"2","title":"Bees and missing data","abstract":"Log books of bee keepers.","authors":["Wanjiru Castellane"],"year":2025}
            """;
    private static final String PUBLISHED = """
            {"_id":"x","title":"Stopping Rules for Screening.","authors":["Oduya, M.","Lind, T."],"doi":"10.5555/screen.1","venue":"J. Review Methods","year":2026}
            """;
    private static final String TIDES = """
            {"_id":"3","title":"Tide tables as a test of long memory","authors":["Leocadia Nagy"],"year":2026}
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Library library;

    /// Where the library of this test lives; always the same.
    abstract LibrarySettings settings();

    @BeforeEach
    void open() {
        library = Library.open(settings());
    }

    @AfterEach
    void close() {
        library.close();
    }

    private void reopen() {
        library.close();
        open();
    }

    private ImportReport give(String name, String text) {
        return Imports.give(library, name, text);
    }

    private Paper paper(String name) {
        return library.paper(name).orElseThrow();
    }

    private static List<String> found(Library library, String query) {
        List<PaperId> ids = library.search(SearchRequest.of(query, Mode.WORDS, 10)).hits().stream()
                .map(h -> h.id())
                .toList();
        return library.papers(ids).stream().map(Paper::headline).toList();
    }

    // ---- Coming in ----------------------------------------------------------------------------------------------

    @Test
    void importsOnceAndFindsByWordsAtOnce() {
        assertThat(give("two.jsonl", TWO).added()).isEqualTo(2);
        assertThat(found(library, "bee keepers")).containsExactly("Bees and missing data");
        long revision = library.store().revision();
        ImportReport again = give("two.jsonl", TWO);
        assertThat(again.added()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(library.count()).isEqualTo(2);
        assertThat(library.store().revision()).as("nothing was touched").isEqualTo(revision);
    }

    @Test
    void staysAsItWasWhenClosedAndOpened() {
        give("two.jsonl", TWO);
        give("published.jsonl", PUBLISHED);
        List<Paper> before = library.after("", 10);
        reopen();
        assertThat(library.after("", 10)).isEqualTo(before).hasSize(2);
        assertThat(library.catchUp(_ -> {})).as("the index was whole").isZero();
        assertThat(found(library, "bee")).hasSize(1);
    }

    @Test
    void recordsWithoutANameAreKnownByWhatTheySay() {
        String nameless = """
                {"title":"A title that nobody numbered","authors":["Ines Halloran"],"year":2024}
                {"title":"Another that nobody numbered","authors":["Bao Petrov"],"year":2023}
                """;
        assertThat(give("list.jsonl", nameless).added()).isEqualTo(2);
        assertThat(give("list.jsonl", nameless).unchanged()).isEqualTo(2);
    }

    @Test
    void textThatDatabasesDislikeIsKeptOrCleaned() {
        String odd = "{\"_id\":\"a\\u0000'; drop table paper; --\",\"title\":\"Zero \\u0000 byte, lone \\ud83d half,"
                + " 'quotes', \\\"more\\\", 🐝 and % _ ? :ids\",\"abstract\":\"x\\ud800y\"}\n";
        assertThat(give("odd'\u0000\ud83d.jsonl", odd).added()).isEqualTo(1);
        assertThat(give("odd'\u0000\ud83d.jsonl", odd).unchanged()).isEqualTo(1);
        Paper kept = library.after("", 10).getFirst();
        assertThat(kept.headline()).contains("'quotes'", "🐝", "% _ ? :ids").doesNotContain("\u0000");
        assertThat(library.paper("' or 1=1 --")).isEmpty();
        assertThat(library.paper("\u0000")).isEmpty();
    }

    @Test
    void aListThatIsCutOffLeavesWhatWasWhole() throws IOException {
        Path file = folder.resolve("cut.jsonl");
        Files.writeString(file, TWO + PUBLISHED.substring(0, 40));
        ImportReport report = library.importFile(file, _ -> {});
        assertThat(report.added()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(1);
        assertThatThrownBy(() -> library.importFile(folder, _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("folder");
    }

    @Test
    void whatComesWithRecordsIsKeptWithItOrNotAtAll() {
        assertThatThrownBy(() -> library.take("source", Imports.records("s", TWO), () -> {
                    throw new IllegalStateException("the page after it was torn");
                }))
                .hasMessageContaining("torn");
        assertThat(library.count()).isZero();
        assertThat(found(library, "bee")).isEmpty();
        assertThat(library.take("source", Imports.records("s", TWO), () -> {}).added())
                .isEqualTo(2);
    }

    // ---- One paper once -----------------------------------------------------------------------------------------

    @Test
    void identifiersMeetHoweverTheyAreWritten() {
        give("a.jsonl", """
                {"_id":"a","title":"Ferry timetables and regret","doi":"10.5555/FERRY.1","arxiv":"2611.90700v2","authors":["Ulla Brandt"],"year":2026}
                """);
        give("b.jsonl", """
                {"_id":"b","title":"Regret on ferries (extended abstract)","doi":"https://doi.org/10.5555/ferry.1"}
                """);
        give("c.jsonl", """
                {"_id":"c","title":"Ferries","url":"https://arxiv.org/abs/2611.90700v1","openalex":"https://openalex.org/W4400000001"}
                """);
        give("d.jsonl", """
                {"_id":"d","title":"Fähren","openalex":"w4400000001"}
                """);
        assertThat(library.count()).isEqualTo(1);
        Paper one = paper("openalex:W4400000001");
        for (String name : List.of(
                "2611.90700",
                "arXiv:2611.90700v7",
                "10.5555/Ferry.1",
                "doi:10.5555/ferry.1",
                one.id().value())) assertThat(paper(name)).isEqualTo(one);
        assertThat(one.provenance()).hasSize(4);
        assertThat(library.history(one.id()).merges())
                .extracting(MergeEvent::reason)
                .containsExactly(
                        "same DOI 10.5555/ferry.1", "same arXiv id 2611.90700", "same OpenAlex id W4400000001");
        assertThat(one.metadata().identifiers())
                .as("the later version stays")
                .extracting(Object::toString)
                .contains("arxiv:2611.90700v2");
    }

    @Test
    void aLaterVersionIsTheSamePaperAndSaysWhatItSaysNow() {
        String version = """
                {"_id":"2611.90412","title":"Stopping rules for screening","abstract":"%s","authors":["Maren Oduya"],"arxiv":"2611.90412v%d","year":2026}
                """;
        give("arxiv", version.formatted("We ask when to stop.", 1));
        PaperId id = paper("2611.90412").id();
        ImportReport second = give("arxiv", version.formatted("We ask when to stop, and answer.", 2));
        assertThat(second.updated()).isEqualTo(1);
        assertThat(second.added() + second.merged()).isZero();
        assertThat(library.count()).isEqualTo(1);
        Paper now = paper("2611.90412v1");
        assertThat(now.id()).isEqualTo(id);
        assertThat(now.metadata().abstractText()).endsWith("and answer.");
        assertThat(now.metadata().identifiers()).extracting(i -> i.version()).containsExactly(2);
        assertThat(found(library, "answer")).hasSize(1);
        assertThat(library.history(id).records()).hasSize(1);
    }

    @Test
    void aPreprintMeetsItsPublishedVersionAndCanLeaveItAgain() {
        give("two.jsonl", TWO);
        assertThat(give("published.jsonl", PUBLISHED).merged()).isEqualTo(1);
        Paper paper = paper("arxiv:2611.90412v3");
        assertThat(paper("10.5555/screen.1").id()).isEqualTo(paper.id());
        assertThat(paper.metadata().publication().venue()).isEqualTo("J. Review Methods");
        assertThat(paper.provenance()).hasSize(2);

        MergeEvent merge = library.history(paper.id()).merges().getFirst();
        assertThat(merge.reason()).contains("same title");
        PaperId alone = library.undoMerge(merge.id());
        assertThat(library.count()).isEqualTo(3);
        assertThat(paper("10.5555/screen.1").id()).isEqualTo(alone).isNotEqualTo(paper.id());
        assertThat(paper("2611.90412").metadata().publication().venue()).isNull();
        assertThat(library.history(paper.id()).merges().getFirst().undoneAt()).isNotNull();
        assertThat(found(library, "screening")).hasSize(2);
        assertThatThrownBy(() -> library.undoMerge(merge.id())).hasMessageContaining("taken back");
        assertThatThrownBy(() -> library.undoMerge(999)).hasMessageContaining("no merge 999");
    }

    @Test
    void whatAPersonTookApartStaysApart() {
        give("two.jsonl", TWO);
        give("published.jsonl", PUBLISHED);
        Paper paper = paper("2611.90412");
        PaperId alone = library.undoMerge(
                library.history(paper.id()).merges().getFirst().id());
        reopen();
        give("published.jsonl", PUBLISHED);
        give("two.jsonl", TWO);
        give("published.jsonl", PUBLISHED.replace("Methods", "Practice"));
        give("a-copy.jsonl", PUBLISHED);
        give("b.jsonl", """
                {"_id":"both","title":"Stopping rules for screening","authors":["Maren Oduya","Tomas Lind"],"arxiv":"2611.90412","doi":"10.5555/screen.1","year":2026}
                """);
        assertThat(library.count()).isEqualTo(3);
        assertThat(library.history(alone).records())
                .extracting(r -> r.record().provenance().source())
                .contains("published.jsonl", "a-copy.jsonl");
        assertThat(library.history(paper.id()).records())
                .extracting(r -> r.record().provenance().source())
                .doesNotContain("published.jsonl", "a-copy.jsonl");
    }

    @Test
    void whatWasTakenApartStaysApartAlsoWhenItsPapersMeetOthers() {
        give("two.jsonl", TWO);
        give("published.jsonl", PUBLISHED);
        library.undoMerge(
                library.history(paper("2611.90412").id()).merges().getFirst().id());
        // the published one turns out to be the same as a third; a record then names the third and the preprint
        give("third.jsonl", """
                {"_id":"t","title":"Screening: a study of stopping","authors":["Ada Quill"],"pubmed":"39900001","year":2026}
                """);
        give("link.jsonl", """
                {"_id":"l","title":"Screening: a study of stopping","authors":["Ada Quill"],"pubmed":"39900001","doi":"10.5555/screen.1","year":2026}
                """);
        assertThat(paper("pubmed:39900001").id())
                .isEqualTo(paper("10.5555/screen.1").id());
        give("mistake.jsonl", """
                {"_id":"m","title":"Stopping rules for screening","arxiv":"2611.90412","pubmed":"39900001","year":2026}
                """);
        assertThat(library.history(paper("10.5555/screen.1").id()).records())
                .extracting(r -> r.record().provenance().key())
                .doesNotContain("1");
    }

    @Test
    void aRecordWithTwoNamesJoinsTwoPapersAndTheOldAddressStillLeadsThere() {
        give("a.jsonl", """
                {"_id":"a","title":"Margins, not votes","authors":["Rasmus Adeyemi"],"arxiv":"2611.90914","year":2026}
                """);
        give("b.jsonl", """
                {"_id":"b","title":"Aggregating judges who disagree","authors":["Rasmus Adeyemi","Chiara Volkov"],"doi":"10.5555/margins","year":2026}
                """);
        assertThat(library.count()).isEqualTo(2);
        PaperId a = paper("2611.90914").id();
        PaperId b = paper("10.5555/margins").id();
        give("c.jsonl", """
                {"_id":"c","title":"Margins, not votes: aggregating judges who disagree","authors":["Rasmus Adeyemi","Chiara Volkov"],"arxiv":"2611.90914","doi":"10.5555/margins","year":2026}
                """);
        assertThat(library.count()).isEqualTo(1);
        Paper one = paper(b.value());
        assertThat(one).isEqualTo(paper(a.value())).isEqualTo(paper("2611.90914"));
        assertThat(one.provenance()).hasSize(3);
        assertThat(found(library, "judges")).hasSize(1);

        PaperId gone = one.id().equals(a) ? b : a;
        MergeEvent joined = library.history(one.id()).merges().stream()
                .filter(m -> m.from().equals(gone))
                .findFirst()
                .orElseThrow();
        assertThat(library.undoMerge(joined.id())).isEqualTo(gone);
        assertThat(library.count()).isEqualTo(2);
        assertThat(library.history(gone).records()).hasSize(1);
    }

    @Test
    void aRecordThatLearnsASecondNameBringsItsPaperToTheOther() {
        String preprint = """
                {"_id":"a","title":"Margins, not votes","authors":["Rasmus Adeyemi"],"arxiv":"2611.90914"%s,"year":2026}
                """;
        give("arxiv", preprint.formatted(""));
        give("b.jsonl", """
                {"_id":"b","title":"Aggregating judges who disagree","authors":["Chiara Volkov"],"doi":"10.5555/margins","year":2026}
                """);
        PaperId b = paper("10.5555/margins").id();
        assertThat(give("arxiv", preprint.formatted(",\"doi\":\"10.5555/margins\""))
                        .updated())
                .isEqualTo(1);
        assertThat(library.count()).isEqualTo(1);
        assertThat(paper(b.value())).isEqualTo(paper("2611.90914"));
    }

    @Test
    void everyMergeIsShownOnThePaperThatHasItsRecordNow() {
        give("a.jsonl", """
                {"_id":"a","title":"Aggregating judges who disagree","authors":["Chiara Volkov"],"doi":"10.5555/margins","year":2026}
                """);
        give("b.jsonl", """
                {"_id":"b","title":"Judges","doi":"10.5555/margins"}
                """);
        give("c.jsonl", """
                {"_id":"c","title":"Margins, not votes","authors":["Rasmus Adeyemi"],"arxiv":"2611.90914","year":2026}
                """);
        give("d.jsonl", """
                {"_id":"d","title":"Margins","arxiv":"2611.90914"}
                """);
        give("e.jsonl", """
                {"_id":"e","title":"Margins, not votes","arxiv":"2611.90914","doi":"10.5555/margins"}
                """);
        assertThat(library.count()).isEqualTo(1);
        PaperId one = paper("2611.90914").id();
        assertThat(library.history(one).merges())
                .as("b and d joined their papers, e joined one, and the two of the other moved over")
                .hasSize(5);
        for (MergeEvent m : library.history(one).merges().reversed())
            if (m.undoneAt() == null
                    && library.history(paper("2611.90914").id()).records().size() > 1) library.undoMerge(m.id());
        List<Paper> apart = library.after("", 10);
        assertThat(apart.stream().mapToInt(p -> p.provenance().size()).sum()).isEqualTo(5);
    }

    // ---- Several at once ----------------------------------------------------------------------------------------

    @Test
    void aSecondProcessReadsAndItsImportIsTakenUpByTheFirst() {
        give("two.jsonl", TWO);
        try (Library second = Library.open(settings())) {
            assertThat(second.status().writable()).isFalse();
            assertThat(found(second, "bee")).hasSize(1);
            Imports.give(second, "three.jsonl", TIDES);
            library.catchUp(_ -> {});
            assertThat(found(library, "tide")).hasSize(1);
            assertThat(found(second, "tide")).hasSize(1);
        }
    }

    @Test
    void thoseWhoReadSeeWholeChunksWhileOneWrites() throws Exception {
        int chunks = 15;
        int each = 25;
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int r = 0; r < 3; r++)
                reading.add(threads.submit(() -> {
                    int looks = 0;
                    long last = 0;
                    while (last < (long) chunks * each) {
                        long now = library.count();
                        assertThat(now % each).isZero();
                        assertThat(now).isGreaterThanOrEqualTo(last);
                        for (Paper p : library.latest(0, 5))
                            assertThat(paper(p.id().value()).provenance()).isNotEmpty();
                        assertThat(found(library, "number").size()).isLessThanOrEqualTo(10);
                        last = now;
                        looks++;
                    }
                    return looks;
                }));
            for (int c = 0; c < chunks; c++)
                library.take("chunk", Imports.generated("chunk", c * each, each), () -> {});
            for (Future<Integer> r : reading) assertThat(r.get()).isPositive();
        }
        assertThat(library.status().indexed()).isEqualTo((long) chunks * each);
    }

    @Test
    void twoProcessesThatImportTheSameAtOnceMakeEveryPaperOnce() throws Exception {
        int papers = 120;
        try (Library second = Library.open(settings());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> other = threads.submit(() -> {
                for (int i = papers - 20; i >= 0; i -= 20)
                    second.take("two", Imports.generated("two", i, 20), () -> {});
            });
            for (int i = 0; i < papers; i += 20) library.take("one", Imports.generated("one", i, 20), () -> {});
            other.get();
        }
        assertThat(library.count()).isEqualTo(papers);
        assertThat(library.after("", papers)).allMatch(p -> p.provenance().size() == 2);
    }

    // ---- Kept with the papers -----------------------------------------------------------------------------------

    @Test
    void vectorsComeInTheBackgroundAndOutliveTheIndex() {
        give("two.jsonl", TWO);
        String space = library.status().space();
        CountingEncoder encoder = new CountingEncoder(space);
        VectorKeeper vectors = new VectorKeeper(library.database(), library.store(), encoder, () -> false);
        assertThat(vectors.encodeAll(_ -> {})).isEqualTo(2);
        library.catchUp(_ -> {});
        assertThat(library.status().encoded()).isEqualTo(2);
        Paper bees = library.papers(library.search(SearchRequest.of("bees", Mode.WORDS, 1)).hits().stream()
                        .map(h -> h.id())
                        .toList())
                .getFirst();
        assertThat(library.similar(bees.id(), 5)).hasSize(1);
        library.rebuildIndex(_ -> {});
        assertThat(library.similar(bees.id(), 5)).hasSize(1);
        give("two.jsonl", TWO.replace("bee keepers", "bee keepers, read again"));
        assertThat(library.status().encoded()).isEqualTo(1);
        assertThat(vectors.encodeAll(_ -> {})).isEqualTo(1);
        assertThat(encoder.made()).as("only what changed was computed again").isEqualTo(3);
    }

    @Test
    void anEditionStaysAsItWasPrinted() {
        String listed = """
                {"_id":"%1$s","title":"%2$s","authors":["Ada Quill"],"year":2026,"listings":[{"list":"daily","day":"2026-11-20","position":%3$d}]}
                """;
        give("daily", listed.formatted("1", "Lanterns and lagoons", 1) + listed.formatted("2", "Sorting under fog", 2));
        Clock later = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        library.close();
        library = Library.open(settings(), later);
        Period.Span day = Period.DAY.of(LocalDate.of(2026, 11, 20));
        Optional<Edition> printed = editions().edition(day);
        assertThat(printed.orElseThrow().came()).isEqualTo(2);
        give("daily", listed.formatted("3", "Too late for the press", 3));
        library.close();
        library = Library.open(settings(), later);
        assertThat(editions().edition(day)).isEqualTo(printed);
        assertThat(editions().printed(Period.DAY, 5)).hasSize(1);
    }

    private Editions editions() {
        return new Editions(library, new RecencyEditionRanker(), _ -> List.of());
    }

    @Test
    void anIndexThatCannotBeReadIsBuiltAnew() throws IOException {
        give("two.jsonl", TWO);
        library.close();
        try (var files = Files.list(settings().indexFolder())) {
            for (Path f : files.filter(p -> p.getFileName().toString().startsWith("segments_"))
                    .toList()) Files.write(f, new byte[] {1, 2, 3});
        }
        open();
        library.catchUp(_ -> {});
        assertThat(found(library, "bee")).hasSize(1);
    }
}
