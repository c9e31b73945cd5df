package org.broadsheet.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.broadsheet.corpus.text.PlainText;
import org.jspecify.annotations.Nullable;

/// Everything that can be said of a paper, immutable and normalised: what leaves [Builder#build] is plain
/// Unicode without markup, single spaces, bounded lengths and no duplicates, so nothing behind this door
/// needs to look again.
///
/// @param title          plain text, at most 2,000 characters; empty only where the abstract is not
/// @param abstractText   plain text, paragraphs parted by `\n`, at most 100,000 characters; may be empty
/// @param machineSummary a summary a program wrote at the source, or empty
/// @param authors        in printed order, at most 10,000
/// @param identifiers    sorted, at most one version of each
/// @param published      first made public, or null
/// @param updated        last changed, or null
/// @param categories     codes such as `cs.IR`, the primary one first
/// @param keywords       as given, in order
/// @param publication    where it was printed
/// @param links          in order, without repeats
/// @param licence        address or name of the licence, or null
/// @param language       ISO 639 code, or null
/// @param comment        authors' comment (`18 pages, 4 figures`), or null
/// @param submittedBy    who put it on a list, or null
/// @param organization   organisation named by the source, or null
/// @param attention      what others thought
/// @param listings       dated lists it was on, sorted
/// @param notices        what was told of it later, sorted; none that another says all of
public record Metadata(
        String title,
        String abstractText,
        String machineSummary,
        List<Author> authors,
        List<Identifier> identifiers,
        @Nullable PartialDate published,
        @Nullable PartialDate updated,
        List<String> categories,
        List<String> keywords,
        Publication publication,
        List<Link> links,
        @Nullable String licence,
        @Nullable String language,
        @Nullable String comment,
        @Nullable String submittedBy,
        @Nullable String organization,
        Attention attention,
        List<Listing> listings,
        List<Notice> notices) {

    /// Longest title kept, in characters.
    public static final int MAX_TITLE = 2_000;
    /// Longest abstract kept, in characters.
    public static final int MAX_ABSTRACT = 100_000;
    /// Most authors kept.
    public static final int MAX_AUTHORS = 10_000;
    /// Most values kept in every other list.
    public static final int MAX_VALUES = 1_000;

    public Metadata {
        if (title.isBlank() && abstractText.isBlank())
            throw new IllegalArgumentException("a record needs a title or an abstract");
        authors = List.copyOf(authors);
        identifiers = List.copyOf(identifiers);
        categories = List.copyOf(categories);
        keywords = List.copyOf(keywords);
        links = List.copyOf(links);
        listings = List.copyOf(listings);
        notices = List.copyOf(notices);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// A builder that already says all this.
    public Builder toBuilder() {
        return new Builder()
                .title(title)
                .abstractText(abstractText)
                .machineSummary(machineSummary)
                .authors(authors)
                .identifiers(identifiers)
                .published(published)
                .updated(updated)
                .categories(categories)
                .keywords(keywords)
                .publication(publication)
                .links(links)
                .licence(licence)
                .language(language)
                .comment(comment)
                .submittedBy(submittedBy)
                .organization(organization)
                .attention(attention)
                .listings(listings)
                .notices(notices);
    }

    /// The first name in a register, if the paper has one there.
    public Optional<Identifier> identifier(Identifier.Scheme scheme) {
        return identifiers.stream().filter(i -> i.scheme() == scheme).findFirst();
    }

    /// The first link of a kind, if there is one.
    public Optional<Link> link(Link.Kind kind) {
        return links.stream().filter(l -> l.kind() == kind).findFirst();
    }

    /// What readers should know before they build on the paper: the gravest notice that stands, if one
    /// does.
    public Optional<Notice> warning() {
        return Notice.standing(notices);
    }

    /// The title, or the first dozen words of the abstract where there is no title.
    public String headline() {
        if (!title.isEmpty()) return title;
        String[] words = abstractText.split("\\s+", 13);
        return words.length < 13
                ? abstractText
                : String.join(" ", List.of(words).subList(0, 12)) + " …";
    }

    /// Gathers what a source says and normalises it once, at the door. Setters take raw text (TeX, HTML
    /// entities, odd spaces).
    public static final class Builder {
        private String title = "";
        private String abstractText = "";
        private String machineSummary = "";
        private final List<Author> authors = new ArrayList<>();
        private final Map<Identifier, Identifier> identifiers = new LinkedHashMap<>();
        private @Nullable PartialDate published;
        private @Nullable PartialDate updated;
        private final Map<String, String> categories = new LinkedHashMap<>();
        private final Map<String, String> keywords = new LinkedHashMap<>();
        private Publication publication = Publication.UNKNOWN;
        private final Map<String, Link> links = new LinkedHashMap<>();
        private @Nullable String licence;
        private @Nullable String language;
        private @Nullable String comment;
        private @Nullable String submittedBy;
        private @Nullable String organization;
        private Attention attention = Attention.NONE;
        private final TreeSet<Listing> listings = new TreeSet<>();
        private final TreeSet<Notice> notices = new TreeSet<>();

        private Builder() {}

        public Builder title(@Nullable String raw) {
            title = raw == null ? "" : PlainText.line(raw, MAX_TITLE);
            return this;
        }

        public Builder abstractText(@Nullable String raw) {
            abstractText = raw == null ? "" : PlainText.paragraphs(raw, MAX_ABSTRACT);
            return this;
        }

        public Builder machineSummary(@Nullable String raw) {
            machineSummary = raw == null ? "" : PlainText.paragraphs(raw, MAX_ABSTRACT);
            return this;
        }

        /// Adds an author by the name as printed; nothing where the name is blank.
        public Builder author(@Nullable String raw) {
            if (raw == null) return this;
            String name = PlainText.line(raw, Author.MAX_NAME);
            return name.isEmpty() ? this : author(Author.named(name));
        }

        /// Adds an author in parts as a source gave them; what is malformed (an ORCID iD that is none) is
        /// left out, a blank name adds nothing.
        public Builder author(
                @Nullable String rawName,
                @Nullable String rawFamily,
                @Nullable String rawGiven,
                @Nullable String rawOrcid,
                @Nullable String rawAffiliation) {
            String family = name(rawFamily);
            String given = name(rawGiven);
            String printed = name(rawName);
            if (printed == null && family != null) printed = given == null ? family : given + " " + family;
            if (printed == null) return this;
            if (printed.length() > Author.MAX_NAME)
                printed = printed.substring(0, Author.MAX_NAME).strip();
            return author(new Author(printed, family, given, Author.orcid(rawOrcid), tidy(rawAffiliation)));
        }

        private static @Nullable String name(@Nullable String raw) {
            if (raw == null) return null;
            String value = PlainText.line(raw, Author.MAX_NAME);
            return value.isEmpty() ? null : value;
        }

        public Builder author(Author author) {
            if (authors.size() < MAX_AUTHORS) authors.add(author);
            return this;
        }

        public Builder authors(Collection<Author> all) {
            all.forEach(this::author);
            return this;
        }

        /// Adds an identifier; of two versions of one name the later stays.
        public Builder identifier(Identifier identifier) {
            if (identifiers.size() < MAX_VALUES)
                identifiers.merge(identifier.unversioned(), identifier, (a, b) -> b.version() > a.version() ? b : a);
            return this;
        }

        /// Adds what `raw` means in a scheme; nothing where it means nothing there.
        public Builder identifier(Identifier.Scheme scheme, @Nullable String raw) {
            if (raw != null) Identifier.parse(scheme, raw).ifPresent(this::identifier);
            return this;
        }

        public Builder identifiers(Collection<Identifier> all) {
            all.forEach(this::identifier);
            return this;
        }

        public Builder published(@Nullable PartialDate date) {
            published = date;
            return this;
        }

        public Builder updated(@Nullable PartialDate date) {
            updated = date;
            return this;
        }

        public Builder category(@Nullable String raw) {
            return keep(categories, raw);
        }

        public Builder categories(Collection<String> all) {
            all.forEach(this::category);
            return this;
        }

        public Builder keyword(@Nullable String raw) {
            return keep(keywords, raw);
        }

        public Builder keywords(Collection<String> all) {
            all.forEach(this::keyword);
            return this;
        }

        private Builder keep(Map<String, String> into, @Nullable String raw) {
            if (raw == null || into.size() >= MAX_VALUES) return this;
            String value = PlainText.line(raw, 200);
            if (!value.isEmpty()) into.putIfAbsent(value, value);
            return this;
        }

        public Builder publication(Publication p) {
            publication = new Publication(
                    tidy(p.type()),
                    tidy(p.venue()),
                    tidy(p.volume()),
                    tidy(p.issue()),
                    tidy(p.pages()),
                    tidy(p.publisher()));
            return this;
        }

        public Builder link(Link link) {
            if (links.size() < MAX_VALUES) links.putIfAbsent(link.kind() + " " + link.address(), link);
            return this;
        }

        /// Adds a link where `address` is a web address; nothing otherwise.
        public Builder link(Link.Kind kind, @Nullable String address) {
            if (address != null) Link.of(kind, address).ifPresent(this::link);
            return this;
        }

        public Builder links(Collection<Link> all) {
            all.forEach(this::link);
            return this;
        }

        public Builder licence(@Nullable String raw) {
            licence = tidy(raw);
            return this;
        }

        public Builder language(@Nullable String raw) {
            language = tidy(raw);
            return this;
        }

        public Builder comment(@Nullable String raw) {
            comment = tidy(raw);
            return this;
        }

        public Builder submittedBy(@Nullable String raw) {
            submittedBy = tidy(raw);
            return this;
        }

        public Builder organization(@Nullable String raw) {
            organization = tidy(raw);
            return this;
        }

        public Builder attention(Attention counted) {
            attention = counted;
            return this;
        }

        public Builder listing(Listing listing) {
            if (listings.size() < MAX_VALUES) listings.add(listing);
            return this;
        }

        /// On no list.
        public Builder noListings() {
            listings.clear();
            return this;
        }

        public Builder listings(Collection<Listing> all) {
            all.forEach(this::listing);
            return this;
        }

        public Builder notice(Notice notice) {
            if (notices.size() < MAX_VALUES) notices.add(notice);
            return this;
        }

        public Builder notices(Collection<Notice> all) {
            all.forEach(this::notice);
            return this;
        }

        /// Those of which no other says all; of one date, one name and one text there is only one.
        private List<Notice> told() {
            return notices.stream()
                    .filter(n -> notices.stream().noneMatch(o -> !o.equals(n) && o.covers(n)))
                    .toList();
        }

        private static @Nullable String tidy(@Nullable String raw) {
            if (raw == null) return null;
            String value = PlainText.line(raw, MAX_TITLE);
            return value.isEmpty() ? null : value;
        }

        /// The finished metadata.
        ///
        /// @throws IllegalArgumentException where there is neither a title nor an abstract
        public Metadata build() {
            return new Metadata(
                    title,
                    abstractText,
                    machineSummary,
                    authors,
                    identifiers.values().stream().sorted().toList(),
                    published,
                    updated,
                    List.copyOf(categories.values()),
                    List.copyOf(keywords.values()),
                    publication,
                    List.copyOf(links.values()),
                    licence,
                    language,
                    comment,
                    submittedBy,
                    organization,
                    attention,
                    List.copyOf(listings),
                    told());
        }
    }
}
