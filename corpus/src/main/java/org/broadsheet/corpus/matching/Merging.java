package org.broadsheet.corpus.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// What several records of one paper say together.
///
/// Nothing is lost: identifiers, links, listings, notices, categories and keywords are united. Where only
/// one value can
/// stand,
/// the most trusted
/// record that has one gives it: registers of published work before preprint servers before everything
/// else, then the
/// later word. The
/// result does not depend on the order in which records come.
public final class Merging {
    private Merging() {}

    /// @param records at least one
    /// @throws IllegalArgumentException where there are none
    public static Metadata merge(List<SourceRecord> records) {
        if (records.isEmpty()) throw new IllegalArgumentException("there is nothing to merge");
        if (records.size() == 1) return records.getFirst().metadata();
        List<SourceRecord> sorted = new ArrayList<>(records);
        sorted.sort(Comparator.comparingInt(Merging::trust)
                .reversed()
                .thenComparing((SourceRecord r) -> r.provenance().seen(), Comparator.reverseOrder())
                .thenComparing(r -> r.provenance().source())
                .thenComparing(r -> r.provenance().key())
                .thenComparing(r -> r.metadata().toString()));
        List<Metadata> all = sorted.stream().map(SourceRecord::metadata).toList();
        Metadata.Builder b = Metadata.builder()
                .title(text(all, Metadata::title, false))
                .abstractText(text(all, Metadata::abstractText, true))
                .machineSummary(text(all, Metadata::machineSummary, true))
                .authors(authors(all))
                .published(earliest(all))
                .updated(all.stream()
                        .map(Metadata::updated)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null))
                .publication(publication(all))
                .licence(first(all, Metadata::licence))
                .language(first(all, Metadata::language))
                .comment(first(all, Metadata::comment))
                .submittedBy(first(all, Metadata::submittedBy))
                .organization(first(all, Metadata::organization))
                .attention(all.stream().map(Metadata::attention).reduce(Attention.NONE, Attention::max));
        for (Metadata m : all)
            b.identifiers(m.identifiers())
                    .links(m.links())
                    .listings(m.listings())
                    .notices(m.notices())
                    .categories(m.categories())
                    .keywords(m.keywords());
        return b.build();
    }

    private static int trust(SourceRecord r) {
        String source = r.provenance().source().toLowerCase(Locale.ROOT);
        if (source.startsWith("crossref") || source.startsWith("pubmed")) return 4;
        if (source.startsWith("arxiv") || source.startsWith("biorxiv") || source.startsWith("medrxiv")) return 3;
        if (source.startsWith("openalex")) return 2;
        return r.metadata().identifiers().isEmpty() ? 0 : 1;
    }

    /// The most trusted text there is; a much longer one stands in for one that was cut short.
    private static String text(List<Metadata> all, Function<Metadata, String> field, boolean preferWhole) {
        String chosen = "";
        for (Metadata m : all) {
            String t = field.apply(m);
            if (chosen.isEmpty() || (preferWhole && t.length() > 1.5 * chosen.length())) chosen = t;
        }
        return chosen;
    }

    /// The record that says most of its authors: all of them rather than some, with names in full and iDs
    /// rather than
    /// without.
    private static List<Author> authors(List<Metadata> all) {
        List<Author> best = List.of();
        long bestWorth = -1;
        for (Metadata m : all) {
            long worth = 0;
            for (Author a : m.authors())
                worth += 10
                        + (a.orcid() != null ? 3 : 0)
                        + (a.affiliation() != null ? 2 : 0)
                        + (fullGivenName(a) ? 3 : 0);
            if (worth > bestWorth) {
                best = m.authors();
                bestWorth = worth;
            }
        }
        return best;
    }

    private static boolean fullGivenName(Author a) {
        for (String word : a.name().split("[\\s,]+"))
            if (word.replace(".", "").length() > 2 && !word.equals(a.family())) return true;
        return false;
    }

    private static @Nullable PartialDate earliest(List<Metadata> all) {
        return all.stream()
                .map(Metadata::published)
                .filter(Objects::nonNull)
                // The earliest year decides; within it the most exact date, and of those the earliest.
                .min(Comparator.comparingInt(PartialDate::year)
                        .thenComparing(
                                Comparator.comparingInt(PartialDate::precision).reversed())
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /// The version of record where there is one: a preprint server is a venue only while there is no other.
    private static Publication publication(List<Metadata> all) {
        Publication best = all.stream()
                .map(Metadata::publication)
                .filter(p -> p.venue() != null && !isPreprint(p))
                .findFirst()
                .orElse(Publication.UNKNOWN);
        for (Metadata m : all) {
            Publication p = m.publication();
            if (best.equals(Publication.UNKNOWN)) best = p;
            else if (best.venue() == null || best.venue().equals(p.venue()))
                best = new Publication(
                        or(best.type(), p.type()),
                        or(best.venue(), p.venue()),
                        or(best.volume(), p.volume()),
                        or(best.issue(), p.issue()),
                        or(best.pages(), p.pages()),
                        or(best.publisher(), p.publisher()));
        }
        return best;
    }

    static boolean isPreprint(Publication p) {
        return "preprint".equals(p.type()) || isPreprintServer(p);
    }

    /// Whether the venue is a preprint server.
    static boolean isPreprintServer(Publication p) {
        String venue = p.venue() == null ? "" : p.venue().toLowerCase(Locale.ROOT);
        return venue.contains("arxiv")
                || venue.contains("biorxiv")
                || venue.contains("medrxiv")
                || venue.equals("corr");
    }

    private static @Nullable String or(@Nullable String a, @Nullable String b) {
        return a != null ? a : b;
    }

    private static @Nullable String first(List<Metadata> all, Function<Metadata, @Nullable String> field) {
        for (Metadata m : all) {
            String value = field.apply(m);
            if (value != null) return value;
        }
        return null;
    }
}
