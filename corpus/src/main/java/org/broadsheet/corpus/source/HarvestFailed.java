package org.broadsheet.corpus.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A source could not be asked, or gave no usable answer. What came before stays, and so does the bookmark.
public final class HarvestFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Duration retryAfter;

    /// @param why one sentence for people
    public HarvestFailed(String why) {
        this(why, null);
    }

    /// @param retryAfter how long the server asks to be left alone, or null
    public HarvestFailed(String why, @Nullable Duration retryAfter) {
        super(why);
        this.retryAfter = retryAfter;
    }

    /// How long the server asks to be left alone, or null where it did not say.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
