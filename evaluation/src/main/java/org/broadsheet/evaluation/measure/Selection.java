package org.broadsheet.evaluation.measure;

import java.util.List;
import org.broadsheet.evaluation.Measure;

/// What was asked for, in the order in which it is printed.
///
/// @param items not empty
public record Selection(List<Item> items) {
    public Selection {
        items = List.copyOf(items);
        if (items.isEmpty()) throw new IllegalArgumentException("name at least one measure, for example -m map");
    }

    /// One thing to print.
    public sealed interface Item {
        /// The name of the run.
        record RunId() implements Item {}

        /// The number of topics.
        record NumQ() implements Item {}

        /// The grades down the ranking of each topic as text.
        ///
        /// @param length how many; above 0
        record Transcript(String name, int length) implements Item {
            public Transcript {
                if (length < 1)
                    throw new IllegalArgumentException("relstring has at least one place but was asked for " + length);
            }
        }

        record Value(Measure measure) implements Item {}
    }

    /// Those that are numbers for each topic, in order.
    public List<Measure> measures() {
        return items.stream()
                .filter(Item.Value.class::isInstance)
                .map(i -> ((Item.Value) i).measure())
                .toList();
    }

    /// How many grades are to be kept as text; 0 for none.
    public int transcript() {
        return items.stream()
                .mapToInt(i -> i instanceof Item.Transcript t ? t.length() : 0)
                .max()
                .orElse(0);
    }
}
