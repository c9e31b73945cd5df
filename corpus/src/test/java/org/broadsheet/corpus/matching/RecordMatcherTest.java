package org.broadsheet.corpus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invented records, each pair for one reason to say yes or no.
class RecordMatcherTest {
    private static final RecordMatcher MATCHER = new RecordMatcher();

    private static final String BEES =
            "Honey bees dance to tell the hive where nectar is. Radar tracking of foragers in alpine meadows shows that "
                    + "the dance carries distance more faithfully than direction, and that wind corrupts both.";
    private static final String GLACIERS =
            "Satellite altimetry over Patagonian glaciers reveals thinning near calving fronts. Sediment cores and tide "
                    + "gauges date the onset to the eighteenth century, before industrial warming.";

    private static Metadata.Builder paper(String title, String... authors) {
        Metadata.Builder b = Metadata.builder().title(title);
        for (String a : authors) b.author(a);
        return b;
    }

    private static Metadata dated(String title, int year, String... authors) {
        return paper(title, authors).published(PartialDate.ofYear(year)).build();
    }

    private static RecordMatcher.Match compare(Metadata a, Metadata b) {
        RecordMatcher.Match match = MATCHER.compare(a, b);
        assertThat(MATCHER.compare(b, a)).as("the other way round").isEqualTo(match);
        assertThat(match.score()).isBetween(0.0, 1.0);
        return match;
    }

    private static boolean same(Metadata a, Metadata b) {
        return compare(a, b).same();
    }

    private static Metadata printed(String volume, @Nullable String pages, String text) {
        return paper("Wind and the dance language of alpine foragers", "Ada Meier", "Jon Tveit")
                .abstractText(text)
                .published(PartialDate.ofYear(2015))
                .publication(new Publication(null, "Journal of Hives", volume, null, pages, null))
                .build();
    }

    @Test
    void aSharedNameDecides() {
        Metadata a = paper("One title").identifier(Scheme.DOI, "10.1000/x1").build();
        Metadata b = paper("Quite another heading")
                .identifier(Scheme.DOI, "10.1000/X1")
                .build();
        assertThat(compare(a, b).score()).isEqualTo(1);
        assertThat(compare(a, b).reason()).isEqualTo("same DOI 10.1000/x1");
    }

    @Test
    void twoNamesInOneRegisterDecideAgainst() {
        Metadata a = paper("Wind and the dance language", "Ada Meier")
                .identifier(Scheme.ARXIV, "2401.00001")
                .abstractText(BEES)
                .build();
        Metadata b = a.toBuilder().build();
        assertThat(same(a, b)).isTrue();
        Metadata other = paper("Wind and the dance language", "Ada Meier")
                .identifier(Scheme.ARXIV, "2401.00002")
                .abstractText(BEES)
                .build();
        assertThat(compare(a, other).score()).isZero();
    }

