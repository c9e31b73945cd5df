package org.broadsheet.retrieval.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.retrieval.query.SearchQuery.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How queries are read.
class SearchQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "late interaction|words: late interaction",
                "\"late interaction\" models|words: models; the phrase “late interaction”",
                "“late interaction”|the phrase “late interaction”",
                "author:khattab|by khattab",
                "AUTHOR:\"Omar Khattab\"|by Omar Khattab",
                "-author:khattab|not by khattab",
                "cat:cs.IR -cat:cs.CV|in cs.IR; not in cs.CV",
                "year:2024|from 2024",
                "year:2024..|since 2024",
                "year:2024-|since 2024",
                "year:..2020|up to 2020",
                "year:2020..2024|from 2020 to 2024",
                "year:2020-2024|from 2020 to 2024",
                "year:2024..2020|words: year:2024..2020",
                "year:soon|words: year:soon",
                "has:code rag|words: rag; with code",
                "has:video|words: has:video",
                "source:arxiv|from source arxiv",
                "id:2409.02795v2|called 2409.02795v2",
                "2409.02795|called 2409.02795",
                "-survey graphs|words: graphs; not the word survey",
                "- survey|words: - survey",
                "-\"a survey\"|not the phrase “a survey”",
                "state-of-the-art|words: state-of-the-art",
                "\"open|words: open",
                "C++|words: C++",
                "e-mail: spam|words: e-mail: spam",
                "§§|everything",
            })
    void saysHowItWasRead(String typed, String understood) {
        assertThat(SearchQuery.parse(typed == null ? "" : typed).understood()).isEqualTo(understood);
    }

    @Test
    void phrasesCountForTheMeaningAndConditionsDoNot() {
        assertThat(SearchQuery.parse("models \"late interaction\" -\"no this\" cat:cs.IR year:2024")
                        .meaning())
                .isEqualTo("models late interaction");
    }

    @Test
    void plainTextHasNoConditions() {
        SearchQuery query = SearchQuery.plain(" what is\n\"this\" -all id:1 ");
        assertThat(query.conditions()).isEmpty();
        assertThat(query.words()).isEqualTo("what is \"this\" -all id:1");
    }

    @Test
    void onlyANameThatStandsAloneIsBare() {
        assertThat(SearchQuery.parse(" 2409.02795 ").isBareName(" 2409.02795 ")).isTrue();
        assertThat(SearchQuery.parse("id:2409.02795").isBareName("id:2409.02795"))
                .isFalse();
        assertThat(SearchQuery.parse("late 2409.02795").isBareName("late 2409.02795"))
                .isFalse();
    }

    @Test
    void lengthAndNumberOfConditionsAreBounded() {
        SearchQuery query = SearchQuery.parse("cat:cs.IR ".repeat(10_000));
        assertThat(query.conditions()).hasSize(SearchQuery.MAX_CONDITIONS);
        assertThat(query.conditions()).containsOnly(new Condition.InCategory("cs.IR", false));
        assertThat(SearchQuery.parse("x".repeat(1_000_000)).words()).hasSize(SearchQuery.MAX_LENGTH);
        assertThat(List.of(SearchQuery.parse("a ".repeat(1_000)).understood()))
                .containsExactly("words of a longer text");
    }
}
