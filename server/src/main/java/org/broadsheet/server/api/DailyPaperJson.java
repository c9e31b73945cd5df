package org.broadsheet.server.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.api.HouseAdditions.Addition;
import org.broadsheet.server.edition.Period;
import org.jspecify.annotations.Nullable;

/// A paper in the shape of Daily Papers. Shared fields stand both at the top and in `paper`, since its
/// readers look in both; ours (`broadsheetId`, `reason`, `score`) are additions.
final class DailyPaperJson {
    private DailyPaperJson() {}

    /// An item of a list.
    ///
    /// @param added what readers of this house add to it
    /// @param span  what the list covers: of several days that listed the paper, the first within it is
    /// told
    static Map<String, @Nullable Object> item(
            Paper paper, Addition added, Period.@Nullable Span span, @Nullable String reason, @Nullable Double score) {
        Metadata m = paper.metadata();
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        LocalDate listed = listed(m, span);
        item.put("paper", flat(paper, added, listed));
        item.put("publishedAt", listed != null ? instant(listed) : published(m));
        // Where the paper's own date is not known, the client takes the one above for it and looks here for
        // the list's.
        if (listed != null) item.put("submittedOnDailyAt", instant(listed));
        item.put("title", paper.headline());
        item.put("summary", summary(m));
        item.put("thumbnail", m.link(Link.Kind.THUMBNAIL).map(Link::address).orElse(null));
        item.put("numComments", m.attention().comments() + added.comments());
        item.put("submittedBy", user(m.submittedBy()));
        item.put("organization", organization(m));
        item.put("isAuthorParticipating", added.author());
        item.put("source", paper.provenance().getFirst().source());
        shared(paper, added, item);
        if (reason != null) item.put("reason", reason);
        if (score != null) item.put("score", score);
        return item;
    }

    /// The flat object of one paper.
    static Map<String, @Nullable Object> flat(Paper paper, Addition added) {
        return flat(paper, added, listed(paper.metadata(), null));
    }

    private static Map<String, @Nullable Object> flat(Paper paper, Addition added, @Nullable LocalDate listed) {
        Metadata m = paper.metadata();
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        flat.put("id", paper.slug());
        List<Map<String, @Nullable Object>> authors = new ArrayList<>();
        for (int i = 0; i < m.authors().size(); i++) {
            Author a = m.authors().get(i);
            Map<String, @Nullable Object> author = new LinkedHashMap<>();
            author.put("_id", authorId(paper, i));
            author.put("name", a.name());
            author.put("hidden", false);
            int place = i;
            added.authors().stream()
                    .filter(c -> c.author() == place)
                    .findFirst()
                    .ifPresent(c -> {
                        author.put("status", "claimed_verified");
                        author.put("statusLastChangedAt", c.at().toString());
                        author.put("user", user(c.readerName()));
                    });
            authors.add(author);
        }
        flat.put("authors", authors);
        flat.put("publishedAt", published(m));
        if (listed != null) {
            flat.put("submittedOnDailyAt", instant(listed));
            if (m.submittedBy() != null) flat.put("submittedOnDailyBy", user(m.submittedBy()));
        }
        flat.put("title", paper.headline());
        flat.put("summary", summary(m));
        flat.put("upvotes", m.attention().upvotes() + added.upvotes());
        flat.put("discussionId", paper.id().value());
        shared(paper, added, flat);
        flat.put(
                "mediaUrls",
                m.links().stream()
                        .filter(l -> l.kind() == Link.Kind.MEDIA)
                        .map(Link::address)
                        .toList());
        flat.put("organization", organization(m));
        return flat;
    }

    /// The answer for one paper: the flat object and what is linked to it.
    static Map<String, @Nullable Object> info(Paper paper, Addition added) {
        Map<String, @Nullable Object> info = flat(paper, added);
        List<Map<String, @Nullable Object>> models = linked(paper, added, Link.Kind.MODEL);
        info.put("linkedModels", models);
        info.put("numTotalModels", models.size());
        List<Map<String, @Nullable Object>> datasets = linked(paper, added, Link.Kind.DATASET);
        info.put("linkedDatasets", datasets);
        info.put("numTotalDatasets", datasets.size());
        info.put("linkedSpaces", List.of());
        info.put("numTotalSpaces", 0);
        return info;
    }

    /// The id of an author's place in a paper's list.
    private static String authorId(Paper paper, int place) {
        return paper.id().value() + "-" + place;
    }

    /// The place that such an id names.
    ///
    /// @throws IllegalArgumentException where it names none of this paper's authors
    static int place(Paper paper, String authorId) {
        for (int i = 0; i < paper.metadata().authors().size(); i++)
            if (authorId(paper, i).equals(authorId)) return i;
        throw new IllegalArgumentException("'" + authorId + "' is no `_id` of an author of " + paper.slug());
    }

    /// What a paper links to, named by its address below the host.
    static List<Map<String, @Nullable Object>> linked(Paper paper, Addition added, Link.Kind kind) {
        List<Map<String, @Nullable Object>> linked = new ArrayList<>();
        for (Link l : added.all(paper, kind)) {
            Map<String, @Nullable Object> thing = new LinkedHashMap<>();
            thing.put("id", l.address().replaceFirst("^https?://[^/]+/(?:datasets/|models/|spaces/)?", ""));
            thing.put("url", l.address());
            linked.add(thing);
        }
        return linked;
    }

    private static void shared(Paper paper, Addition added, Map<String, @Nullable Object> into) {
        Metadata m = paper.metadata();
        if (!m.machineSummary().isEmpty()) into.put("ai_summary", m.machineSummary());
        into.put("ai_keywords", m.keywords());
        added.link(paper, Link.Kind.CODE).ifPresent(l -> into.put("githubRepo", l.address()));
        if (m.attention().stars() > 0) into.put("githubStars", m.attention().stars());
        added.link(paper, Link.Kind.PROJECT).ifPresent(l -> into.put("projectPage", l.address()));
        into.put("upvotes", m.attention().upvotes() + added.upvotes());
        into.put("broadsheetId", paper.id().value());
    }

    private static String summary(Metadata m) {
        return m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
    }

    private static @Nullable Map<String, Object> user(@Nullable String login) {
        if (login == null) return null;
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("user", login);
        user.put("fullname", login);
        user.put("avatarUrl", "");
        return user;
    }

    private static @Nullable Map<String, Object> organization(Metadata m) {
        String name = m.organization();
        if (name == null) return null;
        Map<String, Object> organization = new LinkedHashMap<>();
        organization.put("name", name);
        organization.put("fullname", name);
        organization.put("avatar", "");
        return organization;
    }

    /// The first day on a list within the span, else the last on any.
    private static @Nullable LocalDate listed(Metadata m, Period.@Nullable Span span) {
        return m.listings().stream()
                .map(Listing::day)
                .filter(day -> span != null && span.holds(day))
                .min(Comparator.naturalOrder())
                .or(() -> m.listings().stream().map(Listing::day).max(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static @Nullable String published(Metadata m) {
        return m.published() == null ? null : instant(m.published().firstDay());
    }

    private static String instant(LocalDate day) {
        return day + "T00:00:00.000Z";
    }
}
