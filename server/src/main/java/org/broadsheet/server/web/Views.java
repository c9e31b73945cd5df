package org.broadsheet.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Snippet;
import org.broadsheet.server.edition.Period;
import org.jspecify.annotations.Nullable;

/// Papers as templates print them: plain text and local addresses, nothing to decide in a template.
final class Views {
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private Views() {}

    /// A paper in a list.
    ///
    /// @param paper   which
    /// @param slug    its name in addresses
    /// @param upvotes votes at its source
    /// @param acts    what can be done with it, where it can
    /// @param id      for anchors
    /// @param href    its page
    /// @param title   its title
    /// @param byline  authors in short
    /// @param why     why it is here, or null
    /// @param source  where it is from
    /// @param votes   upvotes at its source, or null where there are none
    /// @param code    address of its code, or null
    /// @param summary paragraphs, possibly shortened; may be empty
    /// @param snippet pieces of text, marked or not; may be empty
    /// @param found   how a search found it, or null
    /// @param warning that it was retracted and the like, in a word or two, or null
    record Item(
            PaperId paper,
            String slug,
            int upvotes,
            Optional<Cards.Acts> acts,
            String id,
            String href,
            String title,
            String byline,
            @Nullable String why,
            String source,
            @Nullable String votes,
            @Nullable String code,
            List<String> summary,
            List<Piece> snippet,
            @Nullable String found,
            @Nullable String warning) {
        /// With what can be done, which tells the votes; and with code that was linked here, where its
        /// source links none.
        Item with(Cards.Acts done, @Nullable String linked) {
            return new Item(
                    paper,
                    slug,
                    upvotes,
                    Optional.of(done),
                    id,
                    href,
                    title,
                    byline,
                    why,
                    source,
                    null,
                    code == null ? linked : code,
                    summary,
                    snippet,
                    found,
                    warning);
        }
    }

    /// A piece of a snippet.
    record Piece(String text, boolean marked) {}

    /// A name and where it leads.
    record Named(String text, String href) {}

    static Item item(Paper paper, @Nullable String why, int summaryLength) {
        return item(paper, why, summaryLength, Snippet.EMPTY, null);
    }

    static Item item(Paper paper, @Nullable String why, int summaryLength, Snippet snippet, @Nullable String found) {
        Metadata m = paper.metadata();
        int upvotes = m.attention().upvotes();
        return new Item(
                paper.id(),
                paper.slug(),
                upvotes,
                Optional.empty(),
                anchor(paper),
                href(paper),
                title(paper),
                byline(m, 3),
                why,
                source(paper),
                upvotes == 0 ? null : count(upvotes, "upvote"),
                m.link(Link.Kind.CODE).map(Link::address).filter(Views::web).orElse(null),
                summary(m, summaryLength),
                pieces(snippet),
                found,
                m.warning().map(n -> NoticeView.words(n.kind())).orElse(null));
    }

    /// Where a paper stands in a page.
    static String anchor(Paper paper) {
        return "p-" + paper.slug().replaceAll("[^A-Za-z0-9.-]", "-");
    }

    /// The title as it is read, formulas written out.
    static String title(Paper paper) {
        return Formulas.readable(paper.headline());
    }

    /// What an error says, as a sentence.
    static String sentence(String why) {
        String big = Character.toUpperCase(why.charAt(0)) + why.substring(1);
        return big.endsWith(".") ? big : big + ".";
    }

    /// `1 paper`, `2,310 papers`.
    static String count(long n, String what) {
        return n == 1 ? "1 " + what : "%,d %ss".formatted(n, what);
    }

    static String href(Paper paper) {
        return "/papers/" + path(paper.slug());
    }

    /// Whether an address leads to the web and nowhere else: no script, no file.
    static boolean web(String address) {
        return address.regionMatches(true, 0, "https://", 0, 8) || address.regionMatches(true, 0, "http://", 0, 7);
    }

    /// A topic within a sentence.
    static String lower(String topic) {
        return Character.toLowerCase(topic.charAt(0)) + topic.substring(1);
    }

