package org.broadsheet.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.DataFolder;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;
import org.broadsheet.studies.frame.StudyPage;
import org.broadsheet.studies.frame.StudyResult;
import org.broadsheet.studies.frame.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// The laws every study keeps; a new one inherits them by being listed.
class EveryStudyTest {
    private static final DataFolder DATA = DataFolder.find("");

    static List<Study> studies() {
        return Studies.all();
    }

    @Test
    void namesAreDistinctAndFound() {
        List<String> names = Studies.all().stream().map(s -> s.about().name()).toList();
        assertThat(names).isNotEmpty().doesNotHaveDuplicates().isSorted();
        for (String n : names) assertThat(Studies.named(n).about().name()).isEqualTo(n);
    }

    @ParameterizedTest
    @MethodSource("studies")
    void keepsTheLawsOfTheFrame(Study study) throws Exception {
        About about = study.about();
        for (String set : about.data()) assumeTrue(DATA.has(set), "the data set " + set + " is not here");
        StudyResult result = StudyResult.of(study, Setup.quick(7, DATA));
        Findings findings = result.findings().orElseThrow();

        // The verdict follows from the conditions and from nothing else.
        long held = findings.conditions().stream().filter(Condition::holds).count();
        boolean central = findings.conditions().stream().anyMatch(c -> c.central() && c.holds());
        assertThat(result.verdict())
                .isEqualTo(
                        held == findings.conditions().size()
                                ? Verdict.REPRODUCED
                                : central ? Verdict.PARTLY : Verdict.NOT_REPRODUCED);
        for (Condition c : findings.conditions()) assertThat(result.why()).contains(c.sentence());
        assertThat(findings.measures().stream().map(Finding::name).toList()).doesNotHaveDuplicates();
        assertThat(findings.figures()).as("a picture").isNotEmpty();

        // The same seed gives the same findings, pictures included.
        assertThat(study.run(Setup.quick(7, DATA))).isEqualTo(findings);

        String page = StudyPage.of(result);
        Document document = parsed(page.replace("<!doctype html>", ""));
        assertThat(document.getElementsByTagName("svg").getLength())
                .isEqualTo(findings.figures().size());
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(page).doesNotContain("src=").doesNotContain("url(").doesNotContain("NaN");
    }

    @ParameterizedTest
    @MethodSource("studies")
    void saysSoWhereItsDataAreNotHere(Study study) throws Exception {
        assumeTrue(!study.about().data().isEmpty(), "makes its own data");
        StudyResult result = StudyResult.of(study, Setup.quick(7, DataFolder.find("/nowhere")));
        assertThat(result.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(result.findings()).isEmpty();
        assertThat(result.why())
                .contains("--shared")
                .contains(study.about().data().getFirst());
        parsed(StudyPage.of(result).replace("<!doctype html>", ""));
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }
}
