package org.broadsheet.server.reader;

import java.util.regex.Pattern;

/// A reader's own stable id, for example `r-7f3ak2m9qx4w`: never reused, also not after the account is deleted.
///
/// @param value `r-` and 12 to 26 characters of `a-z` and `2-7`
public record ReaderId(String value) implements Comparable<ReaderId> {
    private static final Pattern FORM = Pattern.compile("r-[a-z2-7]{12,26}");

    public ReaderId {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException(
                    "a reader id is 'r-' and 12 to 26 of a-z and 2-7 but was '" + value + "'");
    }

    @Override
    public int compareTo(ReaderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
