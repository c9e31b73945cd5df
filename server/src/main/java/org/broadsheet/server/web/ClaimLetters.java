package org.broadsheet.server.web;

import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.community.ClaimDelivery;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.ProvenOrcid;
import org.broadsheet.server.reader.ReaderId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Writes to the address that a reader claims a paper by, where this server can send mail.
@Component
final class ClaimLetters {
    private final ObjectProvider<ClaimDelivery> delivery;
    private final ObjectProvider<ProvenOrcid> orcids;
    private final ServerSettings settings;

    ClaimLetters(ObjectProvider<ClaimDelivery> delivery, ObjectProvider<ProvenOrcid> orcids, ServerSettings settings) {
        this.delivery = delivery;
        this.orcids = orcids;
        this.settings = settings;
    }

    /// Whether there is a way to send.
    boolean sends() {
        return delivery.getIfAvailable() != null;
    }

    /// The ORCID iD a reader has proven to hold.
    Optional<String> orcid(ReaderId reader) {
        ProvenOrcid known = orcids.getIfAvailable();
        return known == null ? Optional.empty() : known.of(reader);
    }

    /// Makes sure that mail can be sent before anything is kept.
    ///
    /// @throws IllegalArgumentException where this server sends no mail
    void check() {
        if (!sends())
            throw new IllegalArgumentException(
                    "This server sends no mail: leave the address out, and an administrator decides.");
    }

    void send(Claims.ToMail mail, Paper paper) {
        ClaimDelivery by = delivery.getObject();
        String base = settings.publicBase() != null
                ? settings.publicBase().replaceAll("/+$", "")
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        by.deliver(
                mail.address(),
                "Did you write this paper?",
                mail.claim().readerName() + " says on Broadsheet to have written, as "
                        + mail.claim().authorName()
                        + ",\n\n    " + Views.title(paper)
                        + "\n\nIf that is you, open this page while signed in and press its button; it works for two days:\n\n    "
                        + base + "/claims/confirm?token=" + mail.token()
                        + "\n\nIf it is not, do nothing, and nothing happens.\n");
    }
}
