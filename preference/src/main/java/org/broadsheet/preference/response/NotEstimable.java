package org.broadsheet.preference.response;

import java.util.List;

/// Answers that no finite parameters fit best; names the items, and what to do.
public final class NotEstimable extends IllegalArgumentException {
    private final List<String> items;

    NotEstimable(List<String> items) {
        super("no finite difficulty fits " + items.size() + (items.size() == 1 ? " item" : " items")
                + " that everybody or nobody answered rightly: "
                + String.join(", ", items.subList(0, Math.min(10, items.size())))
                + (items.size() > 10 ? ", ..." : "") + "; leave them out, or give difficulties a prior");
        this.items = List.copyOf(items);
    }

    public List<String> items() {
        return items;
    }
}
