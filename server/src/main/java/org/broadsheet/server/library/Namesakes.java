package org.broadsheet.server.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.matching.BlockingKeys;
import org.broadsheet.corpus.matching.RecordMatcher;
import org.broadsheet.corpus.matching.RecordMatcher.Match;
import org.broadsheet.server.store.PaperStore;

/// The papers that the records of one chunk could belong to: those of the library, looked up for the whole chunk at
/// once, and those the chunk itself founds. A record costs what its namesakes cost, whatever the size of the library.
final class Namesakes {
    /// A blocking key that more papers share tells nothing (`Editorial`).
    private static final int COMMON = 40;

    private final PaperStore store;
    private final RecordMatcher matcher;
    private final Map<String, Set<PaperId>> byIdentifier;
    private final Map<String, Set<PaperId>> byKey;
    private final Map<PaperId, Metadata> metadata = new HashMap<>();
    private final Map<PaperId, PaperId> movedTo = new HashMap<>();

    /// Within a transaction.
    Namesakes(PaperStore store, RecordMatcher matcher, List<Metadata> arriving) {
        this.store = store;
        this.matcher = matcher;
        Set<Identifier> identifiers = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>();
        for (Metadata m : arriving) {
            m.identifiers().forEach(i -> identifiers.add(i.unversioned()));
            keys.addAll(BlockingKeys.of(m));
        }
        byIdentifier = store.byIdentifier(identifiers);
        byKey = store.byKey(keys);
        Set<PaperId> all = new LinkedHashSet<>();
        byIdentifier.values().forEach(all::addAll);
        byKey.values().stream().filter(p -> p.size() <= COMMON).forEach(all::addAll);
        load(all);
    }

    /// The paper a record belongs to, why, and other papers that the record's names show to be the same one.
    record Found(PaperId paper, Match match, List<PaperId> others) {}

    /// The paper that a record fits best, if it fits any.
    Optional<Found> find(Metadata m) {
        PaperId best = null;
        Match bestMatch = new Match(0, "");
        List<PaperId> certain = new ArrayList<>();
        for (PaperId candidate : candidates(m)) {
            Metadata theirs = metadata.get(candidate);
            if (theirs == null) continue;
            Match match = matcher.compare(theirs, m);
            if (!match.same()) continue;
            if (match.score() >= 1) certain.add(candidate);
            if (best == null || match.score() > bestMatch.score()) {
                best = candidate;
                bestMatch = match;
            }
        }
        if (best == null) return Optional.empty();
        certain.remove(best);
        return Optional.of(new Found(best, bestMatch, certain));
    }

    private Set<PaperId> candidates(Metadata m) {
        Set<PaperId> sharing = new LinkedHashSet<>();
        for (Identifier i : m.identifiers())
            sharing.addAll(byIdentifier.getOrDefault(i.unversioned().toString(), Set.of()));
        for (String key : BlockingKeys.of(m)) {
            Set<PaperId> same = byKey.getOrDefault(key, Set.of());
            if (same.size() <= COMMON) sharing.addAll(same);
        }
        // In order of id, so that equally good papers are chosen alike on every run.
        Set<PaperId> homes = sharing.stream().map(this::home).collect(Collectors.toCollection(TreeSet::new));
        load(homes);
        return homes;
    }

    /// What a paper says, also what this chunk has added to it.
    ///
    /// @throws IllegalStateException where there is no such paper
    Metadata metadata(PaperId paper) {
        load(List.of(paper));
        Metadata m = metadata.get(paper);
        if (m == null) throw new IllegalStateException("paper " + paper + " has gone");
        return m;
    }

    private void load(Collection<PaperId> papers) {
        List<PaperId> missing =
                papers.stream().filter(p -> !metadata.containsKey(p)).toList();
        if (missing.isEmpty()) return;
        store.papersInTransaction(missing).forEach((id, p) -> {
            if (p.mergedInto() == null) metadata.put(id, p.metadata());
        });
    }

    /// Remembers that a paper says `together` now, because of a record that said `said`.
    void remember(PaperId paper, Metadata said, Metadata together) {
        metadata.put(paper, together);
        for (Identifier i : said.identifiers())
            byIdentifier
                    .computeIfAbsent(i.unversioned().toString(), _ -> new TreeSet<>())
                    .add(paper);
        for (String key : BlockingKeys.of(said))
            byKey.computeIfAbsent(key, _ -> new TreeSet<>()).add(paper);
    }

    /// Remembers that a paper has become part of another.
    void moved(PaperId paper, PaperId into) {
        movedTo.put(paper, into);
    }

    /// The paper that a paper is part of by now; itself where it stands alone.
    PaperId home(PaperId paper) {
        PaperId to = movedTo.get(paper);
        return to == null ? paper : home(to);
    }
}
