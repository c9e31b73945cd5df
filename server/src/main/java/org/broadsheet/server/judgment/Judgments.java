package org.broadsheet.server.judgment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Every judgment of every reader, kept for good.
///
/// A judgment comes with a key that its request chose; the same key of the same reader is kept once, so a
/// request may be sent again whenever its answer was lost. Nothing is overwritten: a later vote stands
/// before an earlier one, and taking it back lets the earlier one stand again. Readers see, take back, take
/// away and delete their own, and nobody else's. Safe for use by many threads and processes.
@Component
public final class Judgments {
    /// Longest key of a request.
    public static final int LONGEST_KEY = 100;

    private static final Duration LATEST = Duration.ofDays(60);
    private static final int LONGEST_LINE = 100_000;
    private static final int PAGE = 500;

    private final Library library;
    private final Database database;
    private final JudgmentStore store;

    public Judgments(Library library) {
        this.library = library;
        this.database = library.database();
        this.store = new JudgmentStore(database);
    }

    /// A judgment to be kept.
    ///
    /// @param key 1 to 100 characters, the request's own; the same key is kept once
    /// @param at  when it was said; one of the future or older than 60 days counts as said now
    public record Given(Judgment judgment, Occasion occasion, String key, Instant at) {
        public Given {
            if (key.isBlank() || key.length() > LONGEST_KEY)
                throw new IllegalArgumentException(
                        "a key has 1 to " + LONGEST_KEY + " characters but had " + key.length());
        }
    }

    // ---- Giving
    // -------------------------------------------------------------------------------------------------

    /// Keeps a judgment, or gives back the one that the same key kept before.
    public KeptJudgment give(ReaderId reader, Judgment judgment, Occasion occasion, String key) {
        return give(reader, List.of(new Given(judgment, occasion, key, now()))).getFirst();
    }

    /// Keeps several, all of them or none. Signals of a reader who does not want them kept are passed over.
    ///
    /// @return what is kept, in order, without what was passed over
    public List<KeptJudgment> give(ReaderId reader, List<Given> given) {
        boolean observed = given.stream().noneMatch(g -> g.judgment().kind().signal()) || observed(reader);
        return database.write(() -> {
            List<KeptJudgment> kept = new ArrayList<>();
            for (Given g : given) if (observed || !g.judgment().kind().signal()) kept.add(keep(reader, g, true));
            return kept;
        });
    }

    private KeptJudgment keep(ReaderId reader, Given g, boolean recent) {
        Optional<KeptJudgment> before = store.keyed(reader, g.key());
        if (before.isPresent()) return before.get();
        Instant now = now();
        boolean odd = g.at().isAfter(now) || recent && g.at().isBefore(now.minus(LATEST));
        Instant at = odd ? now : g.at();
        store.insert(reader, g.judgment(), g.occasion(), g.key(), at, now);
        if (g.judgment() instanceof Judgment.Standing s)
            store.settle(reader, s.paper(), g.judgment().kind());
        return store.keyed(reader, g.key())
                .orElseThrow(() -> new IllegalStateException("a judgment that was kept is gone"));
    }

    /// Takes back what a reader says of a paper in one respect: no vote, no rating, not saved.
    ///
    /// @return whether there was anything to take back
    public boolean withdraw(ReaderId reader, Kind kind, PaperId paper) {
        return database.write(() -> store.withdraw(reader, paper, kind, now()) > 0);
    }

    /// Takes a judgment back; what was said before it stands again. Taking it back twice changes nothing.
    ///
    /// @return the judgment, or empty where this reader has none of that number
    public Optional<KeptJudgment> undo(ReaderId reader, long id) {
        database.write(() -> store.undo(reader, id, now()) && settle(reader, id));
        return store.find(reader, id);
    }

    /// Lets a judgment that was taken back stand again.
    ///
    /// @return the judgment, or empty where this reader has none of that number
    public Optional<KeptJudgment> redo(ReaderId reader, long id) {
        database.write(() -> store.redo(reader, id) && settle(reader, id));
        return store.find(reader, id);
    }

    private boolean settle(ReaderId reader, long id) {
        store.keyedById(reader, id).ifPresent(j -> {
            if (j.judgment() instanceof Judgment.Standing s)
                store.settle(reader, s.paper(), j.judgment().kind());
        });
        return true;
    }