    @Test
    void aPreprintMeetsItsPublishedVersion() {
        Metadata preprint = paper("Wind and the Dance Language of Alpine Foragers", "Ada Meier", "Jon Tveit")
                .identifier(Scheme.ARXIV, "1501.00001")
                .abstractText(BEES)
                .published(PartialDate.ofYear(2014))
                .build();
        Metadata journal = printed("12", "1-20", BEES.replace("faithfully", "reliably")).toBuilder()
                .identifier(Scheme.DOI, "10.1000/hives.12")
                .build();
        assertThat(same(preprint, journal)).isTrue();
        assertThat(compare(preprint, journal).reason())
                .isEqualTo("the same title, shared authors, a year apart, the same abstract");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Meier, A. and Tveit, J.", "A Meier;J Tveit", "Meier A;Tveit J", "Ada Meier;Jón Tveit"})
    void spellingsOfNamesMeet(String names) {
        Metadata a = dated("Wind and the dance language of foragers", 2015, "Ada Meier", "Jon Tveit");
        Metadata b = dated("Wind & the dance-language of foragers.", 2015, names.split(";| and "));
        assertThat(same(a, b)).isTrue();
    }

    @Test
    void anotherTitleOfTheSamePeopleIsAnotherPaper() {
        assertThat(same(
                        dated("Wind and the dance language of foragers", 2015, "Ada Meier", "Jon Tveit"),
                        dated("Radar tracking of foragers in meadows", 2015, "Ada Meier", "Jon Tveit")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Transport in porous walls. Part I. Gases  | Transport in porous walls. Part II. Gases
            Transport in porous walls: part 1         | Transport in porous walls: part 2
            First census of the northern libraries    | Second census of the northern libraries
            A census of the northern libraries        | A second census of the northern libraries
            The bell project: report, January 1970    | The bell project: report, June 1970
            """)
    void aNumberInTheTitleTellsTheWorksOfASeriesApart(String a, String b) {
        Metadata x = paper(a, "Ada Meier").abstractText(BEES).build();
        Metadata y = paper(b, "Ada Meier").abstractText(GLACIERS).build();
        assertThat(same(x, y)).isFalse();
        assertThat(same(x, x)).isTrue();
    }

    @Test
    void reportsOfASeriesMayShareTheirAbstract() {
        Metadata x = paper("The bell project: a report, January 1970", "Ada Meier")
                .abstractText(BEES)
                .build();
        Metadata y = paper("The bell project: a report, June 1970", "Ada Meier")
                .abstractText(BEES)
                .build();
        assertThat(same(x, y)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Documentation", "Annual Review of Hive Science and Technology"})
    void undatedWorksOfOneTitleNeedOneAbstract(String title) {
        Metadata x = paper(title, "Meier, A.").abstractText(BEES).build();
        assertThat(same(x, paper(title, "Meier, A.").abstractText(GLACIERS).build()))
                .isFalse();
        assertThat(same(
                        x,
                        paper(title, "Meier, A.")
                                .abstractText(BEES + " Also in winter.")
                                .build()))
                .isTrue();
    }

    @Test
    void aRewrittenAbstractDoesNotPartTitleAuthorsAndYear() {
        assertThat(same(printed("12", "1-20", BEES), printed("12", "1-20", GLACIERS)))
                .isTrue();
    }

    @Test
    void twoPlacesOfPrintAreTwoPapers() {
        assertThat(same(printed("12", "S14", BEES), printed("40", "92", BEES))).isFalse();
        assertThat(same(printed("12", "1-20", BEES), printed("Vol. 12", "1", BEES)))
                .isTrue();
        // Preprint servers and some journals have no volumes.
        assertThat(same(printed("abs/1501.00001", null, BEES), printed("12", "1-20", BEES)))
                .isTrue();
        assertThat(same(printed("2015", "1-20", BEES), printed("12", "1-20", BEES)))
                .isTrue();
    }

    @Test
    void aTitleAloneIsNotEnough() {
        assertThat(same(paper("Editorial").build(), paper("Editorial").build())).isFalse();
        assertThat(same(dated("Editorial", 2015), dated("Editorial", 2015))).isFalse();
        assertThat(same(
                        dated("Wind and the dance language of foragers", 2015),
                        dated("Wind and the dance language of foragers", 2015)))
                .isTrue();
    }

    @Test
    void withoutTitlesOnlyNearlyEqualTextsMatch() {
        Metadata x = Metadata.builder().abstractText(BEES).build();
        assertThat(same(
                        x,
                        Metadata.builder()
                                .abstractText(BEES.replace("meadows", "meadow"))
                                .build()))
                .isTrue();
        assertThat(same(x, Metadata.builder().abstractText(GLACIERS).build())).isFalse();
        assertThat(same(x, paper("Bees").abstractText(BEES).build())).isFalse();
    }

    @Test
    void abstractsAreComparedByTellingWords() {
        assertThat(Abstracts.likeness(BEES, BEES)).hasValue(1);
        assertThat(Abstracts.likeness(BEES, GLACIERS).orElseThrow()).isLessThan(0.1);
        assertThat(Abstracts.likeness("", BEES)).isEmpty();
        String common = "In this paper we present a new approach and show that our results are better than others. ";
        assertThat(Abstracts.likeness(common, common)).isEmpty();
        assertThat(Abstracts.likeness(common + BEES, common + GLACIERS).orElseThrow())
                .isLessThan(0.15);
    }

    /// Which records end up together does not depend on which came first.
    @Test
    void theOrderOfRecordsDoesNotMatter() {
        List<SourceRecord> records = new ArrayList<>();
        List<Metadata> all = List.of(
                printed("12", "1-20", BEES),
                printed("12", "1", BEES).toBuilder()
                        .identifier(Scheme.DOI, "10.1000/hives.12")
                        .build(),
                printed("40", "92", BEES),
                paper("Documentation", "Meier, A.").abstractText(BEES).build(),
                paper("Documentation.", "A. Meier").abstractText(BEES).build(),
                paper("Documentation", "Meier, A.").abstractText(GLACIERS).build(),
                paper("Transport in porous walls. Part I", "Jon Tveit").build(),
                paper("Transport in porous walls. Part II", "Jon Tveit").build(),
                dated("Radar tracking of foragers in meadows", 2015, "Ada Meier"));
        for (int i = 0; i < all.size(); i++)
            records.add(new SourceRecord(new Provenance("invented", "" + i, Instant.EPOCH), all.get(i)));
        Set<Set<Set<String>>> outcomes = new HashSet<>();
        Random random = new Random(1);
        for (int run = 0; run < 50; run++) {
            Set<Set<String>> papers = new HashSet<>();
            for (List<SourceRecord> p : Clusters.of(records))
                papers.add(Set.copyOf(p.stream().map(r -> r.provenance().key()).toList()));
            outcomes.add(papers);
            Collections.shuffle(records, random);
        }
        assertThat(outcomes)
                .containsExactly(Set.of(
                        Set.of("0", "1"),
                        Set.of("2"),
                        Set.of("3", "4"),
                        Set.of("5"),
                        Set.of("6"),
                        Set.of("7"),
                        Set.of("8")));
    }
}
