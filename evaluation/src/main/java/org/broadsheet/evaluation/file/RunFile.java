package org.broadsheet.evaluation.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.TopicResults;

/// Reads runs.
///
/// - TREC: `topic Q0 document rank score tag`, separated by white space; the second field and the rank are ignored,
///   as trec_eval does, and so is what follows the tag;
/// - JSONL: `{"topic": "1", "doc": "d7", "score": 3.2, "run": "mine"}`, the last optional; `query_id`, `doc_id` and
///   other customary names are understood.
///
/// A file may be gzipped. Scores are finite decimal numbers. A document that is named twice for one topic is an
/// error.
public final class RunFile {
    private RunFile() {}

    /// Reads a whole run into memory; its name is the tag of the last line, or the name of the file.
    ///
    /// @throws BadFileException where lines are malformed
    public static Run read(Path file) throws IOException {
        Map<String, TopicResults> topics = new LinkedHashMap<>();
        try {
            String name = new Scan(file, new Grouped(topics::put)).name();
            return new Run(name, topics);
        } catch (NotGrouped e) {
            Scattered scattered = new Scattered();
            String name = new Scan(file, scattered).name();
            return new Run(name, scattered.build());
        }
    }

    /// Measures a run while reading it, with no more than one topic of it in memory where the file is grouped by
    /// topic. A file that is not is read anew, as a whole.
    ///
    /// @throws BadFileException where lines are malformed
    public static Evaluation evaluate(Path file, Qrels qrels, Evaluation.Plan plan) throws IOException {
        Evaluation.Collector collector = new Evaluation.Collector(qrels, plan);
        try {
            String name = new Scan(file, new Grouped(collector::add)).name();
            return collector.finish(name);
        } catch (NotGrouped e) {
            return Evaluation.of(read(file), qrels, plan);
        }
    }

    /// What is told of a file whose topics come back after others; seen by nobody outside.
    private static final class NotGrouped extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotGrouped() {
            super("topics are not grouped", null, false, false);
        }
    }

    /// Where the lines of a run go to.
    private interface Sink {
        /// From here on lines are of this topic.
        void topic(String topic);

        /// @return false where the topic has the document already
        boolean add(Slice document, double score);

        void end();
    }

    /// Who takes a topic's results.
    private interface Taker {
        void take(String topic, TopicResults results);
    }

    private static final class Grouped implements Sink {
        private final Taker taker;
        private final Set<String> seen = new HashSet<>();
        private final TopicResults.Builder builder = new TopicResults.Builder();
        private String current = "";

        Grouped(Taker taker) {
            this.taker = taker;
        }

        @Override
        public void topic(String topic) {
            end();
            if (!seen.add(topic)) throw new NotGrouped();
            current = topic;
        }

        @Override
        public boolean add(Slice document, double score) {
            return builder.add(document.bytes(), document.start(), document.end(), score);
        }

        @Override
        public void end() {
            if (!builder.isEmpty()) taker.take(current, builder.build());
        }
    }

    private static final class Scattered implements Sink {
        private final Map<String, TopicResults.Builder> topics = new LinkedHashMap<>();
        private TopicResults.Builder current = new TopicResults.Builder();

        @Override
        public void topic(String topic) {
            current = topics.computeIfAbsent(topic, _ -> new TopicResults.Builder());
        }

        @Override
        public boolean add(Slice document, double score) {
            return current.add(document.bytes(), document.start(), document.end(), score);
        }

        @Override
        public void end() {}

        Map<String, TopicResults> build() {
            Map<String, TopicResults> all = LinkedHashMap.newLinkedHashMap(topics.size());
            // Builders are let go of one by one, so that the run is not in memory twice.
            var entries = topics.entrySet().iterator();
            while (entries.hasNext()) {
                var entry = entries.next();
                all.put(entry.getKey(), entry.getValue().build());
                entries.remove();
            }
            return all;
        }
    }

    /// One pass over a file.
    private static final class Scan {
        private static final int TREC_FIELDS = 6;

        private final Problems problems;
        private final Sink sink;
        private byte[] topic = new byte[0];
        private boolean started;
        private byte[] tag;

        Scan(Path file, Sink sink) throws IOException {
            this.problems = new Problems(file);
            this.sink = sink;
            Path last = file.getFileName();
            tag = Slice.of(last == null ? "run" : last.toString()).copy();
            try (Lines lines = new Lines(file)) {
                while (lines.advance(problems)) {
                    if (lines.isJson()) json(lines);
                    else line(lines);
                }
            }
            if (!started) problems.nothingIn("has no results; expected lines of topic, Q0, document, rank, score, tag");
            problems.throwIfAny();
            sink.end();
        }

        String name() {
            return new Slice(tag, 0, tag.length).text();
        }

        private void line(Lines lines) {
            int fields = lines.split();
            if (fields < TREC_FIELDS) {
                problems.add(
                        lines.number(),
                        "expected 6 fields (topic, Q0, document, rank, score, tag) but found " + fields + ": "
                                + Problems.quote(lines.text()));
                return;
            }
            Slice name = lines.field(5);
            if (!name.isSame(tag)) tag = name.copy();
            Slice score = lines.field(4);
            add(lines, lines.field(0), lines.field(2), Decimal.parse(score), score);
        }

        private void json(Lines lines) {
            JsonLine line = JsonLine.read(lines, problems);
            if (line == null) return;
            Slice of = line.id(JsonLine.TOPIC, lines, problems);
            Slice document = line.id(JsonLine.DOCUMENT, lines, problems);
            if (of == null || document == null) return;
            String name = line.text(JsonLine.RUN);
            if (name != null) tag = Slice.of(name).copy();
            add(lines, of, document, line.number(JsonLine.SCORE), Slice.of(lines.text()));
        }

        private void add(Lines lines, Slice of, Slice document, double score, Slice scoreText) {
            if (Double.isNaN(score)) {
                problems.add(
                        lines.number(), "a score is a finite number but found " + Problems.quote(scoreText.text()));
                return;
            }
            if (!started || !of.isSame(topic)) {
                if (!of.isText()) problems.add(lines.number(), "topic " + Problems.quote(of.text()) + " is not UTF-8");
                topic = of.copy();
                started = true;
                sink.topic(of.text());
            }
            if (!sink.add(document, score))
                problems.add(
                        lines.number(),
                        "document " + Problems.quote(document.text()) + " is named twice for topic "
                                + Problems.quote(of.text()));
        }
    }
}
