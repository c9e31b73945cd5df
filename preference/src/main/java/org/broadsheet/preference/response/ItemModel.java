package org.broadsheet.preference.response;

import java.util.Arrays;
import java.util.Locale;

/// How many parameters an item has.
public enum ItemModel {
    /// One slope for all items, a difficulty each (Rasch 1960, up to the unit of the scale).
    ONE_PARAMETER("1pl", 1),
    /// A slope and a difficulty each (Birnbaum 1968).
    TWO_PARAMETER("2pl", 2),
    /// And a chance to be right without knowing (Birnbaum 1968); wants many hundreds of respondents.
    THREE_PARAMETER("3pl", 3);

    private final String label;
    private final int perItem;

    ItemModel(String label, int perItem) {
        this.label = label;
        this.perItem = perItem;
    }

    /// `1pl`, `2pl` or `3pl`.
    public String label() {
        return label;
    }

    int perItem() {
        return perItem;
    }

    /// Free parameters for so many items.
    public int parameters(int items) {
        return this == ONE_PARAMETER ? items + 1 : perItem * items;
    }

    /// The model of that label, in either case.
    ///
    /// @throws IllegalArgumentException for any other
    public static ItemModel named(String label) {
        return Arrays.stream(values())
                .filter(m -> m.label.equals(label.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no item model \"" + label + "\"; there are 1pl, 2pl, 3pl"));
    }
}
