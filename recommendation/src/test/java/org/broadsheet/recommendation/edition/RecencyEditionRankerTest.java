package org.broadsheet.recommendation.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Paper;
import org.broadsheet.recommendation.edition.Selection.Item;
import org.broadsheet.recommendation.edition.Selection.Part;
import org.junit.jupiter.api.Test;

class RecencyEditionRankerTest extends EditionRankerContractTest {
    @Override
    EditionRanker ranker() {
        return new RecencyEditionRanker();
    }

    private static Attention votes(int n) {
        return new Attention(n, 0, 0, 0);
    }

    /// By hand: 7 votes of at most 7 are 40 points, place 2 of 2 on the list 15, new 20, an abstract 5.
    @Test
    void pointsAreThoseOfTheRule() {
        Paper first = paper(1, "One", "Text.", List.of("cs.IR"), votes(1));
        Paper second = paper(2, "Two", "Text.", List.of("cs.IR"), votes(7));
        Selection selection = ranker().select(
                        new EditionRequest(DAY, DAY, 5),
                        List.of(new Candidate(first, DAY, "hf-daily", 1), new Candidate(second, DAY, "hf-daily", 2)));
        Item lead = selection.sections().getFirst().items().getFirst();
        assertThat(lead.paper()).isEqualTo(second.id());
        assertThat(lead.score()).isCloseTo(80, within(1e-9));
        assertThat(lead.parts())
                .containsExactly(
                        new Part("7 upvotes, most in Information retrieval 7", 40),
                        new Part("place 2 of 2 on its list", 15),
                        new Part("new", 20),
                        new Part("has an abstract", 5));
        assertThat(lead.reason()).isEqualTo("7 upvotes at Daily Papers.");
        // One vote of seven is 40 ln 2 / ln 8 = 40 / 3 points; the second of its topic gives six back.
        Item next = selection.sections().getFirst().items().get(1);
        assertThat(next.score()).isCloseTo(40.0 / 3 + 30 + 20 + 5 - 6, within(1e-9));
        assertThat(next.parts().getLast()).isEqualTo(new Part("1 before it on Information retrieval", -6));
        assertThat(next.reason()).isEqualTo("1 upvote at Daily Papers.");
    }

    @Test
    void aPaperOfThreeDaysBeforeHasHalfTheFreshness() {
        Paper paper = paper(1, "One", "", List.of("cs.IR"), Attention.NONE);
        Item item = ranker().select(
                        new EditionRequest(DAY.minusDays(6), DAY, 5),
                        List.of(new Candidate(paper, DAY.minusDays(3), null, 0)))
                .sections()
                .getFirst()
                .items()
                .getFirst();
        assertThat(item.parts()).containsExactly(new Part("3 days before the edition’s end", 10));
        assertThat(item.reason()).isEqualTo("Published 7 September 2024: information retrieval.");
    }

    /// Twenty papers of a large field with hundreds of votes, one of a small field with nine: it is in, and early.
    @Test
    void aSmallFieldHasItsDay() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            candidates.add(
                    new Candidate(paper(i, "Pictures", "", List.of("cs.CV"), votes(300 + i)), DAY, "hf-daily", 0));
        Paper small = paper(99, "Knots", "", List.of("math.GT"), votes(9));
        candidates.add(new Candidate(small, DAY, "hf-daily", 0));
        Selection selection = ranker().select(new EditionRequest(DAY, DAY, 6), candidates);
        assertThat(chosen(selection).indexOf(small.id())).isBetween(0, 1);
    }

    @Test
    void citationsCountWithinTheirField() {
        Paper many = paper(1, "Cells", "", List.of("q-bio.CB"), new Attention(0, 0, 999, 0));
        Paper few = paper(2, "Knots", "", List.of("math.GT"), new Attention(0, 0, 9, 0));
        Paper none = paper(4, "Nothing", "", List.of("math.GT"), Attention.NONE);
        Selection selection = ranker().select(
                        new EditionRequest(DAY, DAY, 5),
                        List.of(
                                new Candidate(many, DAY, null, 0),
                                new Candidate(few, DAY, null, 0),
                                new Candidate(none, DAY, null, 0)));
        List<Item> items = selection.sections().getFirst().items();
        assertThat(items.get(0).score()).isEqualTo(items.get(1).score()).isEqualTo(40);
        assertThat(items.get(2).paper()).isEqualTo(none.id());
    }

    /// Nothing is dated in the span: the reasons say that it is the reader's own shelf.
    @Test
    void theShelfIsCalledByItsName() {
        Paper old = paper(1, "Old", "", List.of("cs.IR"), new Attention(0, 0, 12, 0));
        Paper older = paper(2, "Older", "", List.of(), Attention.NONE);
        Selection selection = ranker().select(
                        new EditionRequest(DAY, DAY, 5),
                        List.of(
                                new Candidate(old, DAY.minusYears(20), null, 0),
                                new Candidate(older, DAY.minusYears(30), null, 0)));
        assertThat(selection.sections().getFirst().items())
                .extracting(Item::reason)
                .containsExactly("From your library on information retrieval, cited 12 times.", "From your library.");
    }

    @Test
    void topicsWithSeveralPapersBecomeSections() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 12; i++)
            candidates.add(new Candidate(
                    paper(i, "Paper", "", List.of(i < 5 ? "cs.CV" : i < 9 ? "cs.IR" : "math.K" + i), votes(5)),
                    DAY,
                    "hf-daily",
                    i + 1));
        Selection selection = ranker().select(new EditionRequest(DAY, DAY, 12), candidates);
        assertThat(selection.sections()).extracting(Selection.Section::title).startsWith("Front page");
        assertThat(selection.sections().getFirst().items()).hasSize(4);
        assertThat(selection.sections())
                .extracting(Selection.Section::title)
                .contains("Vision", "Information retrieval", "Mathematics");
    }
}
