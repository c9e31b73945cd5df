package org.broadsheet.server.judgment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.reader.ReaderId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while several readers vote: every vote that was said to be kept is there, once, and none is there that
/// nobody gave.
///
/// `-Dbroadsheet.kills=20` kills more often, `-Dbroadsheet.kills.seed=N` at other moments.
@Timeout(600)
class KilledVotesTest {
    private static final int KILLS = Integer.getInteger("broadsheet.kills", 3);
    private static final long SEED = Long.getLong("broadsheet.kills.seed", 20261125);

    @TempDir
    Path folder;

    @Test
    void noVoteThatWasKeptIsLost() throws Exception {
        Random random = new Random(SEED);
        Set<Integer> kept = new HashSet<>();
        Map<Integer, String> said = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int first = kill * 1_000_000;
            Set<Integer> now = vote(first, 20 + random.nextInt(200), said);
            assertThat(now).as("votes before kill %d", kill + 1).isNotEmpty();
            kept.addAll(now);
            check(kept, said);
        }
    }

    /// Lets them vote and kills them.
    ///
    /// @return the numbers of the votes that were said to be kept
    private Set<Integer> vote(int first, int votes, Map<Integer, String> said) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VoteToKill.class.getName(),
                        folder.resolve("data").toString(),
                        Integer.toString(first))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        Set<Integer> kept = new HashSet<>();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("open;")) line = out.readLine();
            assertThat(line).as(this::errors).isNotNull();
            for (line = out.readLine(); line != null; line = out.readLine()) {
                // A line that was cut off was not said.
                if (!line.startsWith("kept ") || !line.endsWith(";")) continue;
                String[] words = line.substring(5, line.length() - 1).split(" ", 2);
                kept.add(Integer.parseInt(words[0]));
                said.put(Integer.parseInt(words[0]), words[1]);
                // Through its handle: the process's own method would close its output, and what it said last with it.
                if (kept.size() == votes) process.toHandle().destroyForcibly();
            }
            process.waitFor();
        }
        assertThat(kept).as(this::errors).hasSizeGreaterThanOrEqualTo(votes);
        return kept;
    }

    private void check(Set<Integer> kept, Map<Integer, String> said) {
        try (ReaderLibrary house = new ReaderLibrary(folder.resolve("data"), null)) {
            Judgments judgments = new Judgments(house.library());
            Map<String, Integer> newest = new HashMap<>();
            List<String> keys = house.library()
                    .database()
                    .reading()
                    .sql("select request_key from judgment")
                    .query((row, _) -> row.getString("request_key"))
                    .list();
            assertThat(keys).doesNotHaveDuplicates();
            Set<Integer> found = keys.stream()
                    .map(k -> Integer.parseInt(k.substring("vote-".length())))
                    .collect(Collectors.toSet());
            assertThat(found).containsAll(kept);
            // At most one vote of each reader was kept and killed before it was said, for each kill.
            assertThat(found.size() - kept.size()).isBetween(0, KILLS * VoteToKill.READERS);
            for (int n : kept) {
                String[] words = said.getOrDefault(n, "").split(" ");
                newest.merge(words[0] + " " + words[1], n, Math::max);
            }
            // Nobody else votes between a reader's last vote on a paper and the next, so what it says stands, unless
            // one came after it that was kept and not said.
            newest.forEach((of, n) -> {
                String[] words = said.getOrDefault(n, "").split(" ");
                boolean later = found.stream()
                        .anyMatch(f ->
                                f > n && !kept.contains(f) && f % ReaderLibrary.PAPERS == n % ReaderLibrary.PAPERS);
                if (!later)
                    assertThat(judgments
                                    .opinion(new ReaderId(words[0]), new PaperId(words[1]))
                                    .up())
                            .isEqualTo(Boolean.parseBoolean(words[2]));
            });
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
