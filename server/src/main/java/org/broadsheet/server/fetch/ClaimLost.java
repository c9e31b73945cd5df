package org.broadsheet.server.fetch;

/// A source is no longer this process's to ask: it paused for longer than its claim holds and another took
/// over, or the source was removed.
final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClaimLost(String source) {
        super("source " + source + " was taken over by another process, or removed");
    }
}
