package org.broadsheet.preference.judgment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// One item taken out of several that were offered; nothing is said of the order of the others.
///
/// @param chosen     the one that was taken
/// @param passedOver the others that were offered; at least one, each once
public record Choice<C, I>(C context, I chosen, List<I> passedOver, Occasion occasion) implements Judgment<C, I> {
    public Choice {
        passedOver = List.copyOf(passedOver);
        if (passedOver.isEmpty())
            throw new IllegalArgumentException(
                    "a choice is among at least two items, but only " + chosen + " is named");
        if (passedOver.contains(chosen))
            throw new IllegalArgumentException(chosen + " was chosen and cannot be passed over as well");
        if (new HashSet<>(passedOver).size() < passedOver.size())
            throw new IllegalArgumentException("a choice names each item once; repeated in " + passedOver);
    }

    @Override
    public Choice<C, I> on(Occasion other) {
        return new Choice<>(context, chosen, passedOver, other);
    }

    /// The chosen one first.
    @Override
    public List<I> items() {
        List<I> all = new ArrayList<>(passedOver.size() + 1);
        all.add(chosen);
        all.addAll(passedOver);
        return List.copyOf(all);
    }
}
