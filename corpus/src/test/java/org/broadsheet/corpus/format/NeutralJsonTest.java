package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.junit.jupiter.api.Test;

class NeutralJsonTest {
    @Test
    void everyFieldComesBackAsItWas() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            Metadata m = RandomPapers.metadata(random);
            String line = NeutralJson.toLine(m);
            assertThat(line).doesNotContain("\n");
            assertThat(NeutralJson.parse(line)).isEqualTo(m);
        }
    }

    @Test
    void paragraphsAndListsKeepTheirParts() {
        Metadata m = Metadata.builder()
                .title("T")
                .abstractText("one\n\ntwo")
                .machineSummary("three\n\nfour")
                .category("Computer Science")
                .keyword("a; b")
                .author("King, Ada")
                .build();
        Metadata back = NeutralJson.parse(NeutralJson.toLine(m));
        assertThat(back.abstractText()).isEqualTo("one\ntwo");
        assertThat(back).isEqualTo(m);
    }

    @Test
    void commonNamesOfOtherFilesAreUnderstood() {
        Metadata m = NeutralJson.parse("""
                {"_id":"10.1145/1.2","title":"T","text":"Words","authors":"A. One, B. Two and C. Three","year":1999,
                 "categories":"cs.IR cs.DL","keywords":"a b; c","journal":"J","number":3,"license":"cc-by",
                 "arxiv_id":"arXiv:2101.00001v2","pmid":12345,"url":"https://example.org/x","upvotes":4,"nonsense":{"a":[1]}}
                """);
        assertThat(m.abstractText()).isEqualTo("Words");
        assertThat(m.authors()).extracting(a -> a.name()).containsExactly("A. One", "B. Two", "C. Three");
        assertThat(m.published()).hasToString("1999");
        assertThat(m.categories()).containsExactly("cs.IR", "cs.DL");
        assertThat(m.keywords()).containsExactly("a b", "c");
        assertThat(m.publication().venue()).isEqualTo("J");
        assertThat(m.publication().issue()).isEqualTo("3");
        assertThat(m.licence()).isEqualTo("cc-by");
        assertThat(m.identifier(Scheme.DOI))
                .hasValueSatisfying(i -> assertThat(i.value()).isEqualTo("10.1145/1.2"));
        assertThat(m.identifier(Scheme.ARXIV))
                .hasValueSatisfying(i -> assertThat(i.version()).isEqualTo(2));
        assertThat(m.identifier(Scheme.PUBMED)).isPresent();
        assertThat(m.attention().upvotes()).isEqualTo(4);
    }

    @Test
    void familyNamesFirstAreTurnedRound() {
        Metadata m = NeutralJson.parse(
                "{\"title\":\"T\",\"authors\":[\"King, Ada\",\"Charles Babbage\",{\"family\":\"Hopper\",\"given\":\"Grace\"}]}");
        assertThat(m.authors())
                .extracting(a -> a.name())
                .containsExactly("Ada King", "Charles Babbage", "Grace Hopper");
        assertThat(m.authors().getFirst().family()).isEqualTo("King");
    }

    @Test
    void whatIsNoRecordSaysWhy() {
        assertThatThrownBy(() -> NeutralJson.parse("[]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON object");
        assertThatThrownBy(() -> NeutralJson.parse("{")).hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> NeutralJson.parse("{\"id\":\"1\"}"))
                .hasMessage("a record needs a title or an abstract");
    }
}
