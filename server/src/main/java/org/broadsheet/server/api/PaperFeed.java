package org.broadsheet.server.api;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Papers as a feed, in Atom (RFC 4287) or JSON Feed 1.1. Entries keep their ids for ever, whatever address
/// the server
/// has.
///
/// @param id      names the feed for ever
/// @param page    path of the page with the same papers
/// @param updated when there was last something new, where that is later than any of its papers
/// @param reasons why a paper is there
/// @param votes   upvotes of this house, which come to those of the sources
/// @param actions what the feed's reader can do with a paper from there; none in feeds that are everybody's
record PaperFeed(
        String title,
        String id,
        String page,
        Instant updated,
        List<Paper> papers,
        Map<PaperId, String> reasons,
        Map<PaperId, Integer> votes,
        Map<PaperId, List<PaperFeed.Action>> actions) {
    /// A link that does something with a paper.
    ///
    /// @param path where it leads in the house
    record Action(String label, String path) {}

    static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml; charset=utf-8");
    static final MediaType JSON = MediaType.parseMediaType("application/feed+json; charset=utf-8");

    /// What Atom has no element for.
    private static final Namespace OURS = Namespace.getNamespace("broadsheet", "urn:broadsheet:feed");

    private static final int MOST_AUTHORS = 50;

    private Instant lately() {
        return papers.stream()
                .map(PaperFeed::updated)
                .max(Comparator.naturalOrder())
                .filter(t -> t.isAfter(updated))
                .orElse(updated);
    }

    private int upvotes(Paper paper) {
        return paper.metadata().attention().upvotes() + votes.getOrDefault(paper.id(), 0);
    }

    private static String body(Metadata m) {
        return m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
    }

    private static Instant updated(Paper paper) {
        return paper.provenance().stream()
                .map(Provenance::seen)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    // ---- Atom
    // ---------------------------------------------------------------------------------------------------

    /// @param base where the server is
    /// @param self the feed's own address
    String atom(String base, String self) {
        Feed feed = new Feed("atom_1.0");
        feed.setId(id);
        feed.setTitle(legal(title));
        feed.setUpdated(Date.from(lately()));
        feed.setAlternateLinks(List.of(link("alternate", base + page, "text/html")));
        feed.setOtherLinks(List.of(link("self", self, "application/atom+xml")));
        Person house = new Person();
        house.setName("Broadsheet");
        feed.setAuthors(List.of(house));
        List<Entry> entries = new ArrayList<>();
        for (Paper paper : papers) entries.add(entry(paper, reasons.get(paper.id()), base));
        feed.setEntries(entries);
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("the feed could not be written", e);
        }
    }

    private static Link link(String relation, String address, String type) {
        Link link = new Link();
        link.setRel(relation);
        link.setHref(address);
        link.setType(type);
        return link;
    }

    private Entry entry(Paper paper, @Nullable String reason, String base) {
        Metadata m = paper.metadata();
        Entry entry = new Entry();
        entry.setId("urn:broadsheet:paper:" + paper.id());
        entry.setTitle(legal(paper.headline()));
        entry.setAlternateLinks(List.of(link("alternate", base + "/papers/" + paper.slug(), "text/html")));
        entry.setUpdated(Date.from(updated(paper)));
        if (m.published() != null)
            entry.setPublished(Date.from(m.published().firstDay().atStartOfDay().toInstant(ZoneOffset.UTC)));
        entry.setAuthors(m.authors().stream()
                .limit(MOST_AUTHORS)
                .map(a -> {
                    Person person = new Person();
                    person.setName(legal(a.name()));
                    return (com.rometools.rome.feed.synd.SyndPerson) person;
                })
                .toList());
        entry.setCategories(m.categories().stream()
                .map(c -> {
                    Category category = new Category();
                    category.setTerm(legal(c));
                    return category;
                })
                .toList());
        String body = body(m);
        Content summary = new Content();
        summary.setType("text");
        summary.setValue(legal(reason == null ? body : reason + "\n\n" + body));
        entry.setSummary(summary);
        if (actions.containsKey(paper.id())) {
            Content content = new Content();
            content.setType("html");
            content.setValue(legal(html(paper, base)));
            entry.setContents(List.of(content));
        }
        Element upvotes = new Element("upvotes", OURS);
        upvotes.setText(Integer.toString(upvotes(paper)));
        entry.setForeignMarkup(List.of(upvotes));
        return entry;
    }

    /// Why the paper is there, what it says, and what can be done with it.
    private String html(Paper paper, String base) {
        StringBuilder html = new StringBuilder();
        String reason = reasons.get(paper.id());
        if (reason != null) html.append("<p>").append(escaped(reason)).append("</p>");
        String body = body(paper.metadata());
        if (!body.isEmpty()) html.append("<p>").append(escaped(body)).append("</p>");
        return html.append("<p>")
                .append(actions.getOrDefault(paper.id(), List.of()).stream()
                        .map(a -> "<a href=\"" + escaped(base + a.path()) + "\">" + escaped(a.label()) + "</a>")
                        .collect(Collectors.joining(" · ")))
                .append("</p>")
                .toString();
    }

    /// A text in XML or HTML, also as the value of an attribute.
    static String escaped(String text) {
        return legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", " ");
    }

    /// XML knows fewer characters than Unicode.
    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    // ---- JSON Feed
    // ----------------------------------------------------------------------------------------------

    /// @param base where the server is
    /// @param self the feed's own address
    String json(String base, String self) {
        ObjectNode feed = JsonMapper.shared()
                .createObjectNode()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", title)
                .put("home_page_url", base + page)
                .put("feed_url", self);
        feed.putArray("authors").addObject().put("name", "Broadsheet");
        ArrayNode items = feed.putArray("items");
        for (Paper paper : papers) {
            Metadata m = paper.metadata();
            String reason = reasons.get(paper.id());
            ObjectNode item = items.addObject()
                    .put("id", "urn:broadsheet:paper:" + paper.id())
                    .put("url", base + "/papers/" + paper.slug())
                    .put("title", paper.headline())
                    .put("content_text", body(m).isEmpty() ? paper.headline() : body(m));
            if (actions.containsKey(paper.id())) item.put("content_html", html(paper, base));
            if (reason != null) item.put("summary", reason);
            if (m.published() != null)
                item.put(
                        "date_published",
                        m.published()
                                .firstDay()
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)
                                .toString());
            item.put("date_modified", updated(paper).toString());
            ArrayNode authors = item.putArray("authors");
            m.authors().stream()
                    .limit(MOST_AUTHORS)
                    .forEach(a -> authors.addObject().put("name", a.name()));
            ArrayNode tags = item.putArray("tags");
            m.categories().forEach(tags::add);
            item.putObject("_broadsheet")
                    .put("about", "upvotes of the sources and of this house")
                    .put("upvotes", upvotes(paper));
        }
        return feed.toString();
    }
}
