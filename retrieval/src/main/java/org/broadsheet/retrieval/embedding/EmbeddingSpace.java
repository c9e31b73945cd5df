package org.broadsheet.retrieval.embedding;

/// Where vectors live: two vectors can be compared only in one space.
///
/// @param id        name and version of the model, for example `bge-small-en-v1.5-q`
/// @param dimension numbers in a vector
public record EmbeddingSpace(String id, int dimension) {
    public EmbeddingSpace {
        if (id.isBlank()) throw new IllegalArgumentException("an embedding space has a name");
        if (dimension < 1 || dimension > 4096)
            throw new IllegalArgumentException("a vector has 1 to 4096 dimensions but this space has " + dimension);
    }
}
