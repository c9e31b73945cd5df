package org.broadsheet.recommendation.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.corpus.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    @ParameterizedTest
    @CsvSource({
        "cs.IR, Information retrieval",
        "stat.ML, Machine learning",
        "math.KT, K-theory",
        "physics.flu-dyn, Fluids",
        "q-bio.PE, Populations and evolution",
        "astro-ph.GA, Galaxies",
        "astro-ph, Astrophysics",
        "cmp-lg, Language",
        "cs.ZZ, Computer science",
        "Medicine, Medicine",
        ".x, .x"
    })
    void categoriesHaveNames(String category, String name) {
        assertThat(Topics.name(category)).isEqualTo(name);
    }

    @Test
    void thePrimaryCategoryDecides() {
        assertThat(Topics.of(Metadata.builder()
                        .title("A robot that sees")
                        .category("cs.RO")
                        .category("cs.CV")
                        .build()))
                .isEqualTo("Robotics");
    }

    @Test
    void withoutCategoriesTheWordsDecide() {
        assertThat(topic("Aligning models with reward preferences", "Preference feedback."))
                .isEqualTo("Preferences and alignment");
        assertThat(topic("Video motion for animation", "Videos.")).isEqualTo("Video and motion");
        assertThat(topic("Bee keeping in the Alps", "Honey.")).isEqualTo(Topics.OTHER);
    }

    @Test
    void oddTextsHaveATopicToo() {
        for (String text : List.of("…", "漢字", "a".repeat(50_000), " agent ".repeat(5_000)))
            assertThat(topic(text, text)).isNotBlank();
    }

    private static String topic(String title, String text) {
        return Topics.of(Metadata.builder().title(title).abstractText(text).build());
    }
}
