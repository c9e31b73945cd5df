package org.broadsheet.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is exported and imported again is the same, for all that the format can hold.
class RoundTripTest {
    private static final String[] WORDS = {
        "Stopping",
        "rules",
        "the",
        "BERT",
        "mRNA",
        "naïve",
        "Gödel",
        "R&D",
        "50%",
        "a_b",
        "#1",
        "$5",
        "{set}",
        "C:\\dir",
        "--",
        "---",
        "``quoted''",
        "it's",
        "\"double\"",
        "~tilde",
        "x^2",
        "p < 0.05",
        "$\\alpha$-helix",
        "$O(n^{2})$",
        "–",
        "“curly”",
        "渡河",
        "@home",
        "and",
        "%",
        "(brackets)",
        "[1]",
        "ER  -",
        "TY - x",
        "e.g.,",
        "\\'",
        "}",
        "Ångström:",
    };
    private static final String[] FAMILIES = {
        "Oduya", "van den Berg", "García-López", "Łuczak", "O'Neill", "Li", "Smith-Jones"
    };
    private static final String[] GIVEN = {"Amara", "J.", "J. R. R.", "María José", "W.-K.", "Żaneta"};
    private static final String[] SINGLE = {
        "Plato",
        "Liu R.",
        "Open Screening Group",
        "Barnes and Noble, Inc.",
        "others",
        "Ada M. Lovelace",
        "CMS Collaboration",
        "Foo, Bar",
        "R&D Team",
        "王小明",
    };

