package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Which documents of one topic one or several judges preferred to which. Immutable.
///
/// A judge gives sets of documents with levels. Within a set each document of a higher level is preferred
/// to each of a lower one; only the order of levels counts, and that 0 says not relevant. Where a judge
/// gives several sets, what follows from them is preferred too: a to c where one set has a above b and
/// another b above c.
public final class Preferences {
    /// More documents of one topic are refused: preferences grow with their square.
    public static final int MOST_DOCUMENTS = 5000;

    private final DocumentIds ids;
    private final List<Judge> judges;

    /// What one judge said; documents by their number.
    private static final class Judge {
        /// NaN where the judge does not name the document.
        final double[] levels;
        /// For each document those that it is preferred to; empty where one set says all.
        final List<BitSet> preferred;

        Judge(double[] levels, List<BitSet> preferred) {
            this.levels = levels;
            this.preferred = preferred;
        }
    }

    private Preferences(DocumentIds ids, List<Judge> judges) {
        this.ids = ids;
        this.judges = judges;
    }

    /// @param judges judge -> set -> document -> level, 0 or above
    /// @throws IllegalArgumentException where a judge contradicts themselves or there are too many
    /// documents
    public static Preferences of(Map<String, ? extends Map<String, ? extends Map<String, Double>>> judges) {
        TreeSet<String> documents = new TreeSet<>(Qrels.BY_BYTES);
        judges.values().forEach(sets -> sets.values().forEach(set -> documents.addAll(set.keySet())));
        if (documents.size() > MOST_DOCUMENTS)
            throw new IllegalArgumentException("preferences among more than " + MOST_DOCUMENTS
                    + " documents of one topic are refused, but there are " + documents.size());
        DocumentIds ids = new DocumentIds(documents.size());
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String document : documents) {
            byte[] id = DocumentIds.utf8(document);
            numbers.put(document, ids.add(id, 0, id.length));
        }
        List<Judge> all = new ArrayList<>();
        judges.keySet().stream()
                .sorted(Qrels.BY_BYTES)
                .forEach(name -> all.add(judge(name, Objects.requireNonNull(judges.get(name)), numbers)));
        return new Preferences(ids, List.copyOf(all));
    }

    private static Judge judge(
            String name, Map<String, ? extends Map<String, Double>> sets, Map<String, Integer> numbers) {
        double[] levels = new double[numbers.size()];
        Arrays.fill(levels, Double.NaN);
        sets.values()
                .forEach(set -> set.forEach((document, level) -> {
                    int d = numbers.getOrDefault(document, -1);
                    if (!(level >= 0))
                        throw new IllegalArgumentException(
                                "a level is 0 or above but judge " + name + " gives " + document + " " + level);
                    if (levels[d] == 0 && level > 0 || levels[d] > 0 && level == 0)
                        throw new IllegalArgumentException("judge " + name + " has document " + document
                                + " both at 0, not relevant, and above 0");
                    levels[d] = level;
                }));
        return new Judge(levels, sets.size() == 1 ? List.of() : closed(name, sets, numbers));
    }

    private static List<BitSet> closed(
            String name, Map<String, ? extends Map<String, Double>> sets, Map<String, Integer> numbers) {
        List<BitSet> preferred = new ArrayList<>();
        for (int d = 0; d < numbers.size(); d++) preferred.add(new BitSet());
        for (Map<String, Double> set : sets.values())
            set.forEach((a, high) -> set.forEach((b, low) -> {
                if (high > low) preferred.get(numbers.getOrDefault(a, 0)).set(numbers.getOrDefault(b, 0));
            }));
        // Warshall: whatever reaches d reaches what d reaches.
        for (int d = 0; d < preferred.size(); d++)
            for (BitSet other : preferred) if (other.get(d)) other.or(preferred.get(d));
        for (int d = 0; d < preferred.size(); d++)
            if (preferred.get(d).get(d))
                throw new IllegalArgumentException("the sets of judge " + name + " contradict each other: document "
                        + List.copyOf(numbers.keySet()).get(d) + " comes out as preferred to itself");
        return preferred;
    }

    /// Every document named, in the order of their bytes.
    List<String> documents() {
        List<String> all = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) all.add(ids.get(i));
        return all;
    }

    /// The highest level that any judge gives a document, by its place in [#documents].
    double level(int document) {
        double highest = 0;
        for (Judge judge : judges) if (judge.levels[document] > highest) highest = judge.levels[document];
        return highest;
    }

    /// Lays the preferences beside a ranking.
    ///
    /// @param depth how many documents are looked at
    PreferenceRanking judge(TopicResults results, int depth) {
        int[] places = new int[ids.size()];
        Arrays.fill(places, -1);
        int retrieved = 0;
        for (int place : results.withTiesReversed(depth)) {
            int document = results.find(place, ids);
            if (document >= 0) places[document] = retrieved++;
        }
        int next = retrieved;
        for (int d = 0; d < places.length; d++) if (places[d] < 0) places[d] = next++;
        return new PreferenceRanking(
                places.length,
                retrieved,
                judges.stream().map(j -> byPlace(j, places)).toList());
    }

    private static PreferenceRanking.Judge byPlace(Judge judge, int[] places) {
        double[] levels = new double[places.length];
        int[] documents = new int[places.length];
        for (int d = 0; d < places.length; d++) {
            levels[places[d]] = judge.levels[d];
            documents[places[d]] = d;
        }
        return new PreferenceRanking.Judge(levels, documents, judge.preferred);
    }
}