    /// A dated list's name for people.
    static String list(String key) {
        if (key.equals("hf-daily")) return "Daily Papers";
        return key.startsWith("arxiv:") ? "arXiv " + key.substring("arxiv:".length()) : key;
    }

    /// An address path in which slashes stay slashes.
    static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    static String byline(Metadata m, int most) {
        int all = m.authors().size();
        // "And 1 more" takes the room that the one would.
        int shown = all == most + 1 ? all : most;
        List<String> names = m.authors().stream().limit(shown).map(Author::name).toList();
        String line = String.join(", ", names);
        int more = all - names.size();
        return more > 0 ? "%s and %,d more".formatted(line, more) : line;
    }

    static String source(Paper paper) {
        Metadata m = paper.metadata();
        String venue = m.publication().venue();
        if (!m.categories().isEmpty() && m.identifier(Identifier.Scheme.ARXIV).isPresent())
            return "arXiv " + m.categories().getFirst();
        if (venue != null) return venue.length() > 60 ? venue.substring(0, 59) + "…" : venue;
        if (m.identifier(Identifier.Scheme.ARXIV).isPresent()) return "arXiv";
        return fileName(paper.provenance().getFirst().source());
    }

    /// A source's name for people: of a file, what is before its endings, with spaces.
    private static String fileName(String source) {
        String name = source.replaceFirst("(?i)(\\.(jsonl?|csv|tsv|xml|bib|ris|nbib|txt))?(\\.gz)?$", "")
                .replaceAll("[-_]+", " ")
                .strip();
        if (name.isEmpty()) return "Library";
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static List<String> summary(Metadata m, int most) {
        if (most == 0) return List.of();
        String text = Formulas.readable(m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText());
        List<String> paragraphs = new ArrayList<>();
        int left = most;
        for (String p : text.split("\n")) {
            if (p.isBlank() || left <= 0) continue;
            paragraphs.add(p.length() <= left ? p : shortened(p, left));
            left -= p.length();
        }
        return paragraphs;
    }

    /// Cut after a sentence where one ends near, else after a word.
    static String shortened(String text, int most) {
        String cut = text.substring(0, most);
        int sentence = cut.lastIndexOf(". ");
        if (sentence > most * 0.6) return cut.substring(0, sentence + 1);
        int word = cut.lastIndexOf(' ');
        return (word > 0 ? cut.substring(0, word) : cut) + " …";
    }

    static List<Piece> pieces(Snippet s) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Snippet.Mark m : s.marks()) {
            if (m.start() > at) pieces.add(piece(s.text().substring(at, m.start()), false));
            pieces.add(piece(s.text().substring(m.start(), m.end()), true));
            at = m.end();
        }
        if (at < s.text().length()) pieces.add(piece(s.text().substring(at), false));
        return pieces;
    }

    private static Piece piece(String text, boolean marked) {
        return new Piece(Formulas.readable(text), marked);
    }

    /// `10 September 2024, 12:05 UTC`.
    static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZoneOffset.UTC));
    }

    static String day(LocalDate day) {
        return LONG_DAY.format(day);
    }

    static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /// `10 September 2024`, `week 37 of 2024`, `September 2024`.
    static String dateOf(Period.Span span) {
        return switch (span.period()) {
            case DAY -> day(span.from());
            case WEEK ->
                "week " + Integer.parseInt(span.label().substring(6)) + " of "
                        + span.label().substring(0, 4);
            case MONTH -> month(span.from());
        };
    }

    static String date(PartialDate date) {
        return switch (date.precision()) {
            case 1 -> Integer.toString(date.year());
            case 2 -> MONTH.format(date.firstDay());
            default -> LONG_DAY.format(date.firstDay());
        };
    }

    static List<Named> authors(Metadata m) {
        return m.authors().stream()
                .map(a -> new Named(a.name(), "/authors/" + path(a.name())))
                .toList();
    }

    static Optional<Named> category(Metadata m) {
        return m.categories().stream().findFirst().map(c -> new Named(Topics.name(c), "/topics/" + path(c)));
    }

    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
