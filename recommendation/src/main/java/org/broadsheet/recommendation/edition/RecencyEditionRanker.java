package org.broadsheet.recommendation.edition;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection.Item;
import org.broadsheet.recommendation.edition.Selection.Part;
import org.broadsheet.recommendation.edition.Selection.Section;

/// Ranks by how new a paper is, what its sources say of it, and a spread over topics. Knows no reader.
///
/// Points, at most about 100: up to 40 for votes (logarithm of votes over the logarithm of the most voted paper *of the
/// same topic*, so that a small
/// field has its day), up to 30 for its place on the source's list, up to 20 for being new (halved every three days
/// before the edition's end), up to 10
/// for an abstract and code. Then greedily: each paper already chosen of a topic takes [#SATURATION] points from the
/// next one of it.
public final class RecencyEditionRanker implements EditionRanker {
    /// Points that each paper of a topic takes from the next one.
    public static final double SATURATION = 6;
    private static final int FRONT = 4;
    private static final int SMALLEST_SECTION = 2;

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
                sections(chosen),
                open.stream().map(s -> s.candidate().paper().id()).toList());
    }

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
        Map<String, Integer> longest = new HashMap<>();
        Map<PaperId, String> topics = new HashMap<>();
        for (Candidate c : candidates) {
            String topic = Topics.of(c.paper().metadata());
            topics.put(c.paper().id(), topic);
            mostVotes.merge(topic, c.paper().metadata().attention().upvotes(), Math::max);
            longest.merge(c.list() + "/" + c.day(), c.position(), Math::max);
        }
        List<Scored> scored = new ArrayList<>();
        for (Candidate c : candidates) {
            String topic = topics.getOrDefault(c.paper().id(), Topics.OTHER);
            List<Part> parts = new ArrayList<>();
            Attention a = c.paper().metadata().attention();
            int most = mostVotes.getOrDefault(topic, 0);
            if (a.upvotes() > 0)
                parts.add(new Part(
                        a.upvotes() + " upvotes, most in " + topic + " " + most,
                        40 * Math.log1p(a.upvotes()) / Math.log1p(most)));
            int places = longest.getOrDefault(c.list() + "/" + c.day(), 0);
            if (c.position() > 0)
                parts.add(new Part(
                        "place " + c.position() + " of " + places + " on its list",
                        30.0 * (places - c.position() + 1) / places));
            long age = Math.max(0, ChronoUnit.DAYS.between(c.day(), request.to()));
            parts.add(new Part(age == 0 ? "new" : age + " days before the edition", 20 * Math.pow(2, -age / 3.0)));
            if (!c.paper().metadata().abstractText().isEmpty()) parts.add(new Part("has an abstract", 5));
            if (c.paper().metadata().link(Link.Kind.CODE).isPresent()) parts.add(new Part("has code", 5));
            scored.add(new Scored(c, topic, parts, reason(c, topic)));
        }
        scored.sort(Comparator.comparingDouble(Scored::points).reversed().thenComparing(Scored::id));
        return scored;
    }

    /// The strongest evidence in words.
    private static String reason(Candidate c, String topic) {
        Attention a = c.paper().metadata().attention();
        String about = topic.equals(Topics.OTHER) ? "" : " on " + lower(topic);
        String list = c.list() == null ? "" : listName(c.list());
        String reason;
        if (a.upvotes() > 0 && c.list() != null) reason = a.upvotes() + " upvotes at " + list + ".";
        else if (c.position() > 0 && c.position() <= 3)
            reason = ordinal(c.position()) + " on the list of " + list + " that day.";
        else if (c.list() != null) reason = "Listed by " + list + about + ".";
        else if (a.citations() > 0) reason = "Cited " + a.citations() + " times" + about + ".";
        else if (c.paper().metadata().published() != null
                && c.paper().metadata().published().precision() == 3) reason = "Published " + c.day() + about + ".";
        else reason = "From your library" + about + ".";
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
    private static List<Section> sections(List<Scored> chosen) {
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
            sections.add(
                    new Section("Also today", single.stream().map(Scored::item).toList()));
        return sections;
    }
}
