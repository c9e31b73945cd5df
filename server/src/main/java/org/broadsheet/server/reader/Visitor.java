package org.broadsheet.server.reader;

import java.util.Optional;

/// Who makes a request: somebody with an account, or anybody. Controllers take one as an argument.
public sealed interface Visitor {
    /// Nobody we know.
    record Anonymous() implements Visitor {}

    /// A reader who signed in, or a program with a reader's token.
    record Known(Reader reader) implements Visitor {}

    /// The account, if we know whose it is.
    default Optional<Reader> account() {
        return switch (this) {
            case Anonymous _ -> Optional.empty();
            case Known known -> Optional.of(known.reader());
        };
    }
}
