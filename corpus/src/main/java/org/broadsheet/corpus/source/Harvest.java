package org.broadsheet.corpus.source;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// Walks a source from a bookmark to the end of its round, page by page. Every page is handed over with the
/// bookmark that follows it; who keeps both in one transaction can be interrupted anywhere and loses
/// nothing.
public final class Harvest {
    /// Most pages of one round: what goes on for longer goes in circles.
    public static final int MOST_PAGES = 20_000;
    /// Answers to a token or a cursor that is not known any more.
    private static final Set<Integer> FORGOTTEN = Set.of(400, 404, 410, 422);
    /// Most problems kept of a page.
    private static final int MOST_PROBLEMS = 100;

    private final Web web;
    private final Clock clock;

    public Harvest(Web web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    /// A page of a source.
    ///
    /// @param records  good records
    /// @param notices  notices of papers that stand outside their records
    /// @param problems the first hundred places that could not be read
    /// @param rejected how many places could not be read
    /// @param next     where to go on
    /// @param last     whether the round ends with it
    /// @param changed  false where the source said that nothing has changed since the last round
    public record Page(
            List<SourceRecord> records,
            List<NoticeRecord> notices,
            List<Problem> problems,
            long rejected,
            Bookmark next,
            boolean last,
            boolean changed) {
        public Page {
            records = List.copyOf(records);
            notices = List.copyOf(notices);
            problems = List.copyOf(problems);
        }

        /// No page: the round begins again.
        private static Page turnedBack(Bookmark beginning) {
            return new Page(List.of(), List.of(), List.of(), 0, beginning, false, true);
        }
    }

    /// Keeps a page; false ends the walk.
    @FunctionalInterface
    public interface Keeper {
        boolean keep(Page page);
    }

    /// Walks to the end of the round.
    ///
    /// A round that cannot go on where it is (its token died, or leads in circles) begins again from its
    /// first day: records that were kept meanwhile are only read once more.
    ///
    /// @param at     where to begin: [Bookmark#since] at first, later what was kept last
    /// @param keeper given every page as it comes, also what was whole of a page that broke off (with the
    /// bookmark before it, so that it is asked for again)
    /// @throws HarvestFailed        where the source cannot be asked or gives no usable answer
    /// @throws InterruptedException where waiting was interrupted
    public void walk(Source source, Bookmark at, Keeper keeper) throws HarvestFailed, InterruptedException {
        Protocol protocol = Protocol.of(source.kind());
        Bookmark here = at.begin(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Set<String> seen = new HashSet<>();
        boolean restarted = false;
        while (true) {
            if (here.pages() >= MOST_PAGES || !here.token().isEmpty() && !seen.add("token " + here.token()))
                throw inCircles(here, keeper);
            Page page;
            try {
                page = page(protocol, source, here, keeper);
            } catch (TokenDied e) {
                here = here.restart();
                keeper.keep(Page.turnedBack(here));
                if (restarted) throw new HarvestFailed("it forgets where a harvest was: " + e.getMessage());
                restarted = true;
                seen.clear();
                here = here.begin(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                continue;
            }
            // A server may give the same page under ever new names.
            if (!page.last() && !page.records().isEmpty() && !seen.add("page " + fingerprint(page)))
                throw inCircles(here, keeper);
            here = page.next();
            if (!keeper.keep(page) || page.last()) return;
        }
    }

    private static HarvestFailed inCircles(Bookmark here, Keeper keeper) {
        keeper.keep(Page.turnedBack(here.restart()));
        return new HarvestFailed(
                "it leads in circles: page " + (here.pages() + 1) + " of a round is one that was read before");
    }

    /// Names the papers of a page.
    private static String fingerprint(Page page) {
        StringBuilder keys = new StringBuilder();
        for (SourceRecord r : page.records())
            keys.append(r.provenance().key())
                    .append('\n')
                    .append(r.metadata().title())
                    .append('\n');
        // Two different pages of one walk that agree in both would have to be made on purpose.
        return page.records().size() + "/" + keys.length() + "/"
                + keys.toString().hashCode();
    }

    private Page page(Protocol protocol, Source source, Bookmark here, Keeper keeper)
            throws HarvestFailed, InterruptedException, TokenDied {
        boolean conditional = here.pages() == 0 && protocol.conditional();
        Web.Answer answer;
        try {
            answer = web.ask(new Web.Question(
                    protocol.address(source, here),
                    conditional ? here.etag() : "",
                    conditional ? here.lastModified() : "",
                    source.base() != null,
                    source.kind().politeness()));
        } catch (IOException e) {
            throw new HarvestFailed(String.valueOf(e.getMessage()));
        }
        LocalDate next = here.until().minusDays(protocol.overlapDays());
        if (next.isBefore(here.from())) next = here.from();
        if (answer.status() == 304)
            return new Page(
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    here.close(next, here.etag(), here.lastModified()),
                    true,
                    false);
        if (FORGOTTEN.contains(answer.status()) && !here.token().isEmpty())
            throw new TokenDied("status " + answer.status());
        if (answer.status() != 200)
            throw new HarvestFailed("it answered with status " + answer.status(), answer.retryAfter());
        Gathered gathered = new Gathered();
        ReadContext context = new ReadContext(source.id(), clock.instant());
        String token;
        try {
            token = protocol.read(answer.body(), source, here, context, gathered);
        } catch (HarvestFailed e) {
            keepWhole(here, gathered, keeper);
            throw e;
        } catch (TokenDied e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            keepWhole(here, gathered, keeper);
            throw new HarvestFailed("its answer cannot be read: " + e.getMessage());
        }
        boolean last = token.isEmpty();
        if (!last && token.length() > 2_000)
            throw new HarvestFailed("it names a next page of more than 2,000 characters");
        Bookmark after = last ? here.close(next, answer.etag(), answer.lastModified()) : here.turn(token);
        return new Page(gathered.records, gathered.notices, gathered.problems, gathered.rejected, after, last, true);
    }

    /// What was whole of a page that broke off is kept, under the bookmark before it.
    private static void keepWhole(Bookmark here, Gathered gathered, Keeper keeper) {
        if (!gathered.records.isEmpty())
            keeper.keep(new Page(
                    gathered.records, gathered.notices, gathered.problems, gathered.rejected, here, false, true));
    }

    private static final class Gathered implements RecordSink {
        private final List<SourceRecord> records = new ArrayList<>();
        private final List<NoticeRecord> notices = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private long rejected;

        @Override
        public void accept(SourceRecord record, String where) {
            records.add(record);
        }

        @Override
        public void notice(NoticeRecord notice) {
            notices.add(notice);
        }

        @Override
        public void reject(String where, String why) {
            rejected++;
            if (problems.size() < MOST_PROBLEMS) problems.add(new Problem(where, why));
        }
    }
}
