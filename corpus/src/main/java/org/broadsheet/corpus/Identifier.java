package org.broadsheet.corpus;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.text.PlainText;

/// A paper's name in a public register, in that register's one normal form.
///
/// @param scheme  the register
/// @param value   the name without prefix, resolver address or version: `2409.02795`, `hep-th/9901001`,
/// `10.1145/3292500`, `W2741809807`
/// @param version arXiv's version number, 0 where none was given
public record Identifier(Scheme scheme, String value, int version) implements Comparable<Identifier> {

    /// The registers we know, the most telling first.
    public enum Scheme {
        ARXIV("arXiv", "https://arxiv.org/abs/"),
        DOI("DOI", "https://doi.org/"),
        PUBMED("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
        PMC("PMC", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
        ACL("ACL Anthology", "https://aclanthology.org/"),
        OPENALEX("OpenAlex", "https://openalex.org/"),
        SEMANTIC_SCHOLAR("Semantic Scholar", "https://www.semanticscholar.org/paper/"),
        HF("Hugging Face", "https://huggingface.co/papers/");

        private final String label;
        private final String resolver;

        Scheme(String label, String resolver) {
            this.label = label;
            this.resolver = resolver;
        }

        /// The register's name as people write it.
        public String label() {
            return label;
        }

        /// The name used in files: lower case, words parted by `_`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Scheme> ofKey(String key) {
            for (Scheme s : values()) if (s.key().equalsIgnoreCase(key)) return Optional.of(s);
            return Optional.empty();
        }
    }

    private static final Pattern ARXIV = Pattern.compile(
            "(?i)(?:(?:https?://)?(?:[a-z]+\\.)?arxiv\\.org/(?:abs|pdf|html|format)/|oai:arxiv\\.org:|arxiv:\\s*)?"
                    + "(\\d{4}\\.\\d{4,5}|[a-z-]+(?:\\.[a-z-]{2,})?/\\d{7})(?:v(\\d{1,3}))?(?:\\.pdf)?(?:\\s*\\[[^\\]]*])?");
    private static final Pattern DOI = Pattern.compile(
            "(?i)(?:(?:https?://)?(?:dx\\.)?doi\\.org/|doi:\\s*|info:doi/)?(10\\.\\d{4,9}(?:\\.\\d+)*/\\S+)");
    private static final Pattern ARXIV_DOI = Pattern.compile("(?i)10\\.48550/arxiv\\.(.+)");
    private static final int MAX_LENGTH = 300;

    public Identifier {
        if (value.isBlank() || value.length() > MAX_LENGTH || value.chars().anyMatch(c -> c <= ' '))
            throw new IllegalArgumentException(
                    "an identifier is 1 to " + MAX_LENGTH + " characters without spaces but was '" + value + "'");
        if (version < 0) throw new IllegalArgumentException("a version is 0 (unknown) or more but was " + version);
        if (version > 0 && scheme != Scheme.ARXIV)
            throw new IllegalArgumentException("only arXiv identifiers carry a version");
    }

    /// Reads a name in a scheme in any form people write it (with prefix, resolver address, version,
    /// trailing full
    /// stop); empty when it
    /// cannot be one.
    public static Optional<Identifier> parse(Scheme scheme, String text) {
        String t = text.strip();
        if (!mayBeOne(t)) return Optional.empty();
        return switch (scheme) {
            case ARXIV -> parseArxiv(t);
            case DOI -> parseDoi(t);
            case PUBMED ->
                digits(
                        scheme,
                        t,
                        "(?i)(?:https?://(?:www\\.)?(?:pubmed\\.ncbi\\.nlm\\.nih\\.gov|ncbi\\.nlm\\.nih\\.gov/pubmed)/|pmid:?\\s*)?(\\d{1,9})/?(?:\\s.*)?",
                        "");
            case PMC -> digits(scheme, t, "(?i)(?:https?://\\S*/)?(?:pmcid:?\\s*)?(?:PMC)?(\\d{1,9})/?", "PMC");
            case ACL ->
                plain(
                        scheme,
                        t,
                        "(?:https?://(?:www\\.)?(?:aclanthology\\.org|aclweb\\.org/anthology)/)?([A-Z]\\d{2}-\\d{4,5}|\\d{4}\\.[a-z0-9]+(?:-[a-z0-9]+)+\\.\\d+)(?:/|\\.pdf)?");
            case OPENALEX ->
                plain(
                        scheme,
                        t.toUpperCase(Locale.ROOT),
                        "(?:HTTPS?://(?:API\\.)?OPENALEX\\.ORG/(?:WORKS/)?)?(W\\d{2,15})");
            case SEMANTIC_SCHOLAR ->
                plain(
                        scheme,
                        t.toLowerCase(Locale.ROOT),
                        "(?:https?://(?:www\\.)?semanticscholar\\.org/paper/(?:[^/]*/)?)?([0-9a-f]{40})");
            case HF -> plain(scheme, t, "(?:https?://huggingface\\.co/papers/)?(\\d{4}\\.\\d{4,5})");
        };
    }

