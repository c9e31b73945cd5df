package org.broadsheet.preference.values;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What was answered about going from one card to another.
///
/// @param from     id of a card
/// @param to       id of another
/// @param contexts where it was asked, at least one
/// @param counts   all answers together
public record UpgradeEdge(String from, String to, Set<String> contexts, EdgeCounts counts) {
    public UpgradeEdge {
        contexts = Collections.unmodifiableSet(new TreeSet<>(contexts));
        if (from.equals(to))
            throw new IllegalArgumentException("an edge joins two cards, not " + from + " with itself");
        if (contexts.isEmpty())
            throw new IllegalArgumentException("the edge from " + from + " to " + to + " names no context");
    }
}
