package org.broadsheet.server.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.corpus.source.Harvest;
import org.broadsheet.corpus.source.HarvestFailed;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.server.library.ImportReport;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;

/// The sources of a library: added, removed, asked. Safe for use by many threads and processes: a source is
/// asked by one at a time.
public final class Sources {
    /// Days back that a new source is first asked for.
    public static final int FIRST_DAYS = 7;

    /// How long a claim holds without a page: longer than any answer may take.
    private static final Duration HOLD = Duration.ofMinutes(10);
    /// Most problems of an outcome; further ones are only counted.
    public static final int MOST_PROBLEMS = 100;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LAST_RETRY = Duration.ofHours(6);

    private static final String STOPPED = "stopped; the next time it goes on from here";

    private final Library library;
    private final SourceStore store;
    private final Web web;
    private final Harvest harvest;
    private final Clock clock;

    public Sources(Library library, Web web) {
        this.library = library;
        this.store = new SourceStore(library.database());
        this.clock = library.clock();
        this.web = web;
        this.harvest = new Harvest(web, clock);
    }

    /// Every source, in the order in which they were added.
    public List<SourceState> all() {
        return store.all();
    }

    /// A source by its name.
    public Optional<SourceState> find(String id) {
        return store.find(id);
    }

    /// Adds a source, to be asked from `since` on; false where it is there already.
    public boolean add(Source source, LocalDate since) {
        return store.add(source, since, clock.instant());
    }

    /// The same from a week ago on.
    public boolean add(Source source) {
        return add(source, today().minusDays(FIRST_DAYS));
    }

    /// Stops asking a source; its papers stay. False where there is none of that name.
    public boolean remove(String id) {
        return store.remove(id);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// What asking a source once came to.
    ///
    /// @param source   its name
    /// @param asked    false where another process is at it
    /// @param read     records read
    /// @param added    papers that are new here
    /// @param merged   records that joined papers already here
    /// @param rejected records that could not be read
    /// @param problems the first [#MOST_PROBLEMS] of them
    /// @param failure  why it could not be finished, or null
    public record Outcome(
            String source,
            boolean asked,
            long read,
            long added,
            long merged,
            long rejected,
            List<Problem> problems,
            @Nullable String failure) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /// Sources whose time has come.
    public List<SourceState> due() {
        Instant now = clock.instant();
        return store.all().stream().filter(s -> !s.nextAt().isAfter(now)).toList();
    }

    /// When the next source is due; empty where there are none.
    public Optional<Instant> nextDue() {
        return store.all().stream().map(SourceState::nextAt).min(Instant::compareTo);
    }

    /// Asks a source and walks to the end of its round. Each page is kept together with the place after it,
    /// so that what is interrupted goes on there.
    ///
    /// @param stop     asked after every page; true ends the walk where it is
    /// @param progress told the number of records read so far
    /// @throws IllegalArgumentException where there is no such source
    /// @throws InterruptedException     where waiting was interrupted; what came is kept
    public Outcome ask(String id, BooleanSupplier stop, LongConsumer progress) throws InterruptedException {
        if (store.find(id).isEmpty()) throw new IllegalArgumentException("there is no source " + id);
        String claim = UUID.randomUUID().toString();
        if (!store.claim(id, claim, clock.instant(), HOLD)) return new Outcome(id, false, 0, 0, 0, 0, List.of(), null);
        // Read only now: whoever held the claim may have moved the bookmark.
        SourceState state = store.find(id).orElseThrow(() -> new IllegalArgumentException("there is no source " + id));
        Tally tally = new Tally(state.source(), claim, progress);
        boolean settled = false;
        try {
            harvest.walk(state.source(), state.bookmark(), page -> {
                tally.keep(page);
                return !stop.getAsBoolean();
            });
            boolean finished = tally.finished;
            if (finished) {
                store.good(
                        id,
                        claim,
                        clock.instant(),
                        clock.instant().plus(state.source().kind().every()));
                settled = true;
            }
            return tally.outcome(finished ? null : STOPPED);
        } catch (HarvestFailed e) {
            // Told to stop, it is not the source that failed.
            if (stop.getAsBoolean()) return tally.outcome(STOPPED);
            String why = String.valueOf(e.getMessage());
            store.bad(id, claim, clock.instant(), clock.instant().plus(pause(state.failures(), e.retryAfter())), why);
            settled = true;
            return tally.outcome(why);
        } catch (ClaimLost _) {
            return tally.outcome("another process went on with it, or it was removed");
        } finally {
            if (!settled) store.release(id, claim);
        }
    }

    /// Five minutes after the first failure, twice as long after each further one, six hours at most;
    /// longer only where the server asks for it.
    static Duration pause(int failuresBefore, @Nullable Duration asked) {
        Duration own = FIRST_RETRY.multipliedBy(1L << Math.min(failuresBefore, 10));
        if (own.compareTo(LAST_RETRY) > 0) own = LAST_RETRY;
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    /// Keeps pages and counts.
    private final class Tally {
        private final Source source;
        private final String claim;
        private final LongConsumer progress;
        private final List<Problem> problems = new ArrayList<>();
        private long read;
        private long added;
        private long merged;
        private long rejected;
        private boolean finished;

        Tally(Source source, String claim, LongConsumer progress) {
            this.source = source;
            this.claim = claim;
            this.progress = progress;
        }

        void keep(Harvest.Page page) {
            LocalDate newest = page.records().stream()
                    .map(Tally::day)
                    .filter(d -> d != null && !d.isAfter(today()))
                    .max(LocalDate::compareTo)
                    .orElse(null);
            ImportReport report = library.take(
                    source.id(),
                    page.records(),
                    page.notices(),
                    () -> store.keep(
                            source.id(),
                            claim,
                            page.next(),
                            newest,
                            clock.instant().plus(HOLD)));
            read += page.records().size();
            added += report.added();
            merged += report.merged();
            rejected += page.rejected();
            page.problems().stream()
                    .limit(MOST_PROBLEMS - (long) problems.size())
                    .forEach(problems::add);
            finished = page.last();
            progress.accept(read);
        }

        private static @Nullable LocalDate day(SourceRecord r) {
            var listings = r.metadata().listings();
            if (!listings.isEmpty())
                return listings.stream()
                        .map(Listing::day)
                        .max(LocalDate::compareTo)
                        .orElseThrow();
            PartialDate published = r.metadata().published();
            return published == null || published.precision() < 3 ? null : published.firstDay();
        }

        Outcome outcome(@Nullable String failure) {
            return new Outcome(source.id(), true, read, added, merged, rejected, problems, failure);
        }
    }

    /// Gives up waiting for answers, from another thread; nothing is asked after it. Pages that are being
    /// kept are kept.
    public void stop() {
        web.stop();
    }

    Library library() {
        return library;
    }

    SourceStore store() {
        return store;
    }
}
