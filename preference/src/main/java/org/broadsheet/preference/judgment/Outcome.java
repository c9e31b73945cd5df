package org.broadsheet.preference.judgment;

import java.util.Locale;
import java.util.Optional;

/// What a comparison of two ended with.
public enum Outcome {
    /// The left one, which is the first shown or the one at home, is better.
    LEFT,
    /// The right one is better.
    RIGHT,
    /// Both are as good.
    TIE;

    /// The same outcome told with the two in the other order.
    public Outcome swapped() {
        return switch (this) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case TIE -> TIE;
        };
    }

    /// What the left one gets of one point: 1, 0 or 1/2.
    public double leftScore() {
        return switch (this) {
            case LEFT -> 1;
            case RIGHT -> 0;
            case TIE -> 0.5;
        };
    }

    /// As it is written in files.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> ofKey(String key) {
        for (Outcome o : values()) if (o.key().equalsIgnoreCase(key)) return Optional.of(o);
        return Optional.empty();
    }
}
