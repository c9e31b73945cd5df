package org.broadsheet.server.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Where something broke, for the log: kinds of exceptions and places in code, without their messages, which
/// repeat what somebody typed, or a row of a table.
public final class Trace {
    private static final int MOST_FRAMES = 25;
    private static final int MOST_CAUSES = 5;

    private Trace() {}

    /// A line a place; of each cause the first twenty-five.
    public static String of(Throwable thrown) {
        StringBuilder said = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = thrown; t != null && seen.size() < MOST_CAUSES && seen.add(t); t = t.getCause()) {
            if (!said.isEmpty()) said.append("\ncaused by ");
            said.append(t.getClass().getName());
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++)
                said.append("\n  at ").append(frames[i]);
        }
        return said.toString();
    }
}
