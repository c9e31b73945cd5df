package org.broadsheet.server.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How tables keep times: ISO 8601 in UTC to the second, always of one width, so that the order of texts is that of
/// times.
public final class Times {
    private Times() {}

    public static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
