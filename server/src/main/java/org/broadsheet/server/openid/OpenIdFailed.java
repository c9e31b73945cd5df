package org.broadsheet.server.openid;

/// Signing in through the other service came to nothing. The message is one sentence for the reader and holds
/// nothing that was sent.
public final class OpenIdFailed extends Exception {
    OpenIdFailed(String sentence) {
        super(sentence);
    }

    OpenIdFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