    private static String write(String format, List<Paper> papers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PaperFormats.standard().writer(format).write(papers.stream(), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Paper paper(Metadata m, int n) {
        String letters = "abcdefghijklmnopqrstuvwxyz";
        StringBuilder id = new StringBuilder("p-");
        for (int i = 0; i < 12; i++) id.append(letters.charAt(Math.floorMod(n >> i, 26)));
        return new Paper(new PaperId(id.toString()), m, List.of(new Provenance("test", "", Instant.EPOCH)));
    }

    private static String words(Random random, int most) {
        StringBuilder out = new StringBuilder();
        int n = 1 + random.nextInt(most);
        for (int i = 0; i < n; i++) out.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        return out.toString();
    }

    private static @Nullable String maybe(Random random, String value) {
        return random.nextBoolean() ? value : null;
    }

    private static Metadata random(Random random) {
        Metadata.Builder b = Metadata.builder().title("T " + words(random, 8));
        if (random.nextBoolean()) b.abstractText(words(random, 60));
        for (int i = random.nextInt(4); i > 0; i--) {
            if (random.nextInt(3) == 0) b.author(Author.named(SINGLE[random.nextInt(SINGLE.length)]));
            else {
                String family = FAMILIES[random.nextInt(FAMILIES.length)];
                String given = GIVEN[random.nextInt(GIVEN.length)];
                String suffix = random.nextInt(4) == 0 ? " Jr." : "";
                b.author(new Author(given + " " + family + suffix, family, given, null, null));
            }
        }
        int year = 1950 + random.nextInt(80);
        b.published(
                switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> PartialDate.ofYear(year);
                    case 2 -> new PartialDate(year, 1 + random.nextInt(12), 0);
                    default -> new PartialDate(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
                });
        String[] types = {
            "article", "inproceedings", "incollection", "book", "thesis", "report", "preprint", "misc", "dataset"
        };
        b.publication(new Publication(
                types[random.nextInt(types.length)],
                maybe(random, "V " + words(random, 4)),
                maybe(random, String.valueOf(random.nextInt(100))),
                maybe(random, "S" + random.nextInt(9)),
                maybe(random, random.nextBoolean() ? "11-18" : "e" + random.nextInt(999)),
                maybe(random, "P " + words(random, 3))));
        if (random.nextBoolean())
            b.identifier(Scheme.DOI, "10.5555/x_" + random.nextInt(99) + "(sici)1<1::aid-a>3.0.co;2-k");
        if (random.nextInt(3) == 0) b.identifier(Scheme.PUBMED, "12345" + random.nextInt(10));
        if (random.nextInt(3) == 0) b.identifier(Scheme.PMC, "PMC77" + random.nextInt(10));
        if (random.nextInt(3) == 0) {
            b.identifier(Scheme.ARXIV, random.nextBoolean() ? "2401.00017v2" : "hep-th/9901001");
            b.category("cs.IR");
        }
        for (String k : new String[] {"screening", "Models, Biological", "R&D", "$\\alpha$"})
            if (random.nextInt(3) == 0) b.keyword(k);
        if (random.nextBoolean()) b.link(Link.Kind.PAGE, "https://example.org/~me/a_b--c?x=1&y=%20#top");
        b.language(maybe(random, "en")).comment(maybe(random, "N " + words(random, 5)));
        return b.build();
    }

    /// What both formats hold of a record.
    private static Metadata held(Metadata m, boolean categories) {
        Metadata.Builder b = Metadata.builder()
                .title(m.title())
                .abstractText(m.abstractText())
                .authors(m.authors())
                .identifiers(m.identifiers())
                .published(m.published())
                .keywords(m.keywords())
                .publication(publication(m))
                .links(m.links())
                .language(m.language())
                .comment(m.comment());
        if (categories) b.categories(m.categories());
        return b.build();
    }

    /// Whatever is on arXiv and names no journal is read as a preprint.
    private static Publication publication(Metadata m) {
        Publication p = m.publication();
        boolean onArxiv = m.identifier(Scheme.ARXIV).isPresent() && p.venue() == null;
        return onArxiv && List.of("misc", "article").contains(p.type())
                ? new Publication("preprint", null, p.volume(), p.issue(), p.pages(), p.publisher())
                : p;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bibtex", "ris"})
    void importOfExportIsTheSame(String format) {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Metadata> before = new ArrayList<>();
            List<Paper> papers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Metadata m = held(random(random), format.equals("bibtex"));
                before.add(m);
                papers.add(paper(m, seed * 3 + i));
            }
            String text = write(format, papers);
            Reading read = Reading.of(text);
            assertThat(read.reasons()).as("seed %d\n%s", seed, text).isEmpty();
            assertThat(read.report().format()).isEqualTo(format);
            assertThat(read.records().stream().map(r -> r.metadata()).toList())
                    .as("seed %d\n%s", seed, text)
                    .isEqualTo(before);
        }
    }

    @Test
    void bibtexIsWrittenTheWayPeopleWriteIt() {
        Metadata m = Metadata.builder()
                .title("When to stop: BERT & the 95% rule")
                .author(new Author("Amara Oduya", "Oduya", "Amara", "0000-0002-1825-0097", "Bog Institute"))
                .author("Open Screening Group")
                .published(new PartialDate(2026, 3, 14))
                .identifier(Scheme.ARXIV, "2603.01234v2")
                .category("cs.IR")
                .category("cs.LG")
                .publication(new Publication("preprint", null, null, null, null, null))
                .link(Link.Kind.PDF, "https://arxiv.org/pdf/2603.01234")
                .build();
        assertThat(write("bibtex", List.of(paper(m, 1)))).isEqualTo("""
                        @misc{oduya2026stop,
                          title = {When to stop: {BERT} \\& the 95\\% rule},
                          author = {Oduya, Amara and Open Screening Group},
                          year = {2026},
                          month = mar,
                          day = {14},
                          eprint = {2603.01234v2},
                          archiveprefix = {arXiv},
                          primaryclass = {cs.IR}
                        }
                        """);
    }

    @Test
    void keysAreDistinctAndStable() {
        Metadata m = Metadata.builder()
                .title("Über das Moor")
                .author("Jörg Müßig")
                .published(PartialDate.ofYear(1999))
                .build();
        Metadata chinese = Metadata.builder().title("渡河").author("王小明").build();
        String text = write("bibtex", List.of(paper(m, 1), paper(m, 2), paper(chinese, 3), paper(m, 4)));
        assertThat(text.lines().filter(l -> l.startsWith("@")))
                .containsExactly(
                        "@misc{mussig1999uber,",
                        "@misc{mussig1999uberb,",
                        "@misc{pdbaaaaaaaaaa,",
                        "@misc{mussig1999uberc,");
    }

    @Test
    void risIsWrittenTheWayProgramsReadIt() {
        Metadata m = Metadata.builder()
                .title("When to stop")
                .abstractText("One.\n\nTwo.")
                .author(new Author("Martin King Jr.", "King", "Martin", null, null))
                .author("Foo, Bar")
                .published(new PartialDate(2026, 3, 0))
                .identifiers(Stream.of("10.5555/a", "10.5555/b")
                        .map(d -> new Identifier(Scheme.DOI, d, 0))
                        .toList())
                .identifier(Scheme.ARXIV, "2603.01234")
                .identifier(Scheme.PMC, "PMC77")
                .publication(new Publication("article", "J. Bogs", "3", "2", "11-18", null))
                .build();
        assertThat(write("ris", List.of(paper(m, 1))).lines())
                .containsExactly(
                        "TY  - JOUR",
                        "ID  - p-baaaaaaaaaaa",
                        "TI  - When to stop",
                        "AU  - King, Martin, Jr.",
                        "AU  - Foo,, Bar",
                        "PY  - 2026",
                        "DA  - 2026/03//",
                        "JF  - J. Bogs",
                        "VL  - 3",
                        "IS  - 2",
                        "SP  - 11",
                        "EP  - 18",
                        "AB  - One. Two.",
                        "UR  - https://arxiv.org/abs/2603.01234",
                        "DO  - 10.5555/a",
                        "UR  - https://doi.org/10.5555/b",
                        "C2  - PMC77",
                        "ER  - ",
                        "");
    }
}
