package org.broadsheet.server.post;

import java.util.Locale;

/// One mail address that can stand in a header as it is: no name, no comment, no quoting, no list.
///
/// @param value in lower case; domains beyond ASCII in their `xn--` form
public record EmailAddress(String value) {
    private static final int MOST = 254;

    /// @throws IllegalArgumentException where it is none
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        int at = value.indexOf('@');
        if (value.length() > MOST
                || at < 1
                || at > 64
                || !isLocal(value.substring(0, at))
                || !isDomain(value.substring(at + 1)))
            throw new IllegalArgumentException(
                    "an email address looks like name@example.org, with at most " + MOST + " characters");
    }

    private static boolean isLocal(String local) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars()
                        .allMatch(c ->
                                c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0));
    }

    private static boolean isDomain(String domain) {
        if (domain.isEmpty() || domain.endsWith(".")) return false;
        for (String label : domain.split("\\.", -1))
            if (label.isEmpty()
                    || label.length() > 63
                    || label.startsWith("-")
                    || label.endsWith("-")
                    || !label.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-')))
                return false;
        return true;
    }

    /// The part before the `@`.
    public String local() {
        return value.substring(0, value.indexOf('@'));
    }

    /// Enough to know it by, too little to write to: `i…@example.org`.
    public String masked() {
        return value.charAt(0) + "…" + value.substring(value.indexOf('@'));
    }

    @Override
    public String toString() {
        return value;
    }
}
