package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// Dublin Core as OAI-PMH servers give it (`oai_dc`). Its fields may hold nearly anything, so identifiers and
/// addresses are told by their form.
final class DublinCore {
    private static final String COMMENT = "Comment:";

    private DublinCore() {}

    static Metadata read(XmlElement dc, @Nullable XmlElement header) {
        Metadata.Builder b = Metadata.builder()
                .title(dc.text("title"))
                .language(dc.text("language"))
                .licence(dc.text("rights"));
        dc.texts("creator").forEach(name -> AuthorNames.add(b, name));
        dc.texts("subject").forEach(b::keyword);
        dates(dc, b);

        Optional<Identifier> arxiv = Optional.empty();
        String reference = null;
        for (String name : dc.texts("identifier")) {
            Optional<Identifier> known = Identifier.recognise(name);
            if (known.isPresent()) {
                b.identifier(known.get());
                if (known.get().scheme() == Scheme.ARXIV) arxiv = known;
            } else if (Link.of(Link.Kind.PAGE, name).isPresent()) b.link(Link.Kind.PAGE, name);
            else if (name.contains(" ")) reference = name;
        }
        for (String relation : dc.texts("relation"))
            Identifier.recognise(relation).filter(i -> i.scheme() == Scheme.DOI).ifPresent(b::identifier);

        List<String> paragraphs = new ArrayList<>();
        String comment = null;
        for (XmlElement e : dc.all("description")) {
            String d = e.text();
            if (d.startsWith(COMMENT)) comment = d.substring(COMMENT.length());
            else paragraphs.add(arxiv.isPresent() ? ArxivRecord.abstractText(e) : d);
        }
        b.abstractText(String.join("\n\n", paragraphs));
        if (arxiv.isPresent()) {
            ArxivRecord.preprint(b, arxiv.get().printed(), reference, comment);
            if (header != null) for (String set : header.texts("setSpec")) b.category(ArxivRecord.categoryOfSet(set));
        } else {
            b.comment(comment);
            b.publication(new Publication(type(dc), dc.text("source"), null, null, null, dc.text("publisher")));
        }
        return b.build();
    }

    /// arXiv gives the dates of all versions, the first one first.
    private static void dates(XmlElement dc, Metadata.Builder b) {
        List<PartialDate> dates = new ArrayList<>();
        for (String d : dc.texts("date")) DateText.parse(d).ifPresent(dates::add);
        PartialDate first = DateText.earliest(dates);
        b.published(first);
        dates.stream()
                .max(PartialDate::compareTo)
                .filter(d -> first != null && first.compareTo(d) < 0)
                .ifPresent(b::updated);
    }

    private static @Nullable String type(XmlElement dc) {
        for (String t : dc.texts("type")) {
            String word = t.substring(Math.max(t.lastIndexOf('/'), t.lastIndexOf(':')) + 1);
            Optional<String> known = PublicationTypes.known(word);
            if (known.isPresent()) return known.get();
        }
        return null;
    }
}
