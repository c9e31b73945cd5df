package org.broadsheet.corpus.source;

import java.io.IOException;

/// A server no longer knows the token or cursor it gave.
final class TokenDied extends IOException {
    private static final long serialVersionUID = 1;

    TokenDied(String message) {
        super(message);
    }
}
