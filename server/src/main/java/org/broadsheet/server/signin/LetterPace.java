package org.broadsheet.server.signin;

import java.time.Clock;
import java.time.Duration;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.TooOften;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Keeps anybody from having letters sent to strangers by the hundred: twenty asked for from one place in
/// an hour.
@Component
public final class LetterPace {
    private static final int MOST = 20;
    private static final int KEYS = 20_000;

    private final Attempts asked;

    @Autowired
    public LetterPace(Library library) {
        this(library.clock());
    }

    LetterPace(Clock clock) {
        asked = new Attempts(clock, MOST, Duration.ofHours(1), KEYS);
    }

    /// Counts one asked for.
    ///
    /// @param from network address
    /// @throws TooOften where there were too many
    public void take(String from) {
        Duration wait = asked.pause(from);
        if (wait.isPositive())
            throw new TooOften(MOST + " letters were asked for from here in an hour", wait.plusSeconds(1));
        asked.fail(from);
    }
}
