package org.broadsheet.server.web;

import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.ProvenOrcid;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Digests;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Writes to the address that a reader claims a paper by.
@Component
final class ClaimLetters {
    private final Claims claims;
    private final AccountLetters letters;
    private final HouseAddress address;
    private final Settings settings;
    private final ObjectProvider<ProvenOrcid> orcids;

    ClaimLetters(
            Claims claims,
            AccountLetters letters,
            HouseAddress address,
            Settings settings,
            ObjectProvider<ProvenOrcid> orcids) {
        this.claims = claims;
        this.letters = letters;
        this.address = address;
        this.settings = settings;
        this.orcids = orcids;
    }

    /// The ORCID iD a reader has proven to hold.
    Optional<String> orcid(ReaderId reader) {
        ProvenOrcid known = orcids.getIfAvailable();
        return known == null ? Optional.empty() : known.of(reader);
    }

    /// Claims a paper by an address, to which a token goes.
    ///
    /// @throws IllegalArgumentException where it is no mail address
    void claim(Reader reader, Paper paper, int author, String to) {
        EmailAddress checked = new EmailAddress(to);
        Claims.ToMail mail = claims.claimByAddress(reader, paper, author, checked.value());
        letters.send(
                "claim/" + Digests.hex(mail.token()),
                reader.id().value(),
                checked,
                new ShortLetter(
                        "Did you write this paper?",
                        List.of(
                                mail.claim().readerName() + " says on "
                                        + settings.now().house()
                                        + " to have written, as " + mail.claim().authorName() + ": "
                                        + Views.title(paper),
                                "If that is you, open this page while signed in and press its button; it works for two"
                                        + " days."),
                        new Views.Named("Yes, it is me", address.base() + "/claims/confirm?token=" + mail.token()),
                        "If it is not, do nothing, and nothing happens."));
    }
}
