package org.broadsheet.retrieval;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own files, with vectors longer than the 1,024 numbers it allows by default: embeddings endpoints answer
/// with more. Written under the format's own name, so that any Lucene reads them.
final class VectorCodec extends Lucene104Codec {
    /// Longest vector.
    static final int MAX_DIMENSION = 4_096;

    private final KnnVectorsFormat vectors = new LongVectors();

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    private static final class LongVectors extends KnnVectorsFormat {
        private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat();

        LongVectors() {
            super("Lucene99HnswVectorsFormat");
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return graph.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return graph.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MAX_DIMENSION;
        }
    }
}
