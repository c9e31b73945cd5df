package org.broadsheet.server.shelf;

import java.io.IOException;
import java.io.Serial;

/// Zotero did not do what it was asked; the message is for the reader and says what to do.
public final class ZoteroFailed extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /// What stands in the way.
    public enum Why {
        /// The key is unknown, or may not do this.
        KEY,
        /// What is named is not there.
        MISSING,
        /// It asks to be left alone for a while.
        BUSY,
        /// The library was changed by somebody else meanwhile.
        CHANGED,
        /// There is more than can be taken.
        TOO_MUCH,
        /// Its answer is not what it says it answers.
        UNREADABLE,
        /// No answer came.
        UNREACHABLE
    }

    private final Why why;

    ZoteroFailed(Why why, String message) {
        super(message);
        this.why = why;
    }

    ZoteroFailed(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
