package org.broadsheet.server.api;

import org.broadsheet.corpus.Paper;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;

/// What requests that belong to a reader share: whose they are, and the parts of their bodies.
final class Readers {
    private Readers() {}

    /// Nobody we know asks for what belongs to a reader.
    static final class Unknown extends RuntimeException {
        Unknown() {
            super("this belongs to a reader: send a token, or sign in");
        }
    }

    static Reader reader(Visitor visitor) {
        return visitor.account().orElseThrow(Unknown::new);
    }

    /// A field that has to be there.
    static <T> T need(String name, @Nullable T value) {
        if (value == null) throw new IllegalArgumentException("the field '" + name + "' is missing");
        return value;
    }

    static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    static Paper paper(Library library, @Nullable String name) {
        String n = need("paper", name);
        return library.paper(n).orElseThrow(() -> new ApiErrors.Missing("no paper here is called '" + n + "'"));
    }

    static ApiErrors.Missing missing(String what, String id) {
        return new ApiErrors.Missing("you have no " + what + " '" + id + "'");
    }
}
