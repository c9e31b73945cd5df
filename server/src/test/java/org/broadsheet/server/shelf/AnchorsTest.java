package org.broadsheet.server.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.broadsheet.corpus.PaperId;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    private static Note note(String quote, int starts) {
        return new Note(
                "n-" + starts,
                new PaperId("p-aaaaaaaaaaaa"),
                "",
                quote,
                starts,
                starts + quote.length(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static String where(String text, Note note) {
        Anchors.Found found = Anchors.in(text, List.of(note));
        if (found.placed().isEmpty()) return "lost";
        Anchors.Placed p = found.placed().getFirst();
        return text.substring(0, p.starts()) + "[" + text.substring(p.starts(), p.ends()) + "]"
                + text.substring(p.ends());
    }

    @Test
    void staysWhereItWas() {
        assertThat(where("When may we stop? We stop early.", note("stop", 12)))
                .isEqualTo("When may we [stop]? We stop early.");
    }

    @Test
    void isFoundAgainByItsWordsNearestToItsOldPlace() {
        assertThat(where("Now: when may we stop? We stop early.", note("stop", 21)))
                .isEqualTo("Now: when may we [stop]? We stop early.");
        assertThat(where("Longer beginning now. We stop; they stop early.", note("stop", 40)))
                .isEqualTo("Longer beginning now. We stop; they [stop] early.");
    }

    @Test
    void spacesAndLetterCaseMayDiffer() {
        assertThat(where("Say  WHEN to\nstop, please.", note("when to stop", 0)))
                .isEqualTo("Say  [WHEN to\nstop], please.");
    }

    @Test
    void wordsThatAreGoneAreLostAndSaidSo() {
        Anchors.Found found = Anchors.in("Nothing of it.", List.of(note("when to stop", 3), note("of it", 8)));
        assertThat(found.lost()).hasSize(1);
        assertThat(found.placed()).hasSize(1);
        assertThat(where("", note("x", 0))).isEqualTo("lost");
        assertThat(where("abc", note("longer than the text", 1))).isEqualTo("lost");
    }
}
