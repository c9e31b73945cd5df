package org.broadsheet.studies.frame;

import java.util.List;
import java.util.Optional;
import org.broadsheet.studies.frame.Setup.Size;

/// A study that was run, or could not be.
///
/// @param about    the study
/// @param seed     the seed it ran with
/// @param size     how much work it did
/// @param findings what it found; nothing where its data are not here
/// @param verdict  what follows
/// @param why      the reason
/// @param seconds  how long it took
public record StudyResult(
        About about, long seed, Size size, Optional<Findings> findings, Verdict verdict, String why, double seconds) {
    /// Runs a study. Data that are not here give a result that says so; all else that goes wrong is thrown.
    public static StudyResult of(Study study, Setup setup) throws InterruptedException {
        About about = study.about();
        long start = System.nanoTime();
        List<String> lacking =
                about.data().stream().filter(d -> !setup.data().has(d)).toList();
        try {
            if (!lacking.isEmpty())
                throw new DataMissing("the data are not here: there is no " + String.join(", no ", lacking) + " in "
                        + setup.data().root() + "; say where with --shared DIR or BROADSHEET_SHARED");
            Findings findings = study.run(setup);
            return new StudyResult(
                    about,
                    setup.seed(),
                    setup.size(),
                    Optional.of(findings),
                    findings.verdict(),
                    findings.why(),
                    (System.nanoTime() - start) / 1e9);
        } catch (DataMissing e) {
            String why = e.getMessage() == null ? "the data are not here" : e.getMessage();
            return new StudyResult(
                    about,
                    setup.seed(),
                    setup.size(),
                    Optional.empty(),
                    Verdict.NO_DATA,
                    why,
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
