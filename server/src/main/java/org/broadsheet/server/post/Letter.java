package org.broadsheet.server.post;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a letter says: plain text, and the same as HTML where there is some. Whatever its words come from,
/// nothing in
/// it can become a header of its own.
///
/// @param subject one line; line ends, other control characters and those that turn writing around become
/// spaces; at most 200 characters are kept
/// @param text    plain text
/// @param html    the same as HTML that needs nothing from elsewhere, or null
/// @param headers besides those that every letter has, such as `List-Id`
public record Letter(String subject, String text, @Nullable String html, Map<String, String> headers) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_HEADER = 900;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069\\s]+");
    private static final Set<String> OURS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "subject",
            "date",
            "message-id",
            "return-path",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    /// @throws IllegalArgumentException where a header has a name or a value that no header may have
    public Letter {
        subject = UNPRINTABLE.matcher(subject).replaceAll(" ").strip();
        if (subject.length() > LONGEST_SUBJECT) {
            int end = Character.isHighSurrogate(subject.charAt(LONGEST_SUBJECT - 2))
                    ? LONGEST_SUBJECT - 2
                    : LONGEST_SUBJECT - 1;
            subject = subject.substring(0, end) + "…";
        }
        headers = new LinkedHashMap<>(headers);
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT)))
                throw new IllegalArgumentException("'" + name + "' is no header that a letter may bring along");
            if (value.isEmpty()
                    || value.length() > LONGEST_HEADER
                    || !value.chars().allMatch(c -> c >= ' ' && c < 127))
                throw new IllegalArgumentException("the header " + name + " has 1 to " + LONGEST_HEADER
                        + " printable ASCII characters on one line");
        });
    }

    /// Words alone.
    public static Letter plain(String subject, String text) {
        return new Letter(subject, text, null, Map.of());
    }
}
