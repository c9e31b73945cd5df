package org.broadsheet.server.community;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Vote;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Finds votes that look as if they had been called up: eight or more for one paper within an hour, at least half of
/// them by accounts younger than a week. Until an editor clears such a burst, the young accounts' votes for that paper
/// count nothing in what trends; every vote stays in its reader's own record and in the count.
@Component
public final class VoteBursts {
    static final Duration YOUNG = Duration.ofDays(7);

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LEAST = 8;
    private static final Duration LOOK_BACK = Duration.ofDays(30);

    private final Library library;
    private final Judgments judgments;
    private final ModerationLog log;

    public VoteBursts(Library library, Judgments judgments, ModerationLog log) {
        this.library = library;
        this.judgments = judgments;
        this.log = log;
    }

    /// A suspicious hour.
    ///
    /// @param from  its first vote
    /// @param until its last vote
    /// @param votes in that hour
    /// @param young of them by accounts younger than a week
    public record Burst(PaperId paper, Instant from, Instant until, int votes, int young) {}

    /// Bursts of the last 30 days that nobody cleared, the fullest of each paper, largest first.
    public List<Burst> open() {
        return uncleared(find(judgments.votesSince(library.clock().instant().minus(LOOK_BACK)))).values().stream()
                .sorted(Comparator.comparingInt(Burst::votes).reversed().thenComparing(Burst::paper))
                .toList();
    }

    /// Says that a paper's burst was honest: its votes count from now on.
    ///
    /// @throws NotAllowed where the reader is no editor
    public void clear(Reader editor, PaperId paper, String reason) {
        ModerationLog.demandEditor(editor);
        library.database().write(() -> {
            library.database()
                    .writing()
                    .update(
                            "insert into burst_cleared (paper_id, cleared_at) values (?, ?)"
                                    + " on conflict (paper_id) do update set cleared_at = excluded.cleared_at",
                            paper.value(),
                            Times.text(library.clock().instant()));
            log.add(editor, "clear", paper.value(), reason.isBlank() ? "honest votes" : reason.strip());
            return true;
        });
    }

    /// Of these bursts, those that no editor cleared since, by paper.
    Map<PaperId, Burst> uncleared(Map<PaperId, Burst> bursts) {
        if (bursts.isEmpty()) return bursts;
        Map<PaperId, Burst> left = new LinkedHashMap<>(bursts);
        library.database()
                .reading()
                .sql("select paper_id, cleared_at from burst_cleared")
                .query(r -> {
                    Instant cleared = Instant.parse(r.getString(2));
                    left.computeIfPresent(
                            new PaperId(r.getString(1)), (_, b) -> b.until().isAfter(cleared) ? b : null);
                });
        return left;
    }

    /// The fullest suspicious hour of each paper among these votes.
    static Map<PaperId, Burst> find(List<Vote> votes) {
        Map<PaperId, List<Vote>> byPaper = new HashMap<>();
        for (Vote v : votes)
            byPaper.computeIfAbsent(v.paper(), _ -> new ArrayList<>()).add(v);
        Map<PaperId, Burst> bursts = new HashMap<>();
        byPaper.forEach((paper, all) -> {
            all.sort(Comparator.comparing(Vote::at));
            int first = 0;
            int young = 0;
            for (int last = 0; last < all.size(); last++) {
                if (young(all.get(last))) young++;
                while (Duration.between(all.get(first).at(), all.get(last).at()).compareTo(WINDOW) > 0)
                    if (young(all.get(first++))) young--;
                int n = last - first + 1;
                Burst most = bursts.get(paper);
                if (n >= LEAST && 2 * young >= n && (most == null || n > most.votes()))
                    bursts.put(
                            paper,
                            new Burst(paper, all.get(first).at(), all.get(last).at(), n, young));
            }
        });
        return bursts;
    }

    static boolean young(Vote vote) {
        return vote.age().compareTo(YOUNG) < 0;
    }
}
