package org.broadsheet.server.signin;

import java.time.Clock;
import java.time.Duration;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.TooOften;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Keeps anybody from trying the doors without a password by the thousand: sixty failures from one place within ten
/// minutes make a pause of ten.
@Component
public final class DoorPace {
    private static final int MOST = 60;
    private static final int KEYS = 20_000;

    private final Attempts knocks;

    @Autowired
    public DoorPace(Library library) {
        this(library.clock());
    }

    DoorPace(Clock clock) {
        knocks = new Attempts(clock, MOST, Duration.ofMinutes(10), KEYS);
    }

    /// Counts a knock, until it was answered.
    ///
    /// @param from network address
    /// @throws TooOften where too many were not
    public void knock(String from) {
        Duration wait = knocks.pause(from);
        if (wait.isPositive())
            throw new TooOften(MOST + " attempts to sign in from here came to nothing", wait.plusSeconds(1));
        knocks.fail(from);
    }

    /// Somebody was let in, or has not knocked at all yet.
    public void answered(String from) {
        knocks.succeed(from);
    }
}
