package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static List<String> lines(String text, int longest, int step) throws IOException {
        Lines lines = new Lines(inSteps(text, step), longest);
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            assertThat(lines.number()).isEqualTo(all.size() + 1);
            all.add(line + (lines.cut() ? "…" : ""));
        }
        return all;
    }

    /// A reader that gives a few characters at a time, as a network does.
    private static Reader inSteps(String text, int step) {
        StringReader all = new StringReader(text);
        return new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                return all.read(into, from, Math.min(length, step));
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    @Test
    void linesEndInEveryWayThatLinesEnd() throws IOException {
        for (int step = 1; step < 6; step++) {
            assertThat(lines("a\nb\r\nc\rd", 10, step)).containsExactly("a", "b", "c", "d");
            assertThat(lines("\n\r\n\ra\n", 10, step)).containsExactly("", "", "", "a");
            assertThat(lines("", 10, step)).isEmpty();
            assertThat(lines("a\r\n", 10, step)).containsExactly("a");
        }
    }

    @Test
    void whatIsTooLongIsCutAndSaidSo() throws IOException {
        for (int step = 1; step < 9; step++)
            assertThat(lines("abcd\nabcde\nabcdefgh\nab", 4, step)).containsExactly("abcd", "abcd…", "abcd…", "ab");
    }

    @Test
    void linesBeyondTheBufferAreWhole() throws IOException {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String line = "x".repeat(random.nextInt(20_000)) + i;
            expected.add(line);
            text.append(line).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        assertThat(lines(text.toString(), 100_000, Integer.MAX_VALUE)).isEqualTo(expected);
    }
}
