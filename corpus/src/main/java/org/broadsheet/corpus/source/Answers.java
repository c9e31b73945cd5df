package org.broadsheet.corpus.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.format.PaperFormat;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;

/// Reads the papers of an answer.
final class Answers {
    /// A page for people that stands where a feed should be could be taken for one of these.
    private static final Set<String> TOO_TOLERANT = Set.of("text", "csv");

    private static final PaperFormats FORMATS = strict(PaperFormats.standard());

    private Answers() {}

    private static PaperFormats strict(PaperFormats all) {
        List<PaperFormat> strict =
                all.all().stream().filter(f -> !TOO_TOLERANT.contains(f.name())).toList();
        return new PaperFormats(strict, List.of(), all.maxBytes());
    }

    /// Reads the papers in whichever format they come.
    ///
    /// @throws HarvestFailed where it is no format of papers, where nothing in it can be read, and where it
    /// breaks off; what was whole before has gone to `sink`
    static void papers(byte[] body, ReadContext context, RecordSink sink) throws HarvestFailed, IOException {
        ReadReport report = FORMATS.read(context, new ByteArrayInputStream(body), sink);
        if (report.format().equals(ReadReport.UNKNOWN)) throw new HarvestFailed("its answer is in no format of papers");
        if (!report.whole()) throw new HarvestFailed("its answer breaks off: " + lastProblem(report));
        if (report.read() == 0 && report.rejected() > 0)
            throw new HarvestFailed("nothing in its answer could be read: " + lastProblem(report));
    }

    private static String lastProblem(ReadReport report) {
        Problem last = report.problems().getLast();
        return last.where() + ": " + last.why();
    }
}
