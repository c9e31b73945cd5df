package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.count;
import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers of Hugging Face's Daily Papers: the list, one item of it, or the flat object of one paper.
///
/// Fields stand in `paper` or at the top level; the first place is asked first. `publishedAt` of the paper is arXiv's
/// date; the day on the list is `submittedOnDailyAt`, and only where that is absent the item's own `publishedAt`.
final class HfDaily extends JsonFormat {
    /// Name of the list in listings.
    static final String LIST = "hf-daily";

    private static final Set<String> OF_A_PAPER_ALONE =
            Set.of("discussionId", "submittedOnDailyAt", "submittedOnDailyBy", "ai_summary", "linkedModels", "upvotes");

    HfDaily() {
        super("hf-daily", Set.of());
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        if (json.has("paper.id") && (json.has("paper.title") || json.has("title"))) return true;
        return json.has("id") && json.has("title") && json.has("summary") && json.hasAny(OF_A_PAPER_ALONE);
    }

    @Override
    @Nullable
    String key(JsonNode item) {
        String inner = text(item.path("paper"), "id");
        return inner != null ? inner : text(item, "id");
    }

    @Override
    Metadata metadata(JsonNode item) {
        boolean wrapped = item.path("paper").isObject();
        JsonNode paper = wrapped ? item.path("paper") : item;
        Metadata.Builder b = Metadata.builder()
                .title(either(paper, item, "title"))
                .abstractText(either(paper, item, "summary"))
                .machineSummary(either(paper, item, "ai_summary"))
                .identifier(Scheme.ARXIV, key(item))
                .identifier(Scheme.HF, key(item))
                .published(day(text(paper, "publishedAt")).orElse(null))
                .submittedBy(login(
                        wrapped ? item.path("submittedBy") : paper.path("submittedOnDailyBy"),
                        paper.path("submittedOnDailyBy")))
                .organization(organization(paper, item))
                .attention(new Attention(
                        Math.max(count(paper, "upvotes"), count(item, "upvotes")),
                        Math.max(count(item, "numComments"), count(paper, "numComments")),
                        0,
                        Math.max(count(paper, "githubStars"), count(item, "githubStars"))));
        JsonNode authors = paper.has("authors") ? paper : item;
        for (JsonNode a : each(authors, "authors")) {
            if (a.isObject() && !a.path("hidden").asBoolean(false)) b.author(text(a, "name"));
            else if (a.isString()) b.author(a.asString());
        }
        JsonNode keywords = paper.has("ai_keywords") ? paper : item;
        for (JsonNode k : each(keywords, "ai_keywords")) if (k.isString()) b.keyword(k.asString());
        b.link(Link.Kind.CODE, either(paper, item, "githubRepo"));
        b.link(Link.Kind.PROJECT, either(paper, item, "projectPage"));
        JsonNode media = paper.has("mediaUrls") ? paper : item;
        for (JsonNode m : each(media, "mediaUrls")) if (m.isString()) b.link(Link.Kind.MEDIA, m.asString());
        b.link(Link.Kind.THUMBNAIL, either(item, paper, "thumbnail"));
        linked(b, paper, "linkedModels", Link.Kind.MODEL, "https://huggingface.co/");
        linked(b, paper, "linkedDatasets", Link.Kind.DATASET, "https://huggingface.co/datasets/");
        String listed = either(paper, item, "submittedOnDailyAt");
        if (listed == null && wrapped) listed = text(item, "publishedAt");
        day(listed).filter(d -> d.precision() == 3).ifPresent(d -> b.listing(new Listing(LIST, d.firstDay(), 0)));
        return b.build();
    }

    private static void linked(Metadata.Builder b, JsonNode paper, String field, Link.Kind kind, String addressBefore) {
        for (JsonNode thing : each(paper, field)) {
            String id = thing.isObject() ? text(thing, "id", "modelId") : thing.isString() ? thing.asString() : null;
            if (id != null && id.matches("[\\w.-]{1,96}(?:/[\\w.-]{1,96})?")) b.link(kind, addressBefore + id);
        }
    }

    private static @Nullable String either(JsonNode first, JsonNode second, String name) {
        String value = text(first, name);
        return value != null ? value : text(second, name);
    }

    private static Optional<PartialDate> day(@Nullable String time) {
        return time == null ? Optional.empty() : PartialDate.parse(time);
    }

    private static @Nullable String login(JsonNode first, JsonNode second) {
        for (JsonNode user : new JsonNode[] {first, second}) {
            if (user.isString()) return user.asString();
            String name = user.isObject() ? text(user, "user", "name", "fullname") : null;
            if (name != null) return name;
        }
        return null;
    }

    private static @Nullable String organization(JsonNode paper, JsonNode item) {
        for (JsonNode from : new JsonNode[] {paper, item}) {
            JsonNode organization = from.path("organization");
            String name = organization.isObject() ? text(organization, "fullname", "name") : text(from, "organization");
            if (name != null) return name;
        }
        return null;
    }
}
