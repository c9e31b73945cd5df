package org.broadsheet.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Snippet;
import org.jspecify.annotations.Nullable;

/// Papers as templates print them: plain text and local addresses, nothing to decide in a template.
final class Views {
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private Views() {}

    /// A paper in a list.
    ///
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
    record Item(
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
            @Nullable String found) {}

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
                "p-" + paper.slug().replaceAll("[^A-Za-z0-9.-]", "-"),
                href(paper),
                paper.headline(),
                byline(m, 3),
                why,
                source(paper),
                upvotes == 0 ? null : upvotes == 1 ? "1 upvote" : "%,d upvotes".formatted(upvotes),
                m.link(Link.Kind.CODE).map(Link::address).orElse(null),
                summary(m, summaryLength),
                pieces(snippet),
                found);
    }

    static String href(Paper paper) {
        return "/papers/" + path(paper.slug());
    }

    /// An address path in which slashes stay slashes.
    static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    static String byline(Metadata m, int most) {
        List<String> names = m.authors().stream().limit(most).map(Author::name).toList();
        String line = String.join(", ", names);
        int more = m.authors().size() - names.size();
        return more > 0 ? line + " and " + more + " more" : line;
    }

    static String source(Paper paper) {
        Metadata m = paper.metadata();
        String venue = m.publication().venue();
        if (!m.categories().isEmpty() && m.identifier(Identifier.Scheme.ARXIV).isPresent())
            return "arXiv " + m.categories().getFirst();
        if (venue != null) return venue.length() > 60 ? venue.substring(0, 59) + "…" : venue;
        if (m.identifier(Identifier.Scheme.ARXIV).isPresent()) return "arXiv";
        String topic = Topics.of(m);
        return topic.equals(Topics.OTHER) ? "Library" : topic;
    }

    static List<String> summary(Metadata m, int most) {
        if (most == 0) return List.of();
        String text = m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
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
            if (m.start() > at) pieces.add(new Piece(s.text().substring(at, m.start()), false));
            pieces.add(new Piece(s.text().substring(m.start(), m.end()), true));
            at = m.end();
        }
        if (at < s.text().length()) pieces.add(new Piece(s.text().substring(at), false));
        return pieces;
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
