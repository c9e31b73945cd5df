package org.broadsheet.corpus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// How often the matcher is right where people have said what is right. `docs/quality.md` has the figures;
/// what is asserted lies up to one error in a hundred below them, so that a change for the worse is seen.
class MatchingQualityTest {
    private static final RecordMatcher MATCHER = new RecordMatcher();

    /// Decisions that were right, wrongly for one paper, and wrongly for two.
    private record Tally(int right, int wrong, int missed) {
        double precision() {
            return (double) right / (right + wrong);
        }

        double recall() {
            return (double) right / (right + missed);
        }

        double f1() {
            return 2.0 * right / (2.0 * right + wrong + missed);
        }

        Tally and(boolean said, boolean so) {
            return new Tally(
                    right + (said && so ? 1 : 0), wrong + (said && !so ? 1 : 0), missed + (!said && so ? 1 : 0));
        }

        void print(String set) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s precision %.4f recall %.4f F1 %.4f (%d right, %d wrong, %d missed)%n",
                    set,
                    precision(),
                    recall(),
                    f1(),
                    right,
                    wrong,
                    missed);
        }
    }

    @ParameterizedTest
    @CsvSource({"DBLP-ACM.valid, 0.965", "DBLP-GoogleScholar.valid, 0.91"})
    void findsThePairsThatAreOnePaper(String set, double bar) throws IOException {
        Tally tally = new Tally(0, 0, 0);
        for (LabelledPairs.Pair pair : LabelledPairs.read(set).pairs()) {
            RecordMatcher.Match match = MATCHER.compare(pair.a(), pair.b());
            assertThat(MATCHER.compare(pair.b(), pair.a())).isEqualTo(match);
            tally = tally.and(match.same(), pair.same());
        }
        tally.print(set);
        assertThat(tally.f1()).isGreaterThan(bar);
    }

    /// Libraries of two reviews, in which people have marked every record that is there more than once.
    @ParameterizedTest
    @CsvSource({"copper, 505, 0.996", "tafenoquine, 179, 1.0"})
    void findsTheDuplicatesOfALibrary(String library, int size, double bar) throws IOException {
        Path file = DataSets.file("reference-dedup/" + library + ".xml.gz");
        List<SourceRecord> records = new ArrayList<>();
        ReadReport report = PaperFormats.standard().read(file, Instant.EPOCH, new RecordSink() {
            @Override
            public void accept(SourceRecord record, String where) {
                records.add(record);
            }

            @Override
            public void reject(String where, String why) {}
        });
        assertThat(report.rejected()).isZero();
        assertThat(records).hasSize(size);
        Set<SourceRecord> twice = new HashSet<>();
        for (List<SourceRecord> paper : Clusters.of(records)) if (paper.size() > 1) twice.addAll(paper);
        List<Boolean> marked = marked(file);
        assertThat(marked).hasSize(size);
        Tally tally = new Tally(0, 0, 0);
        for (int i = 0; i < size; i++) tally = tally.and(twice.contains(records.get(i)), marked.get(i));
        tally.print(library);
        assertThat(tally.f1()).isGreaterThanOrEqualTo(bar);
    }

    /// The marks stand in the field `caption`, which is no metadata of a paper and is not imported.
    private static List<Boolean> marked(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Pattern mark = Pattern.compile("<caption>(?:(?!</caption>).)*Duplicate", Pattern.DOTALL);
            return Pattern.compile("<record>.*?</record>", Pattern.DOTALL)
                    .matcher(xml)
                    .results()
                    .map(r -> mark.matcher(r.group()).find())
                    .toList();
        }
    }

    /// Undated works under one title, told apart by their abstracts alone, beside works that are there twice.
    @Test
    void keepsUndatedWorksOfOneTitleApart() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (JsonNode o : DataSets.lines("cisi/corpus.jsonl.gz")) {
            Metadata.Builder b = Metadata.builder()
                    .title(o.path("title").asString())
                    .abstractText(o.path("text").asString());
            o.path("authors").forEach(a -> b.author(a.asString()));
            records.add(new SourceRecord(new Provenance("cisi", o.path("_id").asString(), Instant.EPOCH), b.build()));
        }
        assertThat(records).hasSize(1460);
        List<Set<String>> together = Clusters.of(records).stream()
                .filter(p -> p.size() > 1)
                .map(p -> Set.copyOf(p.stream().map(r -> r.provenance().key()).toList()))
                .toList();
        System.out.println("cisi: records taken for one paper " + together);
        assertThat(together)
                .contains(Set.of("175", "179"), Set.of("458", "538"), Set.of("5", "945"), Set.of("4", "1401"))
                .hasSizeLessThanOrEqualTo(10);
        Set<String> not = Set.of(
                "123", "126", "133", "136", "138", "140", "768", "774", "861", "863", "359", "361", "203", "204", "952",
                "953");
        assertThat(together).noneMatch(p -> p.stream().anyMatch(not::contains));
    }
}
