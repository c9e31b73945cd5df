package org.broadsheet.preference.judgment;

import java.util.List;

/// Up or down for one item.
public record Thumb<C, I>(C context, I item, boolean up, Occasion occasion) implements Judgment<C, I> {
    @Override
    public Thumb<C, I> on(Occasion other) {
        return new Thumb<>(context, item, up, other);
    }

    @Override
    public List<I> items() {
        return List.of(item);
    }
}
