package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.broadsheet.retrieval.TestPapers.SPACE;
import static org.broadsheet.retrieval.TestPapers.encoded;
import static org.broadsheet.retrieval.TestPapers.id;
import static org.broadsheet.retrieval.TestPapers.paper;
import static org.broadsheet.retrieval.TestPapers.unencoded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every search, tried on seeded random papers with many ties, in several segments, with deletions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPropertiesTest {
    private static final int PAPERS = 400;
    private static final String[] WORDS =
            "apple river mountain violin engine planet bread lantern of the study deep learning".split(" ");

    private PaperIndex index;
    private final TextEncoder encoder = new TestPapers.WordCounts();

    @BeforeAll
    void fill(@TempDir Path folder) {
        index = PaperIndex.open(folder, SPACE);
        Random random = new Random(20240910);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PAPERS; i++) {
                Paper paper = random(i, random);
                index.put(random.nextInt(4) == 0 ? unencoded(paper) : encoded(paper, encoder));
                if (i % 150 == 0) index.refresh();
            }
        }
        for (int i = 0; i < PAPERS; i += 10) index.remove(id(i));
        index.commit(1);
    }

    @AfterAll
    void close() {
        index.close();
    }

    private static Paper random(int number, Random random) {
        return paper(number, m -> {
            m.title(text(random, 2)).abstractText(text(random, 6));
            for (int c = random.nextInt(3); c > 0; c--) m.category("cs." + (char) ('A' + random.nextInt(4)));
            if (random.nextBoolean()) m.published(PartialDate.ofYear(2018 + random.nextInt(4)));
            if (random.nextInt(3) == 0) m.link(Link.Kind.CODE, "https://example.org/" + number);
            return m;
        });
    }

    private static String text(Random random, int words) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < words; i++) text.add(WORDS[random.nextInt(WORDS.length)]);
        return String.join(" ", text);
    }

    private SearchResult search(String query, Mode mode, Sort sort, int offset, int limit) {
        return index.search(new SearchRequest(query, mode, sort, Map.of(), offset, limit, true, true), encoder);
    }

    @Test
    void pagesFitTogetherWithoutGapsOrRepeats() {
        for (Mode mode : Mode.values()) {
            for (Sort sort : Sort.values()) {
                for (String query : List.of("apple", "river mountain bread", "", "cat:cs.A violin")) {
                    List<Hit> whole = search(query, mode, sort, 0, 1_000).hits();
                    for (int size : new int[] {7, 50}) {
                        List<Hit> pages = new ArrayList<>();
                        for (int at = 0; at < whole.size(); at += size)
                            pages.addAll(search(query, mode, sort, at, size).hits());
                        assertThat(pages)
                                .as(mode + " " + sort + " '" + query + "' by " + size)
                                .extracting(Hit::id)
                                .doesNotHaveDuplicates()
                                .isEqualTo(whole.stream().map(Hit::id).toList());
                    }
                }
            }
        }
    }

    @Test
    void totalsSayHowManyThereAre() {
        for (Mode mode : Mode.values()) {
            for (String query : List.of("apple", "lantern deep", "")) {
                SearchResult all = search(query, mode, Sort.RELEVANCE, 0, 1_000);
                assertThat(all.total())
                        .as(mode + " '" + query + "'")
                        .isEqualTo(all.hits().size());
            }
        }
    }

    @Test
    void scoresFallAndEqualOnesAreInOrderOfIds() {
        List<Hit> hits = search("apple", Mode.WORDS, Sort.RELEVANCE, 0, 1_000).hits();
        int ties = 0;
        for (int i = 1; i < hits.size(); i++) {
            Hit before = hits.get(i - 1);
            Hit hit = hits.get(i);
            assertThat(hit.score()).isLessThanOrEqualTo(before.score());
            if (hit.score() == before.score()) {
                ties++;
                assertThat(hit.id()).isGreaterThan(before.id());
            }
        }
        assertThat(ties).isPositive();
    }

    @Test
    void facetsAddUp() {
        for (Mode mode : List.of(Mode.WORDS, Mode.HYBRID, Mode.MEANING)) {
            SearchResult all = search("apple engine", mode, Sort.RELEVANCE, 0, 1_000);
            Set<String> ids = all.hits().stream().map(h -> h.id().value()).collect(Collectors.toSet());
            long dated = count("year:2000..2030 ", ids);
            assertThat(all.facets().getOrDefault(Facet.YEAR, List.of()).stream()
                            .mapToLong(FacetCount::count)
                            .sum())
                    .isEqualTo(dated);
            for (FacetCount code : all.facets().getOrDefault(Facet.CODE, List.of()))
                assertThat(code.count()).isEqualTo(count("has:code ", ids));
            for (FacetCount category : all.facets().getOrDefault(Facet.CATEGORY, List.of()))
                assertThat(category.count()).isEqualTo(count("cat:" + category.value() + " ", ids));
        }
    }

    /// How many of these papers meet a condition.
    private long count(String condition, Set<String> among) {
        return search(condition, Mode.WORDS, Sort.DATE, 0, 1_000).hits().stream()
                .filter(h -> among.contains(h.id().value()))
                .count();
    }

    @Test
    void aFacetsCountIsWhatItsFilterFinds() {
        for (Map.Entry<Facet, List<FacetCount>> facet :
                search("river study", Mode.WORDS, Sort.RELEVANCE, 0, 1).facets().entrySet()) {
            for (FacetCount value : facet.getValue()) {
                SearchResult narrowed = index.search(
                        new SearchRequest(
                                "river study",
                                Mode.WORDS,
                                Sort.RELEVANCE,
                                Map.of(facet.getKey(), Set.of(value.value())),
                                0,
                                0,
                                false,
                                false),
                        null);
                assertThat(narrowed.total()).as(facet.getKey() + " " + value).isEqualTo(value.count());
            }
        }
    }

    @Test
    void noTextIsEverAnError() {
        Random random = new Random(7);
        String[] pieces = {
            "\"",
            "-",
            ":",
            "author:",
            "cat:",
            "year:",
            "id:",
            "has:",
            "source:",
            "..",
            "2024",
            "9999999999",
            "(",
            ")",
            "*",
            "?",
            "~",
            "^",
            "\\",
            "/",
            "[",
            "]",
            "{",
            "}",
            "+",
            "&&",
            "||",
            "!",
            "AND",
            "OR",
            "NOT",
            " ",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\ud800",
            "\udc00",
            "😀",
            "é",
            "é",
            "\u202e",
            "深",
            "the",
            "apple",
            "C++",
            "a'b",
            "10.1145/",
            "p-aaaaaaaaaaaa",
            "“",
            "”",
            "'s",
            ".",
            ",",
            "x".repeat(300),
            "-\"",
            "author:\"",
            "\"the\""
        };
        for (int trial = 0; trial < 4_000; trial++) {
            StringBuilder query = new StringBuilder();
            for (int n = random.nextInt(1, 30); n > 0; n--)
                query.append(
                        random.nextInt(12) == 0
                                ? Character.toString(random.nextInt(0x3000))
                                : pieces[random.nextInt(pieces.length)]);
            Mode mode = List.of(Mode.WORDS, Mode.MEANING, Mode.HYBRID).get(trial % 3);
            Sort sort = List.of(Sort.RELEVANCE, Sort.DATE, Sort.UPVOTES).get(trial / 3 % 3);
            SearchResult result = search(query.toString(), mode, sort, random.nextInt(5), 5);
            assertThat(result.understood()).isNotBlank();
            assertThat(new HashSet<>(result.hits())).hasSize(result.hits().size());
        }
    }

    @Test
    void hugeQueriesAreBounded() {
        Random random = new Random(8);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 30_000; i++)
            many.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
        List<String> queries = List.of(
                many.toString(),
                "author:" + many.toString().replace(' ', ','),
                "\"" + many.substring(0, 900) + "\" " + many,
                "author:\"a b c d e f g h i j k l m n o p\" ".repeat(500),
                "\"deep learning of apples\" ".repeat(2_000),
                "-x ".repeat(20_000),
                "\"".repeat(100_000),
                "a".repeat(1_000_000),
                "year:2000..2001 cat:cs source:test has:code id:1 ".repeat(1_000));
        for (String query : queries)
            for (Mode mode : Mode.values())
                assertThatCode(() -> search(query, mode, Sort.RELEVANCE, 0, 5))
                        .as(query.substring(0, 50))
                        .doesNotThrowAnyException();
    }
}
