package org.broadsheet.server.edition;

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
import org.broadsheet.server.library.Library;
import org.springframework.stereotype.Component;

/// What is talked about: `ln(1 + upvotes + 2 comments + stars / 10)`, divided by its mean over the papers of the same
/// topic, halved for every week since
/// the paper was listed or published. Looks back thirteen weeks from the last dated paper.
@Component
public final class Trending {
    private static final int WEEKS = 13;
    private static final double HALF_LIFE_DAYS = 7;
    private static final int MOST = 5_000;

    private final Library library;
    private final Editions editions;

    public Trending(Library library, Editions editions) {
        this.library = library;
        this.editions = editions;
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
        List<Entry> entries = among(papers.values(), now);
        return entries.subList(0, Math.min(k, entries.size()));
    }

    /// The most talked about of some papers on a day, best first; papers nobody counted are left out.
    public List<Entry> among(Collection<Paper> papers, LocalDate now) {
        Map<String, double[]> byTopic = new HashMap<>();
        List<Paper> counted =
                papers.stream().filter(p -> heat(p.metadata().attention()) > 0).toList();
        for (Paper p : counted) {
            double[] sum = byTopic.computeIfAbsent(Topics.of(p.metadata()), _ -> new double[2]);
            sum[0] += heat(p.metadata().attention());
            sum[1]++;
        }
        List<Entry> entries = new ArrayList<>();
        for (Paper p : counted) {
            double[] sum = byTopic.getOrDefault(Topics.of(p.metadata()), new double[] {1, 1});
            LocalDate day = p.metadata().listings().stream()
                    .map(Listing::day)
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> p.metadata().published() == null
                            ? now
                            : p.metadata().published().firstDay());
            double age = Math.max(0, ChronoUnit.DAYS.between(day, now));
            double score = heat(p.metadata().attention()) / (sum[0] / sum[1]) * Math.pow(2, -age / HALF_LIFE_DAYS);
            entries.add(new Entry(p, score, reason(p)));
        }
        entries.sort(Comparator.comparingDouble(Entry::score)
                .reversed()
                .thenComparing(e -> e.paper().id()));
        return entries;
    }

    private static double heat(Attention a) {
        return Math.log1p(a.upvotes() + 2.0 * a.comments() + a.stars() / 10.0);
    }

    private static String reason(Paper p) {
        Attention a = p.metadata().attention();
        List<String> parts = new ArrayList<>();
        if (a.upvotes() > 0) parts.add(a.upvotes() + " upvotes");
        if (a.comments() > 0) parts.add(a.comments() + " comments");
        if (a.stars() > 0) parts.add(a.stars() + " stars");
        return String.join(", ", parts) + ".";
    }
}
