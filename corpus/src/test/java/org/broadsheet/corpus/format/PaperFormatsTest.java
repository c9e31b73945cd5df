package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.corpus.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperFormatsTest {
    private static final String LINE = "{\"_id\":\"7\",\"title\":\"Über Zeitungen\",\"text\":\"Wörter\"}\n";

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void anEmptyFileSaysSo() {
        Reading reading = Reading.of("empty.jsonl", new byte[0]);
        assertThat(reading.report().format()).isEqualTo(ReadReport.UNKNOWN);
        assertThat(reading.reasons()).containsExactly("file: the file is empty");
    }

    @Test
    void whatIsNoPaperFileIsUnknown() {
        for (String text : List.of(
                "interactions:\n- request:\n    body: ''\n    uri: https://example.org\n  response:\n    string: '{\"paperId\": \"1\"}'\n",
                "# Read me\n\nA project.\n",
                "\u0000\u0001\u0002\u0003PNG",
                "{\"id\":\"https://openalex.org/A19\",\"display_name\":\"Somebody\",\"works_count\":3}",
                "12345",
                "hello")) {
            Reading reading = Reading.of("file", text.getBytes(StandardCharsets.UTF_8));
            assertThat(reading.report().format()).as(text).isEqualTo(ReadReport.UNKNOWN);
            assertThat(reading.records()).isEmpty();
            assertThat(reading.reasons()).hasSize(1);
            assertThat(reading.reasons().getFirst()).contains("no known format fits");
        }
    }

    @Test
    void gzipIsToldByItsBytesAndItsMembersAreJoined() throws IOException {
        byte[] first = gzip(LINE.getBytes(StandardCharsets.UTF_8));
        byte[] second = gzip(LINE.replace("7", "8").getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(Reading.of("papers.txt", both).keys()).containsExactly("7", "8");
    }

    @Test
    void aGzipCutOffKeepsWhatWasWhole() throws IOException {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++)
            lines.append("{\"_id\":\"%d\",\"title\":\"Paper %d\"}\n".formatted(i, random.nextLong()));
        byte[] zipped = gzip(lines.toString().getBytes(StandardCharsets.UTF_8));
        Reading reading = Reading.of("papers.jsonl.gz", Arrays.copyOf(zipped, zipped.length / 2));
        assertThat(reading.records().size()).isBetween(500, 1_500);
        assertThat(reading.keys().getFirst()).isEqualTo("0");
        assertThat(reading.reasons().getLast()).startsWith("end of file: the file is cut off");
        for (int length = 1; length < 40; length++)
            assertThat(Reading.of("x.gz", Arrays.copyOf(zipped, length)).records())
                    .isEmpty();
    }

    @Test
    void aZipBombIsReadUpToTheBoundAndNoFurther() throws IOException {
        byte[] zipped = gzip(LINE.repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertThat(zipped.length).isLessThan(100_000);
        var standard = PaperFormats.standard();
        var bounded = new PaperFormats(
                standard.all(), standard.writers(), 10L * LINE.getBytes(StandardCharsets.UTF_8).length);
        ReadReport report = bounded.read("bomb.gz", new ByteArrayInputStream(zipped), Instant.EPOCH, new Ignoring());
        assertThat(report.read()).isEqualTo(10);
        assertThat(report.problems().getLast().why()).contains("larger than is read from one file");
    }

    @Test
    void encodingsAreFoundOut() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
            Reading reading = Reading.of("x", LINE.getBytes(charset));
            assertThat(reading.titles()).as(charset.name()).containsExactly("Über Zeitungen");
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Reading reading = Reading.of("x", ("\uFEFF" + LINE).getBytes(charset));
            assertThat(reading.titles()).as("%s with mark", charset).containsExactly("Über Zeitungen");
            assertThat(reading.keys()).containsExactly("7");
        }
    }

    @Test
    void problemsAreCountedBeyondThoseThatAreKept() {
        Reading reading = Reading.of("{\"title\":\"one\"}\n" + "{}\n".repeat(1_500));
        assertThat(reading.report().read()).isEqualTo(1);
        assertThat(reading.report().rejected()).isEqualTo(1_500);
        assertThat(reading.report().problems()).hasSize(ReadReport.MAX_PROBLEMS);
        assertThat(reading.reasons().getFirst()).isEqualTo("line 2: a record needs a title or an abstract");
    }

    @Test
    void aFolderIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> PaperFormats.standard().read(folder, Instant.EPOCH, new Ignoring()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void anUnknownWriterNamesTheKnownOnes() {
        assertThat(PaperFormats.standard().writer("CSV").name()).isEqualTo("csv");
        assertThatThrownBy(() -> PaperFormats.standard().writer("docx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("docx")
                .hasMessageContaining("jsonl")
                .hasMessageContaining("csl-json");
    }

    private static final class Ignoring implements RecordSink {
        @Override
        public void accept(SourceRecord record, String where) {
            // only the report matters
        }

        @Override
        public void reject(String where, String why) {
            // only the report matters
        }
    }
}
