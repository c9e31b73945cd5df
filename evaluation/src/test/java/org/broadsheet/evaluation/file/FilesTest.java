package org.broadsheet.evaluation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.measure.Measures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsTrecWhateverTheSpacing() throws IOException {
        Qrels qrels = QrelsFile.read(file("# a comment\n\n  1 0  d1\t2  \r\n1 0 d2 -1\r\n10 0 d1 0\n2 0 d1 1"));
        assertThat(qrels.topics()).containsExactly("1", "10", "2");
        Judgments first = qrels.judgments("1").orElseThrow();
        assertThat(first.grade("d1")).isEqualTo(2);
        assertThat(first.grade("d2")).isEqualTo(Judgments.UNJUDGED);
        assertThat(first.grade("d3")).isEqualTo(Judgments.NONPOOL);
        assertThat(first.judgment("d2")).isEmpty();
        assertThat(first.levels()).containsExactly(0, 0, 1);
    }

    @Test
    void readsBeirAndJsonLines() throws IOException {
        Qrels beir = QrelsFile.read(file("query-id\tcorpus-id\tscore\n1\t31715818\t1\n1\t7\t0\n"));
        assertThat(beir.judgments("1").orElseThrow().grade("31715818")).isEqualTo(1);
        assertThat(beir.judgments("1").orElseThrow().grade("7")).isEqualTo(0);
        Qrels json = QrelsFile.read(file("{\"query_id\": 1, \"doc_id\": \"d\", \"relevance\": 3}\n"));
        assertThat(json.judgments("1").orElseThrow().grade("d")).isEqualTo(3);
        Run run = RunFile.read(file("""
                {"topic":"1","doc":"a","score":1.5,"run":"mine"}
                {"topic":"1","doc":"b","score":2}
                """));
        assertThat(run.name()).isEqualTo("mine");
        assertThat(run.results("1").orElseThrow().documents()).containsExactly("b", "a");
    }

    @Test
    void equalScoresStandByIdDownwards() throws IOException {
        Run run = RunFile.read(file("1 Q0 d4 1 2 t\n1 Q0 d9 2 2.0 t\n1 Q0 \u00e9 3 2e0 t\n1 Q0 a 4 3 x\n"));
        assertThat(run.results("1").orElseThrow().documents()).containsExactly("a", "\u00e9", "d9", "d4");
        assertThat(run.name()).isEqualTo("x");
    }

    @Test
    void gzipIsReadAsItIs() throws IOException {
        Path zipped = folder.resolve("run.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("1 Q0 d 1 2 t\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(RunFile.read(zipped).results("1").orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void damagedGzipIsABadFile() throws IOException {
        Path whole = folder.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            for (int i = 0; i < 10_000; i++)
                out.write(("1 Q0 d" + i * 7919 % 10_007 + " 1 " + i + " t\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        Path stub = Files.write(folder.resolve("stub.gz"), Arrays.copyOf(bytes, 5));
        Path other = Files.write(folder.resolve("other.gz"), new byte[] {0x1F, (byte) 0x8B, 'z', 'i', 'p'});
        bytes[bytes.length - 6] ^= 1; // the checksum
        Path wrong = Files.write(folder.resolve("wrong.gz"), bytes);
        for (Path file : List.of(cut, stub, other, wrong))
            assertThatThrownBy(() -> RunFile.read(file))
                    .isInstanceOf(BadFileException.class)
                    .hasMessageStartingWith(file + ": is gzip that is damaged");
    }

    @Test
    void groupsComeFromTheSecondField() throws IOException {
        Qrels qrels = QrelsFile.readGroups(file("1 b d1 1\n1 a d1 0\n1 a d2 2\n"));
        assertThat(qrels.groups("1")).hasSize(2);
        assertThat(qrels.groups("1").getFirst().grade("d2")).isEqualTo(2);
        assertThat(qrels.judgments("1").orElseThrow().grade("d1")).isEqualTo(1);
    }

    @Test
    void topicsThatComeBackAreReadAsAWhole() throws IOException {
        Path grouped = file("1 Q0 a 1 3 t\n1 Q0 b 1 2 t\n2 Q0 a 1 1 t\n");
        Path scattered = Files.writeString(folder.resolve("scattered"), "1 Q0 b 1 2 t\n2 Q0 a 1 1 t\n1 Q0 a 1 3 t\n");
        Qrels qrels = Qrels.of(java.util.Map.of(
                "1", Judgments.of(java.util.Map.of("a", 1)), "2", Judgments.of(java.util.Map.of("b", 1))));
        Evaluation.Plan plan = Evaluation.Plan.of(Measures.of("map", "ndcg"));
        Evaluation one = RunFile.evaluate(grouped, qrels, plan);
        Evaluation other = RunFile.evaluate(scattered, qrels, plan);
        for (int m = 0; m < 2; m++) assertThat(other.scores(m)).isEqualTo(one.scores(m));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 Q0 d 1 2.0            | 6 fields
            1 Q0 d 1 NaN t          | finite number but found 'NaN'
            1 Q0 d 1 inf t          | finite number
            1 Q0 d 1 1e999 t        | finite number
            1 Q0 d 1 0x1p3 t        | finite number
            1 Q0 d 1 2,5 t          | finite number
            1 Q0 d 1 - t            | finite number
            {"topic":"1"}           | has no "doc"
            {"topic":"1","doc":"d"} | finite number
            {"topic":               | not JSON
            1 Q0 ok 1 2 t           | named twice
            """)
    void badLinesOfARunAreNamed(String line, String why) throws IOException {
        Path file = file("1 Q0 ok 1 2 t\n# a comment\n" + line + "\n");
        BadFileException thrown = catchThrowableOfType(BadFileException.class, () -> RunFile.read(file));
        assertThat(thrown)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 3")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 0 d                          | 4 fields
            1 0 d 1 1                      | 4 fields
            1 0 d 1.5                      | whole number
            1 0 d 128                      | whole number
            1 0 d one                      | whole number
            1 0 ok 1                       | judged twice
            {"topic":"1","doc":"d"}        | whole number
            {"topic":"1","grade":2}        | has no "doc"
            {"topic":["1"],"doc":"d"}      | has no "topic"
            """)
    void badLinesOfJudgmentsAreNamed(String line, String why) throws IOException {
        Path file = file("1 0 ok 1\n" + line + "\n");
        BadFileException thrown = catchThrowableOfType(BadFileException.class, () -> QrelsFile.read(file));
        assertThat(thrown)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 2")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 j s d          | 5 fields
            1 j s d 1 1      | found more
            1 j s d -1       | 0 or above
            1 j s d high     | 0 or above
            1 j s ok 2       | named twice in one set
            """)
    void badLinesOfPreferencesAreNamed(String line, String why) throws IOException {
        Path file = file("1 j s ok 1\n" + line + "\n");
        BadFileException thrown = catchThrowableOfType(BadFileException.class, () -> PreferenceFile.read(file));
        assertThat(thrown)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 2")
                .hasMessageContaining(why);
    }

    @Test
    void aJudgeWhoContradictsThemselvesIsNamedWithTheTopic() throws IOException {
        Path file = file("7 j 1 a 2\n7 j 1 b 1\n7 j 2 b 2\n7 j 2 a 1\n");
        assertThatThrownBy(() -> PreferenceFile.read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("topic '7'")
                .hasMessageContaining("judge j");
    }

    @Test
    void allProblemsAreToldUpToABound() throws IOException {
        Path three = file("1 0 d\n1 0 e 1\n1 0 f x\n");
        assertThat(catchThrowableOfType(BadFileException.class, () -> QrelsFile.read(three))
                        .problems())
                .hasSize(2);
        Path many = file("bad\n".repeat(1000));
        BadFileException thrown = catchThrowableOfType(BadFileException.class, () -> RunFile.read(many));
        assertThat(thrown.problems()).hasSize(BadFileException.SHOWN);
        assertThat(thrown).hasMessageContaining("reading stopped");
    }

    @Test
    void nothingToReadIsAProblem() throws IOException {
        Path empty = file("\n# nothing\n");
        assertThatThrownBy(() -> RunFile.read(empty)).hasMessageContaining("no results");
        assertThatThrownBy(() -> QrelsFile.read(empty)).hasMessageContaining("no judgments");
        assertThatThrownBy(() -> RunFile.read(folder))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("folder");
        assertThatThrownBy(() -> RunFile.read(file("1 Q0 a\n")))
                .hasMessageContaining("found 3: '1 Q0 a'")
                .hasMessageNotContaining("no results");
    }

    @Test
    void aLineWithoutEndIsRefusedInLittleMemory() throws IOException {
        Path file = folder.resolve("long");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 40; i++) out.write(block);
        }
        assertThatThrownBy(() -> RunFile.read(file)).hasMessageContaining("longer than a million");
    }

    /// Seeded damage to good files: always a result or a problem with a line, never another exception.
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        Random random = new Random(20);
        byte[] good = """
                1 Q0 d1 1 2.5 t
                1 Q0 d2 2 -1e3 t
                2 Q0 d1 1 .5 t
                {"topic":"3","doc":"d","score":1}
                3 0 d1 1
                """.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(3) == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--)
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : " \n\t{\"#-e.".charAt(random.nextInt(9)));
            Path file = Files.write(folder.resolve("damaged"), bytes);
            for (boolean run : List.of(true, false)) {
                try {
                    if (run) assertThat(RunFile.read(file).size()).isPositive();
                    else assertThat(QrelsFile.readGroups(file).size()).isPositive();
                    read++;
                } catch (BadFileException e) {
                    assertThat(e.problems()).isNotEmpty().allMatch(p -> p.file().equals(file.toString()));
                    refused++;
                }
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /// Every way of writing a double gives that double back.
    @Test
    void numbersAreTheNearestDoubles() {
        Random random = new Random(8);
        for (int trial = 0; trial < 200_000; trial++) {
            double value = switch (trial % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextGaussian() * 100;
                case 2 -> Math.round(random.nextGaussian() * 1e6) / 1e4;
                default -> random.nextLong();
            };
            if (!Double.isFinite(value)) continue;
            String text = Double.toString(value);
            assertThat(Decimal.parse(Slice.of(text))).isEqualTo(value);
            assertThat(Decimal.parse(Slice.of("+" + Math.abs(value)))).isEqualTo(Math.abs(value));
        }
        for (String bad : List.of("", "+", ".", "e5", "1e", "1e+", "--1", "1.2.3", "nan", "Infinity", "1d", "1 2"))
            assertThat(Decimal.parse(Slice.of(bad))).as(bad).isNaN();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }
}
