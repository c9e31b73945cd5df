package org.broadsheet.retrieval;

import java.util.Locale;

/// A way to narrow a search.
public enum Facet {
    CATEGORY,
    YEAR,
    SOURCE,
    CODE;

    /// The name used in addresses: lower case.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
