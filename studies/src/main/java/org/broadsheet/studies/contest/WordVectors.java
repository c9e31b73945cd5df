package org.broadsheet.studies.contest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Texts as unit vectors of `(1 + ln tf) ln(N / df)`.
final class WordVectors {
    private final Map<String, Map<String, Double>> vectors = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();

    void add(String id, String text) {
        Map<String, Double> counts = new TreeMap<>(); // sorted, so that sums come out the same everywhere
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            if (!word.isEmpty()) counts.merge(word, 1.0, Double::sum);
        counts.keySet().forEach(word -> texts.merge(word, 1, Integer::sum));
        vectors.put(id, counts);
    }

    /// Turns counts into weights; after the last text.
    void weigh() {
        double all = vectors.size();
        for (Map<String, Double> vector : vectors.values()) {
            vector.replaceAll((word, count) -> (1 + Math.log(count)) * Math.log(all / texts.getOrDefault(word, 1)));
            double length =
                    Math.sqrt(vector.values().stream().mapToDouble(w -> w * w).sum());
            if (length > 0) vector.replaceAll((_, weight) -> weight / length);
        }
    }

    /// From 0 to 1; 0 where a text is not there.
    double cosine(String a, String b) {
        Map<String, Double> first = vectors.getOrDefault(a, Map.of());
        Map<String, Double> second = vectors.getOrDefault(b, Map.of());
        double sum = 0;
        for (var entry : first.entrySet()) sum += entry.getValue() * second.getOrDefault(entry.getKey(), 0.0);
        return sum;
    }
}
