package org.broadsheet.corpus.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Notice.Kind;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;

/// What those who keep a paper want to hear when its sources come to say more of it.
///
/// Something is told once: a retraction that a second register reports, a version number that a second
/// source names and
/// a place of print that was known are no news. Of several new versions the last is told.
public final class Changes {
    private Changes() {}

    /// What is known after and was not before, by date; empty where nothing of it is news.
    public static List<Notice> between(Metadata before, Metadata after) {
        List<Notice> news = new ArrayList<>();
        Notice revised = null;
        boolean published = false;
        for (Notice n : after.notices()) {
            if (known(n, before) || news.stream().anyMatch(n::sameAs)) continue;
            if (n.kind() == Kind.REVISED) {
                if (revised == null || version(n) >= version(revised)) revised = n;
                continue;
            }
            if (n.kind() == Kind.PUBLISHED) {
                if (published) continue;
                published = true;
            }
            news.add(n);
        }
        if (revised == null) revised = laterVersion(before, after).orElse(null);
        if (revised != null) news.add(revised);
        if (!published) printed(before, after).ifPresent(news::add);
        news.sort(Comparator.naturalOrder());
        return news;
    }

    private static boolean known(Notice n, Metadata before) {
        return switch (n.kind()) {
            case RETRACTED, PARTLY_RETRACTED, WITHDRAWN, REMOVED, CONCERN, REINSTATED ->
                before.notices().stream().anyMatch(b -> b.kind() == n.kind());
            case CORRECTED -> before.notices().stream().anyMatch(n::sameAs);
            case REVISED -> !later(n, before);
            case PUBLISHED ->
                isPrinted(before)
                        || before.notices().stream().anyMatch(b -> b.kind() == Kind.PUBLISHED)
                        || n.by() != null && before.identifiers().contains(n.by());
        };
    }

    /// Whether a revision came after everything that was known: by its number where numbers are known, else
    /// by its day.
    private static boolean later(Notice n, Metadata before) {
        int known = before.identifier(Scheme.ARXIV).map(Identifier::version).orElse(0);
        if (version(n) > 0 && known > 0) return version(n) > known;
        PartialDate day = n.date();
        Optional<LocalDate> last = Stream.of(before.published(), before.updated())
                .filter(Objects::nonNull)
                .map(PartialDate::lastDay)
                .max(Comparator.naturalOrder());
        return day != null && last.isPresent() && day.firstDay().isAfter(last.get());
    }

    private static int version(Notice n) {
        Identifier by = n.by();
        return by == null ? 0 : by.version();
    }

    /// A higher version number without a notice that says so.
    private static Optional<Notice> laterVersion(Metadata before, Metadata after) {
        int known = before.identifier(Scheme.ARXIV).map(Identifier::version).orElse(0);
        return after.identifier(Scheme.ARXIV)
                .filter(now -> known > 0 && now.version() > known)
                .map(now -> Notice.of(Kind.REVISED, after.updated(), now, null));
    }

    /// A preprint that has come to have a place of print without a notice that says so.
    private static Optional<Notice> printed(Metadata before, Metadata after) {
        boolean preprint = Merging.isPreprint(before.publication())
                || before.identifier(Scheme.ARXIV).isPresent();
        boolean told = before.notices().stream().anyMatch(n -> n.kind() == Kind.PUBLISHED);
        if (!preprint || told || isPrinted(before) || !isPrinted(after)) return Optional.empty();
        Identifier doi = after.identifiers().stream()
                .filter(i -> i.scheme() == Scheme.DOI && !before.identifiers().contains(i))
                .findFirst()
                .orElse(null);
        return Optional.of(
                Notice.of(Kind.PUBLISHED, null, doi, after.publication().venue()));
    }

    private static boolean isPrinted(Metadata m) {
        Publication p = m.publication();
        return p.venue() != null && !Merging.isPreprintServer(p);
    }
}
