package org.broadsheet.server.reader;

/// Somebody has this name or address already.
public final class Taken extends IllegalArgumentException {
    Taken(String message) {
        super(message);
    }
}