    /// Reads `scheme:value`, as [#toString] writes it; else what [#recognise] makes of the text.
    public static Optional<Identifier> ofText(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            Optional<Scheme> scheme = Scheme.ofKey(text.substring(0, colon));
            if (scheme.isPresent()) return parse(scheme.get(), text.substring(colon + 1));
        }
        return recognise(text);
    }

    /// Finds out the scheme of a name that carries it (`arXiv:…`, a DOI, a resolver's address); empty when
    /// nothing
    /// fits. Bare numbers fit nothing.
    public static Optional<Identifier> recognise(String text) {
        String t = text.strip();
        if (!mayBeOne(t)) return Optional.empty();
        Optional<Identifier> arxiv = parseArxiv(t);
        if (arxiv.isPresent()) return arxiv;
        Optional<Identifier> doi = parseDoi(t);
        if (doi.isPresent()) return doi;
        String lower = t.toLowerCase(Locale.ROOT);
        if (lower.contains("pubmed") || lower.startsWith("pmid")) return parse(Scheme.PUBMED, t);
        if (lower.startsWith("pmc")) return parse(Scheme.PMC, t);
        if (lower.contains("aclanthology") || lower.contains("aclweb")) return parse(Scheme.ACL, t);
        if (lower.contains("openalex")) return parse(Scheme.OPENALEX, t);
        if (lower.contains("semanticscholar")) return parse(Scheme.SEMANTIC_SCHOLAR, t);
        if (lower.contains("huggingface.co/papers")) return parse(Scheme.HF, t);
        return Optional.empty();
    }

    /// No register has names with characters that do not print.
    private static boolean mayBeOne(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && PlainText.printable(text).equals(text);
    }

    private static Optional<Identifier> parseArxiv(String t) {
        Matcher doi = ARXIV_DOI.matcher(t.replaceFirst("(?i)^(?:https?://)?(?:dx\\.)?doi\\.org/|^doi:\\s*", ""));
        Matcher m = ARXIV.matcher(doi.matches() ? doi.group(1) : t);
        if (!m.matches()) return Optional.empty();
        String value = m.group(1);
        int slash = value.indexOf('/');
        if (slash > 0) {
            String archive = value.substring(0, slash).toLowerCase(Locale.ROOT);
            int dot = archive.indexOf('.');
            value = (dot > 0 ? archive.substring(0, dot) : archive)
                    + value.substring(slash); // math.GT/0309136 is math/0309136
        }
        return Optional.of(new Identifier(Scheme.ARXIV, value, m.group(2) == null ? 0 : Integer.parseInt(m.group(2))));
    }

    private static Optional<Identifier> parseDoi(String t) {
        Matcher m = DOI.matcher(t);
        if (!m.matches()) return Optional.empty();
        String value = m.group(1).toLowerCase(Locale.ROOT);
        while (value.endsWith(".") || value.endsWith(",") || value.endsWith(";"))
            value = value.substring(0, value.length() - 1);
        return value.endsWith("/") ? Optional.empty() : Optional.of(new Identifier(Scheme.DOI, value, 0));
    }

    private static Optional<Identifier> digits(Scheme scheme, String t, String form, String prefix) {
        Matcher m = Pattern.compile(form).matcher(t);
        if (!m.matches()) return Optional.empty();
        String number = m.group(1).replaceFirst("^0+(?=.)", "");
        return Optional.of(new Identifier(scheme, prefix + number, 0));
    }

    private static Optional<Identifier> plain(Scheme scheme, String t, String form) {
        Matcher m = Pattern.compile(form).matcher(t);
        return m.matches() ? Optional.of(new Identifier(scheme, m.group(1), 0)) : Optional.empty();
    }

    /// The same name without its version: what two records must share to be of one paper.
    public Identifier unversioned() {
        return version == 0 ? this : new Identifier(scheme, value, 0);
    }

    /// The public page of this name.
    public String address() {
        return scheme.resolver + value + (version > 0 ? "v" + version : "");
    }

    /// As people write it: `2409.02795v2`, `10.1145/3292500`.
    public String printed() {
        return version > 0 ? value + "v" + version : value;
    }

    /// As files write it: `arxiv:2409.02795v2`, `doi:10.1145/3292500`.
    @Override
    public String toString() {
        return scheme.key() + ":" + printed();
    }

    @Override
    public int compareTo(Identifier other) {
        int byScheme = scheme.compareTo(other.scheme);
        if (byScheme != 0) return byScheme;
        int byValue = value.compareTo(other.value);
        return byValue != 0 ? byValue : Integer.compare(version, other.version);
    }
}
