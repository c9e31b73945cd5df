package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.overlap.EmbeddingOverlap;
import org.broadsheet.evaluation.overlap.NgramOverlap;
import org.broadsheet.evaluation.overlap.OverlapReport;
import org.broadsheet.evaluation.overlap.OverlapReport.Question;
import org.broadsheet.evaluation.overlap.Text;
import org.broadsheet.retrieval.embedding.BgeSmallEncoder;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `overlap QUESTIONS CORPUS...`
@Command(
        name = "overlap",
        description = {
            "Looks for the questions of an evaluation in a corpus: what share of each is in it word for word, and where.",
            "Files are JSONL (_id or id; title, abstract, text, query or question), or lines of id, tab, text; gzip or not."
        },
        mixinStandardHelpOptions = true)
final class OverlapCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "QUESTIONS", description = "what to look for")
    @SuppressWarnings("NullAway.Init")
    private Path questions;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CORPUS", description = "files to look in")
    private List<Path> corpus = List.of();

    @Option(
            names = {"-n", "--words"},
            paramLabel = "N",
            description = "words in a run (default: ${DEFAULT-VALUE}; 8 finds more and raises false alarms)")
    private int words = 13;

    @Option(
            names = "--share",
            paramLabel = "X",
            description = "a question is flagged from this share of its runs on (default: ${DEFAULT-VALUE})")
    private double share = 0.5;

    @Option(
            names = "--meaning",
            description =
                    "also look for the document nearest in meaning, which finds paraphrases; some 20 ms a document")
    private boolean meaning;

    @Option(
            names = "--cosine",
            paramLabel = "X",
            description = "a question is flagged from this nearness on (default: ${DEFAULT-VALUE})")
    private double cosine = 0.9;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "questions to print, those with most in the corpus first; 0 for all (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Option(names = "--json", description = "print every question as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private interface Reader {
        void read(Text text);
    }

    @Override
    public Integer call() throws IOException {
        if (!(share > 0 && share <= 1))
            throw new IllegalArgumentException("--share is above 0 and at most 1 but was " + share);
        if (!(cosine >= -1 && cosine <= 1))
            throw new IllegalArgumentException("--cosine is from -1 to 1 but was " + cosine);
        if (limit < 0) throw new IllegalArgumentException("--limit is 0 or above but was " + limit);
        List<Text> asked = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        read(questions, text -> {
            if (!ids.add(text.id()))
                throw new IllegalArgumentException(questions + " has two questions called " + text.id());
            asked.add(text);
        });
        NgramOverlap runs = new NgramOverlap(asked, words);
        try (TextEncoder encoder = meaning ? BgeSmallEncoder.load() : null) {
            EmbeddingOverlap near = encoder == null ? null : new EmbeddingOverlap(asked, encoder::passage);
            long documents = search(runs, near);
            OverlapReport report = runs.report();
            List<EmbeddingOverlap.Nearest> nearest = near == null ? List.of() : near.report();
            PrintWriter out = spec.commandLine().getOut();
            if (json) JsonOut.print(out, answer(report, nearest, documents));
            else print(out, report, nearest, near, documents);
        }
        return 0;
    }

    private long search(NgramOverlap runs, @Nullable EmbeddingOverlap near) throws IOException {
        long[] done = new long[1];
        try (Progress progress = new Progress("corpus", "documents", -1)) {
            for (Path file : corpus)
                read(file, document -> {
                    runs.read(document);
                    if (near != null) near.read(document);
                    progress.accept(++done[0]);
                });
        }
        return done[0];
    }

    /// Hands over every text of a file; empty ones say nothing and are passed over.
    private static void read(Path file, Reader reader) throws IOException {
        try (BufferedReader in = EvaluateCommand.existing(file, TextFile::open)) {
            boolean any = false;
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) continue;
                any = true;
                Text text = line.stripLeading().startsWith("{") ? json(line, file, number) : tabbed(line, file, number);
                if (!text.text().isBlank()) reader.read(text);
            }
            if (!any) throw new IllegalArgumentException(file + " has no texts");
        }
    }

    private static Text json(String line, Path file, int number) {
        try {
            JsonNode node = JsonMapper.shared().readTree(line);
            String id = first(node, "_id", "id", "qid", "query_id", "doc_id");
            String body = String.join(
                    "\n", first(node, "title"), first(node, "abstract"), first(node, "text", "query", "question"));
            if (!id.isEmpty() && node.isObject()) return new Text(id, body.strip());
        } catch (JacksonException e) {
            // told below
        }
        throw new IllegalArgumentException(
                file + ", line " + number + ": no JSON object with `_id` (or `id`) and a text");
    }

    /// The first of these members that says something, or nothing.
    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null
                    && value.isValueNode()
                    && !value.isNull()
                    && !value.asString().isBlank()) return value.asString();
        }
        return "";
    }

    private static Text tabbed(String line, Path file, int number) {
        int tab = line.indexOf('\t');
        if (tab < 1)
            throw new IllegalArgumentException(
                    file + ", line " + number + ": expected an id, a tab and a text, or a JSON object");
        return new Text(line.substring(0, tab).strip(), line.substring(tab + 1).strip());
    }

    private Map<String, Object> answer(OverlapReport report, List<EmbeddingOverlap.Nearest> nearest, long documents) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("words", words);
        all.put("documents", documents);
        all.put("tooShort", report.tooShort());
        all.put("meanShare", finite(report.meanShare()));
        all.put("flagged", finite(report.flagged(share)));
        if (!nearest.isEmpty()) all.put("flaggedByMeaning", flaggedByMeaning(nearest));
        List<Map<String, Object>> each = new ArrayList<>();
        for (int q = 0; q < report.questions().size(); q++) {
            Question question = report.questions().get(q);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", question.id());
            one.put("runs", question.runs());
            one.put("found", question.found());
            one.put("share", finite(question.share()));
            one.put("longest", question.longest());
            one.put("spans", question.spans());
            one.put("documents", question.sources());
            if (!nearest.isEmpty()) {
                one.put("nearest", nearest.get(q).document());
                one.put("cosine", nearest.get(q).cosine());
            }
            each.add(one);
        }
        all.put("questions", each);
        return all;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null; // JSON has no NaN
    }

    private double flaggedByMeaning(List<EmbeddingOverlap.Nearest> nearest) {
        return (double) nearest.stream().filter(n -> n.cosine() >= cosine).count() / nearest.size();
    }

    private void print(
            PrintWriter out,
            OverlapReport report,
            List<EmbeddingOverlap.Nearest> nearest,
            @Nullable EmbeddingOverlap near,
            long documents) {
        List<Question> all = report.questions();
        long measurable = all.size() - report.tooShort();
        out.printf(Locale.ROOT, "%,d questions in %,d documents, by runs of %d words%n", all.size(), documents, words);
        if (report.tooShort() > 0)
            out.printf(Locale.ROOT, "%,d are shorter than that, and nothing can be said of them%n", report.tooShort());
        if (measurable > 0)
            out.printf(
                    Locale.ROOT,
                    "mean share in the corpus %.4f; %.1f%% of the questions have a share of %.2f or more%n",
                    report.meanShare(),
                    100 * report.flagged(share),
                    share);
        if (near != null)
            out.printf(
                    Locale.ROOT,
                    "%.1f%% have a document with a cosine of %.2f or more%n",
                    100 * near.flagged(cosine),
                    cosine);
        List<Integer> shown = IntStream.range(0, all.size())
                .filter(q ->
                        all.get(q).found() > 0 || near != null && nearest.get(q).cosine() >= cosine)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(q -> -all.get(q).found()
                                / (double) Math.max(1, all.get(q).runs()))
                        .thenComparingDouble(
                                q -> nearest.isEmpty() ? 0 : -nearest.get(q).cosine())
                        .thenComparing(q -> all.get(q).id()))
                .toList();
        if (shown.isEmpty()) {
            out.println("none of them was found");
            return;
        }
        int most = limit == 0 ? shown.size() : Math.min(limit, shown.size());
        int width = shown.stream()
                .limit(most)
                .mapToInt(q -> all.get(q).id().length())
                .max()
                .orElse(8);
        String form = "%-" + Math.max(8, width) + "s  %6s  %9s  %7s  %-20s  %s%n";
        out.println();
        out.printf(
                form,
                "question",
                "share",
                "runs",
                "longest",
                "its words",
                near == null ? "documents" : "documents; nearest");
        for (int i = 0; i < most; i++) {
            Question question = all.get(shown.get(i));
            String where = question.sources().stream()
                    .map(s -> s.document() + " (" + s.found() + ")")
                    .collect(Collectors.joining(", "));
            if (near != null) {
                EmbeddingOverlap.Nearest one = nearest.get(shown.get(i));
                where += String.format(
                        Locale.ROOT, "%s%s %.3f", where.isEmpty() ? "" : "; ", one.document(), one.cosine());
            }
            out.printf(
                    form,
                    question.id(),
                    question.measurable() ? String.format(Locale.ROOT, "%.2f", question.share()) : "-",
                    question.found() + "/" + question.runs(),
                    question.longest(),
                    question.spans().stream()
                            .map(s -> s.from() + 1 + "-" + s.to())
                            .collect(Collectors.joining(" ")),
                    where);
        }
        if (most < shown.size()) out.printf("and %,d more; --limit 0 prints all%n", shown.size() - most);
    }
}
