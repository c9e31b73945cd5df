package org.broadsheet.server.shelf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An item as Zotero's Web API has it, in the editable form that its field `data` holds: read as
/// CSL-JSON, written from a paper, and told from others by its names.
///
/// @param key         eight letters and digits, the library's own
/// @param version     of the item
/// @param identifiers arXiv id and DOI, wherever they stand in it
/// @param title       folded: letters and digits alone
/// @param collections keys of those it is in
record ZoteroItem(
        String key, long version, JsonNode data, Set<Identifier> identifiers, String title, List<String> collections) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_TAGS = 50;
    private static final int MOST_CREATORS = 1_000;
    private static final Pattern NAMED = Pattern.compile("(?im)^\\s*(DOI|arXiv|PMID|PMCID)\\s*:\\s*(\\S+)[^\\n]*$");

    /// Types of items that can be papers, in CSL's words.
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("journalArticle", "article-journal"),
            Map.entry("magazineArticle", "article-magazine"),
            Map.entry("newspaperArticle", "article-newspaper"),
            Map.entry("conferencePaper", "paper-conference"),
            Map.entry("preprint", "article"),
            Map.entry("bookSection", "chapter"),
            Map.entry("encyclopediaArticle", "entry-encyclopedia"),
            Map.entry("dictionaryEntry", "entry-encyclopedia"),
            Map.entry("book", "book"),
            Map.entry("thesis", "thesis"),
            Map.entry("report", "report"),
            Map.entry("manuscript", "document"),
            Map.entry("document", "document"),
            Map.entry("presentation", "document"),
            Map.entry("standard", "document"),
            Map.entry("dataset", "dataset"),
            Map.entry("computerProgram", "software"),
            Map.entry("patent", "patent"),
            Map.entry("webpage", "webpage"),
            Map.entry("blogPost", "webpage"));

    /// What belongs to another item, or is no work.
    private static final Set<String> PARTS = Set.of("attachment", "note", "annotation");

    /// Our types in Zotero's words; a type that is missing here is a document there.
    private static final Map<String, String> WRITTEN = Map.of(
            "article", "journalArticle",
            "inproceedings", "conferencePaper",
            "preprint", "preprint",
            "incollection", "bookSection",
            "book", "book",
            "thesis", "thesis",
            "report", "report",
            "dataset", "dataset",
            "software", "computerProgram",
            "webpage", "webpage");

    /// The field for where a work of a type stands.
    private static final Map<String, String> VENUES = Map.of(
            "journalArticle", "publicationTitle",
            "conferencePaper", "proceedingsTitle",
            "bookSection", "bookTitle",
            "webpage", "websiteTitle");

    private static final Map<String, String> PUBLISHERS = Map.of(
            "conferencePaper", "publisher",
            "bookSection", "publisher",
            "book", "publisher",
            "document", "publisher",
            "thesis", "university",
            "report", "institution",
            "computerProgram", "company");

    private static final Set<String> WITH_DOI = Set.of("journalArticle", "conferencePaper", "preprint", "dataset");
    private static final Set<String> WITH_PAGES = Set.of("journalArticle", "conferencePaper", "bookSection", "report");
    private static final Set<String> WITH_VOLUME = Set.of("journalArticle", "conferencePaper", "bookSection", "book");

    /// Reads an item of an answer.
    ///
    /// @return empty where it has no key or no data, or is a part of another
    static Optional<ZoteroItem> of(JsonNode item) {
        JsonNode data = item.path("data");
        String key = text(item, "key");
        if (!key.matches("[A-Z0-9]{8}") || !data.isObject() || PARTS.contains(text(data, "itemType")))
            return Optional.empty();
        List<String> collections = new ArrayList<>();
        for (JsonNode c : data.path("collections")) if (c.isString()) collections.add(c.asString());
        return Optional.of(new ZoteroItem(
                key,
                item.path("version").asLong(0),
                data,
                identifiers(data),
                folded(text(data, "title")),
                List.copyOf(collections)));
    }

    private static String text(JsonNode o, String field) {
        JsonNode n = o.path(field);
        return n.isString() ? n.asString().strip() : "";
    }

    private static Set<Identifier> identifiers(JsonNode data) {
        Set<Identifier> all = new HashSet<>();
        add(all, Scheme.DOI, text(data, "DOI"));
        add(all, Scheme.ARXIV, text(data, "archiveID"));
        add(all, Scheme.ARXIV, text(data, "DOI"));
        Matcher m = NAMED.matcher(text(data, "extra"));
        while (m.find())
            switch (m.group(1).toLowerCase(Locale.ROOT)) {
                case "doi" -> add(all, Scheme.DOI, m.group(2));
                case "arxiv" -> add(all, Scheme.ARXIV, m.group(2));
                case "pmid" -> add(all, Scheme.PUBMED, m.group(2));
                default -> add(all, Scheme.PMC, m.group(2));
            }
        Identifier.recognise(text(data, "url"))
                .filter(i -> i.scheme() == Scheme.ARXIV || i.scheme() == Scheme.DOI)
                .ifPresent(i -> all.add(i.unversioned()));
        return Set.copyOf(all);
    }

    private static void add(Set<Identifier> all, Scheme scheme, String text) {
        Identifier.parse(scheme, text).ifPresent(i -> all.add(i.unversioned()));
    }

    /// A title as it is compared: compatibility forms apart, without accents, letters and digits alone.
    static String folded(String title) {
        return Normalizer.normalize(title.replaceAll("<[^<>]{0,20}>", ""), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /// Whether it can be a paper.
    boolean isPaper() {
        return TYPES.containsKey(text(data, "itemType"));
    }

    /// Whether this is that paper by title alone: the same words, and no name of one register that differs.
    boolean isCalled(Paper paper) {
        if (title.isEmpty() || !title.equals(folded(paper.headline()))) return false;
        for (Identifier i : identifiers)
            if (paper.metadata().identifiers().stream().anyMatch(o -> o.scheme() == i.scheme())) return false;
        return true;
    }

    // ---- Read
    // ---------------------------------------------------------------------------------------------------

    /// The item in CSL-JSON, under a name.
    ObjectNode csl(String name) {
        ObjectNode o = JSON.createObjectNode();
        String kind = text(data, "itemType");
        String type = TYPES.getOrDefault(kind, "document");
        o.put("id", name).put("type", type);
        put(o, "title", text(data, "title"));
        put(o, "abstract", text(data, "abstractNote"));
        creators(o.putArray("author"));
        if (!text(data, "date").isEmpty()) o.putObject("issued").put("raw", text(data, "date"));
        put(
                o,
                "container-title",
                first("publicationTitle", "proceedingsTitle", "bookTitle", "conferenceName", "websiteTitle"));
        put(o, "publisher", first("publisher", "university", "institution", "company"));
        put(o, "volume", text(data, "volume"));
        put(o, "issue", text(data, "issue"));
        put(o, "page", text(data, "pages"));
        put(o, "language", text(data, "language"));
        put(o, "URL", text(data, "url"));
        put(o, "license", text(data, "rights"));
        put(o, "note", NAMED.matcher(text(data, "extra")).replaceAll("").strip());
        for (Identifier i : identifiers)
            switch (i.scheme()) {
                case DOI -> o.put("DOI", i.value());
                case ARXIV -> o.put("archive", "arXiv").put("archive_location", i.value());
                case PUBMED -> o.put("PMID", i.value());
                case PMC -> o.put("PMCID", i.value());
                default -> {
                    // nothing else is read from an item
                }
            }
        ArrayNode keywords = o.putArray("keyword");
        for (JsonNode t : data.path("tags"))
            if (keywords.size() < MOST_TAGS && !text(t, "tag").isEmpty())
                keywords.add(text(t, "tag").replace(';', ','));
        return o;
    }

    private void creators(ArrayNode authors) {
        for (JsonNode c : data.path("creators")) {
            String role = text(c, "creatorType");
            if (authors.size() >= MOST_CREATORS || role.equals("editor") || role.equals("translator")) continue;
            if (role.equals("contributor") || role.equals("seriesEditor") || role.equals("reviewedAuthor")) continue;
            ObjectNode a = JSON.createObjectNode();
            put(a, "literal", text(c, "name"));
            put(a, "family", text(c, "lastName"));
            put(a, "given", text(c, "firstName"));
            if (!a.isEmpty()) authors.add(a);
        }
    }

    private String first(String... fields) {
        for (String f : fields) if (!text(data, f).isEmpty()) return text(data, f);
        return "";
    }

    private static void put(ObjectNode o, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) o.put(field, value);
    }

    // ---- Written
    // ------------------------------------------------------------------------------------------------

    /// A new item for a paper. Fields that a type does not have would be refused, so names that have no
    /// field of their own stand in `extra`, where Zotero itself reads them.
    ///
    /// @param collection key of the one it goes into
    static ObjectNode written(Paper paper, String collection) {
        Metadata m = paper.metadata();
        Publication p = m.publication();
        Optional<Identifier> arxiv = m.identifier(Scheme.ARXIV);
        Optional<Identifier> doi = m.identifier(Scheme.DOI);
        String type = p.type() == null
                ? arxiv.isPresent() && p.venue() == null ? "preprint" : "journalArticle"
                : WRITTEN.getOrDefault(p.type(), "document");
        ObjectNode o = JSON.createObjectNode();
        o.put("itemType", type).put("title", paper.headline());
        ArrayNode creators = o.putArray("creators");
        String role = type.equals("computerProgram") ? "programmer" : "author";
        for (Author a :
                m.authors().subList(0, Math.min(MOST_CREATORS, m.authors().size()))) {
            ObjectNode c = creators.addObject().put("creatorType", role);
            if (a.family() != null && a.given() != null)
                c.put("firstName", a.given()).put("lastName", a.family());
            else c.put("name", a.name());
        }
        put(o, "abstractNote", m.abstractText());
        if (m.published() != null) o.put("date", m.published().toString());
        if (!type.equals("computerProgram")) put(o, "language", m.language());
        put(o, "rights", m.licence());
        put(
                o,
                "url",
                m.link(Link.Kind.PAGE)
                        .map(Link::address)
                        .or(() -> arxiv.or(() -> doi).map(i -> i.unversioned().address()))
                        .orElse(null));
        if (VENUES.containsKey(type)) put(o, VENUES.getOrDefault(type, ""), p.venue());
        if (PUBLISHERS.containsKey(type)) put(o, PUBLISHERS.getOrDefault(type, ""), p.publisher());
        if (WITH_VOLUME.contains(type)) put(o, "volume", p.volume());
        if (type.equals("journalArticle")) put(o, "issue", p.issue());
        if (WITH_PAGES.contains(type)) put(o, "pages", p.pages());
        List<String> extra = new ArrayList<>();
        if (WITH_DOI.contains(type)) doi.ifPresent(i -> o.put("DOI", i.value()));
        else doi.ifPresent(i -> extra.add("DOI: " + i.value()));
        if (type.equals("preprint"))
            arxiv.ifPresent(i -> o.put("repository", "arXiv").put("archiveID", "arXiv:" + i.value()));
        else arxiv.ifPresent(i -> extra.add("arXiv: " + i.value()));
        m.identifier(Scheme.PUBMED).ifPresent(i -> extra.add("PMID: " + i.value()));
        m.identifier(Scheme.PMC).ifPresent(i -> extra.add("PMCID: " + i.value()));
        put(o, "extra", String.join("\n", extra));
        ArrayNode tags = o.putArray("tags");
        for (String k : m.keywords())
            if (tags.size() < MOST_TAGS) tags.addObject().put("tag", k.length() > 200 ? k.substring(0, 200) : k);
        o.putArray("collections").add(collection);
        return o;
    }

    /// The change that puts this item into a collection too.
    ObjectNode into(String collection) {
        ObjectNode o = JSON.createObjectNode();
        o.put("key", key).put("version", version);
        ArrayNode all = o.putArray("collections");
        collections.forEach(all::add);
        all.add(collection);
        return o;
    }
}
