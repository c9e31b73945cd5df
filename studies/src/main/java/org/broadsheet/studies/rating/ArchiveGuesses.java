package org.broadsheet.studies.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.numerics.Stable;
import org.broadsheet.studies.frame.DataFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which archive of arXiv an abstract belongs to, guessed from its words by naive Bayes; each paper is
/// guessed at by a classifier that learned from four fifths of the others.
///
/// @param margins how far the guess leads the runner-up, in standard deviations of this lead
/// @param correct whether the guess is right
@SuppressWarnings("ArrayRecordComponent") // handed on once
record ArchiveGuesses(double[] margins, boolean[] correct) {
    private static final int FOLDS = 5;
    private static final int LEAST = 20;
    private static final double SMOOTHING = 0.5;

    private record Paper(String archive, List<String> words) {}

    static ArchiveGuesses of(DataFolder data) {
        List<Paper> papers = papers(data);
        Map<String, Integer> archives = new TreeMap<>();
        for (Paper p : papers) archives.merge(p.archive, 1, Integer::sum);
        papers.removeIf(p -> archives.getOrDefault(p.archive, 0) < LEAST);
        int n = papers.size();
        double[] margins = new double[n];
        boolean[] correct = new boolean[n];
        for (int fold = 0; fold < FOLDS; fold++) {
            Map<String, Map<String, Integer>> counts = new TreeMap<>();
            Map<String, Integer> totals = new HashMap<>();
            Map<String, Integer> known = new HashMap<>();
            for (int i = 0; i < n; i++) {
                if (i % FOLDS == fold) continue;
                Paper p = papers.get(i);
                Map<String, Integer> own = counts.computeIfAbsent(p.archive, _ -> new HashMap<>());
                for (String w : p.words) {
                    own.merge(w, 1, Integer::sum);
                    known.merge(w, 1, Integer::sum);
                }
                totals.merge(p.archive, p.words.size(), Integer::sum);
            }
            for (int i = fold; i < n; i += FOLDS) {
                Paper p = papers.get(i);
                String best = "";
                double first = Double.NEGATIVE_INFINITY;
                double second = Double.NEGATIVE_INFINITY;
                for (Map.Entry<String, Map<String, Integer>> a : counts.entrySet()) {
                    double all = totals.getOrDefault(a.getKey(), 0) + SMOOTHING * known.size();
                    double score = 0;
                    for (String w : p.words) score += Math.log((a.getValue().getOrDefault(w, 0) + SMOOTHING) / all);
                    if (score > first) {
                        second = first;
                        first = score;
                        best = a.getKey();
                    } else if (score > second) {
                        second = score;
                    }
                }
                margins[i] = Math.log1p(first - second);
                correct[i] = best.equals(p.archive);
            }
        }
        double mean = Stable.mean(margins);
        double spread = Math.sqrt(Arrays.stream(margins)
                .map(m -> (m - mean) * (m - mean))
                .average()
                .orElse(1));
        for (int i = 0; i < n; i++) margins[i] = (margins[i] - mean) / spread;
        return new ArchiveGuesses(margins, correct);
    }

    double accuracy() {
        double right = 0;
        for (boolean c : correct) right += c ? 1 : 0;
        return right / correct.length;
    }

    private static List<Paper> papers(DataFolder data) {
        List<Paper> papers = new ArrayList<>();
        for (String line : data.lines("arxiv-abs", "papers.jsonl.gz")) {
            JsonNode node = JsonMapper.shared().readTree(line);
            String category = first(node.path("categories"));
            String text = node.path("text").asString("");
            if (category.isEmpty() || text.isEmpty()) continue;
            String archive = category.replaceFirst("\\..*", "");
            List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                    .filter(w -> w.length() > 3)
                    .toList();
            if (!words.isEmpty()) papers.add(new Paper(archive, words));
        }
        return papers;
    }

    private static String first(JsonNode categories) {
        if (categories.isArray())
            return categories.isEmpty() ? "" : categories.get(0).asString("");
        return categories.asString("").split(" ", 2)[0];
    }
}
