package org.broadsheet.ranking.selection;

import java.util.List;

/// No set of the wanted size meets the quotas. The message says which cannot hold together and what there
/// is.
public final class QuotasClash extends IllegalArgumentException {
    private final List<String> groups;

    QuotasClash(List<String> groups, String message) {
        super(message);
        this.groups = List.copyOf(groups);
    }

    /// The groups at odds. Without any one of them the others can be met; other groups may be at odds as
    /// well.
    public List<String> groups() {
        return groups;
    }
}
