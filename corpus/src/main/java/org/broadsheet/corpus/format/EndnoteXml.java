package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// EndNote's XML export. A record's own name is its `rec-number`, so that what a library's owner noted in fields that
/// are none of a paper's (labels, captions) can be joined to what was read.
final class EndnoteXml implements PaperFormat {
    private static final Pattern PUBMED_NUMBER = Pattern.compile("[1-4]\\d{7}");
    private static final Pattern PUBMED = Pattern.compile("(?i)\\s*(?:medline|pubmed|nlm)\\s*");
    private static final Pattern EMBASE = Pattern.compile("(?i)embase|medline");

    @Override
    public String name() {
        return "endnote-xml";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("xml", "records") && xml.mentions("<record>", "<record ");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), Set.of("record"), sink, (record, where) -> {
            String number = record.text("rec-number");
            sink.accept(
                    new SourceRecord(context.provenance(number == null ? "" : number.strip()), metadata(record)),
                    where);
        });
    }

    private static Metadata metadata(XmlElement r) {
        Metadata.Builder b = Metadata.builder()
                .title(r.text("titles", "title"))
                .abstractText(r.text("abstract"))
                .language(r.text("language"))
                .published(published(r));
        for (String name : r.texts("contributors", "authors", "author")) AuthorNames.add(b, name);
        if (r.texts("contributors", "authors", "author").isEmpty())
            for (String name : r.texts("contributors", "secondary-authors", "author")) AuthorNames.add(b, name);
        for (String k : r.texts("keywords", "keyword"))
            for (String part : k.split("[\\r\\n]+")) b.keyword(part.replaceFirst("^\\*", ""));
        identifiers(r, b);
        b.publication(new Publication(
                type(r), venue(r), r.text("volume"), r.text("number"), pages(r.text("pages")), r.text("publisher")));
        return b.build();
    }

    private static void identifiers(XmlElement r, Metadata.Builder b) {
        b.identifier(Scheme.DOI, r.text("electronic-resource-num"));
        // The number in a database is PubMed's where that is the database, or where no other is named and it looks so.
        String database = r.text("remote-database-name");
        String number = String.valueOf(r.text("accession-num")).strip();
        if (database == null
                ? PUBMED_NUMBER.matcher(number).matches()
                : PUBMED.matcher(database).matches()) b.identifier(Scheme.PUBMED, number);
        // Embase and CENTRAL keep PubMed's number in fields of their own.
        String embase = r.text("custom5");
        if (embase != null && database != null && EMBASE.matcher(database).find()) b.identifier(Scheme.PUBMED, embase);
        String central = r.text("custom3");
        if (central != null && central.startsWith("PUBMED ")) b.identifier(Scheme.PUBMED, central.substring(7));
        for (String field : r.texts("custom2")) Identifier.recognise(field).ifPresent(b::identifier);
        for (String address : r.texts("urls", "related-urls", "url")) {
            Optional<Identifier> known = Identifier.recognise(address);
            if (known.isPresent()) b.identifier(known.get());
            else b.link(Link.Kind.PAGE, address);
        }
        for (String address : r.texts("urls", "pdf-urls", "url")) b.link(Link.Kind.PDF, address);
    }

    private static @Nullable PartialDate published(XmlElement r) {
        String year = r.text("dates", "year");
        String date = r.text("dates", "pub-dates", "date");
        Optional<PartialDate> inYear = DateText.parse(year);
        if (inYear.isEmpty()) return DateText.parse(date).orElse(null);
        if (date == null) return inYear.get();
        // the date goes without its year: "Sep 18"
        Optional<PartialDate> whole = DateText.parse(date).or(() -> DateText.parse(date + " " + year));
        return whole.filter(d -> d.year() == inYear.get().year()).orElse(inYear.get());
    }

    private static @Nullable String type(XmlElement r) {
        XmlElement type = r.first("ref-type");
        String name = type == null ? null : type.attribute("name");
        return name == null ? null : PublicationTypes.endnote(name);
    }

    private static @Nullable String venue(XmlElement r) {
        String venue = r.text("periodical", "full-title");
        if (venue == null) venue = r.text("titles", "secondary-title");
        return venue == null ? r.text("titles", "alt-title") : venue;
    }

    private static @Nullable String pages(@Nullable String raw) {
        return raw == null ? null : MedlineText.pages(raw.replace('–', '-').replaceAll("-+", "-"));
    }
}
