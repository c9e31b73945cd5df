package org.broadsheet.server.judgment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.springframework.stereotype.Component;

/// Which two papers to ask a reader about next.
///
/// Out of the papers a reader had to do with in the last 60 days, and what the caller adds where these are few, the
/// one that was asked about least goes against the one nearest to it in wins less losses that it did not meet yet:
/// the pair whose order is least known. Ties go to what was seen last. The same judgments always give the same pair.
@Component
public final class Duels {
    private static final int POOL = 40;
    private static final Duration LATELY = Duration.ofDays(60);

    private final Judgments judgments;
    private final Library library;

    public Duels(Judgments judgments, Library library) {
        this.judgments = judgments;
        this.library = library;
    }

    /// Two papers to choose between.
    ///
    /// @param left  stands left
    /// @param right stands right
    /// @param pool  papers that could have been asked about
    /// @param asked duels this reader has had
    public record Question(PaperId left, PaperId right, int pool, int asked) {
        /// The key of its answer: a form sent twice is one answer.
        public String key() {
            return "duel:" + left + ":" + right + ":" + asked;
        }
    }

    /// @param others papers to ask about where the reader has seen too few, best first
    /// @return empty where every pair has been asked about, or there are not two papers
    public Optional<Question> next(ReaderId reader, List<PaperId> others) {
        Set<PaperId> pool = new LinkedHashSet<>(
                judgments.lately(reader, library.clock().instant().minus(LATELY), POOL));
        Set<PaperId> unwanted = new HashSet<>(judgments.hidden(reader));
        for (PaperId p : others) if (pool.size() < POOL) pool.add(p);
        pool.removeAll(unwanted);
        List<Judgment.Pair> pairs = judgments.pairs(reader);
        Map<PaperId, Integer> met = new HashMap<>();
        Map<PaperId, Integer> points = new HashMap<>();
        Set<Set<PaperId>> done = new HashSet<>();
        for (Judgment.Pair p : pairs) {
            done.add(Set.of(p.left(), p.right()));
            met.merge(p.left(), 1, Integer::sum);
            met.merge(p.right(), 1, Integer::sum);
            int won = switch (p.outcome()) {
                case LEFT -> 1;
                case RIGHT -> -1;
                case TIE, NEITHER, SKIP -> 0;
            };
            points.merge(p.left(), won, Integer::sum);
            points.merge(p.right(), -won, Integer::sum);
        }
        List<PaperId> leastMet = new ArrayList<>(pool);
        leastMet.sort(Comparator.comparingInt(p -> met.getOrDefault(p, 0)));
        for (PaperId first : leastMet) {
            int own = points.getOrDefault(first, 0);
            Optional<PaperId> second = leastMet.stream()
                    .filter(p -> !p.equals(first) && !done.contains(Set.of(first, p)))
                    .min(Comparator.comparingInt(p -> Math.abs(points.getOrDefault(p, 0) - own)));
            // The sides change, so that habit favours neither.
            if (second.isPresent())
                return Optional.of(
                        pairs.size() % 2 == 0
                                ? new Question(first, second.get(), pool.size(), pairs.size())
                                : new Question(second.get(), first, pool.size(), pairs.size()));
        }
        return Optional.empty();
    }
}
