package org.broadsheet.recommendation.edition;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.recommendation.edition.Selection.Item;
import org.broadsheet.recommendation.edition.Selection.Part;
import org.broadsheet.recommendation.edition.Selection.Section;

/// Ranks by how new a paper is, what its sources say of it, and a spread over topics. Knows no reader.
///
/// Points, at most 120: up to 40 for votes and up to 20 for citations (logarithm of the count over the logarithm of the
/// largest count *of the same topic* among the candidates, so that a small field has its day), up to 30 for its place
/// on the source's list, up to 20 for being new (halved every three days before the edition's end), 5 for an abstract
/// and 5 for code. Then greedily: each paper already chosen of a topic takes [#SATURATION] points from the next one of
/// it. Equal points are decided by the papers' ids.
public final class RecencyEditionRanker implements EditionRanker {
    /// Points that each paper of a topic takes from the next one.
    public static final double SATURATION = 6;
    private static final int FRONT = 4;
    private static final int SMALLEST_SECTION = 2;
    /// Points below which a part is not worth a line.
    private static final double NOTHING = 0.05;

    @Override
    public Selection select(EditionRequest request, List<Candidate> candidates) {
        List<Scored> open = score(request, candidates);
        List<Scored> chosen = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        while (chosen.size() < request.size() && !open.isEmpty()) {
            Scored best = null;
            double bestPoints = 0;
            for (Scored s : open) {
                double points = s.points() - SATURATION * taken.getOrDefault(s.topic(), 0);
                if (best == null || points > bestPoints) {
                    best = s;
                    bestPoints = points;
                }
            }
            if (best == null) break;
            open.remove(best);
            int before = taken.merge(best.topic(), 1, Integer::sum) - 1;
            if (before > 0) best.parts().add(new Part(before + " before it on " + best.topic(), -SATURATION * before));
            chosen.add(best);
        }
        return new Selection(
                sections(request, chosen),
                open.stream().map(s -> s.candidate().paper().id()).toList());
    }

    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::points).reversed().thenComparing(Scored::id);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final Comparator<Scored> BEST_LISTING = Comparator.comparingDouble(Scored::points)
            .reversed()
            .thenComparing(s -> s.candidate().day())
            .thenComparing(s -> String.valueOf(s.candidate().list()))
            .thenComparingInt(s -> s.candidate().position());

    private record Scored(Candidate candidate, String topic, List<Part> parts, String reason) {
        double points() {
            return parts.stream().mapToDouble(Part::points).sum();
        }

        PaperId id() {
            return candidate.paper().id();
        }

        Item item() {
            return new Item(id(), reason, points(), parts);
        }
    }

    private static List<Scored> score(EditionRequest request, List<Candidate> candidates) {
        Map<String, Integer> mostVotes = new HashMap<>();
        Map<String, Integer> mostCitations = new HashMap<>();
        Map<String, Integer> longest = new HashMap<>();
        Map<PaperId, String> topics = new HashMap<>();
        for (Candidate c : candidates) {
            String topic = Topics.of(c.paper().metadata());
            topics.put(c.paper().id(), topic);
            mostVotes.merge(topic, c.paper().metadata().attention().upvotes(), Math::max);
            mostCitations.merge(topic, c.paper().metadata().attention().citations(), Math::max);
            longest.merge(c.list() + "/" + c.day(), c.position(), Math::max);
        }
        Map<PaperId, Scored> scored = new HashMap<>();
        for (Candidate c : candidates) {
            String topic = topics.getOrDefault(c.paper().id(), Topics.OTHER);
            List<Part> parts = new ArrayList<>();
            Attention a = c.paper().metadata().attention();
            int most = mostVotes.getOrDefault(topic, 0);
            if (a.upvotes() > 0)
                parts.add(new Part(
                        counted(a.upvotes(), "upvote") + ", most in " + topic + " " + most,
                        40 * Math.log1p(a.upvotes()) / Math.log1p(most)));
            int cited = mostCitations.getOrDefault(topic, 0);
            if (a.citations() > 0)
                parts.add(new Part(
                        counted(a.citations(), "citation") + ", most in " + topic + " " + cited,
                        20 * Math.log1p(a.citations()) / Math.log1p(cited)));
            int places = longest.getOrDefault(c.list() + "/" + c.day(), 0);
            if (c.position() > 0)
                parts.add(new Part(
                        "place " + c.position() + " of " + places + " on its list",
                        30.0 * (places - c.position() + 1) / places));
            long age = Math.max(0, ChronoUnit.DAYS.between(c.day(), request.to()));
            double fresh = 20 * Math.pow(2, -age / 3.0);
            if (fresh >= NOTHING)
                parts.add(new Part(age == 0 ? "new" : counted(age, "day") + " before the edition’s end", fresh));
            if (!c.paper().metadata().abstractText().isEmpty()) parts.add(new Part("has an abstract", 5));
            if (c.paper().metadata().link(Link.Kind.CODE).isPresent()) parts.add(new Part("has code", 5));
            Scored s = new Scored(c, topic, parts, reason(request, c, topic));
            // A paper on several lists stands once, with the list that speaks best for it.
            scored.merge(c.paper().id(), s, (x, y) -> BEST_LISTING.compare(x, y) <= 0 ? x : y);
        }
        List<Scored> ordered = new ArrayList<>(scored.values());
        ordered.sort(BEST_FIRST);
        return ordered;
    }

    private static String counted(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /// The strongest evidence in words.
    private static String reason(EditionRequest request, Candidate c, String topic) {
        Attention a = c.paper().metadata().attention();
        String about = topic.equals(Topics.OTHER) ? "" : " on " + lower(topic);
        boolean dated = !c.day().isBefore(request.from()) && !c.day().isAfter(request.to());
        String reason;
        if (c.list() != null) {
            String list = listName(c.list());
            if (a.upvotes() > 0) reason = counted(a.upvotes(), "upvote") + " at " + list + ".";
            else if (c.position() > 0 && c.position() <= 3)
                reason = ordinal(c.position()) + " on the list of " + list + " that day.";
            else reason = "Listed by " + list + about + ".";
        } else if (dated) {
            PartialDate published = c.paper().metadata().published();
            boolean known = published != null && published.precision() == 3;
            reason = (known ? "Published " : "Came in ") + DAY.format(c.day())
                    + (topic.equals(Topics.OTHER) ? "" : ": " + lower(topic)) + ".";
        } else if (a.citations() > 0) {
            reason = "From your library" + about + ", cited " + counted(a.citations(), "time") + ".";
        } else {
            reason = "From your library" + about + ".";
        }
        return reason.length() <= Item.MAX_REASON ? reason : reason.substring(0, Item.MAX_REASON - 1) + "…";
    }

    private static String lower(String topic) {
        return Character.toLowerCase(topic.charAt(0)) + topic.substring(1);
    }

    private static String listName(String list) {
        return switch (list) {
            case "hf-daily" -> "Daily Papers";
            default ->
                list.startsWith("arxiv:")
                        ? "arXiv " + list.substring(6)
                        : list.length() > 40 ? list.substring(0, 40) : list;
        };
    }

    private static String ordinal(int place) {
        return switch (place) {
            case 1 -> "First";
            case 2 -> "Second";
            default -> "Third";
        };
    }

    /// The best few of different topics in front, then a section a topic; topics with a single paper share one.
    private static List<Section> sections(EditionRequest request, List<Scored> chosen) {
        if (chosen.isEmpty()) return List.of();
        List<Scored> front = new ArrayList<>(chosen.subList(0, Math.min(FRONT, chosen.size())));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Front page", front.stream().map(Scored::item).toList()));
        Map<String, List<Scored>> byTopic = new LinkedHashMap<>();
        for (Scored s : chosen.subList(front.size(), chosen.size()))
            byTopic.computeIfAbsent(s.topic(), _ -> new ArrayList<>()).add(s);
        List<Scored> single = new ArrayList<>();
        byTopic.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, List<Scored>> e) -> -e.getValue().size()))
                .forEach(e -> {
                    if (e.getValue().size() >= SMALLEST_SECTION && !e.getKey().equals(Topics.OTHER))
                        sections.add(new Section(
                                e.getKey(),
                                e.getValue().stream().map(Scored::item).toList()));
                    else single.addAll(e.getValue());
                });
        if (!single.isEmpty())
            sections.add(new Section(
                    request.from().equals(request.to()) ? "Also today" : "Also",
                    single.stream().map(Scored::item).toList()));
        return sections;
    }
}
