package org.broadsheet.server.web;

import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;

/// This can be done by readers only, and nobody is signed in: the page leads to where one signs in and back.
final class SignInFirst extends RuntimeException {
    private SignInFirst() {
        super("sign in first");
    }

    /// The reader who asks.
    ///
    /// @throws SignInFirst where it is nobody we know
    static Reader reader(Visitor visitor) {
        return visitor.account().orElseThrow(SignInFirst::new);
    }
}
