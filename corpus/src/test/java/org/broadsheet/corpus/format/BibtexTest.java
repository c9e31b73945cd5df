package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BibtexTest {
    private static List<String> names(Metadata m) {
        return m.authors().stream().map(Author::name).toList();
    }

    private static Metadata article(String fields) {
        return Reading.of("@article{k, title = {T}, " + fields + "}").only();
    }

    @Test
    void readsAnEntry() {
        Metadata m = Reading.of("""
                Some words that are no entry.
                @InProceedings{oduya2026stopping,
                  author    = {Oduya, Amara and {Open Screening Group} and others},
                  title     = "When to stop {Screening}: a na{\\"\\i}ve rule",
                  booktitle = {Proc.\\ of the 3rd Workshop on Reading \\& Writing},
                  year      = 2026,
                  month     = mar,
                  pages     = {11--18},
                  publisher = {Nowhere Press},
                  doi       = {https://doi.org/10.5555/stop\\_1},
                  url       = {https://example.org/~oduya/stop.html},
                  abstract  = {We stop at 95\\%.},
                  keywords  = {screening; stopping, early},
                  note      = {8 pages},
                }
                """).only();

        assertThat(m.title()).isEqualTo("When to stop Screening: a naïve rule");
        assertThat(names(m)).containsExactly("Amara Oduya", "Open Screening Group");
        assertThat(m.authors().getFirst().family()).isEqualTo("Oduya");
        assertThat(m.publication().venue()).isEqualTo("Proc. of the 3rd Workshop on Reading & Writing");
        assertThat(m.publication().type()).isEqualTo("inproceedings");
        assertThat(m.publication().pages()).isEqualTo("11-18");
        assertThat(m.publication().publisher()).isEqualTo("Nowhere Press");
        assertThat(m.published()).isEqualTo(new PartialDate(2026, 3, 0));
        assertThat(m.identifier(Scheme.DOI).orElseThrow().value()).isEqualTo("10.5555/stop_1");
        assertThat(m.links()).extracting(l -> l.address()).containsExactly("https://example.org/~oduya/stop.html");
        assertThat(m.abstractText()).isEqualTo("We stop at 95%.");
        assertThat(m.keywords()).containsExactly("screening", "stopping, early");
        assertThat(m.comment()).isEqualTo("8 pages");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lovelace, Ada M. | Ada M. Lovelace | Lovelace | Ada M.",
                "King, Jr., Martin Luther | Martin Luther King Jr. | King | Martin Luther",
                "de la Vall{\\'e}e Poussin, Charles | Charles de la Vallée Poussin | de la Vallée Poussin | Charles",
                "Ada M. Lovelace | Ada M. Lovelace | |",
                "{Barnes and Noble, Inc.} | Barnes and Noble, Inc. | |",
                "Collaboration, CMS | CMS Collaboration | |",
                "family=Gompel, given=Roger, prefix=van | Roger van Gompel | van Gompel | Roger",
                "{\\L}uczak, T. | T. Łuczak | Łuczak | T.",
            })
    void readsNamesInAllForms(String raw, String name, String family, String given) {
        assertThat(article("author = {" + raw + "}").authors())
                .containsExactly(new Author(name, family, given, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date = {2001-05-07} | 2001-05-07",
                "date = {2001-05/2001-07} | 2001-05",
                "date = {1995-1-4} | 1995-01-04",
                "date = {2003?} | 2003",
                "year = {1995--1996} | 1995",
                "year = {2003a} | 2003",
                "year = 1999, month = {10~} # jan | 1999-01-10",
                "year = 1999, month = nov # {~9} | 1999-11-09",
                "year = 1999, month = {May--June} | 1999-05",
                "year = 1999, month = 12, day = 3 | 1999-12-03",
                "year = 1999, month = 14 | 1999",
                "year = 1999, month = {-} | 1999",
                "year = {in press} |",
            })
    void readsDatesInAllForms(String fields, String date) {
        PartialDate published = article(fields).published();
        assertThat(published == null ? null : published.toString()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eprint = {2401.00017}, archivePrefix = {arXiv}, primaryClass = {cs.IR} | 2401.00017 | preprint",
                "eprint = {2401.00017v2}, eprinttype = {arxiv} | 2401.00017v2 | preprint",
                "journal = {arXiv preprint arXiv:2401.00017} | 2401.00017 | preprint",
                "journal = {CoRR}, volume = {abs/2401.00017} | 2401.00017 | preprint",
                "journal = {J. Marsh}, url = {https://arxiv.org/abs/hep-th/9901001} | hep-th/9901001 | article",
                "journal = {J. Marsh}, note = {Also arXiv:math/0309136} | math/0309136 | article",
            })
    void findsArxivWhereverItStands(String fields, String id, String type) {
        Metadata m = article(fields);
        assertThat(m.identifier(Scheme.ARXIV).orElseThrow().printed()).isEqualTo(id);
        assertThat(m.publication().type()).isEqualTo(type);
    }

    @Test
    void abbreviationsAreWrittenOut() {
        Reading read = Reading.of("""
                @string{jm = "Journal of " # {Marshes}}
                @STRING(pub = {Bog Press})
                @article{a, title = {A}, journal = JM # { (B)}, publisher = pub, month = sep, year = 2001}
                @article{b, title = {B}, journal = unknown}
                """);
        Metadata a = read.records().getFirst().metadata();
        assertThat(a.publication().venue()).isEqualTo("Journal of Marshes (B)");
        assertThat(a.publication().publisher()).isEqualTo("Bog Press");
        assertThat(a.published()).isEqualTo(new PartialDate(2001, 9, 0));
        assertThat(read.records().get(1).metadata().publication().venue()).isEqualTo("unknown");
    }

    @Test
    void entriesInheritFromTheirVolumeBeforeOrAfterThem() {
        String child = "@inproceedings{%s, title = {%s}, author = {A. Reed}, crossref = {Vol}}\n";
        Reading read = Reading.of(child.formatted("before", "Before")
                + "@proceedings{vol, title = {Proc. of Ponds}, editor = {E. Heron}, year = 2020, publisher = {Bog Press}, doi = {10.5555/vol}}\n"
                + child.formatted("after", "After")
                + "@inproceedings{lost, title = {Lost}, crossref = {nowhere}}");

        assertThat(read.keys()).containsExactlyInAnyOrder("vol", "before", "after", "lost");
        for (var record : read.records()) {
            Metadata m = record.metadata();
            if (!List.of("before", "after").contains(record.provenance().key())) continue;
            assertThat(m.publication().venue()).isEqualTo("Proc. of Ponds");
            assertThat(m.publication().publisher()).isEqualTo("Bog Press");
            assertThat(m.published()).isEqualTo(PartialDate.ofYear(2020));
            assertThat(m.identifiers()).isEmpty();
            assertThat(names(m)).containsExactly("A. Reed");
        }
    }

    @Test
    void aBrokenEntryCostsOnlyItself() {
        Reading read = Reading.of("""
                @article{good1, title = {One}}
                @article{open, title = {Two {never closed},
                  year = 2001
                @article{good2, title = {Three}}
                @article{comma title = {x} author = {y}}
                @article(good3, title = {Four})
                @article{nothing}
                @article{good4, title = {Five
                """);
        assertThat(read.titles()).containsExactly("One", "Three", "Four");
        assertThat(read.reasons())
                .hasSize(4)
                .anySatisfy(r ->
                        assertThat(r).startsWith("entry open (line 2): ").contains("does not end before the next one"))
                .anySatisfy(r -> assertThat(r).startsWith("entry (line 5): "))
                .anySatisfy(r -> assertThat(r).startsWith("entry nothing (line 7): "))
                .anySatisfy(
                        r -> assertThat(r).startsWith("entry good4 (line 8): ").contains("ends in the middle"));
    }

    @Test
    void commentsAndSettingsAreNoEntries() {
        Reading read = Reading.of("""
                % @article{no, title = {No}}
                @comment{@article{no, title = {No}}}
                @preamble{"\\newcommand{\\x}{y}"}
                @xdata{d, publisher = {P}}
                someone@example.org { }
                @misc{yes, title = {Yes}}
                """);
        assertThat(read.titles()).containsExactly("Yes");
        assertThat(read.report().rejected()).isZero();
    }

    @Test
    void bracesNestedWithoutMeasureAreRejected() {
        Reading read =
                Reading.of("@misc{deep, title = " + "{".repeat(50_000) + "}".repeat(50_000) + "}\n@misc{k, title={T}}");
        assertThat(read.titles()).containsExactly("T");
        assertThat(read.reasons()).singleElement().asString().contains("nested deeper than");
    }

    @Test
    void readsFilesInOtherEncodings() {
        for (Charset c : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_16BE,
                Charset.forName("GBK"))) {
            String title = c.name().equals("GBK") ? "渡河" : "Überfahrt";
            byte[] bytes = ("% Encoding: " + c.name() + "\n@misc{k, title = {" + title + "}}\n").getBytes(c);
            assertThat(Reading.of("x.bib", bytes).titles()).as(c.name()).containsExactly(title);
        }
        assertThat(Reading.of(
                                "x.bib",
                                "@misc{k,\r title = {A}\r}\r@misc{l,\r title = {B}\r}".getBytes(StandardCharsets.UTF_8))
                        .titles())
                .as("line ends of old Macintoshes")
                .containsExactly("A", "B");
    }
}
