package org.broadsheet.server.signin;

import java.time.Clock;
import java.time.Duration;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.TooOften;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Keeps anybody from making accounts by the hundred in an open house: ten asked for from one place in an
/// hour.
@Component
public final class SignUpPace {
    private static final int KEYS = 20_000;

    private final Attempts asked;

    @Autowired
    public SignUpPace(Library library) {
        this(library.clock());
    }

    SignUpPace(Clock clock) {
        asked = new Attempts(clock, 10, Duration.ofHours(1), KEYS);
    }

    /// Counts one asked for.
    ///
    /// @param from network address
    /// @throws TooOften where there were too many
    public void take(String from) {
        Duration wait = asked.pause(from);
        if (wait.isPositive())
            throw new TooOften("ten accounts were asked for from here in an hour", wait.plusSeconds(1));
        asked.fail(from);
    }
}
