package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.count;
import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Metadata as one JSON object: the neutral form in which files and the store keep papers. Holds every
/// field, so
/// reading back gives the same
/// metadata. Reads more than it writes: other common names of a field, authors as text, bare `doi` and
/// `arxiv`.
public final class NeutralJson {
    private NeutralJson() {}

    /// One line, without its end.
    public static String toLine(Metadata m) {
        return JsonRecords.JSON.writeValueAsString(toNode(m));
    }

    /// Reads what [#toLine] wrote, or any object with the neutral fields.
    ///
    /// @throws IllegalArgumentException where it is no JSON object or has neither title nor abstract
    public static Metadata parse(String line) {
        try {
            return read(JsonRecords.JSON.readTree(line));
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode toNode(Metadata m) {
        ObjectNode o = JsonRecords.JSON.createObjectNode();
        o.put("title", m.title());
        if (!m.abstractText().isEmpty()) o.put("abstract", paragraphs(m.abstractText()));
        if (!m.machineSummary().isEmpty()) o.put("machine_summary", paragraphs(m.machineSummary()));
        if (!m.authors().isEmpty()) {
            ArrayNode authors = o.putArray("authors");
            for (Author a : m.authors()) {
                if (a.equals(Author.named(a.name())) && a.name().indexOf(',') < 0) authors.add(a.name());
                else {
                    ObjectNode n = authors.addObject().put("name", a.name());
                    put(n, "family", a.family());
                    put(n, "given", a.given());
                    put(n, "orcid", a.orcid());
                    put(n, "affiliation", a.affiliation());
                }
            }
        }
        if (!m.identifiers().isEmpty()) {
            ObjectNode ids = o.putObject("identifiers");
            for (Identifier i : m.identifiers()) {
                JsonNode before = ids.get(i.scheme().key());
                if (before == null) ids.put(i.scheme().key(), i.printed());
                else if (before instanceof ArrayNode several) several.add(i.printed());
                else ids.putArray(i.scheme().key()).add(before.asString()).add(i.printed());
            }
        }
        if (m.published() != null) o.put("published", m.published().toString());
        if (m.updated() != null) o.put("updated", m.updated().toString());
        strings(o, "categories", m.categories());
        strings(o, "keywords", m.keywords());
        Publication p = m.publication();
        put(o, "venue", p.venue());
        put(o, "type", p.type());
        put(o, "volume", p.volume());
        put(o, "issue", p.issue());
        put(o, "pages", p.pages());
        put(o, "publisher", p.publisher());
        if (!m.links().isEmpty()) {
            ArrayNode links = o.putArray("links");
            for (Link l : m.links())
                links.addObject().put("kind", l.kind().key()).put("address", l.address());
        }
        put(o, "licence", m.licence());
        put(o, "language", m.language());
        put(o, "comment", m.comment());
        put(o, "submitted_by", m.submittedBy());
        put(o, "organization", m.organization());
        Attention a = m.attention();
        if (!a.equals(Attention.NONE))
            o.putObject("attention")
                    .put("upvotes", a.upvotes())
                    .put("comments", a.comments())
                    .put("citations", a.citations())
                    .put("stars", a.stars());
        if (!m.listings().isEmpty()) {
            ArrayNode listings = o.putArray("listings");
            for (Listing l : m.listings())
                listings.addObject()
                        .put("list", l.list())
                        .put("day", l.day().toString())
                        .put("position", l.position());
        }
        if (!m.notices().isEmpty()) {
            ArrayNode notices = o.putArray("notices");
            for (Notice n : m.notices()) notices.add(toNode(n));
        }
        return o;
    }

    /// A notice as one line of JSON.
    public static String toLine(Notice n) {
        return JsonRecords.JSON.writeValueAsString(toNode(n));
    }

    /// Reads what [#toLine(Notice)] wrote.
    ///
    /// @throws IllegalArgumentException where it is no notice
    public static Notice parseNotice(String line) {
        try {
            return notice(JsonRecords.JSON.readTree(line))
                    .orElseThrow(() -> new IllegalArgumentException("a notice has a kind that is known"));
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode toNode(Notice n) {
        ObjectNode o = JsonRecords.JSON.createObjectNode().put("kind", n.kind().key());
        if (n.date() != null) o.put("date", n.date().toString());
        if (n.by() != null) o.put("by", n.by().toString());
        if (!n.text().isEmpty()) o.put("text", n.text());
        return o;
    }

    private static Optional<Notice> notice(JsonNode o) {
        String by = text(o, "by");
        return Notice.Kind.ofKey(String.valueOf(text(o, "kind")))
                .map(kind -> Notice.of(
                        kind,
                        date(o, "date"),
                        by == null ? null : Identifier.ofText(by).orElse(null),
                        text(o, "text")));
    }

    /// With an empty line between paragraphs: a single line's end is a space to whoever reads it.
    private static String paragraphs(String text) {
        return text.replace("\n", "\n\n");
    }

    private static void put(ObjectNode o, String name, @Nullable String value) {
        if (value != null) o.put(name, value);
    }

    private static void strings(ObjectNode o, String name, List<String> values) {
        if (values.isEmpty()) return;
        ArrayNode array = o.putArray(name);
        values.forEach(array::add);
    }

    /// Reads an object with the neutral fields.
    ///
    /// @throws IllegalArgumentException where it has neither title nor abstract
    static Metadata read(JsonNode o) {
        if (!o.isObject()) throw new IllegalArgumentException("a record is a JSON object");
        Metadata.Builder b = Metadata.builder()
                .title(text(o, "title"))
                .abstractText(text(o, "abstract", "text", "summary"))
                .machineSummary(text(o, "machine_summary"))
                .published(date(o, "published", "date", "publication_date", "year"))
                .updated(date(o, "updated"))
                .licence(text(o, "licence", "license"))
                .language(text(o, "language"))
                .comment(text(o, "comment", "comments"))
                .submittedBy(text(o, "submitted_by"))
                .organization(text(o, "organization"))
                .publication(new Publication(
                        text(o, "type"),
                        text(o, "venue", "journal", "booktitle"),
                        text(o, "volume"),
                        text(o, "issue", "number"),
                        text(o, "pages"),
                        text(o, "publisher")));
        authors(o, b);
        for (String category : values(o, "categories", "[\\s,;]+")) b.category(category);
        for (String keyword : values(o, "keywords", "\\s*;\\s*")) b.keyword(keyword);
        identifiers(o, b);
        for (JsonNode l : each(o, "links")) {
            if (l.isString()) b.link(Link.Kind.PAGE, l.asString());
            else
                Link.Kind.ofKey(String.valueOf(text(l, "kind")))
                        .ifPresent(kind -> b.link(kind, text(l, "address", "url")));
        }
        b.link(Link.Kind.PAGE, text(o, "url"));
        b.link(Link.Kind.PDF, text(o, "pdf", "pdf_url"));
        b.link(Link.Kind.CODE, text(o, "code", "code_url"));
        JsonNode a = o.get("attention");
        if (a != null && a.isObject())
            b.attention(
                    new Attention(count(a, "upvotes"), count(a, "comments"), count(a, "citations"), count(a, "stars")));
        else b.attention(new Attention(count(o, "upvotes"), 0, count(o, "citations"), 0));
        for (JsonNode l : each(o, "listings")) {
            String list = text(l, "list");
            String day = text(l, "day");
            if (list == null || day == null) continue;
            try {
                b.listing(new Listing(list, LocalDate.parse(day), count(l, "position")));
            } catch (DateTimeParseException _) {
                // a listing without a day is none; the rest of the record is good
            }
        }
        for (JsonNode n : each(o, "notices")) notice(n).ifPresent(b::notice);
        return b.build();
    }

    private static void authors(JsonNode o, Metadata.Builder b) {
        for (JsonNode a : each(o, "authors")) {
            if (a.isObject()) {
                String name = text(a, "name");
                String family = text(a, "family");
                String given = text(a, "given");
                if (name == null && family != null) name = given == null ? family : given + " " + family;
                if (name != null) b.author(name, family, given, text(a, "orcid"), text(a, "affiliation"));
            } else if (a.isString() && o.get("authors").isArray()) {
                // with a comma the family name stands first; our own names with one are written as objects
                if (a.asString().indexOf(',') >= 0) AuthorNames.add(b, a.asString());
                else b.author(a.asString());
            } else if (a.isString()) {
                AuthorLists.add(b, a.asString());
            }
        }
    }

    /// The texts of a list, or the parts of one text.
    private static List<String> values(JsonNode o, String name, String between) {
        JsonNode v = o.get(name);
        if (v == null || v.isNull()) return List.of();
        if (!v.isArray()) return v.isValueNode() ? List.of(v.asString().split(between)) : List.of();
        List<String> values = new ArrayList<>();
        for (JsonNode each : v) if (each.isValueNode() && !each.isNull()) values.add(each.asString());
        return values;
    }

    private static void identifiers(JsonNode o, Metadata.Builder b) {
        JsonNode ids = o.get("identifiers");
        List<String> names = new ArrayList<>();
        for (Scheme s : Scheme.values()) {
            names.clear();
            if (ids != null && ids.isObject()) for (JsonNode v : each(ids, s.key())) names.add(v.asString());
            JsonNode top = o.get(s.key());
            if (top != null && top.isValueNode()) names.add(top.asString());
            for (String name : names) b.identifier(s, name);
        }
        // a file may name its papers by what is an identifier anyway; bare numbers are none
        String own = text(o, "_id", "id");
        if (own != null) Identifier.recognise(own).ifPresent(b::identifier);
        b.identifier(Scheme.ARXIV, text(o, "arxiv_id"));
        b.identifier(Scheme.PUBMED, text(o, "pmid"));
        b.identifier(Scheme.PMC, text(o, "pmcid"));
        String url = text(o, "url");
        if (url != null) Identifier.recognise(url).ifPresent(b::identifier);
    }

    private static @Nullable PartialDate date(JsonNode o, String... names) {
        for (String name : names) {
            String t = text(o, name);
            if (t != null) {
                var date = PartialDate.parse(t);
                if (date.isPresent()) return date.get();
            }
        }
        return null;
    }
}
