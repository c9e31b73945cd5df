package org.broadsheet.corpus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One author as a source printed the name.
///
/// @param name        given names first, as printed (`Ada M. Lovelace`); never blank, at most 500 characters
/// @param family      family name where the source tells it apart
/// @param given       given names where the source tells them apart
/// @param orcid       bare ORCID iD (`0000-0002-1825-0097`), or null
/// @param affiliation institution as printed, or null
public record Author(
        String name,
        @Nullable String family,
        @Nullable String given,
        @Nullable String orcid,
        @Nullable String affiliation) {
    private static final Pattern ORCID = Pattern.compile("\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dXx]");

    /// Longest name kept, in characters.
    public static final int MAX_NAME = 500;

    public Author {
        if (name.isBlank()) throw new IllegalArgumentException("an author needs a name");
        if (name.length() > MAX_NAME)
            throw new IllegalArgumentException(
                    "an author's name has at most " + MAX_NAME + " characters but had " + name.length());
        if (orcid != null && !ORCID.matcher(orcid).matches())
            throw new IllegalArgumentException("an ORCID iD looks like 0000-0002-1825-0097 but was '" + orcid + "'");
    }

    /// The bare iD in `text` (which may be its address), or null where there is none.
    public static @Nullable String orcid(@Nullable String text) {
        if (text == null) return null;
        Matcher m = ORCID.matcher(text);
        return m.find() ? m.group().toUpperCase(Locale.ROOT) : null;
    }

    /// An author of whom only the printed name is known.
    public static Author named(String name) {
        return new Author(name, null, null, null, null);
    }
}
