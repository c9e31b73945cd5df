package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.Locale;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers of bioRxiv's and medRxiv's interface: preprints in a `collection`, authors in one line parted by
/// semicolons.
final class BiorxivJson extends JsonFormat {
    BiorxivJson() {
        super("biorxiv", Set.of("collection"));
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        for (String place : new String[] {"collection.", ""})
            if (json.has(place + "doi") && json.has(place + "server") && json.has(place + "authors")) return true;
        return false;
    }

    @Override
    @Nullable
    String key(JsonNode preprint) {
        return text(preprint, "doi");
    }

    @Override
    Metadata metadata(JsonNode preprint) {
        String doi = text(preprint, "doi");
        String date = text(preprint, "date");
        String server = text(preprint, "server");
        Metadata.Builder b = Metadata.builder()
                .title(JatsText.plain(text(preprint, "title")))
                .abstractText(JatsText.plain(text(preprint, "abstract")))
                .identifier(Scheme.DOI, doi)
                .category(text(preprint, "category"))
                .licence(text(preprint, "license"))
                .publication(new Publication("preprint", server, null, null, null, null));
        PartialDate day = date == null ? null : PartialDate.parse(date).orElse(null);
        // The date is the version's, so it is the paper's only for the first one.
        if ("1".equals(text(preprint, "version"))) b.published(day);
        else b.updated(day).notice(Notice.of(Notice.Kind.REVISED, day, null, null));
        String published = text(preprint, "published");
        if (published != null && published.startsWith("10."))
            Identifier.parse(Scheme.DOI, published)
                    .ifPresent(of -> b.identifier(of).notice(Notice.of(Notice.Kind.PUBLISHED, null, of, null)));
        if ("withdrawn".equalsIgnoreCase(text(preprint, "type")))
            b.notice(Notice.of(Notice.Kind.WITHDRAWN, day, null, null));
        String authors = text(preprint, "authors");
        if (authors != null && authors.length() <= 200_000)
            for (String name : authors.split(";")) AuthorNames.add(b, name.strip());
        if (doi != null && server != null)
            b.link(Link.Kind.PAGE, "https://www." + server.toLowerCase(Locale.ROOT) + ".org/content/" + doi);
        return b.build();
    }
}
