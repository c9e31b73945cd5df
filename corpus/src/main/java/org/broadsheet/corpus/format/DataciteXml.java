package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// DataCite's XML, kernel 2 to 4: data sets, software and papers of repositories.
final class DataciteXml implements PaperFormat {
    private static final Set<String> FIRST_SEEN = Set.of("available", "issued", "submitted", "created");

    @Override
    public String name() {
        return "datacite-xml";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("resource", "resources") && xml.mentions("datacite.org/schema", "identifierType=");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), Set.of("resource"), sink, (resource, where) -> {
            Metadata m = metadata(resource);
            String key = resource.text("identifier");
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), m), where);
        });
    }

    static Metadata metadata(XmlElement r) {
        Metadata.Builder b = Metadata.builder()
                .title(title(r))
                .language(r.text("language"))
                .identifier(Scheme.DOI, r.text("identifier"));
        for (XmlElement c : r.all("creators", "creator")) {
            String orcid = null;
            for (XmlElement id : c.all("nameIdentifier"))
                if (id.has("nameIdentifierScheme", "ORCID")) orcid = id.text();
            String affiliation = String.join("; ", c.texts("affiliation"));
            if (c.text("familyName") != null)
                AuthorNames.add(b, c.text("familyName"), c.text("givenName"), null, orcid, affiliation);
            else if ("Organizational".equals(nameType(c))) b.author(c.text("creatorName"), null, null, null, null);
            else AuthorNames.add(b, c.text("creatorName"), orcid, affiliation);
        }
        for (XmlElement s : r.all("subjects", "subject")) b.keyword(s.text());
        for (XmlElement d : r.all("descriptions", "description"))
            if (d.has("descriptionType", "Abstract")) b.abstractText(d.text());
        dates(r, b);
        for (XmlElement rights : r.all("rightsList", "rights")) {
            String address = rights.attribute("rightsURI");
            b.licence(address != null ? address : rights.text());
        }
        for (XmlElement i : r.all("alternateIdentifiers", "alternateIdentifier"))
            if (i.has("alternateIdentifierType", "arXiv")) b.identifier(Scheme.ARXIV, i.text());
        for (XmlElement i : r.all("relatedIdentifiers", "relatedIdentifier"))
            // other relations lead to other works: only another form of this very work names it too
            if (i.has("relationType", "IsIdenticalTo") && i.has("relatedIdentifierType", "DOI"))
                b.identifier(Scheme.DOI, i.text());
        b.publication(new Publication(type(r), null, null, null, null, r.text("publisher")));
        return b.build();
    }

    private static @Nullable String title(XmlElement r) {
        String main = null;
        String sub = null;
        for (XmlElement t : r.all("titles", "title")) {
            if (t.has("titleType", "Subtitle")) sub = t.text();
            else if (main == null && t.attribute("titleType") == null) main = t.text();
        }
        if (main == null) return r.text("titles", "title");
        return sub == null || sub.isBlank() ? main : main + ": " + sub;
    }

    private static @Nullable String nameType(XmlElement creator) {
        XmlElement name = creator.first("creatorName");
        return name == null ? null : name.attribute("nameType");
    }

    private static void dates(XmlElement r, Metadata.Builder b) {
        List<PartialDate> first = new ArrayList<>();
        for (XmlElement d : r.all("dates", "date")) {
            String type = String.valueOf(d.attribute("dateType")).toLowerCase(java.util.Locale.ROOT);
            if (type.equals("updated")) b.updated(DateText.parse(d.text()).orElse(null));
            else if (FIRST_SEEN.contains(type)) DateText.parse(d.text()).ifPresent(first::add);
        }
        if (first.isEmpty()) DateText.parse(r.text("publicationYear")).ifPresent(first::add);
        b.published(DateText.earliest(first));
    }

    private static @Nullable String type(XmlElement r) {
        XmlElement type = r.first("resourceType");
        if (type == null) return null;
        String special = type.text();
        String general = type.attribute("resourceTypeGeneral");
        return PublicationTypes.known(special)
                .or(() -> general == null ? java.util.Optional.empty() : PublicationTypes.known(general))
                .orElse(general);
    }
}
