package org.broadsheet.corpus.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.Metadata;

/// Short keys of a record such that two records of one paper nearly always share one. Only records that share a key are
/// ever compared, so
/// a new record costs as much as its namesakes are many, not as the library is large.
public final class BlockingKeys {
    private static final int LENGTH = 18;

    private BlockingKeys() {}

    /// The keys of a record, at most five; empty where it has neither title nor enough of an abstract.
    public static Set<String> of(Metadata m) {
        Set<String> keys = new LinkedHashSet<>();
        if (m.title().isEmpty()) {
            String text = Words.squashed(m.abstractText());
            if (text.length() >= 60) keys.add("x:" + text.substring(0, 60));
            return keys;
        }
        List<String> words = Words.telling(m.title());
        String squashed = String.join("", words);
        if (squashed.isEmpty()) return keys;
        keys.add("b:" + cut(squashed, LENGTH));
        keys.add("e:" + squashed.substring(Math.max(0, squashed.length() - LENGTH)));
        List<String> longest = new ArrayList<>(new LinkedHashSet<>(words));
        longest.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        if (longest.size() >= 3) {
            List<String> three = new ArrayList<>(longest.subList(0, 3));
            three.sort(null);
            keys.add("l:" + cut(String.join("", three), 40));
        }
        if (!m.authors().isEmpty()) {
            String family = PersonName.of(m.authors().getFirst()).family();
            if (!family.isEmpty()) {
                keys.add("f:" + cut(family, 12) + ":" + cut(words.getFirst(), 10));
                keys.add("g:" + cut(family, 12) + ":" + cut(longest.getFirst(), 14));
            }
        }
        return keys;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
