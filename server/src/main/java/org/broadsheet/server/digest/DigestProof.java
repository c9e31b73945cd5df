package org.broadsheet.server.digest;

import java.util.Optional;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.post.Letter;

/// A letter as it would be set now, to be looked at or sent.
public final class DigestProof {
    private final Contents contents;
    private final Typesetter typesetter;

    DigestProof(Contents contents, Typesetter typesetter) {
        this.contents = contents;
        this.typesetter = typesetter;
    }

    /// The letter of an edition.
    ///
    /// @param trial whether it is wanted whatever is in it
    /// @return empty where its reader wants to hear nothing of such a day
    public Optional<Letter> letter(Subscription s, Period.Span span, boolean trial) {
        Digest digest = contents.of(s, span, trial);
        return digest.quiet() ? Optional.empty() : Optional.of(typesetter.digest(digest));
    }
}
