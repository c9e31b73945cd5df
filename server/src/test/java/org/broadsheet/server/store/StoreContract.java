package org.broadsheet.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every database under a library must do; one subclass a database.
abstract class StoreContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private PaperStore store;

    /// The database of this test, opened once more: what another process would have.
    abstract Database connect();

    @BeforeEach
    void open() {
        database = connect();
        store = new PaperStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static PaperId id(int n) {
        String letters = Integer.toString(n, 8).replace('0', 'a').replace('1', 'b');
        return new PaperId("p-" + "a".repeat(12 - letters.length()) + letters);
    }

    private static StoredPaper paper(int n, String more) {
        Metadata m = NeutralJson.parse("{\"title\":\"Paper number %d\"%s}".formatted(n, more));
        return new StoredPaper(id(n), 0, m, NOON, null);
    }

    private static StoredPaper at(long revision, StoredPaper p) {
        return new StoredPaper(p.id(), revision, p.metadata(), p.addedAt(), p.mergedInto());
    }

    private void save(StoredPaper... papers) {
        database.write(() -> {
            long revision = store.take("revision", papers.length);
            List<StoredPaper> numbered = new ArrayList<>();
            for (StoredPaper p : papers) numbered.add(at(revision + numbered.size(), p));
            store.savePapers(numbered, Set.of());
            return true;
        });
    }

    @Test
    void allOfATransactionIsKeptOrNothing() {
        assertThatThrownBy(() -> database.write(() -> {
                    store.savePapers(List.of(paper(1, "")), Set.of(id(1)));
                    throw new IllegalStateException("stumbled");
                }))
                .hasMessage("stumbled");
        assertThat(store.count()).isZero();
        save(paper(1, ""));
        assertThat(store.count()).isEqualTo(1);
    }

    @Test
    void aPaperIsReplacedWithEverythingDerivedFromIt() {
        save(paper(1, ",\"doi\":\"10.5555/a\",\"listings\":[{\"list\":\"l\",\"day\":\"2026-11-01\",\"position\":3}]"));
        save(paper(1, ",\"doi\":\"10.5555/b\",\"published\":\"2026-11-02\""));
        Identifier was = Identifier.recognise("10.5555/a").orElseThrow();
        Identifier now = Identifier.recognise("10.5555/b").orElseThrow();
        assertThat(store.named(was)).isEmpty();
        assertThat(store.named(now)).containsExactly(id(1));
        LocalDate start = LocalDate.of(2026, 11, 1);
        assertThat(store.listed(start, start.plusDays(9))).isEmpty();
        assertThat(store.published(start, start.plusDays(1), 5)).containsExactly(id(1));
        assertThat(store.published(start, start, 5)).isEmpty();
    }

    @Test
    void listsAreReadInTheOrderOfDayListAndPlace() {
        String row = ",\"listings\":[{\"list\":\"%s\",\"day\":\"2026-11-0%d\",\"position\":%d}]";
        save(
                paper(1, row.formatted("b", 1, 1)),
                paper(2, row.formatted("a", 1, 10)),
                paper(3, row.formatted("a", 1, 9)),
                paper(4, row.formatted("a", 2, 1)));
        LocalDate start = LocalDate.of(2026, 11, 1);
        assertThat(store.listed(start, start)).containsExactly(id(3), id(2), id(1));
        assertThat(store.listed(start, start.plusDays(1))).containsExactly(id(3), id(2), id(1), id(4));
        assertThat(store.listingSpan()).hasValue(List.of(start, start.plusDays(1)));
    }

    @Test
    void anyNumberOfIdsMayBeAskedFor() {
        List<StoredPaper> many =
                IntStream.range(0, 1_234).mapToObj(n -> paper(n, "")).toList();
        save(many.toArray(StoredPaper[]::new));
        List<PaperId> ids = many.stream().map(StoredPaper::id).toList();
        assertThat(store.papers(ids)).hasSize(1_234);
        assertThat(database.write(() -> store.papersInTransaction(ids))).hasSize(1_234);
        assertThat(store.papers(List.of())).isEmpty();
        assertThat(store.changedAfter(1_000, 500))
                .extracting(StoredPaper::revision)
                .isSorted()
                .hasSize(234);
        List<PaperId> walked = new ArrayList<>();
        for (List<StoredPaper> page = store.after("", 100);
                !page.isEmpty();
                page = store.after(page.getLast().id().value(), 100)) page.forEach(p -> walked.add(p.id()));
        assertThat(walked).hasSize(1_234).doesNotHaveDuplicates();
    }

    @Test
    void aVectorStaysUntilItsTextChanges() {
        save(paper(1, ""), paper(2, ""));
        String space = "space-1";
        List<PaperStore.Unencoded> missing = store.unencoded(space, 10);
        assertThat(missing).extracting(PaperStore.Unencoded::text).containsExactly("Paper number 2", "Paper number 1");
        float[] v = {0.6f, -0.8f, Float.MIN_VALUE};
        database.write(() -> {
            store.saveVectors(space, missing, List.of(v, new float[] {1, 0, 0}));
            return true;
        });
        assertThat(store.unencoded(space, 10)).isEmpty();
        assertThat(store.encoded(space)).isEqualTo(2);
        assertThat(store.unencoded("space-2", 10)).hasSize(2);
        assertThat(store.vectors(List.of(id(2)), space).get(id(2))).containsExactly(v);
        assertThat(store.changedAfter(2, 10)).as("the index hears of it").hasSize(2);

        save(paper(2, ",\"year\":2026"));
        assertThat(store.vectors(List.of(id(2)), space))
                .as("the text is the same")
                .hasSize(1);
        save(paper(2, ",\"abstract\":\"Now it has one.\""));
        assertThat(store.vectors(List.of(id(2)), space)).isEmpty();
        assertThat(store.unencoded(space, 10))
                .extracting(PaperStore.Unencoded::paper)
                .containsExactly(id(2));
    }

    /// What is behind a revision never changes: whoever has read up to it has missed nothing, though many write at
    /// once.
    @Test
    void whoeverFollowsRevisionsMissesNothing() throws Exception {
        int writers = 3;
        int rounds = 25;
        int each = 4;
        CyclicBarrier start = new CyclicBarrier(writers + 1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> writing = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int me = w;
                Callable<?> work = () -> {
                    try (Database own = connect()) {
                        PaperStore mine = new PaperStore(own);
                        start.await();
                        for (int round = 0; round < rounds; round++) {
                            int first = (me * rounds + round) * each;
                            own.write(() -> {
                                long record = mine.take("record", each);
                                List<SourceRecord> said = new ArrayList<>();
                                for (int i = 0; i < each; i++)
                                    said.add(new SourceRecord(
                                            new Provenance("w" + me, "k" + (first + i), NOON),
                                            paper(first + i, "").metadata()));
                                long revision = mine.take("revision", each);
                                List<StoredPaper> papers = IntStream.range(0, each)
                                        .mapToObj(i -> at(revision + i, paper(first + i, "")))
                                        .toList();
                                mine.savePapers(
                                        papers,
                                        Set.copyOf(papers.stream()
                                                .map(StoredPaper::id)
                                                .toList()));
                                mine.saveRecords(
                                        IntStream.range(0, each)
                                                .mapToObj(i ->
                                                        new StoredRecord(record + i, id(first + i), "d", said.get(i)))
                                                .toList(),
                                        List.of());
                                return true;
                            });
                        }
                    }
                    return null;
                };
                writing.add(threads.submit(work));
            }
            Future<Set<Long>> following = threads.submit(() -> {
                Set<Long> seen = new HashSet<>();
                long at = 0;
                start.await();
                while (seen.size() < writers * rounds * each) {
                    boolean over = writing.stream().allMatch(Future::isDone);
                    List<StoredPaper> next = store.changedAfter(at, 7);
                    for (StoredPaper p : next) seen.add(p.revision());
                    if (!next.isEmpty()) at = next.getLast().revision();
                    else if (over) break;
                }
                return seen;
            });
            for (Future<?> w : writing) w.get();
            assertThat(following.get())
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, (long) writers * rounds * each)
                            .boxed()
                            .toList());
        }
        assertThat(store.number("select count(distinct id) from record")).isEqualTo((long) writers * rounds * each);
    }

    /// Vectors and papers are written by different threads and touch the same rows in another order.
    @Test
    void writersOfVectorsAndOfPapersDoNotBlockEachOtherForEver() throws Exception {
        int papers = 60;
        save(IntStream.range(0, papers).mapToObj(n -> paper(n, "")).toArray(StoredPaper[]::new));
        List<PaperStore.Unencoded> all = store.unencoded("s", papers);
        List<float[]> vectors = all.stream().map(_ -> new float[] {1}).toList();
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Database other = connect()) {
            PaperStore mine = new PaperStore(other);
            Future<?> encoding = threads.submit(() -> {
                for (int i = 0; i < 20; i++)
                    database.write(() -> {
                        store.saveVectors("s", all, vectors);
                        return true;
                    });
            });
            for (int i = 0; i < 20; i++)
                other.write(() -> {
                    long revision = mine.take("revision", papers);
                    mine.savePapers(
                            IntStream.range(0, papers)
                                    .mapToObj(n -> at(revision + n, paper(n, "")))
                                    .toList(),
                            Set.of());
                    return true;
                });
            encoding.get();
        }
        assertThat(store.encoded("s")).isEqualTo(papers);
    }

    @Test
    void papersKeptApartAreSoFromBothSides() {
        database.write(() -> {
            store.keepApart(id(2), id(1));
            store.keepApart(id(1), id(2));
            return true;
        });
        assertThat(database.write(() -> Map.of(1, store.apartFrom(id(1)), 2, store.apartFrom(id(2)))))
                .isEqualTo(Map.of(1, Set.of(id(2)), 2, Set.of(id(1))));
    }

    @Test
    void aDatabaseOfALaterVersionIsRefused() {
        database.write(() -> database.writing()
                .update(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, execution_time, success) values (900, '900', 'later', 'SQL', 'V900__later.sql',"
                                + " 1, 'somebody', 1, true)"));
        assertThatThrownBy(this::connect)
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("newer Broadsheet")
                .hasMessageContaining("900");
    }
}
