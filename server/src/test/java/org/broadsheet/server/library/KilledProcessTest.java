package org.broadsheet.server.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.broadsheet.corpus.Paper;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment of import, indexing and printing: what was reported as done is there afterwards, the index
/// comes right by itself, and editions stay as they were printed.
///
/// Kills two dozen processes; `-Dbroadsheet.kills=N` kills more, `-Dbroadsheet.kills.seed=N` at other moments.
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("broadsheet.kills", 24);
    private static final long SEED = Long.getLong("broadsheet.kills.seed", 20261124);
    private static final int PAPERS_A_BATCH = 40;
    /// So many batches a run of the process imports at most: more than it lives to.
    private static final int BATCHES_A_RUN = 60;

    @TempDir
    Path folder;

    private final Map<String, String> editions = new TreeMap<>();
    private int batches;
    private int written;

    @Test
    void whatWasReportedIsThereAfterwards() throws Exception {
        Path data = folder.resolve("data");
        Random random = new Random(SEED);
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            for (int kill = 0; kill < KILLS; kill++) {
                writeBatches();
                // one in four dies while it is starting: opening the database, migrating it, catching up
                boolean starting = kill % 4 == 0;
                List<String> said = starting
                        ? run(reader, data, "", 0, random.nextInt(900))
                        : run(reader, data, "batch", 1 + random.nextInt(4), random.nextInt(60));
                String when = "kill %d of seed %d, after %s"
                        .formatted(kill, SEED, said.isEmpty() ? "nothing" : said.getLast());
                hear(said, when);
                if (Files.exists(data.resolve("broadsheet.db"))) check(data, when);
            }
        }
        assertThat(batches)
                .as("the processes lived long enough to be worth killing")
                .isGreaterThan(KILLS);
        finish(data);
    }

    /// Starts the process, waits until it has said something so many times, then so many milliseconds, and kills it.
    private List<String> run(ExecutorService reader, Path data, String what, int times, int millis) throws Exception {
        Process process = start(data);
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            reader.submit(() -> {
                        while (said.stream().filter(s -> s.startsWith(what)).count() < times && hear(out, said)) {
                            // it lives, and works
                        }
                        return null;
                    })
                    .get();
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            // Through its handle: the process's own method would close its output, and what it said last with it.
            process.toHandle().destroyForcibly();
            process.waitFor();
            while (hear(out, said)) {
                // what it had said before it died counts too
            }
        }
        assertThat(Files.readString(folder.resolve("errors.txt"))).doesNotContain("Exception");
        return said;
    }

    private Process start(Path data) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessToKill.class.getName(),
                data.toString(),
                folder.toString(),
                Integer.toString(batches));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private static boolean hear(BufferedReader out, List<String> said) throws IOException {
        String line = out.readLine();
        // a line without its end was cut off, and never said
        if (line != null && line.endsWith(";")) said.add(line.substring(0, line.length() - 1));
        return line != null;
    }

    private void hear(List<String> said, String when) {
        for (String line : said) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "open" ->
                    assertThat(words[2])
                            .as("papers in the index at the start of " + when)
                            .isEqualTo(words[1]);
                case "batch" -> batches = Integer.parseInt(words[1]) + 1;
                case "edition" -> {
                    String before = editions.putIfAbsent(words[1], line);
                    assertThat(line).as(when).isEqualTo(before == null ? line : before);
                }
                default -> throw new AssertionError("the process was to be killed before it could say " + line);
            }
        }
    }

    private void writeBatches() throws IOException {
        for (; written < batches + BATCHES_A_RUN; written++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < PAPERS_A_BATCH; i++) lines.append(Imports.line(written * PAPERS_A_BATCH + i));
            // some of them once more, as another source has them
            for (int i = 0; i < PAPERS_A_BATCH; i += 8)
                lines.append(
                        "{\"_id\":\"again-%1$d\",\"title\":\"Report %1$d, as printed\",\"doi\":\"10.5555/generated.%1$d\"}\n"
                                .formatted(written * PAPERS_A_BATCH + i));
            Files.writeString(ProcessToKill.file(folder, written), lines);
        }
    }

    /// The database has every batch that was reported, and of the one that was under way all or nothing.
    private void check(Path data, String when) {
        Map<String, Integer> records = new HashMap<>();
        try (Database database = Database.sqlite(data.resolve("broadsheet.db"))) {
            database.reading()
                    .sql("select source, count(*) from record group by source")
                    .query(r -> {
                        records.put(r.getString(1), r.getInt(2));
                    });
        }
        int whole = PAPERS_A_BATCH + PAPERS_A_BATCH / 8;
        assertThat(records.values()).as(when).allMatch(n -> n == whole);
        for (int b = 0; b < batches; b++)
            assertThat(records)
                    .as(when)
                    .containsKey(ProcessToKill.file(folder, b).getFileName().toString());
        assertThat(records.size()).as(when).isBetween(batches, batches + 1);
    }

    /// After the last kill, opened as ever: every paper is there and found, editions are as printed, the doctor is
    /// content.
    private void finish(Path data) {
        try (Library library = Library.open(LibrarySettings.in(data), ProcessToKill.CLOCK)) {
            library.catchUp(_ -> {});
            long papers = library.count();
            assertThat(papers).isGreaterThanOrEqualTo((long) batches * PAPERS_A_BATCH);
            Set<String> found = new HashSet<>();
            for (int i = 0; i < batches * PAPERS_A_BATCH; i += 11) {
                Paper p = library.paper("10.5555/generated." + i).orElseThrow();
                found.add(p.id().value());
                assertThat(library.search(SearchRequest.of("id:10.5555/generated." + i, Mode.WORDS, 2))
                                .hits())
                        .extracting(h -> h.id())
                        .containsExactly(p.id());
            }
            assertThat(found).hasSizeGreaterThan(batches * PAPERS_A_BATCH / 11 - 1);
            assertThat(new Doctor(library).examine(false).findings())
                    .filteredOn(f -> !f.check().equals("vectors"))
                    .extracting(Doctor.Finding::state)
                    .containsOnly("well");
            for (String printed : editions.values()) {
                String day = printed.split(" ")[1];
                assertThat(ProcessToKill.editions(library)
                                .edition(Period.DAY.of(LocalDate.parse(day)))
                                .map(ProcessToKill::line))
                        .hasValue(printed);
            }
            assertThat(editions).isNotEmpty();
        }
    }
}
