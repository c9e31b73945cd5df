package org.broadsheet.server.openid;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.server.store.RandomIds;

/// What a browser takes along on its way to the other service and back, sealed, in a cookie: the answer counts
/// only in the browser that asked, once, and for ten minutes.
///
/// @param state      comes back in the address
/// @param nonce      comes back in what the service signs
/// @param verifier   proves to the service that whoever asks for the answer began it (RFC 7636)
/// @param next       path to go on to
/// @param invitation secret of an invitation, or empty
/// @param linking    id of the reader who wants the service as a way into the account, or empty
/// @param until      when it is void, seconds since 1970
public record Ticket(
        String state, String nonce, String verifier, String next, String invitation, String linking, long until) {
    /// How long one is good.
    public static final Duration LIFE = Duration.ofMinutes(10);

    /// Longest [#next], so that a browser keeps the cookie.
    private static final int LONGEST = 1_000;

    static Ticket begin(String next, String invitation, String linking, Instant now) {
        return new Ticket(
                RandomIds.secret(),
                RandomIds.secret(),
                // 43 to 128 characters.
                RandomIds.secret() + RandomIds.secret(),
                next.length() > LONGEST ? "/papers" : next,
                invitation.length() > LONGEST ? "" : invitation,
                linking,
                now.plus(LIFE).getEpochSecond());
    }
}
