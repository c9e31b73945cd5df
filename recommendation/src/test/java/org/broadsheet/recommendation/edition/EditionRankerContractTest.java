package org.broadsheet.recommendation.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every edition ranker promises. A new one extends this and supplies itself.
abstract class EditionRankerContractTest {
    static final LocalDate DAY = LocalDate.of(2024, 9, 10);

    abstract EditionRanker ranker();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 17, 40, 500})
    void choosesAtMostWhatWasAskedForAndNamesTheRest(int size) {
        List<Candidate> candidates = candidates(120, new Random(size));
        Selection selection = ranker().select(new EditionRequest(DAY, DAY, size), candidates);
        List<PaperId> chosen = chosen(selection);
        assertThat(chosen).hasSize(Math.min(size, candidates.size())).doesNotHaveDuplicates();
        List<PaperId> all = new ArrayList<>(chosen);
        all.addAll(selection.rest());
        assertThat(all).doesNotHaveDuplicates();
        assertThat(new HashSet<>(all)).isEqualTo(ids(candidates));
        assertThat(selection.sections()).allSatisfy(s -> {
            assertThat(s.items()).isNotEmpty();
            assertThat(s.title()).isNotBlank();
        });
    }

    @Test
    void everyReasonFitsOnALineAndEveryScoreAddsUp() {
        for (int seed = 0; seed < 50; seed++) {
            Selection selection =
                    ranker().select(new EditionRequest(DAY.minusDays(6), DAY, 30), candidates(80, new Random(seed)));
            for (Selection.Section section : selection.sections())
                for (Selection.Item item : section.items()) {
                    assertThat(item.reason()).isNotBlank().hasSizeLessThanOrEqualTo(90);
                    assertThat(item.score()).isFinite();
                    assertThat(item.parts())
                            .isNotEmpty()
                            .allSatisfy(p -> assertThat(p.what()).isNotBlank());
                    assertThat(item.parts().stream()
                                    .mapToDouble(Selection.Part::points)
                                    .sum())
                            .isCloseTo(item.score(), within(1e-9));
                }
        }
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        List<Candidate> candidates = candidates(60, new Random(7));
        EditionRequest request = new EditionRequest(DAY, DAY, 24);
        Selection first = ranker().select(request, candidates);
        for (int seed = 0; seed < 20; seed++) {
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(ranker().select(request, shuffled)).isEqualTo(first);
        }
    }

    @Test
    void papersThatAreAlikeInEverythingHaveAnOrderToo() {
        List<Candidate> alike = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            alike.add(new Candidate(paper(i, "Alike", "", List.of("cs.IR"), Attention.NONE), DAY, null, 0));
        EditionRequest request = new EditionRequest(DAY, DAY, 10);
        Selection first = ranker().select(request, alike);
        assertThat(ranker().select(request, alike.reversed())).isEqualTo(first);
    }

    @Test
    void aPaperThatComesTwiceIsChosenOnce() {
        Paper paper = paper(1, "Twice", "", List.of("cs.IR"), Attention.NONE);
        List<Candidate> twice =
                List.of(new Candidate(paper, DAY, "hf-daily", 3), new Candidate(paper, DAY, "arxiv:cs.IR", 0));
        EditionRequest request = new EditionRequest(DAY, DAY, 5);
        Selection selection = ranker().select(request, twice);
        assertThat(chosen(selection)).containsExactly(paper.id());
        assertThat(selection.rest()).isEmpty();
        assertThat(ranker().select(request, twice.reversed())).isEqualTo(selection);
    }

    @Test
    void noCandidatesMakeAnEmptySelection() {
        assertThat(ranker().select(new EditionRequest(DAY, DAY, 24), List.of()))
                .isEqualTo(new Selection(List.of(), List.of()));
    }

    static List<PaperId> chosen(Selection selection) {
        return selection.sections().stream()
                .flatMap(s -> s.items().stream())
                .map(Selection.Item::paper)
                .toList();
    }

    private static Set<PaperId> ids(List<Candidate> candidates) {
        return candidates.stream().map(c -> c.paper().id()).collect(Collectors.toSet());
    }

    /// Papers of all kinds: with and without lists, votes, dates, categories, text; some absurd.
    static List<Candidate> candidates(int n, Random random) {
        List<List<String>> categories = List.of(
                List.of("cs.IR"),
                List.of("cs.CV", "cs.LG"),
                List.of("math.KT"),
                List.of(),
                List.of(
                        "An own and very long name of a subject that no register knows, to try the bounds of a reason"));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Attention attention = random.nextInt(3) == 0
                    ? Attention.NONE
                    : new Attention(
                            random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(400),
                            random.nextInt(9),
                            random.nextInt(2_000),
                            random.nextInt(100));
            Paper paper = paper(
                    i,
                    "A study of retrieval number " + i,
                    random.nextBoolean() ? "We study agents and video." : "",
                    categories.get(random.nextInt(categories.size())),
                    attention);
            boolean listed = random.nextBoolean();
            LocalDate day = DAY.minusDays(random.nextInt(8) == 0 ? 40_000 : random.nextInt(7));
            String list = random.nextInt(6) == 0 ? "x".repeat(200) : random.nextBoolean() ? "hf-daily" : "arxiv:cs.IR";
            candidates.add(new Candidate(paper, day, listed ? list : null, listed ? random.nextInt(60) : 0));
        }
        return candidates;
    }

    static Paper paper(int i, String title, String text, List<String> categories, Attention attention) {
        Metadata.Builder m = Metadata.builder()
                .title(title)
                .abstractText(text)
                .published(PartialDate.of(DAY))
                .attention(attention)
                .listing(new Listing("hf-daily", DAY, 1));
        categories.forEach(m::category);
        if (i % 3 == 0) m.link(Link.Kind.CODE, "https://code.example/" + i);
        return new Paper(id(i), m.build(), List.of(new Provenance("test", "", Instant.EPOCH)));
    }

    static PaperId id(int i) {
        StringBuilder id = new StringBuilder("p-");
        for (int k = 11; k >= 0; k--) id.append((char) ('a' + (k == 0 ? i % 26 : k == 1 ? i / 26 % 26 : 0)));
        return new PaperId(id.toString());
    }
}
