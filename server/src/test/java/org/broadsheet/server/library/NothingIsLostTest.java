package org.broadsheet.server.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.StoredRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in, in whatever order, however it is joined and taken apart: no record, identifier, link or
/// listing is ever lost.
class NothingIsLostTest {
    private static final int WORKS = 25;
    private static final int RECORDS = 140;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingIsLostInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<SourceRecord> all = records(random);
        try (Library library = Library.open(LibrarySettings.in(folder))) {
            Set<Long> left = Set.of();
            Set<Long> stayed = Set.of();
            int in = 0;
            while (in < all.size()) {
                int next = Math.min(all.size(), in + 1 + random.nextInt(30));
                library.take("test", all.subList(in, next), () -> {});
                in = next;
                if (random.nextInt(3) == 0) {
                    List<SourceRecord> again = all.subList(random.nextInt(in), in);
                    Intake.Counts c = counts(library.take("test", again, () -> {}));
                    assertThat(c).isEqualTo(new Intake.Counts(0, 0, 0, again.size()));
                }
                if (left.isEmpty() && in > RECORDS / 2) {
                    PaperId apart = undoOne(library, random);
                    left = recordsOf(library, apart);
                    stayed = new HashSet<>();
                    for (Paper p : library.after("", WORKS * 9))
                        if (library.database()
                                .write(() -> library.store().apartFrom(apart))
                                .contains(p.id())) stayed.addAll(recordsOf(library, p.id()));
                    assertThat(stayed).isNotEmpty();
                }
                check(library, all.subList(0, in));
            }
            for (Paper p : library.after("", WORKS * 9)) {
                Set<Long> here = recordsOf(library, p.id());
                boolean hasLeft = left.stream().anyMatch(here::contains);
                assertThat(hasLeft && stayed.stream().anyMatch(here::contains))
                        .as("what a person took apart is together again in %s", p.id())
                        .isFalse();
            }
            assertThat(library.count()).as("records did meet").isLessThan(RECORDS / 2);
        }
    }

    private static Intake.Counts counts(ImportReport r) {
        return new Intake.Counts(r.added(), r.merged(), r.updated(), r.unchanged());
    }

    private static Set<Long> recordsOf(Library library, PaperId paper) {
        Set<Long> ids = new HashSet<>();
        for (StoredRecord r : library.history(paper).records()) ids.add(r.id());
        return ids;
    }

    private static PaperId undoOne(Library library, Random random) {
        List<MergeEvent> open = new ArrayList<>();
        for (Paper p : library.after("", WORKS * 9))
            if (p.provenance().size() > 1) {
                Set<Long> here = recordsOf(library, p.id());
                library.history(p.id()).merges().stream()
                        .filter(m -> m.undoneAt() == null && here.contains(m.recordId()))
                        .forEach(open::add);
            }
        return library.undoMerge(open.get(random.nextInt(open.size())).id());
    }

    private static void check(Library library, List<SourceRecord> given) {
        Map<String, Paper> paperOf = new HashMap<>();
        for (Paper p : library.after("", WORKS * 9))
            for (StoredRecord r : library.history(p.id()).records()) {
                String name = r.record().provenance().source() + " "
                        + r.record().provenance().key();
                assertThat(paperOf.put(name, p)).as("%s is in one paper", name).isNull();
            }
        assertThat(paperOf).hasSize(given.size());
        for (SourceRecord r : given) {
            Paper p = paperOf.get(r.provenance().source() + " " + r.provenance().key());
            assertThat(p).isNotNull();
            assertThat(p.provenance()).contains(r.provenance());
            assertThat(p.metadata().links()).containsAll(r.metadata().links());
            assertThat(p.metadata().listings()).containsAll(r.metadata().listings());
            assertThat(p.metadata().keywords()).containsAll(r.metadata().keywords());
            for (Identifier i : r.metadata().identifiers()) {
                assertThat(p.metadata().identifiers())
                        .extracting(Identifier::unversioned)
                        .contains(i.unversioned());
                assertThat(library.store().named(i.unversioned())).contains(p.id());
            }
        }
        assertThat(library.status().indexed()).isEqualTo(library.count());
        assertThat(new Doctor(library).examine(false).findings())
                .filteredOn(f -> !f.check().equals("vectors"))
                .extracting(Doctor.Finding::state)
                .containsOnly("well");
    }

    /// Several records of each work, with some of its names and a title that is roughly its own.
    private static List<SourceRecord> records(Random random) {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            int work = random.nextInt(WORKS);
            Set<String> names = new TreeSet<>();
            if (random.nextInt(3) == 0) names.add("\"arxiv\":\"2611.9%04dv%d\"".formatted(work, 1 + random.nextInt(3)));
            if (random.nextInt(3) == 0) names.add("\"doi\":\"10.5555/work.%d\"".formatted(work));
            if (random.nextInt(4) == 0) names.add("\"openalex\":\"W44000%05d\"".formatted(work));
            if (random.nextInt(12) == 0) names.add("\"doi\":\"10.5555/work.%d\"".formatted(random.nextInt(WORKS)));
            String line = Imports.line(work * 37)
                    .strip()
                    .replaceFirst("\"_id\":\"\\d+\"", "\"_id\":\"k" + i + "\"")
                    .replaceFirst(
                            "\"doi\":\"[^\"]*\"", names.isEmpty() ? "\"language\":\"en\"" : String.join(",", names))
                    .replaceFirst("}]}$", "}],\"keywords\":[\"of record " + i + "\"]}");
            if (random.nextInt(4) == 0) line = line.replaceFirst("report number", "a report, numbered");
            line = line.replace("example.org/", "example.org/" + i + "/");
            records.addAll(Imports.records("source-" + random.nextInt(3), line));
        }
        return records;
    }
}
