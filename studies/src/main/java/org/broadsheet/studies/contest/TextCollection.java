package org.broadsheet.studies.contest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.retrieval.BatchSearch;
import org.broadsheet.retrieval.IndexedPaper;
import org.broadsheet.retrieval.PaperIndex;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.embedding.BgeSmallEncoder;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.jspecify.annotations.Nullable;

/// Documents in a paper index of their own, made when they are first searched. Vectors take long to make
/// and are kept in
/// the scratch folder.
final class TextCollection implements AutoCloseable {
    private final List<Document> documents;
    private final Path scratch;
    private @Nullable TextEncoder encoder;
    private @Nullable PaperIndex words;
    private @Nullable PaperIndex vectors;

    record Document(String id, String title, String text) {}

    /// @param scratch folder of these very documents
    TextCollection(List<Document> documents, Path scratch) {
        this.documents = List.copyOf(documents);
        this.scratch = scratch;
    }

    /// The best documents of every topic.
    synchronized Run search(List<BatchSearch.Topic> topics, Mode mode, int depth) {
        try {
            Path file = Files.createTempFile("run", ".trec");
            try {
                PaperIndex index = mode == Mode.WORDS ? words() : vectors();
                try (Writer out = Files.newBufferedWriter(file)) {
                    BatchSearch.run(
                            index, mode == Mode.WORDS ? null : encoder(), topics, mode, depth, "run", out, _ -> {});
                }
                return RunFile.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PaperIndex words() {
        PaperIndex open = words;
        if (open == null) {
            open = PaperIndex.open(scratch.resolve("words"), "none");
            fill(open, false);
            words = open;
        }
        return open;
    }

    private PaperIndex vectors() {
        PaperIndex open = vectors;
        if (open == null) {
            open = PaperIndex.open(scratch.resolve("vectors"), BgeSmallEncoder.SPACE.id());
            fill(open, true);
            vectors = open;
        }
        return open;
    }

    private TextEncoder encoder() {
        TextEncoder loaded = encoder;
        if (loaded == null) {
            loaded = BgeSmallEncoder.load();
            encoder = loaded;
        }
        return loaded;
    }

    private void fill(PaperIndex index, boolean encoded) {
        if (index.size() == documents.size()) return;
        index.clear();
        // Two at a time: the encoder is faster on single texts from several threads than on batches.
        List<float[]> made = encoded
                ? IntStream.range(0, documents.size())
                        .parallel()
                        .mapToObj(i -> encoder().passage(passage(documents.get(i))))
                        .toList()
                : List.of();
        for (int i = 0; i < documents.size(); i++)
            index.put(new IndexedPaper(paper(i, documents.get(i)), encoded ? made.get(i) : null, LocalDate.EPOCH));
        index.commit(1);
        index.refresh();
    }

    static String passage(Document document) {
        return (document.title + "\n" + document.text).strip();
    }

    private static Paper paper(int number, Document document) {
        StringBuilder id = new StringBuilder("p-");
        for (int i = 0, rest = number; i < 12; i++, rest /= 26) id.append((char) ('a' + rest % 26));
        Metadata said = Metadata.builder()
                .title(document.title.isBlank() && document.text.isBlank() ? "(nothing)" : document.title)
                .abstractText(document.text)
                .build();
        return new Paper(
                new PaperId(id.toString()), said, List.of(new Provenance("benchmark", document.id, Instant.EPOCH)));
    }

    /// The questions of a file; one that stands there in several pieces is all of them together.
    static List<BatchSearch.Topic> topics(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : DataLines.of(file))
            for (BatchSearch.Topic t : BatchSearch.topics(new BufferedReader(new StringReader(line))))
                texts.merge(t.id(), t.text(), (one, other) -> one + " " + other);
        List<BatchSearch.Topic> topics = new ArrayList<>();
        texts.forEach((id, text) -> topics.add(new BatchSearch.Topic(id, text)));
        return topics;
    }

    @Override
    public void close() {
        if (words != null) words.close();
        if (vectors != null) vectors.close();
        if (encoder != null) encoder.close();
    }
}
