package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Items and their numbers from 0.
record Roster<I>(List<I> items, Map<I, Integer> numbers) {
    /// A copy, which later changes do not reach.
    static <I> Roster<I> copy(List<I> items) {
        Map<I, Integer> numbers = HashMap.newHashMap(items.size());
        List<I> kept = new ArrayList<>(items);
        for (int i = 0; i < kept.size(); i++) numbers.put(kept.get(i), i);
        return new Roster<>(List.copyOf(kept), numbers);
    }

    Optional<Integer> number(I item) {
        return Optional.ofNullable(numbers.get(item));
    }
}
