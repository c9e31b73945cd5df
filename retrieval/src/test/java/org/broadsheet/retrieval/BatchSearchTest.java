package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.retrieval.TestPapers.SPACE;
import static org.broadsheet.retrieval.TestPapers.encoded;
import static org.broadsheet.retrieval.TestPapers.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.retrieval.BatchSearch.Topic;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Topics in, a run out.
class BatchSearchTest {
    private static List<Topic> topics(String text) throws IOException {
        return BatchSearch.topics(new BufferedReader(new StringReader(text)));
    }

    @Test
    void readsTopicsInEveryForm() throws IOException {
        assertThat(topics("""
                {"_id": "1", "text": "one"}
                {"id": 2, "titles": "two"}

                {"qid": "3", "title": "three", "text": ""}
                4\tfour and\tmore
                """))
                .containsExactly(
                        new Topic("1", "one"),
                        new Topic("2", "two"),
                        new Topic("3", "three"),
                        new Topic("4", "four and\tmore"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no tab here",
                "{\"text\": \"no id\"}",
                "{\"_id\": \"1\"}",
                "{broken",
                "a b\ttext",
                "\ttext",
                "{}"
            })
    void namesTheLineItCannotRead(String line) {
        assertThatThrownBy(() -> topics("1\tgood\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void anIdStandsOnce() {
        assertThatThrownBy(() -> topics("1\ta\n1\tb"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("'1'");
    }

    @Test
    void scoresFallStrictlyAsFloatsAndEveryKeyIsListed(@TempDir Path folder) throws IOException {
        TextEncoder encoder = new TestPapers.WordCounts();
        try (PaperIndex index = PaperIndex.open(folder, SPACE)) {
            // Many equal papers, so many equal scores.
            for (int i = 0; i < 60; i++) index.put(encoded(paper(i, m -> m.title("An apple by a river")), encoder));
            index.put(encoded(paper(60, m -> m.title("An apple, an apple"), "one name", "other"), encoder));
            index.commit(1);
            for (Mode mode : Mode.values()) {
                StringWriter out = new StringWriter();
                List<Long> progress = new ArrayList<>();
                BatchSearch.run(
                        index,
                        encoder,
                        List.of(new Topic("q1", "apple -apple \"x\" cat:none"), new Topic("q2", "nowhere")),
                        mode,
                        40,
                        "tag",
                        out,
                        progress::add);
                assertThat(progress).containsExactly(1L, 2L);
                Map<String, Float> last = new HashMap<>();
                Map<String, Set<String>> documents = new HashMap<>();
                for (String line : out.toString().split("\n")) {
                    String[] f = line.split(" ");
                    assertThat(f).hasSize(6);
                    float score = Float.parseFloat(f[4]);
                    assertThat(score).isLessThan(last.getOrDefault(f[0], Float.POSITIVE_INFINITY));
                    last.put(f[0], score);
                    assertThat(documents
                                    .computeIfAbsent(f[0], _ -> new HashSet<>())
                                    .add(f[2]))
                            .isTrue();
                    assertThat(f[3])
                            .isEqualTo(Integer.toString(documents.get(f[0]).size()));
                }
                assertThat(documents.get("q1")).hasSize(40).contains("one_name", "other");
                // Words find nothing for the second topic, meaning always something.
                assertThat(documents.containsKey("q2")).isEqualTo(mode != Mode.WORDS);
            }
        }
    }
}
