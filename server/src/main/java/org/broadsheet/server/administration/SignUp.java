package org.broadsheet.server.administration;

import java.util.Locale;

/// Who may make an account.
public enum SignUp {
    /// Everybody who comes by.
    OPEN,
    /// Whom an administrator invited.
    INVITATION,
    /// Nobody, also not with an invitation.
    CLOSED;

    /// As it is kept and sent.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
