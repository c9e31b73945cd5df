package org.broadsheet.retrieval;

/// Another process writes this index. It can still be opened to read.
public final class IndexInUse extends RuntimeException {
    public IndexInUse(String message, Throwable cause) {
        super(message, cause);
    }
}
