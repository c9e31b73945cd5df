package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.retrieval.TestPapers.SPACE;
import static org.broadsheet.retrieval.TestPapers.encoded;
import static org.broadsheet.retrieval.TestPapers.id;
import static org.broadsheet.retrieval.TestPapers.paper;
import static org.broadsheet.retrieval.TestPapers.unencoded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.embedding.EmbeddingSpace;
import org.broadsheet.retrieval.embedding.EncodingFailed;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a reader types, and what is found.
class SearchTest {
    @TempDir
    Path folder;

    private PaperIndex index;
    private final TextEncoder encoder = new TestPapers.WordCounts();

    @BeforeEach
    void fill() {
        index = PaperIndex.open(folder, SPACE);
        index.put(encoded(
                paper(
                        1,
                        m -> m.title("Late interaction over an apple")
                                .abstractText("We study the late interaction of apple and bread. GPT-4 helps.")
                                .author("Omar Khattab")
                                .author("Ali Smith")
                                .identifier(Scheme.ARXIV, "2409.02795v2")
                                .category("cs.IR")
                                .category("cs.CL")
                                .published(PartialDate.ofYear(2024))
                                .link(Link.Kind.CODE, "https://example.org/code")
                                .attention(new Attention(5, 0, 0, 0)),
                        "first",
                        "second"),
                encoder));
        index.put(encoded(
                paper(
                        2,
                        m -> m.title("Interaction comes late")
                                .abstractText("A river, a mountain and t-SNE.")
                                .author("O. Khattab")
                                .author("José Álvarez")
                                .identifier(Scheme.DOI, "10.1145/3292500")
                                .category("cs.CV")
                                .published(PartialDate.ofYear(2019))
                                .attention(new Attention(50, 0, 0, 0))),
                encoder));
        index.put(unencoded(paper(
                3,
                m -> m.title("Programming C++ for a violin")
                        .abstractText("<script>alert(1)</script> & more on the state of the art in violins")
                        .author("Ali Khattab Smith")
                        .category("math.CO")
                        .published(PartialDate.ofYear(2021)))));
        index.put(encoded(paper(4, m -> m.title("机器学习与苹果").abstractText("深度学习")), encoder));
        index.commit(1);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private List<Integer> found(String query, Mode mode) {
        return index.search(SearchRequest.of(query, mode, 100), encoder).hits().stream()
                .map(h -> number(h.id().value()))
                .toList();
    }

    private static int number(String id) {
        return id.charAt(2) - 'a' + 26 * (id.charAt(3) - 'a');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "interactions|1 2",
                "\"late interaction\"|1",
                "\"interaction comes late\"|2",
                "\"interaction of apple\"|1",
                "\"state of the art\"|3",
                "\"state art\"|",
                "\"apple we study\"|",
                "author:khattab|1 2 3",
                "author:\"Omar Khattab\"|1 2",
                "author:\"Khattab, Omar\"|1 2",
                "author:\"O. Khattab\"|1 2",
                "author:\"Ali Khattab\"|3",
                "author:alvarez|2",
                "author:ÁLVAREZ|2",
                "cat:cs.IR|1",
                "cat:CS.ir|1",
                "cat:cs|1 2",
                "cat:c|",
                "-cat:cs|3 4",
                "year:2024|1",
                "year:2019..2021|2 3",
                "year:2020..|1 3",
                "year:..2020|2",
                "id:2409.02795|1",
                "id:2409.02795v2|1",
                "id:arXiv:2409.02795|1",
                "2409.02795|1",
                "https://arxiv.org/abs/2409.02795|1",
                "id:10.1145/3292500|2",
                "10.1145/3292500|2",
                "id:first|1",
                "id:second|1",
                "has:code|1",
                "-has:code|2 3 4",
                "source:test interaction|1 2",
                "source:elsewhere|",
                "interaction -apple|2",
                "interaction -\"late interaction\"|2",
                "c++|3",
                "gpt-4|1",
                "T-SNE|2",
                "学习|4",
                "the|",
                "\"late interaction|1 2",
                "year:next interaction|1 2",
                "has:wings interaction|1 2",
                "cat: author: interaction|1 2",
            })
    void findsByWords(String query, String expected) {
        List<Integer> numbers = expected == null
                ? List.of()
                : List.of(expected.split(" ")).stream().map(Integer::valueOf).toList();
        assertThat(found(query, Mode.WORDS)).as(query).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void anEmptyQueryIsEverythingNewestFirst() {
        assertThat(found("", Mode.HYBRID)).containsExactly(1, 3, 2, 4);
        assertThat(index.search(SearchRequest.of("  ", Mode.WORDS, 10), null).understood())
                .isEqualTo("everything");
    }

    @Test
    void aNameThatNobodyHasIsSearchedAsWords() {
        index.put(unencoded(paper(5, m -> m.title("A comment on arXiv 1706.03762 and others"))));
        index.refresh();
        assertThat(found("1706.03762", Mode.WORDS)).containsExactly(5);
        assertThat(found("id:1706.03762", Mode.WORDS)).isEmpty();
    }

    @Test
    void meaningFindsWhatWordsDoNot() {
        List<Hit> hits = index.search(SearchRequest.of("mountains mountain", Mode.MEANING, 10), encoder)
                .hits();
        assertThat(number(hits.getFirst().id().value())).isEqualTo(2);
        assertThat(hits.getFirst().byMeaning()).isTrue();
        assertThat(hits.getFirst().byWords()).isFalse();
        // Whether vectors are there or not, the words find it.
        assertThat(found("violin", Mode.HYBRID).getFirst()).isEqualTo(3);
    }

    @Test
    void hybridSaysHowEachWasFound() {
        List<Hit> hits = index.search(SearchRequest.of("bread", Mode.HYBRID, 10), encoder)
                .hits();
        assertThat(number(hits.getFirst().id().value())).isEqualTo(1);
        assertThat(hits.getFirst().byWords()).isTrue();
        assertThat(hits.getFirst().byMeaning()).isTrue();
        assertThat(hits.getFirst().keys()).containsExactly("first", "second");
        assertThat(hits.stream().skip(1)).allMatch(h -> h.byMeaning() && !h.byWords());
    }

    @Test
    void conditionsHoldInEveryMode() {
        for (Mode mode : Mode.values()) {
            assertThat(found("apple cat:cs.CV", mode)).doesNotContain(1, 3, 4);
            assertThat(found("mountain -cat:cs.CV", mode)).doesNotContain(2);
            SearchRequest narrowed = new SearchRequest(
                    "apple", mode, Sort.RELEVANCE, Map.of(Facet.YEAR, Set.of("2019")), 0, 10, false, false);
            assertThat(index.search(narrowed, encoder).hits()).allMatch(h -> h.id().equals(id(2)));
        }
    }

    @Test
    void anEncoderThatFailsLeavesTheWords() {
        TextEncoder broken = new TextEncoder() {
            @Override
            public EmbeddingSpace space() {
                return encoder.space();
            }

            @Override
            public float[] passage(String text) {
                throw new EncodingFailed("no answer");
            }

            @Override
            public float[] query(String text) {
                throw new EncodingFailed("no answer");
            }

            @Override
            public void close() {}
        };
        assertThat(index.search(SearchRequest.of("interaction", Mode.HYBRID, 10), broken)
                        .hits())
                .hasSize(2);
        assertThat(index.similar("late interaction", 10, broken)).hasSize(2);
    }

    @Test
    void sortsByDateAndUpvotes() {
        for (Mode mode : List.of(Mode.WORDS, Mode.HYBRID)) {
            assertThat(sorted("interaction", mode, Sort.DATE)).startsWith(1, 2);
            assertThat(sorted("interaction", mode, Sort.UPVOTES)).startsWith(2, 1);
        }
        // The papers with all the words, not those with one of them.
        assertThat(sorted("late interaction apple", Mode.WORDS, Sort.UPVOTES)).containsExactly(1);
    }

    /// Votes that are not in the index count with those that are, wherever hits are put in order of them.
    @Test
    void sortsByUpvotesWithThoseThatAreNotInTheIndex() {
        for (Mode mode : List.of(Mode.WORDS, Mode.HYBRID, Mode.MEANING))
            for (String query : List.of("interaction", "interaction nonesuch", "")) {
                assertThat(sorted(query, mode, Sort.UPVOTES, Map.of(id(1), 1_000)))
                        .as(mode + " " + query)
                        .startsWith(1);
                assertThat(sorted(query, mode, Sort.UPVOTES, Map.of(id(2), 1_000, id(99), 9_000)))
                        .as(mode + " " + query)
                        .startsWith(2);
            }
        assertThat(sorted("interaction", Mode.WORDS, Sort.DATE, Map.of(id(2), 1_000)))
                .as("of another order they are no part")
                .startsWith(1, 2);
    }

    private List<Integer> sorted(String query, Mode mode, Sort sort) {
        return sorted(query, mode, sort, Map.of());
    }

    private List<Integer> sorted(String query, Mode mode, Sort sort, Map<PaperId, Integer> votes) {
        SearchRequest r = new SearchRequest(query, mode, sort, Map.of(), 0, 10, false, false).withVotes(votes);
        List<Integer> numbers = new ArrayList<>();
        for (Hit h : index.search(r, encoder).hits()) numbers.add(number(h.id().value()));
        return numbers;
    }

    @Test
    void snippetsMarkTheWordsAndStayText() {
        Snippet apple = index.search(SearchRequest.of("interactions bread", Mode.WORDS, 1), null)
                .hits()
                .getFirst()
                .snippet();
        assertThat(apple.marks().stream().map(m -> apple.text().substring(m.start(), m.end())))
                .containsExactly("interaction", "bread");
        Snippet script = index.search(SearchRequest.of("violins", Mode.WORDS, 1), null)
                .hits()
                .getFirst()
                .snippet();
        assertThat(script.text()).contains("<script>alert(1)</script> & more");
        assertThat(script.marks()).hasSize(1);
    }

    @Test
    void similarByVectorAndByWordsWhereThereIsNone() {
        assertThat(index.similar(id(1), 10)).extracting(Hit::id).doesNotContain(id(1));
        assertThat(index.similar(id(99), 10)).isEmpty();
        assertThat(index.similar(id(3), 10)).extracting(Hit::id).doesNotContain(id(3));
        assertThat(index.similar("a loaf of bread", 1, encoder))
                .extracting(Hit::id)
                .containsExactly(id(1));
        assertThat(index.similar("interaction that comes late", 1, null))
                .extracting(Hit::id)
                .containsExactly(id(2));
        assertThat(index.similar("", 5, encoder)).isEmpty();
        assertThat(index.similar(id(1), 0)).isEmpty();
    }

    @Test
    void aWholeAbstractIsAQuery() {
        String pasted = "In this work we study " + "late interaction of an apple with bread ".repeat(400);
        assertThat(found(pasted, Mode.WORDS).getFirst()).isEqualTo(1);
        assertThat(index.search(SearchRequest.of(pasted, Mode.HYBRID, 3), encoder)
                        .understood())
                .isEqualTo("words of a longer text");
    }

    @Test
    void inASmallLibraryNotEverythingIsClose() {
        for (int n = 100; n < 250; n++) {
            String words = n % 2 == 0 ? "a bread of bread" : "an engine";
            index.put(encoded(paper(n, m -> m.title(words)), encoder));
        }
        index.refresh();
        long papers = index.size();
        long found = index.search(SearchRequest.of("planet", Mode.HYBRID, 5), encoder)
                .total();
        assertThat(found).isBetween(20L, papers / 5);
    }
}
