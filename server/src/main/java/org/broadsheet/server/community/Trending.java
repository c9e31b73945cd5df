package org.broadsheet.server.community;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Vote;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is talked about, here and at the sources.
///
/// The heat of a paper is `ln(1 + s + v + c)`. Each part halves every seven days:
///
/// - `s`, at its sources: upvotes + 2 comments + stars / 10, from the day it was listed or published;
/// - `v`, votes here: one a reader, each from when it was given. A vote of an account made just now weighs a fifth, one
///   of an account a week old all of one, in between in proportion. Young accounts' votes in a [VoteBursts.Burst] weigh
///   nothing;
/// - `c`, comments here: 2 a reader, from the first.
///
/// The score is the heat divided by the mean heat of the paper's topic, which is taken as though three more papers of
/// the mean heat of all topics were in it: a small field has its day, and a single vote in an empty one does not lead.
/// Looks back thirteen weeks from the last dated paper.
@Component
public final class Trending {
    private static final int WEEKS = 13;
    private static final double HALF_LIFE_DAYS = 7;
    private static final double NEWCOMER = 0.2;
    private static final double PRIOR = 3;
    private static final double COMMENT = 2;
    private static final int MOST = 5_000;

    private final Library library;
    private final Editions editions;
    private final Judgments judgments;
    private final Comments comments;
    private final VoteBursts bursts;

    public Trending(Library library, Editions editions, Judgments judgments, Comments comments, VoteBursts bursts) {
        this.library = library;
        this.editions = editions;
        this.judgments = judgments;
        this.comments = comments;
        this.bursts = bursts;
    }

    /// A trending paper.
    ///
    /// @param paper  the paper
    /// @param score  higher is more talked about
    /// @param reason the evidence
    public record Entry(Paper paper, double score, String reason) {}

    /// The most talked about, best first; papers nobody counted are left out.
    public List<Entry> top(int k) {
        LocalDate now = library.listingSpan()
                .map(List::getLast)
                .filter(d -> !d.isAfter(editions.today()))
                .orElse(editions.today());
        Map<PaperId, Paper> papers = new LinkedHashMap<>();
        for (Paper p : library.listed(now.minusWeeks(WEEKS), now)) papers.put(p.id(), p);
        for (Paper p : library.published(now.minusWeeks(WEEKS), now, MOST)) papers.putIfAbsent(p.id(), p);
        Here here = here();
        // What readers vote for or talk about trends whenever it was published.
        List<PaperId> older =
                here.parts.keySet().stream().filter(p -> !papers.containsKey(p)).toList();
        for (Paper p : library.papers(older)) papers.put(p.id(), p);
        List<Entry> entries = among(papers.values(), now, here);
        return entries.subList(0, Math.min(k, entries.size()));
    }

    /// The most talked about of some papers on a day, best first; papers nobody counted are left out.
    public List<Entry> among(Collection<Paper> papers, LocalDate now) {
        return among(papers, now, here());
    }

    /// What was said here of a paper: with and without its weight.
    private static final class Said {
        private double weight;
        private int votes;
        private int comments;
    }

    private record Here(Map<PaperId, Said> parts) {}

    private Here here() {
        Instant now = library.clock().instant();
        Instant since = now.minus(Duration.ofDays(7L * WEEKS));
        List<Vote> votes = judgments.votesSince(since);
        Map<PaperId, VoteBursts.Burst> suspicious = bursts.uncleared(VoteBursts.find(votes));
        Map<PaperId, Said> parts = new HashMap<>();
        for (Vote v : votes) {
            Said said = parts.computeIfAbsent(v.paper(), _ -> new Said());
            said.votes++;
            if (!(suspicious.containsKey(v.paper()) && VoteBursts.young(v)))
                said.weight += damping(v.age()) * decay(days(v.at(), now));
        }
        List<Comments.Stamp> stamps = comments.firstSince(since);
        Map<PaperId, PaperId> homes =
                library.homes(stamps.stream().map(Comments.Stamp::paper).toList());
        for (Comments.Stamp s : stamps) {
            Said said = parts.computeIfAbsent(homes.getOrDefault(s.paper(), s.paper()), _ -> new Said());
            said.comments++;
            said.weight += COMMENT * decay(days(s.at(), now));
        }
        return new Here(parts);
    }

    /// What the vote of an account of an age weighs, from 0.2 to 1.
    static double damping(Duration age) {
        return Math.min(1, NEWCOMER + (1 - NEWCOMER) * age.toSeconds() / VoteBursts.YOUNG.toSeconds());
    }

    private static double days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds() / 86_400.0);
    }

    private static double decay(double days) {
        return Math.pow(2, -days / HALF_LIFE_DAYS);
    }

    private List<Entry> among(Collection<Paper> papers, LocalDate now, Here here) {
        record Hot(Paper paper, String topic, double heat) {}
        List<Hot> hot = new ArrayList<>();
        Map<String, double[]> byTopic = new HashMap<>();
        double all = 0;
        for (Paper p : papers) {
            double heat = heat(p, now, here.parts.get(p.id()));
            if (heat <= 0) continue;
            String topic = Topics.of(p.metadata());
            hot.add(new Hot(p, topic, heat));
            double[] sum = byTopic.computeIfAbsent(topic, _ -> new double[2]);
            sum[0] += heat;
            sum[1]++;
            all += heat;
        }
        double mean = hot.isEmpty() ? 1 : all / hot.size();
        List<Entry> entries = new ArrayList<>();
        for (Hot h : hot) {
            double[] sum = byTopic.getOrDefault(h.topic(), new double[] {0, 0});
            double field = (sum[0] + PRIOR * mean) / (sum[1] + PRIOR);
            entries.add(new Entry(
                    h.paper(),
                    h.heat() / field,
                    reason(h.paper(), here.parts.get(h.paper().id()))));
        }
        entries.sort(Comparator.comparingDouble(Entry::score)
                .reversed()
                .thenComparing(e -> e.paper().id()));
        return entries;
    }

    private static double heat(Paper p, LocalDate now, @Nullable Said said) {
        Attention a = p.metadata().attention();
        double source = a.upvotes() + 2.0 * a.comments() + a.stars() / 10.0;
        double decayed =
                source == 0 ? 0 : source * decay((double) Math.max(0, ChronoUnit.DAYS.between(day(p, now), now)));
        return Math.log1p(decayed + (said == null ? 0 : said.weight));
    }

    private static LocalDate day(Paper p, LocalDate now) {
        return p.metadata().listings().stream()
                .map(Listing::day)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> p.metadata().published() == null
                        ? now
                        : p.metadata().published().firstDay());
    }

    private static String reason(Paper p, @Nullable Said said) {
        Attention a = p.metadata().attention();
        int votes = said == null ? 0 : said.votes;
        int comments = said == null ? 0 : said.comments;
        List<String> parts = new ArrayList<>();
        if (votes > 0) parts.add(votes + (votes == 1 ? " vote here" : " votes here"));
        if (comments > 0) parts.add(comments == 1 ? "one reader talks here" : comments + " readers talk here");
        if (a.upvotes() > 0) parts.add(a.upvotes() + " upvotes");
        if (a.comments() > 0) parts.add(a.comments() + " comments");
        if (a.stars() > 0) parts.add(a.stars() + " stars");
        return parts.isEmpty() ? "Talked about." : String.join(", ", parts) + ".";
    }
}
