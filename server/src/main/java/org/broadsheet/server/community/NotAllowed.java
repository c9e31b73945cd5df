package org.broadsheet.server.community;

/// A reader may not do this to what is there; the message says why and who may. What a reader may not even see is
/// simply not found.
public final class NotAllowed extends RuntimeException {
    public NotAllowed(String message) {
        super(message);
    }
}
