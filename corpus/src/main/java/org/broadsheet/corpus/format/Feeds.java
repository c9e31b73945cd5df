package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// News feeds: RSS 0.9 to 2.0, RDF and Atom, with the Dublin Core and PRISM fields that journals and preprint servers
/// add. Knows arXiv's announcements: new and cross-listed papers are put on the list of their day, replaced ones only
/// read.
final class Feeds implements PaperFormat {
    private static final Pattern ANNOUNCEMENT = Pattern.compile(
            "\\s*arXiv:(\\S{1,40})\\s+Announce Type:\\s*(\\S{1,20})\\s+(?:Abstract:)?\\s*(.*)", Pattern.DOTALL);
    private static final Pattern ARXIV_TITLE =
            Pattern.compile("\\s*([a-z-]+(?:\\.[A-Za-z-]+)?) updates on arXiv\\.org\\s*");
    private static final Pattern OLD_ARXIV_TITLE = Pattern.compile("(.*?)\\.?\\s*\\(arXiv:[^()]*\\)\\s*");
    private static final Pattern MAIL_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\((.{1,200})\\)");
    private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}[\\p{L}'’]{0,2}\\.?[\\s-]?){1,4}");
    private static final Pattern BIORXIV = Pattern.compile(
            "https?://www\\.(?:bio|med)rxiv\\.org/content/(10\\.\\d{4,9}/[\\d.]+?)(?:v\\d+)?(?:\\?.*)?");

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public boolean recognises(Head head) {
        return XmlHead.of(head).is("rss", "RDF", "feed", "channel");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        Reading reading = new Reading(context, sink);
        XmlRecords.read(TextEncoding.reader(in), Set.of("item", "entry", "title"), sink, reading);
    }

    /// One feed: its title is met before its items, and says whose announcements they are.
    private static final class Reading implements XmlRecords.Handler {
        private final ReadContext context;
        private final RecordSink sink;
        private @Nullable String arxivList;
        private int position;

        Reading(ReadContext context, RecordSink sink) {
            this.context = context;
            this.sink = sink;
        }

        @Override
        public void record(XmlElement e, String where) {
            if (e.is("title")) {
                Matcher m = ARXIV_TITLE.matcher(e.text());
                if (m.matches()) arxivList = "arxiv:" + m.group(1);
                return;
            }
            position++;
            Metadata m = metadata(e);
            sink.accept(new SourceRecord(context.provenance(key(e, m)), m), where);
        }

        private Metadata metadata(XmlElement e) {
            Metadata.Builder b = Metadata.builder().title(title(e)).language(plain(e, "language"));
            List<PartialDate> dates = new ArrayList<>();
            for (String name : List.of("published", "issued", "pubDate", "date", "publicationDate"))
                DateText.parse(e.text(name)).ifPresent(dates::add);
            PartialDate published = DateText.earliest(dates);
            PartialDate updated = DateText.parse(e.text("updated")).orElse(null);
            b.published(published == null ? updated : published).updated(published == null ? null : updated);
            for (XmlElement c : e.all("category"))
                b.category(c.attribute("term") != null ? c.attribute("term") : c.text());
            for (String section : e.texts("section")) b.keyword(section);
            for (String subject : e.texts("subject")) b.keyword(subject);
            authors(e, b);
            names(e, b);
            b.licence(e.text("rights"));

            Matcher announced = ANNOUNCEMENT.matcher(summary(e));
            if (announced.matches()) {
                announcement(e, announced, published, b);
            } else {
                b.abstractText(FeedText.plain(summary(e)));
                b.publication(new Publication(
                        null,
                        e.text("publicationName"),
                        e.text("volume"),
                        e.text("number"),
                        pages(e),
                        e.text("publisher")));
            }
            return b.build();
        }

        private void announcement(XmlElement e, Matcher announced, @Nullable PartialDate day, Metadata.Builder b) {
            b.abstractText(announced.group(3));
            ArxivRecord.preprint(b, announced.group(1), e.text("journal_reference"), null);
            b.identifier(Scheme.DOI, e.text("DOI"));
            String type = announced.group(2);
            if (type.startsWith("replace")) {
                // the day of the announcement is that of the new version, not of the paper
                b.published(null).updated(day);
            } else if (arxivList != null && day != null && day.precision() == 3)
                b.listing(new Listing(arxivList, day.firstDay(), position));
        }
    }

    private static @Nullable String title(XmlElement e) {
        String title = plain(e, "title");
        if (title == null) title = e.text("title");
        if (title == null) return null;
        Matcher old = OLD_ARXIV_TITLE.matcher(title);
        return old.matches() ? old.group(1) : title;
    }

    /// The text of a field of the feed itself, not of an extension that uses the same name (`media:title`).
    private static @Nullable String plain(XmlElement e, String name) {
        for (XmlElement c : e.all(name)) if (c.name().equals(name) && !c.text().isBlank()) return c.text();
        return null;
    }

    private static String summary(XmlElement e) {
        String best = "";
        for (String name : List.of("description", "summary", "abstract", "encoded", "content")) {
            String text = e.text(name);
            if (text != null && (best.isEmpty() || name.equals("encoded") && text.length() > 2 * best.length()))
                best = text;
        }
        return best;
    }

    private static void authors(XmlElement e, Metadata.Builder b) {
        for (XmlElement a : e.all("author")) {
            if (a.text("name") != null) AuthorNames.add(b, a.text("name"));
            else {
                Matcher mail = MAIL_AND_NAME.matcher(a.text());
                if (mail.matches()) several(mail.group(1), b);
                else if (a.text().indexOf('@') < 0) several(a.text(), b);
            }
        }
        if (!e.texts("author", "name").isEmpty()) return;
        List<String> creators = e.texts("creator");
        if (creators.size() > 1) creators.forEach(name -> AuthorNames.add(b, FeedText.plain(name)));
        else creators.forEach(names -> several(FeedText.plain(names), b));
    }

    /// Several names in one field: `Doe, J., Roe, R. A.` as bioRxiv writes them, or `Jane Doe, Richard Roe and …`.
    private static void several(String names, Metadata.Builder b) {
        if (names.length() > 100_000) return;
        if (names.indexOf(';') >= 0) {
            for (String name : names.split(";")) AuthorNames.add(b, name);
            return;
        }
        String[] parts = names.strip().split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+");
        boolean inverted = parts.length > 1 && parts.length % 2 == 0;
        for (int i = 1; inverted && i < parts.length; i += 2)
            inverted = INITIALS.matcher(parts[i]).matches();
        if (inverted) for (int i = 0; i < parts.length; i += 2) AuthorNames.add(b, parts[i] + ", " + parts[i + 1]);
        else if (parts.length == 2 && parts[0].indexOf(' ') < 0 && names.indexOf(',') >= 0) AuthorNames.add(b, names);
        else for (String name : parts) AuthorNames.add(b, name);
    }

    private static void names(XmlElement e, Metadata.Builder b) {
        List<String> all = new ArrayList<>();
        for (String field : List.of("identifier", "doi", "guid", "id")) all.addAll(e.texts(field));
        for (XmlElement link : e.all("link")) {
            String address = link.attribute("href") != null ? String.valueOf(link.attribute("href")) : link.text();
            String relation = link.attribute("rel");
            if ("application/pdf".equals(link.attribute("type"))) b.link(Link.Kind.PDF, address);
            else if (relation == null || relation.equals("alternate")) all.add(address);
        }
        String about = e.attribute("about");
        if (about != null) all.add(about);
        for (XmlElement enclosure : e.all("enclosure"))
            if (enclosure.has("type", "application/pdf")) b.link(Link.Kind.PDF, enclosure.attribute("url"));
        boolean paged = false;
        for (String name : all) {
            Optional<Identifier> known = Identifier.recognise(name);
            Matcher biorxiv = BIORXIV.matcher(name);
            if (known.isPresent()) b.identifier(known.get());
            else if (biorxiv.matches()) b.identifier(Scheme.DOI, biorxiv.group(1));
            else if (!paged && Link.of(Link.Kind.PAGE, name).isPresent()) {
                b.link(Link.Kind.PAGE, name);
                paged = true;
            }
        }
    }

    private static String key(XmlElement e, Metadata m) {
        Optional<Identifier> arxiv = m.identifier(Scheme.ARXIV);
        if (arxiv.isPresent()) return arxiv.get().value();
        for (String field : List.of("guid", "id", "identifier", "link")) {
            String text = e.text(field);
            if (text != null) return text;
        }
        String about = e.attribute("about");
        return about == null ? "" : about;
    }

    private static @Nullable String pages(XmlElement e) {
        String first = e.text("startingPage");
        String last = e.text("endingPage");
        return first == null || last == null || first.equals(last) ? first : first + "-" + last;
    }
}