    /// Deletes a judgment so that nothing of it is left.
    ///
    /// @return whether this reader had one of that number
    public boolean delete(ReaderId reader, long id) {
        return database.write(() -> {
            Optional<KeptJudgment> was = store.keyedById(reader, id);
            boolean gone = store.delete(reader, id);
            was.ifPresent(j -> {
                if (j.judgment() instanceof Judgment.Standing s)
                    store.settle(reader, s.paper(), j.judgment().kind());
            });
            return gone;
        });
    }

    /// Deletes what pages told of a reader without being asked, and leaves what the reader said.
    public int deleteSignals(ReaderId reader) {
        return database.write(() -> store.deleteSignals(reader));
    }

    /// Deletes everything a reader ever judged.
    public int deleteAll(ReaderId reader) {
        return database.write(() -> store.deleteAll(reader));
    }

    /// Whether what a reader sees, opens and reads is kept: yes, until the reader says no.
    public boolean observed(ReaderId reader) {
        return store.observed(reader);
    }

    /// Says whether it is to be kept.
    public void observe(ReaderId reader, boolean observe) {
        database.write(() -> {
            store.observe(reader, observe, now());
            return true;
        });
    }

    // ---- Looking
    // ------------------------------------------------------------------------------------------------

    /// One judgment of a reader's own.
    public Optional<KeptJudgment> find(ReaderId reader, long id) {
        return store.find(reader, id);
    }

    /// A reader's judgments, newest first.
    ///
    /// @param kinds  of these kinds; of all where there are none
    /// @param paper  of this paper, or of any where null
    /// @param before with numbers below this
    public List<KeptJudgment> of(ReaderId reader, Set<Kind> kinds, @Nullable PaperId paper, long before, int limit) {
        return store.page(reader, kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds, paper, before, limit);
    }

    /// How many judgments of each kind a reader has, taken back or not.
    public Map<Kind, Long> counts(ReaderId reader) {
        return store.counts(reader);
    }

    /// What a reader thinks of papers now; those of which nothing was said are left out.
    public Map<PaperId, Opinion> opinions(ReaderId reader, Collection<PaperId> papers) {
        return store.opinions(reader, papers);
    }

    /// What a reader thinks of a paper now.
    public Opinion opinion(ReaderId reader, PaperId paper) {
        return store.opinions(reader, List.of(paper)).getOrDefault(paper, Opinion.NONE);
    }

    /// What the house's readers together think of papers; those of which nothing was said are left out.
    public Map<PaperId, Tally> tallies(Collection<PaperId> papers) {
        return store.tallies(papers);
    }

    /// What the house's readers together think of a paper.
    public Tally tally(PaperId paper) {
        return store.tallies(List.of(paper)).getOrDefault(paper, Tally.NONE);
    }

    /// Every paper that readers of this house voted for, and how many did.
    public Map<PaperId, Integer> upvotes() {
        Map<PaperId, Integer> votes = store.upvotes();
        List<PaperId> merged = store.upvotedAndMerged();
        if (merged.isEmpty()) return votes;
        merged.forEach(votes::remove);
        // Who voted for both counts once.
        store.tallies(Set.copyOf(library.homes(merged).values())).forEach((p, t) -> votes.put(p, t.up()));
        return votes;
    }

    /// Papers a reader saved, last saved first.
    public List<PaperId> saved(ReaderId reader) {
        return living(store.standing(reader, Kind.SAVE, 0));
    }

    /// Papers a reader voted for, last first.
    public List<PaperId> liked(ReaderId reader) {
        return living(store.standing(reader, Kind.THUMB, 0));
    }

    /// Papers a reader does not want to see again.
    public List<PaperId> hidden(ReaderId reader) {
        return living(store.standing(reader, Kind.HIDE, 0));
    }

    /// Votes for papers since a time that stand, oldest first; a paper that was merged goes by the one it
    /// is
    /// now.
    public List<Vote> votesSince(Instant since) {
        List<Vote> votes = store.votesSince(since);
        Map<PaperId, PaperId> now =
                library.homes(votes.stream().map(Vote::paper).toList());
        return votes.stream()
                .map(v -> new Vote(now.getOrDefault(v.paper(), v.paper()), v.reader(), v.at(), v.joined()))
                .toList();
    }

