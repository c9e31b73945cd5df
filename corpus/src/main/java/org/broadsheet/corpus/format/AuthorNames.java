package org.broadsheet.corpus.format;

import java.util.regex.Pattern;
import org.broadsheet.corpus.Metadata;
import org.jspecify.annotations.Nullable;

/// Authors as bibliographies write them: `Lovelace, Ada M.`, `King, Jr., Martin Luther`, `Liu R.`, `CMS Collaboration`.
final class AuthorNames {
    private static final Pattern SUFFIX = Pattern.compile("(?i)(?:jr|sr|ii|iii|iv|ph\\.?d|m\\.?d|esq)\\.?");
    private static final Pattern CORPORATE =
            Pattern.compile("(?i).*\\b(?:collaborations?|consortium|network|working group|study group|task force)");
    private static final Pattern CORPORATE_PART = Pattern.compile(
            "(?i).*\\b(?:inc|ltd|llc|gmbh|corp|co|dept|department|division|section|university|institute|school|of|for)\\b.*");
    /// A family name with initials behind it, as MEDLINE and Embase print them: `Adler D.G.`, `von Berg AB`.
    private static final Pattern INITIALS_LAST = Pattern.compile(
            "((?:[\\p{Ll}'’]{1,5} ){0,2}\\p{Lu}[\\p{L}'’-]*\\p{Ll}[\\p{L}'’-]*(?: \\p{Lu}\\p{Ll}[\\p{L}'’-]*)?) "
                    + "((?:\\p{Lu}\\.-?){1,5}|\\p{Lu}{1,3})");

    private AuthorNames() {}

    /// Adds the author that `raw` names; nothing where there is no letter in it.
    static void add(Metadata.Builder b, @Nullable String raw) {
        add(b, raw, null, null);
    }

    /// The same, with what else is known of the author.
    static void add(Metadata.Builder b, @Nullable String raw, @Nullable String orcid, @Nullable String affiliation) {
        if (raw == null) return;
        String name = raw.strip();
        while (name.endsWith(";")) name = name.substring(0, name.length() - 1).strip();
        if (name.chars().noneMatch(Character::isLetter)) return;
        // EndNote's custom: a comma at the end, or two inside, say that the name is not to be taken apart
        int comma = name.indexOf(',');
        if (comma == name.length() - 1 && comma > 0 || name.contains(",,")) {
            b.author(name.replaceFirst(",$", "").replace(",,", ","), null, null, orcid, affiliation);
            return;
        }
        if (name.endsWith(",")) name = name.substring(0, name.length() - 1).strip();
        String[] parts = name.split("\\s*,\\s*");
        switch (parts.length) {
            case 1 -> single(b, name, orcid, affiliation);
            case 2 -> {
                if (SUFFIX.matcher(parts[1]).matches())
                    b.author(parts[0] + " " + parts[1], null, null, orcid, affiliation);
                else if (CORPORATE_PART.matcher(parts[1]).matches()) b.author(name, null, null, orcid, affiliation);
                else add(b, parts[0], parts[1], null, orcid, affiliation);
            }
            case 3 -> {
                if (SUFFIX.matcher(parts[1]).matches()) add(b, parts[0], parts[2], parts[1], orcid, affiliation);
                else if (SUFFIX.matcher(parts[2]).matches()) add(b, parts[0], parts[1], parts[2], orcid, affiliation);
                else b.author(name, null, null, orcid, affiliation);
            }
            default -> b.author(name, null, null, orcid, affiliation);
        }
    }

    private static void single(Metadata.Builder b, String name, @Nullable String orcid, @Nullable String affiliation) {
        var inverted = INITIALS_LAST.matcher(name);
        if (inverted.matches() && !CORPORATE.matcher(name).matches())
            add(b, inverted.group(1), inverted.group(2), null, orcid, affiliation);
        else b.author(name, null, null, orcid, affiliation);
    }

    /// Whether a name without a comma is taken apart all the same.
    static boolean isReadDifferently(String name) {
        return INITIALS_LAST.matcher(name).matches();
    }

    /// Adds an author given in parts; a group that was filed like a person keeps only its name.
    static void add(
            Metadata.Builder b,
            @Nullable String family,
            @Nullable String given,
            @Nullable String suffix,
            @Nullable String orcid,
            @Nullable String affiliation) {
        String f = family == null ? "" : family.strip();
        String g = given == null ? "" : given.strip();
        String s = suffix == null ? "" : suffix.strip();
        String name = (g + " " + f).strip();
        if (name.chars().noneMatch(Character::isLetter)) return;
        if (f.isEmpty() || g.isEmpty() || CORPORATE.matcher(name).matches())
            b.author(s.isEmpty() ? name : name + " " + s, null, null, orcid, affiliation);
        else b.author(s.isEmpty() ? name : name + " " + s, f, g, orcid, affiliation);
    }
}
