package org.broadsheet.preference.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseFileTest {
    private static ResponseMatrix read(String text) throws IOException {
        return ResponseFile.read(new StringReader(text), "answers.csv");
    }

    @Test
    void wideAndLongSayTheSame() throws IOException {
        ResponseMatrix wide = read("\ufeffwho,q1,q2,q3\nann,1,0,\nbob,NA,true,wrong\n");
        ResponseMatrix tall = read("who\titem\tcorrect\nann\tq1\t1\nann\tq2\t0\nbob\tq2\t1\nbob\tq3\tno\n");
        for (ResponseMatrix m : List.of(wide, tall)) {
            assertThat(m.respondents()).containsExactly("ann", "bob");
            assertThat(m.items()).containsExactly("q1", "q2", "q3");
            assertThat(m.cells()).isEqualTo(4);
            assertThat(m.attempts(1)).isEqualTo(2);
            assertThat(m.right(1)).isEqualTo(1);
            assertThat(m.rightOf(0)).isEqualTo(1);
        }
    }

    @Test
    void attemptsAddUpInALongFile() throws IOException {
        ResponseMatrix m = read("who;item;right\nann;q;1\nann;q;0\nann;q;1\n");
        assertThat(m.cells()).isEqualTo(1);
        assertThat(m.attempts(0)).isEqualTo(3);
        assertThat(m.right(0)).isEqualTo(2);
        assertThat(m.choose(0).right(0)).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("who,q1\nann,1\nbob,2\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("\"2\"");
        assertThatThrownBy(() -> read("who,q1\nann,1\nann,0\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("ann");
        assertThatThrownBy(() -> read("who,q1\nann,1,0\n")).hasMessageContaining("3 fields");
        assertThatThrownBy(() -> read("who,q,q\nann,1,0\n")).hasMessageContaining("same name");
        assertThatThrownBy(() -> read("who\nann\n")).hasMessageContaining("expected names");
        assertThatThrownBy(() -> read("who,q\n,1\n")).hasMessageContaining("need names");
        assertThatThrownBy(() -> read("who,q\nann,\n")).hasMessageContaining("no answer");
        assertThatThrownBy(() -> read("")).hasMessageContaining("no answer");
        assertThatThrownBy(() -> read("who,\"q\nann,1\n")).hasMessageContaining("no CSV");
        assertThatThrownBy(() -> ResponseMatrix.builder().add(" ", "q", true)).hasMessageContaining("names");
        assertThatThrownBy(() -> ResponseMatrix.builder().build()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> ResponseMatrix.of(new boolean[][] {{true}, {true, false}}))
                .hasMessageContaining("row 1");
    }

    @Test
    void picturesAreDrawn() {
        for (int items : new int[] {1, 6, 40}) {
            ResponseMatrix m = SimulatedResponses.draw(ItemModel.TWO_PARAMETER, 60, items, 1, 40)
                    .matrix();
            ItemBank bank = MarginalLikelihood.of(ItemModel.TWO_PARAMETER).fit(m);
            assertThat(ResponseCharts.curves(bank).svg()).contains("</svg>").doesNotContain("NaN");
            assertThat(ResponseCharts.information(bank).svg())
                    .contains("</svg>")
                    .doesNotContain("NaN");
            assertThat(ResponseCharts.wrightMap(bank, bank.abilities(m, AbilityEstimator.ML))
                            .svg())
                    .contains("</svg>")
                    .doesNotContain("NaN");
        }
    }
}
