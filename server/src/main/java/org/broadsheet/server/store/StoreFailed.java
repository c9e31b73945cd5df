package org.broadsheet.server.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be used; the message says why and what to do.
public final class StoreFailed extends RuntimeException {
    public StoreFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
