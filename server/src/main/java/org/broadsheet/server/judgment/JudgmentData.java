package org.broadsheet.server.judgment;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What a reader judged, and what pages told of the reader, to be taken along and brought back.
@Component
@Order(1)
public final class JudgmentData implements ReaderData {
    private static final String JUDGMENTS = "judgments.jsonl";
    private static final String SIGNALS = "signals.jsonl";

    private final Judgments judgments;

    public JudgmentData(Judgments judgments) {
        this.judgments = judgments;
    }

    @Override
    public void delete(ReaderId reader) {
        judgments.deleteAll(reader);
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(archive.file(JUDGMENTS), StandardCharsets.UTF_8))) {
            judgments.export(reader, archive::names, line -> {
                try {
                    out.write(line);
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        archive.file(SIGNALS)
                .write(("{\"kept\":" + judgments.observed(reader) + "}\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bring(ReaderId reader, Brought archive) throws IOException {
        archive.lines(
                JUDGMENTS,
                line -> judgments.bring(reader, line, archive::paper, list -> archive.id("reading_list", list)));
        // Only ever less is kept than before: nobody is watched because a file says so.
        archive.lines(SIGNALS, line -> {
            boolean stop = line.replaceAll("\\s", "").equals("{\"kept\":false}");
            return () -> stop && judgments.observed(reader) && stop(reader);
        });
    }

    private boolean stop(ReaderId reader) {
        judgments.observe(reader, false);
        return true;
    }
}
