package org.broadsheet.corpus.matching;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.matching.Comparison.Evidence;
import org.jspecify.annotations.Nullable;

/// Says whether two records are of one paper.
///
/// Identifiers first: a shared one decides, two different ones of a register that gives a work one name
/// decide against. Otherwise a logistic model over title, authors, year and venue (Fellegi and Sunter 1969
/// in modern dress): each kind of evidence adds its weight to the log-odds, so a decision is a sum.
/// Abstracts, volumes and pages add theirs by rules. `docs/quality.md` says where the weights come from and
/// what they reach.
public final class RecordMatcher {
    /// Score from which two records are taken to be of one paper.
    public static final double THRESHOLD = 0.5;

    /// Likeness from which two abstracts are one, but for cuts and corrections.
    private static final double SAME_ABSTRACT = 0.8;

    private static final Map<Evidence, Double> WEIGHTS = weights();

    /// How sure we are, and why.
    ///
    /// @param score  0 (two papers) to 1 (one)
    /// @param reason for people: `same DOI 10.1145/3292500`, `the same title, shared authors, the same year`
    public record Match(double score, String reason) {
        /// Whether to treat the two as one paper.
        public boolean same() {
            return score >= THRESHOLD;
        }
    }

    private static Map<Evidence, Double> weights() {
        Map<Evidence, Double> w = new EnumMap<>(Evidence.class);
        w.put(Evidence.BASE, -10.88);
        w.put(Evidence.TITLE_LETTERS, 11.32);
        w.put(Evidence.TITLE_WORDS, 2.38);
        w.put(Evidence.TITLE_SHORT, -2.73);
        w.put(Evidence.AUTHORS_SHARED, 1.11);
        w.put(Evidence.AUTHORS_FIRST, 1.02);
        w.put(Evidence.AUTHORS_MISSING, -0.4);
        w.put(Evidence.AUTHORS_NONE_SHARED, -1.77);
        w.put(Evidence.YEAR_SAME, 0.52);
        w.put(Evidence.YEAR_NEAR, -3.13);
        w.put(Evidence.YEAR_FAR, -4.34);
        w.put(Evidence.VENUE_ALIKE, 0.66);
        w.put(Evidence.VENUE_OF_ANOTHER_KIND, -0.82);
        w.put(Evidence.VENUE_MISSING, -0.17);
        // Not learned: the training pairs have too few titles that differ in a number alone.
        w.put(Evidence.NUMBERS_DIFFER, -2.5);
        w.put(Evidence.NUMBERS_CONFLICT, -2.5);
        return w;
    }

    /// Compares two records; the order does not matter.
    public Match compare(Metadata a, Metadata b) {
        Optional<Match> byName = byIdentifiers(a, b);
        if (byName.isPresent()) return byName.get();
        if (a.title().isEmpty() || b.title().isEmpty()) return byAbstract(a, b);
        Comparison comparison = Comparison.of(a, b);
        OptionalDouble abstracts = Abstracts.likeness(a.abstractText(), b.abstractText());
        double logOdds = 0;
        for (Map.Entry<Evidence, Double> w : WEIGHTS.entrySet()) logOdds += w.getValue() * comparison.value(w.getKey());
        logOdds += abstracts(abstracts, comparison) + printed(a.publication(), b.publication());
        return new Match(1 / (1 + Math.exp(-logOdds)), reason(comparison, abstracts));
    }

    private static Optional<Match> byIdentifiers(Metadata a, Metadata b) {
        boolean conflict = false;
        for (Scheme scheme : Scheme.values()) {
            Set<String> x = values(a, scheme);
            Set<String> y = values(b, scheme);
            if (x.isEmpty() || y.isEmpty()) continue;
            Optional<String> shared = x.stream().filter(y::contains).sorted().findFirst();
            if (scheme == Scheme.DOI) {
                // A preprint and its journal version have two DOIs; one DOI for two arXiv papers is
                // somebody's mistake.
                if (shared.isPresent() && !conflict) return Optional.of(new Match(1, "same DOI " + shared.get()));
            } else if (shared.isPresent()) {
                return Optional.of(new Match(1, "same " + scheme.label() + " id " + shared.get()));
            } else if (scheme == Scheme.ARXIV
                    || scheme == Scheme.PUBMED
                    || scheme == Scheme.PMC
                    || scheme == Scheme.ACL) {
                conflict = true;
            }
        }
        return conflict ? Optional.of(new Match(0, "different identifiers in one register")) : Optional.empty();
    }

