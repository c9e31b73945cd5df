package org.broadsheet.retrieval.embedding;

/// Turns text into unit vectors of one space. Safe for use by many threads; the same text always gives the same vector.
public interface TextEncoder extends AutoCloseable {
    EmbeddingSpace space();

    /// The vector of a text to be found, length 1. What is longer than the model reads is cut off.
    float[] passage(String text);

    /// The vector of a question, length 1.
    float[] query(String text);

    @Override
    void close();
}