    private List<PaperId> living(List<PaperId> papers) {
        Map<PaperId, PaperId> now = library.homes(papers);
        return papers.stream().map(p -> now.getOrDefault(p, p)).distinct().toList();
    }

    /// Papers a reader had to do with since a time, last first; neither hidden ones nor those not for the
    /// reader.
    List<PaperId> lately(ReaderId reader, Instant since, int most) {
        return living(store.lately(reader, since, most));
    }

    List<Judgment.Pair> pairs(ReaderId reader) {
        return store.pairs(reader);
    }

    // ---- Taking away and bringing back
    // ---------------------------------------------------------------------------

    /// Every judgment of a reader's, oldest first, one JSON line each, without line ends.
    public void export(ReaderId reader, Consumer<String> lines) {
        export(reader, this::names, lines);
    }

    /// The same with names of papers of the caller's.
    public void export(
            ReaderId reader, Function<Collection<PaperId>, Map<PaperId, String>> naming, Consumer<String> lines) {
        long after = 0;
        List<KeptJudgment> page;
        do {
            page = store.after(reader, after, PAGE);
            Map<PaperId, String> names = naming.apply(papers(page));
            for (KeptJudgment j : page) lines.accept(JudgmentLines.write(j, p -> names.getOrDefault(p, p.value())));
            if (!page.isEmpty()) after = page.getLast().id();
        } while (page.size() == PAGE);
    }

    private static List<PaperId> papers(List<KeptJudgment> page) {
        return page.stream()
                .flatMap(j -> j.judgment().papers().stream())
                .distinct()
                .toList();
    }

    private Map<PaperId, String> names(Collection<PaperId> all) {
        Map<PaperId, PaperId> homes = library.homes(all);
        Map<PaperId, String> slugs = new HashMap<>();
        for (Paper p : library.papers(Set.copyOf(homes.values()))) slugs.put(p.id(), p.slug());
        Map<PaperId, String> names = new HashMap<>();
        homes.forEach((p, home) -> names.put(p, slugs.getOrDefault(home, home.value())));
        return names;
    }

    /// One line as it is exported.
    public String line(KeptJudgment kept) {
        Map<PaperId, String> names = names(kept.judgment().papers());
        return JudgmentLines.write(kept, p -> names.getOrDefault(p, p.value()));
    }

    /// Reads one line as [#export] writes it, for [#give].
    ///
    /// @param source the door it comes through, whatever the line says
    /// @throws IllegalArgumentException saying what is wrong with it
    public Given read(String line, Occasion.Source source) {
        JudgmentLines.Line l = JudgmentLines.read(line, this::paper, now());
        Occasion o = l.occasion();
        return new Given(l.judgment(), new Occasion(source, o.place(), o.position(), o.propensity()), l.key(), l.at());
    }

    private PaperId paper(String name) {
        return library.paper(name)
                .orElseThrow(() -> new IllegalArgumentException("no paper here is called '" + name + "'"))
                .id();
    }

    /// Reads one line as [#export] writes it, to be kept as it was given: under its time, its door, and
    /// taken back
    /// where it was. The same line is kept once however often it is brought.
    ///
    /// @param papers the papers by the names the line calls them
    /// @param lists  the ids of lists here by the ids the line calls them
    /// @return keeps it, and tells whether that changed anything
    /// @throws IllegalArgumentException saying what is wrong with it
    public BooleanSupplier bring(
            ReaderId reader, String line, Function<String, PaperId> papers, UnaryOperator<String> lists) {
        if (line.length() > LONGEST_LINE) throw new IllegalArgumentException("longer than a judgment can be");
        JudgmentLines.Line read = JudgmentLines.read(line, papers, now());
        JudgmentLines.Line l =
                read.judgment() instanceof Judgment.Ordering o ? read.withList(lists.apply(o.list())) : read;
        Given given = new Given(l.judgment(), l.occasion(), l.key(), l.at());
        return () -> database.write(() -> {
            boolean fresh = store.keyed(reader, l.key()).isEmpty();
            KeptJudgment j = keep(reader, given, false);
            // Taken back here since, or let stand again: what was done here last is what counts.
            if (fresh && l.undone() && store.undo(reader, j.id(), now())) settle(reader, j.id());
            return fresh;
        });
    }

    private Instant now() {
        return library.clock().instant();
    }
}
