package org.broadsheet.studies.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.studies.frame.Condition.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
    private static Findings findings(double first, double second, double detail) {
        return Findings.record()
                .measure("error", 0.5, first, "share")
                .atMost("small", first, 0.2)
                .atLeast("large", second, 0.8)
                .condition(new Condition("detail", detail, Side.AT_MOST, 1, false))
                .done();
    }

    @Test
    void theVerdictFollowsFromTheConditions() {
        assertThat(findings(0.2, 0.8, 1).verdict()).isEqualTo(Verdict.REPRODUCED);
        assertThat(findings(0.2, 0.8, 2).verdict()).isEqualTo(Verdict.PARTLY);
        assertThat(findings(0.3, 0.8, 1).verdict()).isEqualTo(Verdict.PARTLY);
        assertThat(findings(0.3, 0.7, 1).verdict()).isEqualTo(Verdict.NOT_REPRODUCED);
        assertThat(findings(0.3, 0.8, 1).why())
                .isEqualTo("does not hold: small (0.3000, at most 0.2000). Holds: large (0.8000, at least 0.8000);"
                        + " detail (1, at most 1)");
    }

    @Test
    void aStudyThatCouldNotFailIsRefused() {
        assertThatThrownBy(() -> Findings.record().measure("m", 1, "").done()).hasMessageContaining("could not fail");
        assertThatThrownBy(() -> Findings.record().atMost("x", 1, 2).done()).hasMessageContaining("measures something");
        assertThatThrownBy(() -> Findings.record().measure("m", Double.NaN, "")).hasMessageContaining("finite");
        assertThatThrownBy(() -> Findings.record().atMost("x", Double.NaN, 2)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new About("A b", "p", "c")).hasMessageContaining("A b");
    }

    @Test
    void partsDrawFromStreamsOfTheirOwn() {
        Setup setup = Setup.quick(3, DataFolder.find("/nowhere"));
        assertThat(setup.random(1).nextLong()).isEqualTo(setup.random(1).nextLong());
        assertThat(setup.random(1).nextLong()).isNotEqualTo(setup.random(2).nextLong());
        assertThat(setup.sized(10, 2)).isEqualTo(2);
    }

    @Test
    void anInterruptStopsTheWork() {
        Setup setup = Setup.quick(3, DataFolder.find("/nowhere"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> setup.progress(1, 2)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void progressIsInThousandths() throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        Setup setup = new Setup(1, Setup.Size.FULL, DataFolder.find("/nowhere"), seen::add);
        setup.progress(0, 4);
        setup.progress(3, 4);
        setup.progress(4, 4);
        assertThat(seen).containsExactly(0L, 750L, 1000L);
    }

    @Test
    void readsDataPackedOrNot(@TempDir Path shared) throws Exception {
        Path set = Files.createDirectories(shared.resolve("data/some-set"));
        Files.writeString(set.resolve("a.txt"), "1\n2\n");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(set.resolve("a.txt.gz")))) {
            out.write("3\n".getBytes(StandardCharsets.UTF_8));
        }
        DataFolder data = DataFolder.find(shared.toString());
        assertThat(data.lines("some-set", "a.txt")).containsExactly("1", "2");
        assertThat(data.lines("some-set", "a.txt.gz")).containsExactly("3");
        assertThatThrownBy(() -> data.file("some-set", "b"))
                .isInstanceOf(DataMissing.class)
                .hasMessageContaining("some-set/b");
    }

    @Test
    void pagesEscapeWhatTheyShow() {
        About about = new About("a", "<b>&", "\"claim\" <script>");
        Findings findings = Findings.record()
                .measure("<i>", 1, "<u>")
                .atMost("<s>", 1, 2)
                .remark("<p>")
                .done();
        StudyResult result = new StudyResult(
                about, 1, Setup.Size.FULL, java.util.Optional.of(findings), findings.verdict(), findings.why(), 1);
        String page = StudyPage.of(result);
        assertThat(page)
                .doesNotContain("<script>")
                .doesNotContain("<b>")
                .doesNotContain("<u>")
                .doesNotContain("<s>");
        assertThat(StudyPage.index(List.of(result))).contains("&lt;b&gt;&amp;").contains("href=\"a.html\"");
    }
}
