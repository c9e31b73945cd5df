package org.broadsheet.retrieval.embedding;

/// A text could not be encoded: the model or the endpoint failed. The message says which and what to do.
public final class EncodingFailed extends RuntimeException {
    public EncodingFailed(String message) {
        super(message);
    }

    public EncodingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
