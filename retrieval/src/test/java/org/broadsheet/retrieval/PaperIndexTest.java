package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.retrieval.TestPapers.SPACE;
import static org.broadsheet.retrieval.TestPapers.id;
import static org.broadsheet.retrieval.TestPapers.paper;
import static org.broadsheet.retrieval.TestPapers.unencoded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the index promises whoever keeps it.
class PaperIndexTest {
    @TempDir
    Path folder;

    private static List<String> found(PaperIndex index, String query) {
        return index.search(SearchRequest.of(query, Mode.WORDS, 100), null).hits().stream()
                .map(h -> h.id().value())
                .toList();
    }

    @Test
    void whatIsPutIsFoundAfterRefresh() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            index.put(unencoded(paper(1, m -> m.title("Late interaction"))));
            assertThat(found(index, "interaction")).isEmpty();
            index.refresh();
            assertThat(found(index, "interactions")).containsExactly(id(1).value());
            assertThat(index.size()).isEqualTo(1);
        }
    }

    @Test
    void puttingTwiceIsPuttingOnceAndTheLastWins() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            index.put(unencoded(paper(1, m -> m.title("First words"))));
            index.put(unencoded(paper(1, m -> m.title("Second words"))));
            index.refresh();
            assertThat(index.size()).isEqualTo(1);
            assertThat(found(index, "first")).isEmpty();
            assertThat(found(index, "second")).hasSize(1);
        }
    }

    @Test
    void whatIsRemovedIsGone() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            index.put(unencoded(paper(1, m -> m.title("One lantern"))));
            index.put(unencoded(paper(2, m -> m.title("Two lanterns"))));
            index.refresh();
            index.remove(id(1));
            index.remove(id(77));
            index.refresh();
            assertThat(found(index, "lantern")).containsExactly(id(2).value());
        }
    }

    @Test
    void theWatermarkComesBackWithWhatWasCommittedAndNothingElse() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            assertThat(index.watermark()).isZero();
            index.put(unencoded(paper(1, m -> m.title("Kept"))));
            index.commit(41);
            index.put(unencoded(paper(2, m -> m.title("Lost"))));
            index.refresh();
        }
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            assertThat(index.watermark()).isEqualTo(41);
            assertThat(index.size()).isEqualTo(1);
            assertThat(index.startedAnew()).isEmpty();
            index.clear();
            assertThat(index.watermark()).isZero();
            assertThat(index.size()).isZero();
        }
    }

    @Test
    void oneWritesAndOthersRead() {
        assertThat(PaperIndex.openReadOnly(folder.resolve("none"))).isEmpty();
        try (PaperIndex writing = PaperIndex.open(folder, SPACE)) {
            assertThat(PaperIndex.openReadOnly(folder)).isEmpty();
            writing.put(unencoded(paper(1, m -> m.title("A lantern"))));
            writing.commit(7);
            assertThatThrownBy(() -> PaperIndex.open(folder, SPACE)).isInstanceOf(IndexInUse.class);
            try (PaperIndex reading = PaperIndex.openReadOnly(folder).orElseThrow()) {
                assertThat(reading.writable()).isFalse();
                assertThat(reading.watermark()).isEqualTo(7);
                assertThat(found(reading, "lantern")).hasSize(1);
                assertThatThrownBy(() -> reading.remove(id(1))).isInstanceOf(IllegalStateException.class);
                writing.put(unencoded(paper(2, m -> m.title("Another lantern"))));
                writing.commit(8);
                reading.refresh();
                assertThat(reading.watermark()).isEqualTo(8);
                assertThat(found(reading, "lantern")).hasSize(2);
            }
        }
    }

    @Test
    void anIndexOfAnotherSpaceIsStartedAnew() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            index.put(new IndexedPaper(paper(1, m -> m.title("Short")), new float[] {1, 0}, LocalDate.EPOCH));
            index.commit(3);
        }
        try (PaperIndex index = PaperIndex.open(folder, "another")) {
            assertThat(index.startedAnew()).isPresent();
            assertThat(index.watermark()).isZero();
            assertThat(index.size()).isZero();
            float[] longer = TestPapers.random(new Random(5), 1_536);
            index.put(new IndexedPaper(paper(1, m -> m.title("Long")), longer, LocalDate.EPOCH));
            index.put(new IndexedPaper(paper(2, m -> m.title("Long too")), longer, LocalDate.EPOCH));
            index.commit(1);
            assertThat(index.similar(id(1), 5)).extracting(Hit::id).containsExactly(id(2));
        }
    }

    @Test
    void anUnreadableIndexIsStartedAnewOrStillReadRight() throws IOException {
        Path whole = folder.resolve("whole");
        try (PaperIndex index = PaperIndex.open(whole, SPACE)) {
            Random random = new Random(11);
            for (int i = 0; i < 200; i++)
                index.put(new IndexedPaper(
                        paper(i, m -> m.title("Lantern number " + random.nextInt(1000))),
                        TestPapers.random(random, 16),
                        LocalDate.EPOCH));
            index.commit(9);
        }
        List<String> files;
        try (Stream<Path> all = Files.list(whole)) {
            files = all.map(p -> whole.relativize(p).toString())
                    .filter(f -> !f.equals("write.lock"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        int anew = 0;
        for (String file : files) {
            for (Damage damage : Damage.values()) {
                Path copy = folder.resolve(damage + "-" + file);
                Files.createDirectories(copy);
                for (String f : files) Files.copy(whole.resolve(f), copy.resolve(f));
                damage.inflict(copy.resolve(file));
                try (PaperIndex index = PaperIndex.open(copy, SPACE)) {
                    if (index.startedAnew().isPresent()) {
                        anew++;
                        assertThat(index.watermark()).isZero();
                        assertThat(index.size()).isZero();
                        index.put(unencoded(paper(1, m -> m.title("After the damage"))));
                        index.commit(2);
                        assertThat(found(index, "damage")).hasSize(1);
                    } else if (index.watermark() != 0) {
                        // Opened in spite of it: then the files say so when asked.
                        assertThat(index.watermark()).isEqualTo(9);
                        assertThat(index.damage()).isPresent();
                    }
                }
            }
        }
        assertThat(anew).isGreaterThan(files.size());
    }

    @Test
    void aSoundIndexHasNoDamage() {
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            index.put(unencoded(paper(1, m -> m.title("Sound"))));
            index.commit(1);
            assertThat(index.damage()).isEmpty();
        }
    }

    private enum Damage {
        EMPTIED {
            @Override
            void inflict(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT {
            @Override
            void inflict(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        GONE {
            @Override
            void inflict(Path file) throws IOException {
                Files.delete(file);
            }
        },
        TURNED {
            @Override
            void inflict(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < 20; i++) bytes[bytes.length / 2 + i] ^= 0x55;
                Files.write(file, bytes);
            }
        };

        abstract void inflict(Path file) throws IOException;
    }
}
