package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets entries inherit from the one their `crossref` names. BibTeX wants that one last, biblatex anywhere: volumes
/// that went by are remembered, and entries whose volume is still to come wait for it. Both memories are bounded; an
/// entry that cannot wait longer goes on without its volume.
final class BibtexInheritance {
    private static final int MAX_VOLUMES = 5_000;
    private static final int MAX_WAITING = 20_000;
    private static final long MAX_WAITING_CHARACTERS = 32L << 20;
    private static final int MAX_VALUE = 2_000;
    private static final Set<String> VOLUMES = Set.of(
            "proceedings",
            "mvproceedings",
            "book",
            "mvbook",
            "collection",
            "mvcollection",
            "reference",
            "mvreference",
            "periodical");

    private final Consumer<BibtexEntry> next;
    private final Map<String, BibtexEntry> volumes = new LinkedHashMap<>();
    private final Map<String, List<BibtexEntry>> waiting = new LinkedHashMap<>();
    private int waitingEntries;
    private long waitingCharacters;

    BibtexInheritance(Consumer<BibtexEntry> next) {
        this.next = next;
    }

    void add(BibtexEntry e) {
        String parent = e.field("crossref");
        if (parent == null) next.accept(e);
        else {
            BibtexEntry volume = volumes.get(name(parent));
            if (volume != null) next.accept(e.inheriting(volume));
            else await(name(parent), e);
        }
        if (e.key().isEmpty()) return;
        List<BibtexEntry> children = waiting.remove(name(e.key()));
        if (children != null)
            for (BibtexEntry child : children) {
                forget(child);
                next.accept(child.inheriting(e));
            }
        if (VOLUMES.contains(e.type())) remember(e);
    }

    /// Hands on what still waits: its volume is not in the file.
    void finish() {
        for (List<BibtexEntry> children : waiting.values()) children.forEach(next);
        waiting.clear();
    }

    private void await(String parent, BibtexEntry e) {
        waiting.computeIfAbsent(parent, _ -> new ArrayList<>()).add(e);
        waitingEntries++;
        waitingCharacters += size(e);
        if (waitingEntries <= MAX_WAITING && waitingCharacters <= MAX_WAITING_CHARACTERS) return;
        finish();
        waitingEntries = 0;
        waitingCharacters = 0;
    }

    private void forget(BibtexEntry e) {
        waitingEntries--;
        waitingCharacters -= size(e);
    }

    private static long size(BibtexEntry e) {
        long size = 100;
        for (String value : e.fields().values()) size += value.length();
        return size;
    }

    private void remember(BibtexEntry e) {
        Map<String, String> fields = new LinkedHashMap<>();
        e.fields().forEach((name, value) -> {
            if (value.length() <= MAX_VALUE && fields.size() < 50) fields.put(name, value);
        });
        volumes.putIfAbsent(name(e.key()), new BibtexEntry(e.type(), e.key(), fields, e.where()));
        if (volumes.size() > MAX_VOLUMES) volumes.remove(oldest());
    }

    private @Nullable String oldest() {
        return volumes.keySet().stream().findFirst().orElse(null);
    }

    private static String name(String key) {
        return key.strip().toLowerCase(Locale.ROOT);
    }
}
