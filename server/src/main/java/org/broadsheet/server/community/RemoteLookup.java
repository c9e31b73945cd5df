package org.broadsheet.server.community;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.server.library.Library;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Asks arXiv about arXiv ids, the registers behind doi.org about DOIs, and pages about what they say of
/// themselves in the `citation_` names that scholarly pages carry.
@Component
public final class RemoteLookup implements Lookup {
    private static final GuardedWeb.Limits LIMITS =
            new GuardedWeb.Limits(2_000_000, Duration.ofSeconds(20), Duration.ofSeconds(10));

    /// What arXiv asks of those who ask it.
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private final Library library;
    private final Web web;
    private final String arxiv;
    private final String doi;

    @Autowired
    public RemoteLookup(Library library) {
        this(
                library,
                new GuardedWeb(LIMITS, Clock.systemUTC(), time -> Thread.sleep(time)),
                "https://export.arxiv.org/api/query?id_list=",
                "https://doi.org/");
    }

    RemoteLookup(Library library, Web web, String arxiv, String doi) {
        this.library = library;
        this.web = web;
        this.arxiv = arxiv;
        this.doi = doi;
    }

    @Override
    public List<SourceRecord> named(Identifier identifier) throws IOException {
        return switch (identifier.scheme()) {
            case ARXIV ->
                read(
                        "arxiv.xml",
                        ask(URI.create(arxiv + identifier.value()), BETWEEN, "application/atom+xml"),
                        identifier);
            case DOI ->
                read(
                        "doi.json",
                        ask(address(doi, identifier.value()), Duration.ZERO, "application/vnd.citationstyles.csl+json"),
                        identifier);
            default -> shown(URI.create(identifier.address()));
        };
    }

    private Web.Answer ask(URI address, Duration politeness, String accept) throws IOException {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new IOException("only http and https are asked");
        if (address.getHost() == null || address.getRawUserInfo() != null)
            throw new IOException("its address names no host, or a user");
        try {
            Web.Answer answer = web.ask(new Web.Question(address, "", "", false, politeness, accept));
            if (answer.status() != 200) throw new IOException("it answered with " + answer.status());
            return answer;
        } catch (IOException e) {
            // Which address a name of this network has is not for readers to learn.
            if (e.getCause() instanceof UnknownHostException)
                throw new IOException("its host is not known, or is not on the public web", e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking was interrupted", e);
        }
    }

    private static URI address(String base, String name) throws IOException {
        try {
            URI b = URI.create(base);
            return new URI(b.getScheme(), null, b.getHost(), b.getPort(), b.getPath() + name, null, null);
        } catch (URISyntaxException _) {
            throw new IOException("its name makes no address");
        }
    }

    /// The records of an answer that carry the name that was asked for: a register that knows it not
    /// answers with something else.
    private List<SourceRecord> read(String name, Web.Answer answer, Identifier wanted) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        library.formats()
                .read(
                        name,
                        new ByteArrayInputStream(answer.body()),
                        library.clock().instant(),
                        new RecordSink() {
                            @Override
                            public void accept(SourceRecord record, String where) {
                                if (record.metadata().identifiers().stream()
                                        .anyMatch(i -> i.unversioned().equals(wanted.unversioned())))
                                    records.add(record);
                            }

                            @Override
                            public void reject(String where, String why) {}
                        });
        return records;
    }

    @Override
    public List<SourceRecord> shown(URI page) throws IOException {
        Web.Answer answer = ask(page, Duration.ZERO, "text/html, application/xhtml+xml");
        if (!answer.type().startsWith("text/html") && !answer.type().startsWith("application/xhtml"))
            throw new IOException(
                    "it is no page but " + (answer.type().isEmpty() ? "of no known kind" : answer.type()));
        @Nullable String charset = charset(answer.type());
        Document document = Jsoup.parse(
                new ByteArrayInputStream(answer.body()),
                charset,
                answer.address().toString());
        Optional<Identifier> name = identifier(document);
        if (name.isPresent()) {
            List<SourceRecord> registered = registered(name.get());
            if (!registered.isEmpty()) return registered;
        }
        return said(document, answer.address()).stream().toList();
    }

    /// What the register says; where it does not answer, what the page says has to do.
    private List<SourceRecord> registered(Identifier name) {
        try {
            return named(name);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static @Nullable String charset(String type) {
        int at = type.indexOf("charset=");
        if (at < 0) return null;
        String name = type.substring(at + 8).replaceAll("[\"';].*|^\"", "").strip();
        try {
            return Charset.isSupported(name) ? name : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Optional<Identifier> identifier(Document d) {
        return meta(d, "citation_arxiv_id")
                .flatMap(v -> Identifier.parse(Scheme.ARXIV, v))
                .or(() -> meta(d, "citation_doi", "dc.identifier", "prism.doi")
                        .flatMap(v -> Identifier.parse(Scheme.DOI, v)));
    }

    private Optional<SourceRecord> said(Document d, URI page) {
        Optional<String> title = meta(d, "citation_title", "dc.title");
        if (title.isEmpty()) return Optional.empty();
        Metadata.Builder b = Metadata.builder()
                .title(title.get())
                .abstractText(meta(d, "citation_abstract", "dc.description").orElse(null))
                .published(meta(d, "citation_publication_date", "citation_date", "citation_online_date", "dc.date")
                        .flatMap(v -> PartialDate.parse(v.replace('/', '-')))
                        .orElse(null))
                .publication(new Publication(
                        null,
                        meta(d, "citation_journal_title", "citation_conference_title")
                                .orElse(null),
                        meta(d, "citation_volume").orElse(null),
                        meta(d, "citation_issue").orElse(null),
                        null,
                        meta(d, "citation_publisher").orElse(null)))
                .link(Link.Kind.PAGE, page.toString())
                .link(Link.Kind.PDF, meta(d, "citation_pdf_url").orElse(null));
        identifier(d).ifPresent(b::identifier);
        for (Element e : d.select("meta[name]"))
            if (e.attr("name").equalsIgnoreCase("citation_author")) b.author(e.attr("content"));
        return Optional.of(new SourceRecord(
                new Provenance(page.getHost(), "", library.clock().instant()), b.build()));
    }

    private static Optional<String> meta(Document d, String... names) {
        for (String name : names)
            for (Element e : d.select("meta[name]"))
                if (e.attr("name").equalsIgnoreCase(name) && !e.attr("content").isBlank())
                    return Optional.of(e.attr("content"));
        return Optional.empty();
    }
}
