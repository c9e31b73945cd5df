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
import org.broadsheet.server.edition.Period;
import org.jspecify.annotations.Nullable;

/// A paper in the shape of Daily Papers. Shared fields stand both at the top and in `paper`, since its
/// readers look in both; ours (`broadsheetId`, `reason`, `score`) are additions.
final class DailyPaperJson {
    private DailyPaperJson() {}

    /// An item of a list.
    ///
    /// @param span what the list covers: of several days that listed the paper, the first within it is told
    static Map<String, @Nullable Object> item(
            Paper paper, Period.@Nullable Span span, @Nullable String reason, @Nullable Double score) {
        Metadata m = paper.metadata();
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        LocalDate listed = listed(m, span);
        item.put("paper", flat(paper, listed));
        item.put("publishedAt", listed != null ? instant(listed) : published(m));
        // Where the paper's own date is not known, the client takes the one above for it and looks here for
        // the list's.
        if (listed != null) item.put("submittedOnDailyAt", instant(listed));
        item.put("title", paper.headline());
        item.put("summary", summary(m));
        item.put("thumbnail", m.link(Link.Kind.THUMBNAIL).map(Link::address).orElse(null));
        item.put("numComments", m.attention().comments());
        item.put("submittedBy", user(m.submittedBy()));
        item.put("organization", organization(m));
        item.put("isAuthorParticipating", false);
        item.put("source", paper.provenance().getFirst().source());
        shared(paper, item);
        if (reason != null) item.put("reason", reason);
        if (score != null) item.put("score", score);
        return item;
    }

    /// The flat object of one paper.
    static Map<String, @Nullable Object> flat(Paper paper) {
        return flat(paper, listed(paper.metadata(), null));
    }

    private static Map<String, @Nullable Object> flat(Paper paper, @Nullable LocalDate listed) {
        Metadata m = paper.metadata();
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        flat.put("id", paper.slug());
        List<Map<String, @Nullable Object>> authors = new ArrayList<>();
        for (int i = 0; i < m.authors().size(); i++) {
            Author a = m.authors().get(i);
            Map<String, @Nullable Object> author = new LinkedHashMap<>();
            author.put("_id", paper.id().value() + "-" + i);
            author.put("name", a.name());
            author.put("hidden", false);
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
        flat.put("upvotes", m.attention().upvotes());
        flat.put("discussionId", paper.id().value());
        shared(paper, flat);
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
    static Map<String, @Nullable Object> info(Paper paper) {
        Map<String, @Nullable Object> info = flat(paper);
        List<Map<String, @Nullable Object>> models = linked(paper, Link.Kind.MODEL);
        info.put("linkedModels", models);
        info.put("numTotalModels", models.size());
        List<Map<String, @Nullable Object>> datasets = linked(paper, Link.Kind.DATASET);
        info.put("linkedDatasets", datasets);
        info.put("numTotalDatasets", datasets.size());
        info.put("linkedSpaces", List.of());
        info.put("numTotalSpaces", 0);
        return info;
    }

    /// What a paper links to, named by its address below the host.
    static List<Map<String, @Nullable Object>> linked(Paper paper, Link.Kind kind) {
        List<Map<String, @Nullable Object>> linked = new ArrayList<>();
        for (Link l : paper.metadata().links()) {
            if (l.kind() != kind) continue;
            Map<String, @Nullable Object> thing = new LinkedHashMap<>();
            thing.put("id", l.address().replaceFirst("^https?://[^/]+/(?:datasets/|models/|spaces/)?", ""));
            thing.put("url", l.address());
            linked.add(thing);
        }
        return linked;
    }

    private static void shared(Paper paper, Map<String, @Nullable Object> into) {
        Metadata m = paper.metadata();
        if (!m.machineSummary().isEmpty()) into.put("ai_summary", m.machineSummary());
        into.put("ai_keywords", m.keywords());
        m.link(Link.Kind.CODE).ifPresent(l -> into.put("githubRepo", l.address()));
        if (m.attention().stars() > 0) into.put("githubStars", m.attention().stars());
        m.link(Link.Kind.PROJECT).ifPresent(l -> into.put("projectPage", l.address()));
        into.put("upvotes", m.attention().upvotes());
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
