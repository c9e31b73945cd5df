package org.broadsheet.preference.values;

import java.util.List;

/// A value, as what somebody pays attention to when choosing well.
///
/// @param id          tells cards apart; not blank
/// @param title       a few words
/// @param instruction what following it means, a sentence
/// @param attendsTo   what one looks at when following it, such as "CODE that others can run"; may be
///                    empty
public record ValueCard(String id, String title, String instruction, List<String> attendsTo) {
    public ValueCard {
        attendsTo = List.copyOf(attendsTo);
        if (id.isBlank()) throw new IllegalArgumentException("a value card has an id; its title is \"" + title + "\"");
    }
}