    private static Set<String> values(Metadata m, Scheme scheme) {
        Set<String> values = new HashSet<>();
        for (Identifier i : m.identifiers()) if (i.scheme() == scheme) values.add(i.value());
        return values;
    }

    /// Without a title only a nearly identical text will do.
    private static Match byAbstract(Metadata a, Metadata b) {
        String x = Words.squashed(a.abstractText());
        String y = Words.squashed(b.abstractText());
        if (x.length() < 150 || y.length() < 150 || !a.title().equals(b.title()))
            return new Match(0, "no title to compare");
        double alike = Words.trigramSimilarity(x, y);
        return new Match(alike >= 0.97 ? alike : 0, "the same abstract");
    }

    /// What abstracts add to the log-odds. Bibliographies without them could not teach it.
    ///
    /// Abstracts of one paper share nearly all of their telling words, those of two works on one subject a
    /// third. A rewritten abstract is not held against a title, authors and a year that agree. Where the
    /// title is short, its numbers differ or no year can be compared, the rest proves less, and abstracts
    /// have to agree.
    private static double abstracts(OptionalDouble likeness, Comparison c) {
        boolean titleShort = c.value(Evidence.TITLE_SHORT) > 0;
        boolean undated = c.value(Evidence.YEAR_MISSING) > 0;
        boolean numbersDiffer = c.value(Evidence.NUMBERS_DIFFER) > 0;
        if (likeness.isPresent()) {
            boolean doubtful = titleShort || undated || numbersDiffer;
            double alike = likeness.getAsDouble();
            // Reports of a series, and the parts of a work, may have one abstract.
            if (alike >= SAME_ABSTRACT)
                return c.value(Evidence.NUMBERS_CONFLICT) > 0 ? 0 : 20 * (alike - SAME_ABSTRACT);
            double against = 20 * (alike - (doubtful ? 0.7 : 0.6));
            return Math.clamp(against, doubtful ? -7 : -4, 0);
        }
        // The same title alone is not enough: "Editorial" is the title of thousands.
        if (c.value(Evidence.AUTHORS_MISSING) > 0) return titleShort ? -8 : undated ? -4 : -1;
        return 0;
    }

    /// What volumes and pages add. One work may be printed twice, as a meeting's abstract and in a journal,
    /// but is then two papers.
    private static double printed(Publication a, Publication b) {
        String v = volume(a.volume());
        String w = volume(b.volume());
        boolean volumesDiffer = !v.isEmpty() && !w.isEmpty() && !v.equals(w);
        if (a.pages() == null || b.pages() == null) return volumesDiffer ? -4 : 0;
        if (firstPage(a.pages()).equals(firstPage(b.pages()))) return volumesDiffer ? 0.5 : 2;
        return volumesDiffer ? -11 : -2;
    }

    /// The number of a volume; empty for years and for what preprint servers write there (`abs/1706.03762`).
    private static String volume(@Nullable String text) {
        String volume = text == null ? "" : text.strip().replaceFirst("^(?i:vol(?:ume)?\\.?\\s*)?0*", "");
        return volume.matches("[1-9]\\d{0,3}") && !volume.matches("(?:19|20)\\d\\d") ? volume : "";
    }

    private static String firstPage(String pages) {
        return pages.strip().split("[^\\p{L}\\p{N}]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String reason(Comparison c, OptionalDouble abstracts) {
        StringBuilder out = new StringBuilder();
        out.append(c.value(Evidence.TITLE_SAME) > 0 ? "the same title" : "nearly the same title");
        if (c.value(Evidence.AUTHORS_SHARED) > 0.5) out.append(", shared authors");
        if (c.value(Evidence.YEAR_SAME) > 0) out.append(", the same year");
        else if (c.value(Evidence.YEAR_NEAR) > 0) out.append(", a year apart");
        if (abstracts.orElse(0) >= SAME_ABSTRACT) out.append(", the same abstract");
        return out.toString();
    }
}
