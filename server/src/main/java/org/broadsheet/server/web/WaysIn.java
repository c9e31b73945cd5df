package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import org.broadsheet.server.passkey.Passkeys;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.signin.Identities;
import org.broadsheet.server.signin.Passwords;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// By how many ways a reader gets into the account: the last one is not shut.
@Component
final class WaysIn {
    private final Passwords passwords;
    private final Identities identities;
    private final Passkeys passkeys;

    WaysIn(Passwords passwords, Identities identities, Passkeys passkeys) {
        this.passwords = passwords;
        this.identities = identities;
        this.passkeys = passkeys;
    }

    /// Whether there is only one.
    boolean one(ReaderId reader) {
        return !passwords.has(reader)
                && identities.of(reader).size() + passkeys.of(reader).size() == 1;
    }

    static String last(Model model, HttpServletResponse response) {
        return ErrorPages.page(
                model,
                response,
                400,
                "That was not done.",
                "It is the only way into your account.",
                "Set a password first, in the settings.");
    }
}
