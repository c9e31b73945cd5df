package org.broadsheet.server.pace;

import java.time.Duration;

/// Something was done more often than it may be; the message says so, and [#wait] when it may be done again.
public final class TooOften extends RuntimeException {
    private final Duration wait;

    public TooOften(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /// Until when to wait, at least a second: what `Retry-After` says.
    public Duration waiting() {
        return wait;
    }
}
