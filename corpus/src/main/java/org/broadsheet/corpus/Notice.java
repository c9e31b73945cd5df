package org.broadsheet.corpus;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.text.PlainText;
import org.jspecify.annotations.Nullable;

/// What a register tells of a paper after it was first made public: that it was retracted, corrected,
/// revised, printed elsewhere.
///
/// @param kind what happened
/// @param date when, as exactly as is told, or null
/// @param by   the name of what tells it or of what came of it (the retraction, the correction, the new
/// version, the
/// version of record), or null
/// @param text why or where, in the register's words: one line of plain text, at most [#MAX_TEXT]
/// characters, or empty
public record Notice(
        Kind kind, @Nullable PartialDate date, @Nullable Identifier by, String text) implements Comparable<Notice> {

    /// What can happen to a paper, the gravest first.
    public enum Kind {
        RETRACTED,
        PARTLY_RETRACTED,
        /// Taken back by its authors or by the server it was on.
        WITHDRAWN,
        /// Taken from the register, often for a legal reason.
        REMOVED,
        /// An expression of concern.
        CONCERN,
        /// A retraction was itself taken back.
        REINSTATED,
        /// Corrected: an erratum, a corrigendum, an addendum.
        CORRECTED,
        /// A new version of the same text.
        REVISED,
        /// A preprint came out as the version of record.
        PUBLISHED;

        /// The name used in files: lower case, words parted by `-`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }

        /// Whether a reader should think twice before building on the paper.
        public boolean grave() {
            return compareTo(REINSTATED) < 0;
        }
    }

    /// Longest text kept, in characters.
    public static final int MAX_TEXT = 500;

    private static final Comparator<Notice> ORDER = Comparator.comparing(
                    Notice::date, Comparator.nullsFirst(Comparator.<PartialDate>naturalOrder()))
            .thenComparing(Notice::kind)
            .thenComparing(Notice::by, Comparator.nullsFirst(Comparator.<Identifier>naturalOrder()))
            .thenComparing(Notice::text);

    /// @throws IllegalArgumentException where the text is longer or has more than one line
    public Notice {
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException(
                    "the text of a notice is one line of at most " + MAX_TEXT + " characters but had " + text.length());
    }

    /// A notice whose text is as a source wrote it.
    public static Notice of(Kind kind, @Nullable PartialDate date, @Nullable Identifier by, @Nullable String rawText) {
        return new Notice(kind, date, by, rawText == null ? "" : PlainText.line(rawText, MAX_TEXT));
    }

    /// Whether two registers can mean one and the same event: of one kind, on days that can be one, by
    /// names that are
    /// not two of one register.
    public boolean sameAs(Notice o) {
        return kind == o.kind && sameDay(date, o.date) && sameName(by, o.by);
    }

    private static boolean sameDay(@Nullable PartialDate a, @Nullable PartialDate b) {
        return a == null
                || b == null
                || !a.firstDay().isAfter(b.lastDay()) && !b.firstDay().isAfter(a.lastDay());
    }

    private static boolean sameName(@Nullable Identifier a, @Nullable Identifier b) {
        return a == null || b == null || a.scheme() != b.scheme() || a.equals(b);
    }

    /// Whether this says all that another says.
    boolean covers(Notice o) {
        return kind == o.kind
                && (o.date == null || o.date.equals(date))
                && (o.by == null || o.by.equals(by))
                && (o.text.isEmpty() || o.text.equals(text));
    }

    /// The gravest of these that still stands; one that says most, where several are as grave. A
    /// reinstatement ends
    /// what
    /// is not later than it.
    public static Optional<Notice> standing(Collection<Notice> notices) {
        return notices.stream()
                .filter(n -> n.kind.grave())
                .filter(n -> notices.stream().noneMatch(r -> r.kind == Kind.REINSTATED && !n.later(r)))
                .min(Comparator.comparing(Notice::kind)
                        .thenComparing(Comparator.comparingInt(Notice::fullness).reversed()));
    }

    private boolean later(Notice o) {
        return date != null && o.date != null && date.firstDay().isAfter(o.date.lastDay());
    }

    private int fullness() {
        return (date == null ? 0 : 4) + (by == null ? 0 : 2) + (text.isEmpty() ? 0 : 1);
    }

    /// By date, those of unknown date first; then by kind, name and text.
    @Override
    public int compareTo(Notice o) {
        return ORDER.compare(this, o);
    }
}
