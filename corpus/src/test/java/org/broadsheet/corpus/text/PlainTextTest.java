package org.broadsheet.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String PIECES = "ab \t\n\r\u000b\u2003\u00a0\u00e9&;\u0007";

    @Test
    void aLineIsPlainAndSingleSpaced() {
        assertThat(PlainText.line("  Ranking\n\tfor &lt;b&gt; &amp; cafe\u0301\u0007 ", 100))
                .isEqualTo("Ranking for <b> & caf\u00e9");
        assertThat(PlainText.line("a\u0007b", 100)).isEqualTo("a b");
        assertThat(PlainText.line("a\ud800b", 100)).isEqualTo("a\ufffdb");
        assertThat(PlainText.line("one two three", 8)).isEqualTo("one two");
        assertThat(PlainText.paragraphs(" One\nline. \r\n \r\n\r\nTwo. ", 100)).isEqualTo("One line.\nTwo.");
    }

    /// White space as a regular expression sees it, over texts made of the pieces that matter.
    @Test
    void whiteSpaceIsSingleWhateverItIsMadeOf() {
        Random random = new Random(11);
        for (int n = 0; n < 20_000; n++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) raw.append(PIECES.charAt(random.nextInt(PIECES.length())));
            String line = PlainText.line(raw.toString(), 100);
            assertThat(line).isEqualTo(line.replaceAll("\\s+", " ").strip());
            assertThat(PlainText.line(line, 100)).as("again").isEqualTo(line);
            assertThat(line.replaceAll("\\s", ""))
                    .isEqualTo(PlainText.line(raw.toString().replaceAll("\\s", ""), 100)
                            .replaceAll("\\s", ""));
        }
    }
}
