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
import org.apache.lucene.util.FixedBitSet;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.jspecify.annotations.Nullable;

/// Everything that a search found, as one bit a paper: how many there are, and how many have each value of each facet.
final class FoundPapers {
    private static final Map<Facet, String> FIELDS = Map.of(
            Facet.CATEGORY, IndexFields.CATEGORY,
            Facet.YEAR, IndexFields.YEAR,
            Facet.SOURCE, IndexFields.SOURCE,
            Facet.CODE, IndexFields.CODE);

    private final List<LeafReaderContext> leaves;
    private final List<FixedBitSet> bits;

    private FoundPapers(List<LeafReaderContext> leaves, List<FixedBitSet> bits) {
        this.leaves = leaves;
        this.bits = bits;
    }

    /// What matches `query` (nothing where there is none) and `also` these documents.
    static FoundPapers of(IndexSearcher searcher, @Nullable Query query, Set<Integer> also) throws IOException {
        Weight weight =
                query == null ? null : searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<FixedBitSet> bits = new ArrayList<>(leaves.size());
        for (LeafReaderContext leaf : leaves) {
            FixedBitSet found = weight == null ? null : matching(weight, leaf);
            if (found == null) found = new FixedBitSet(leaf.reader().maxDoc());
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (int doc : also) if (doc >= leaf.docBase && doc < end) found.set(doc - leaf.docBase);
            bits.add(found);
        }
        return new FoundPapers(leaves, bits);
    }

    /// Living documents of a segment that match, or null where none can.
    static @Nullable FixedBitSet matching(Weight weight, LeafReaderContext leaf) throws IOException {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) return null;
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        DocIdSetIterator it = scorer.iterator();
        if (it.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) it.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, bits, 0);
        Bits live = leaf.reader().getLiveDocs();
        if (live != null) live.applyMask(bits, 0);
        return bits;
    }

    long total() {
        long total = 0;
        for (FixedBitSet b : bits) total += b.cardinality();
        return total;
    }

    /// Counts by facet: years newest first, others most frequent first. Facets without any value are left out.
    Map<Facet, List<FacetCount>> facets() throws IOException {
        Map<Facet, List<FacetCount>> result = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            List<FacetCount> counts = facet(facet);
            if (!counts.isEmpty()) result.put(facet, counts);
        }
        return result;
    }

    List<FacetCount> facet(Facet facet) throws IOException {
        Map<String, Long> sums = new HashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            SortedSetDocValues values = leaves.get(i).reader().getSortedSetDocValues(FIELDS.get(facet));
            if (values == null) continue;
            int[] byOrd = new int[(int) values.getValueCount()];
            FixedBitSet found = bits.get(i);
            for (int doc = first(found, 0); doc != DocIdSetIterator.NO_MORE_DOCS; doc = first(found, doc + 1)) {
                if (!values.advanceExact(doc)) continue;
                for (int v = 0; v < values.docValueCount(); v++) byOrd[(int) values.nextOrd()]++;
            }
            for (int ord = 0; ord < byOrd.length; ord++)
                if (byOrd[ord] > 0) sums.merge(values.lookupOrd(ord).utf8ToString(), (long) byOrd[ord], Long::sum);
        }
        List<FacetCount> list = new ArrayList<>(sums.size());
        sums.forEach((value, count) -> list.add(new FacetCount(value, count)));
        list.sort(
                facet == Facet.YEAR
                        ? Comparator.comparing(FacetCount::value).reversed()
                        : Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value));
        return List.copyOf(list);
    }

    private static int first(FixedBitSet bits, int from) {
        return from >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(from);
    }
}
