package org.broadsheet.corpus.format;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// Papers with random fields, for what goes out and must come in again.
final class RandomPapers {
    private static final List<String> WORDS = List.of(
            "reading",
            "α-stable",
            "Zürich",
            "naïve",
            "=SUM(A1)",
            "\"quoted\"",
            "a,b",
            "semi;colon",
            "日本語",
            "R&D",
            "x<y",
            "100%",
            "-minus",
            "@home",
            "tab",
            "C++",
            "#1",
            "back\\slash",
            "🙂");
    private static final List<String> NAMES =
            List.of("Ada Lovelace", "Charles Babbage", "José Núñez", "王 伟", "Mary Q. Somerville", "D’Arcy Thompson");

    private static final List<Notice.Kind> KINDS = List.of(Notice.Kind.values());

    private RandomPapers() {}

    static Paper paper(Random random) {
        StringBuilder id = new StringBuilder("p-");
        for (int i = 0; i < 12; i++) id.append((char) ('a' + random.nextInt(26)));
        return new Paper(
                new PaperId(id.toString()), metadata(random), List.of(new Provenance("test", "", Instant.EPOCH)));
    }

    static Metadata metadata(Random r) {
        Metadata.Builder b = Metadata.builder().title(words(r, 8));
        if (r.nextBoolean()) b.abstractText(words(r, 30) + "\n\n" + words(r, 20));
        if (r.nextBoolean()) b.machineSummary(words(r, 12));
        for (int i = r.nextInt(4); i > 0; i--) author(b, r);
        if (r.nextBoolean())
            b.identifier(new Identifier(Scheme.ARXIV, "2101.%05d".formatted(r.nextInt(90_000)), r.nextInt(4)));
        if (r.nextBoolean()) b.identifier(Scheme.DOI, "10.1234/x.%d(a)".formatted(r.nextInt(1_000)));
        if (r.nextBoolean()) b.identifier(Scheme.PUBMED, "" + (1 + r.nextInt(90_000)));
        if (r.nextInt(3) == 0) b.identifier(Scheme.PMC, "PMC" + (1 + r.nextInt(90_000)));
        if (r.nextInt(3) == 0) b.identifier(Scheme.OPENALEX, "W" + (10 + r.nextInt(90_000)));
        if (r.nextInt(3) == 0) b.identifier(Scheme.ACL, "P19-%04d".formatted(r.nextInt(9_000)));
        b.published(date(r)).updated(date(r));
        for (int i = r.nextInt(3); i > 0; i--)
            b.category(List.of("cs.IR", "Computer Science", "math.ST").get(r.nextInt(3)));
        for (int i = r.nextInt(3); i > 0; i--)
            b.keyword(List.of("front page", "re-ranking", "γ rays").get(r.nextInt(3)));
        b.publication(new Publication(
                maybe(r, "article"),
                maybe(r, "Journal of " + word(r)),
                maybe(r, "12"),
                maybe(r, "3-4"),
                maybe(r, "1-12"),
                maybe(r, "Press & Sons")));
        for (Link.Kind kind : Link.Kind.values())
            if (r.nextInt(3) == 0) b.link(kind, "https://example.org/" + r.nextInt(99) + "?q=a&b=%20");
        b.licence(maybe(r, "http://creativecommons.org/licenses/by/4.0/"))
                .language(maybe(r, "en"))
                .comment(maybe(r, "18 pages, 4 figures"))
                .submittedBy(maybe(r, "akhaliq"))
                .organization(maybe(r, "Institute of " + word(r)))
                .attention(new Attention(r.nextInt(3), r.nextInt(3), r.nextInt(3), r.nextInt(3)));
        for (int i = r.nextInt(3); i > 0; i--)
            b.listing(new Listing("hf-daily", LocalDate.of(2024, 9, 1 + r.nextInt(28)), r.nextInt(5)));
        for (int i = r.nextInt(3); i > 0; i--)
            b.notice(Notice.of(
                    KINDS.get(r.nextInt(KINDS.size())),
                    date(r),
                    r.nextBoolean() ? null : new Identifier(Scheme.ARXIV, "2101.00001", r.nextInt(4)),
                    maybe(r, words(r, 6))));
        return b.build();
    }

    private static void author(Metadata.Builder b, Random r) {
        String name = NAMES.get(r.nextInt(NAMES.size()));
        if (r.nextBoolean()) {
            b.author(name);
            return;
        }
        int space = name.lastIndexOf(' ');
        b.author(
                name,
                name.substring(space + 1),
                name.substring(0, space),
                maybe(r, "0000-0002-1825-0097"),
                maybe(r, "University of " + word(r)));
    }

    private static @Nullable PartialDate date(Random r) {
        return switch (r.nextInt(4)) {
            case 0 -> null;
            case 1 -> PartialDate.ofYear(1950 + r.nextInt(70));
            case 2 -> new PartialDate(1950 + r.nextInt(70), 1 + r.nextInt(12), 0);
            default -> new PartialDate(1950 + r.nextInt(70), 1 + r.nextInt(12), 1 + r.nextInt(28));
        };
    }

    private static @Nullable String maybe(Random r, String value) {
        return r.nextBoolean() ? value : null;
    }

    private static String word(Random r) {
        return WORDS.get(r.nextInt(WORDS.size()));
    }

    private static String words(Random r, int most) {
        StringBuilder text = new StringBuilder(word(r));
        for (int i = r.nextInt(most); i > 0; i--) text.append(' ').append(word(r));
        return text.toString();
    }
}
