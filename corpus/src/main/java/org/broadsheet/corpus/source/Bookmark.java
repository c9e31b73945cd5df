package org.broadsheet.corpus.source;

import java.time.LocalDate;

/// Where a harvest stands. Kept in the same transaction as the records of a page, it lets a harvest that was
/// interrupted at any moment go on without asking for anything twice or missing anything.
///
/// A *round* is a walk over all pages of what is new since `from`. A bookmark between rounds has no token
/// and no pages.
///
/// @param from         the round asks for what is new since this day
/// @param until        the day on which the round began; the next one asks from there
/// @param token        names the next page, in the source's own way; empty at the beginning of a round
/// @param pages        pages read in this round
/// @param etag         what the server called the answer it gave last, or empty
/// @param lastModified when the server said it had last changed, or empty
public record Bookmark(LocalDate from, LocalDate until, String token, int pages, String etag, String lastModified) {
    /// The beginning of a first round.
    public static Bookmark since(LocalDate from) {
        return new Bookmark(from, from, "", 0, "", "");
    }

    /// Whether a round is under way.
    public boolean underWay() {
        return pages > 0;
    }

    /// A round begun on `today`; one that is under way stays as it is.
    Bookmark begin(LocalDate today) {
        return underWay() ? this : new Bookmark(from, today, token, 0, etag, lastModified);
    }

    /// Back to the beginning of the round.
    Bookmark restart() {
        return new Bookmark(from, from, "", 0, "", "");
    }

    /// On to the page that `next` names.
    Bookmark turn(String next) {
        return new Bookmark(from, until, next, pages + 1, etag, lastModified);
    }

    /// The end of the round: the next one asks from `next`.
    Bookmark close(LocalDate next, String newEtag, String newLastModified) {
        return new Bookmark(next, next, "", 0, newEtag, newLastModified);
    }
}
