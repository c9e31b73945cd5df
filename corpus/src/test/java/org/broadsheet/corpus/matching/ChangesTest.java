package org.broadsheet.corpus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Notice.Kind;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Metadata PREPRINT = Metadata.builder()
            .title("On bogs")
            .identifier(Scheme.ARXIV, "2101.00001v1")
            .published(PartialDate.parse("2021-01-01").orElseThrow())
            .publication(new Publication("preprint", null, null, null, null, null))
            .build();

    private static Notice notice(Kind kind, @Nullable String date, @Nullable Identifier by) {
        return Notice.of(kind, date == null ? null : PartialDate.parse(date).orElseThrow(), by, null);
    }

    private static Identifier arxiv(int version) {
        return new Identifier(Scheme.ARXIV, "2101.00001", version);
    }

    private static Metadata with(Metadata m, Notice... notices) {
        return m.toBuilder().notices(List.of(notices)).build();
    }

    @Test
    void nothingIsNewsOfWhatStayedTheSame() {
        assertThat(Changes.between(PREPRINT, PREPRINT)).isEmpty();
        Metadata more = PREPRINT.toBuilder()
                .keyword("bogs")
                .abstractText("Longer.")
                .identifier(Scheme.OPENALEX, "W123")
                .build();
        assertThat(Changes.between(PREPRINT, more)).isEmpty();
    }

    @Test
    void aRetractionIsToldOnceWhoeverReportsItNext() {
        Notice first = notice(Kind.RETRACTED, "2022-01-01", new Identifier(Scheme.DOI, "10.5555/r", 0));
        Metadata retracted = with(PREPRINT, first);
        assertThat(Changes.between(PREPRINT, retracted)).containsExactly(first);
        Metadata again = with(retracted, notice(Kind.RETRACTED, "2022-02-01", new Identifier(Scheme.PUBMED, "7", 0)));
        assertThat(Changes.between(retracted, again)).isEmpty();
        Notice reinstated = notice(Kind.REINSTATED, "2023", null);
        assertThat(Changes.between(again, with(again, reinstated))).containsExactly(reinstated);
    }

    @Test
    void anotherCorrectionIsNewsTheSameOneIsNot() {
        Notice first = notice(Kind.CORRECTED, "2022-01-01", new Identifier(Scheme.DOI, "10.5555/a", 0));
        Notice second = notice(Kind.CORRECTED, "2023-01-01", new Identifier(Scheme.DOI, "10.5555/b", 0));
        Metadata corrected = with(PREPRINT, first);
        assertThat(Changes.between(corrected, with(corrected, notice(Kind.CORRECTED, "2022", null))))
                .isEmpty();
        assertThat(Changes.between(corrected, with(corrected, second))).containsExactly(second);
    }

    @Test
    void theLastOfSeveralNewVersionsIsTold() {
        Notice second = notice(Kind.REVISED, "2021-02-01", arxiv(2));
        Notice third = notice(Kind.REVISED, "2021-03-01", arxiv(3));
        Metadata revised =
                with(PREPRINT, second, third).toBuilder().identifier(arxiv(3)).build();
        assertThat(Changes.between(PREPRINT, revised)).containsExactly(third);
        assertThat(Changes.between(revised, revised)).isEmpty();
    }

    @Test
    void aVersionThatWasKnownByItsNumberIsNoNewsWhenItsNoticeComes() {
        Metadata known = PREPRINT.toBuilder().identifier(arxiv(3)).build();
        assertThat(Changes.between(known, with(known, notice(Kind.REVISED, "2021-03-01", arxiv(3)))))
                .isEmpty();
        assertThat(Changes.between(PREPRINT, known)).containsExactly(notice(Kind.REVISED, null, arxiv(3)));
    }

    @Test
    void withoutNumbersTheDayDecides() {
        Metadata biorxiv = Metadata.builder()
                .title("On fens")
                .published(PartialDate.parse("2021-01-01").orElseThrow())
                .updated(PartialDate.parse("2021-02-01").orElseThrow())
                .build();
        Notice earlier = notice(Kind.REVISED, "2021-02-01", null);
        Notice later = notice(Kind.REVISED, "2021-04-01", null);
        assertThat(Changes.between(biorxiv, with(biorxiv, earlier))).isEmpty();
        assertThat(Changes.between(biorxiv, with(biorxiv, later))).containsExactly(later);
        Metadata undated = Metadata.builder().title("On fens").build();
        assertThat(Changes.between(undated, with(undated, later))).isEmpty();
    }

    @Test
    void aPlaceOfPrintIsToldOnce() {
        Identifier doi = new Identifier(Scheme.DOI, "10.5555/j", 0);
        Metadata printed = PREPRINT.toBuilder()
                .identifier(doi)
                .publication(Publication.in("Journal of Bogs"))
                .build();
        assertThat(Changes.between(PREPRINT, printed))
                .containsExactly(Notice.of(Kind.PUBLISHED, null, doi, "Journal of Bogs"));
        Notice told = notice(Kind.PUBLISHED, null, doi);
        Metadata byNotice = with(PREPRINT, told);
        assertThat(Changes.between(PREPRINT, byNotice)).containsExactly(told);
        assertThat(Changes.between(byNotice, with(printed, told))).isEmpty();
        assertThat(Changes.between(printed, with(printed, told))).isEmpty();
        Metadata onServer = PREPRINT.toBuilder()
                .publication(new Publication("article", "arXiv (Cornell University)", null, null, null, null))
                .build();
        assertThat(Changes.between(PREPRINT, onServer)).isEmpty();
    }

    /// Merging keeps every notice that says something, in whatever order records come.
    @Test
    void mergingLosesNoNotice() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<SourceRecord> records = new java.util.ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Metadata.Builder b = Metadata.builder().title("On bogs");
                for (int n = random.nextInt(3); n > 0; n--)
                    b.notice(notice(
                            List.of(Kind.RETRACTED, Kind.CORRECTED, Kind.REVISED)
                                    .get(random.nextInt(3)),
                            random.nextBoolean() ? null : "20" + (20 + random.nextInt(3)),
                            random.nextBoolean()
                                    ? null
                                    : new Identifier(Scheme.DOI, "10.5555/" + random.nextInt(3), 0)));
                records.add(new SourceRecord(
                        new Provenance(
                                List.of("crossref", "arxiv", "file").get(random.nextInt(3)), "k" + i, Instant.EPOCH),
                        b.build()));
            }
            Metadata merged = Merging.merge(records);
            for (SourceRecord r : records)
                for (Notice n : r.metadata().notices())
                    assertThat(merged.notices())
                            .as("round %d", round)
                            .anyMatch(m -> m.kind() == n.kind()
                                    && (n.date() == null || n.date().equals(m.date()))
                                    && (n.by() == null || n.by().equals(m.by())));
            java.util.Collections.shuffle(records, random);
            assertThat(Merging.merge(records)).isEqualTo(merged);
        }
    }
}
