package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.comparators.LongComparator;
import org.apache.lucene.util.Bits;
import org.broadsheet.corpus.PaperId;

/// Numbers that come to those of a field, on one view of the index: votes change too often to be written
/// into it.
final class Votes {
    /// No more than is in the index.
    static final Votes NONE = new Votes(Map.of());

    private final Map<Integer, Integer> byDocument;

    private Votes(Map<Integer, Integer> byDocument) {
        this.byDocument = byDocument;
    }

    static Votes of(IndexReader reader, Map<PaperId, Integer> votes) throws IOException {
        if (votes.isEmpty()) return NONE;
        Map<Integer, Integer> byDocument = HashMap.newHashMap(votes.size());
        for (LeafReaderContext leaf : reader.leaves()) {
            Bits live = leaf.reader().getLiveDocs();
            for (Map.Entry<PaperId, Integer> v : votes.entrySet()) {
                PostingsEnum postings = leaf.reader()
                        .postings(new Term(IndexFields.ID, v.getKey().value()), PostingsEnum.NONE);
                for (int d = postings == null ? PostingsEnum.NO_MORE_DOCS : postings.nextDoc();
                        d != PostingsEnum.NO_MORE_DOCS;
                        d = postings.nextDoc())
                    if (live == null || live.get(d)) byDocument.put(leaf.docBase + d, v.getValue());
            }
        }
        return new Votes(byDocument);
    }

    /// What comes to a document's own number.
    int of(int document) {
        return byDocument.getOrDefault(document, 0);
    }

    /// By a field and what comes to it, highest first.
    SortField sort(String field) {
        if (byDocument.isEmpty()) return new SortField(field, SortField.Type.LONG, true);
        return new SortField(
                field,
                new FieldComparatorSource() {
                    @Override
                    public FieldComparator<?> newComparator(String name, int hits, Pruning pruning, boolean reversed) {
                        // What is not competitive cannot be told from the field alone.
                        return new WithVotes(hits, name, reversed);
                    }
                },
                true);
    }

    private final class WithVotes extends LongComparator {
        WithVotes(int hits, String field, boolean reversed) {
            super(hits, field, 0L, reversed, Pruning.NONE);
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext leaf) throws IOException {
            return new LongLeafComparator(leaf) {
                @Override
                protected NumericDocValues getNumericDocValues(LeafReaderContext context, String name)
                        throws IOException {
                    return new Sum(super.getNumericDocValues(context, name), context.docBase);
                }
            };
        }
    }

    /// A field's numbers with what comes to them.
    private final class Sum extends NumericDocValues {
        private final NumericDocValues own;
        private final int base;

        Sum(NumericDocValues own, int base) {
            this.own = own;
            this.base = base;
        }

        @Override
        public long longValue() throws IOException {
            return own.longValue() + of(base + own.docID());
        }

        @Override
        public boolean advanceExact(int target) throws IOException {
            return own.advanceExact(target);
        }

        @Override
        public int docID() {
            return own.docID();
        }

        @Override
        public int nextDoc() throws IOException {
            return own.nextDoc();
        }

        @Override
        public int advance(int target) throws IOException {
            return own.advance(target);
        }

        @Override
        public long cost() {
            return own.cost();
        }
    }
}
