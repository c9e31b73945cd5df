package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.jspecify.annotations.Nullable;

/// Counts how many papers have each value of each facet. One pass over the matching papers, one counter a value and
/// segment.
final class FacetCounting {
    private static final Map<Facet, String> FIELDS = Map.of(
            Facet.CATEGORY, IndexFields.CATEGORY,
            Facet.YEAR, IndexFields.YEAR,
            Facet.SOURCE, IndexFields.SOURCE,
            Facet.CODE, IndexFields.CODE);

    private FacetCounting() {}

    /// Over everything that matches `query`, or over exactly `docs` where there is no query.
    static Map<Facet, List<FacetCount>> count(IndexSearcher searcher, @Nullable Query query, Set<Integer> docs)
            throws IOException {
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet f : Facet.values()) counts.put(f, new HashMap<>());
        Weight weight =
                query == null ? null : searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            int[] matching = weight == null ? among(docs, leaf) : matching(weight, leaf);
            if (matching.length == 0) continue;
            for (Map.Entry<Facet, String> field : FIELDS.entrySet()) {
                SortedSetDocValues values = leaf.reader().getSortedSetDocValues(field.getValue());
                if (values == null) continue;
                int[] byOrd = new int[(int) values.getValueCount()];
                for (int doc : matching) {
                    if (!values.advanceExact(doc)) continue;
                    for (int i = 0; i < values.docValueCount(); i++) byOrd[(int) values.nextOrd()]++;
                }
                Map<String, Long> sums = counts.get(field.getKey());
                if (sums == null) continue;
                for (int ord = 0; ord < byOrd.length; ord++)
                    if (byOrd[ord] > 0) sums.merge(values.lookupOrd(ord).utf8ToString(), (long) byOrd[ord], Long::sum);
            }
        }
        Map<Facet, List<FacetCount>> result = new EnumMap<>(Facet.class);
        counts.forEach((facet, sums) -> {
            List<FacetCount> list = new ArrayList<>(sums.size());
            sums.forEach((value, count) -> list.add(new FacetCount(value, count)));
            list.sort(
                    facet == Facet.YEAR
                            ? Comparator.comparing(FacetCount::value).reversed()
                            : Comparator.comparingLong(FacetCount::count)
                                    .reversed()
                                    .thenComparing(FacetCount::value));
            if (!list.isEmpty()) result.put(facet, List.copyOf(list));
        });
        return result;
    }

    private static int[] among(Set<Integer> docs, LeafReaderContext leaf) {
        int end = leaf.docBase + leaf.reader().maxDoc();
        return docs.stream()
                .mapToInt(Integer::intValue)
                .filter(d -> d >= leaf.docBase && d < end)
                .map(d -> d - leaf.docBase)
                .sorted()
                .toArray();
    }

    private static int[] matching(Weight weight, LeafReaderContext leaf) throws IOException {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) return new int[0];
        Bits live = leaf.reader().getLiveDocs();
        int[] docs = new int[256];
        int n = 0;
        DocIdSetIterator it = scorer.iterator();
        for (int doc = it.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = it.nextDoc()) {
            if (live != null && !live.get(doc)) continue;
            if (n == docs.length) docs = java.util.Arrays.copyOf(docs, n * 2);
            docs[n++] = doc;
        }
        return java.util.Arrays.copyOf(docs, n);
    }
}
