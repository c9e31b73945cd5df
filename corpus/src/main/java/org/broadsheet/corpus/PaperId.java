package org.broadsheet.corpus;

import java.util.regex.Pattern;

/// Our own stable name of a paper, for example `p-7f3ak2m9qx4w`: never reused, never changed by a new version, a new
/// source or a rebuild.
///
/// @param value `p-` and 12 or more characters of `a-z` and `2-7`
public record PaperId(String value) implements Comparable<PaperId> {
    private static final Pattern FORM = Pattern.compile("p-[a-z2-7]{12,26}");

    public PaperId {
        if (!isPaperId(value))
            throw new IllegalArgumentException(
                    "a paper id is 'p-' and 12 to 26 of a-z and 2-7 but was '" + value + "'");
    }

    /// Whether `text` has the form of one of our ids.
    public static boolean isPaperId(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(PaperId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
