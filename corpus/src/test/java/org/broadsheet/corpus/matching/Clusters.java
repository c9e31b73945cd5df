package org.broadsheet.corpus.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.SourceRecord;

/// Records put together to papers one after the other, as an import does: each joins the paper it fits best
/// among those that share an identifier or a blocking key with it, or founds one.
final class Clusters {
    /// As in an import, a key that more papers share tells nothing.
    private static final int COMMON = 40;

    private final RecordMatcher matcher = new RecordMatcher();
    private final List<List<SourceRecord>> papers = new ArrayList<>();
    private final List<Metadata> metadata = new ArrayList<>();
    private final Map<String, Set<Integer>> byName = new HashMap<>();
    private final Map<String, Set<Integer>> byKey = new HashMap<>();

    private Clusters() {}

    static List<List<SourceRecord>> of(List<SourceRecord> records) {
        Clusters clusters = new Clusters();
        records.forEach(clusters::add);
        return clusters.papers;
    }

    private void add(SourceRecord r) {
        Metadata m = r.metadata();
        int best = -1;
        double bestScore = 0;
        for (int candidate : candidates(m)) {
            RecordMatcher.Match match = matcher.compare(metadata.get(candidate), m);
            if (match.same() && match.score() > bestScore) {
                best = candidate;
                bestScore = match.score();
            }
        }
        if (best < 0) {
            best = papers.size();
            papers.add(new ArrayList<>());
            metadata.add(m);
        }
        papers.get(best).add(r);
        metadata.set(best, Merging.merge(papers.get(best)));
        for (var i : m.identifiers()) remember(byName, i.unversioned().toString(), best);
        for (String key : BlockingKeys.of(m)) remember(byKey, key, best);
    }

    private Set<Integer> candidates(Metadata m) {
        Set<Integer> found = new TreeSet<>();
        for (var i : m.identifiers())
            found.addAll(byName.getOrDefault(i.unversioned().toString(), Set.of()));
        for (String key : BlockingKeys.of(m)) {
            Set<Integer> sharing = byKey.getOrDefault(key, Set.of());
            if (sharing.size() <= COMMON) found.addAll(sharing);
        }
        return found;
    }

    private static void remember(Map<String, Set<Integer>> index, String key, int paper) {
        index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(paper);
    }
}
