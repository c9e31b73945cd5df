package org.broadsheet.server.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.server.post.EmailAddress;
import org.jspecify.annotations.Nullable;

/// What a password must not be: short, one that everybody tries first, or made of the reader's own names.
/// No rule asks for signs or digits, which make passwords hard to keep in mind and not hard to guess (NIST
/// SP 800-63B, 5.1.1.2).
public final class PasswordRules {
    /// Fewest characters.
    public static final int LEAST = 10;

    /// Most characters; more would cost the server time and nobody safety.
    public static final int MOST = 200;

    private static final int LEAST_DIFFERENT = 5;
    private static final String ROWS =
            "abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 01234567890 azertyuiop qsdfghjklm";
    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /// What is wrong with a password, in words for its owner; empty where nothing is.
    ///
    /// @param name        sign-in name
    /// @param displayName as others see it
    /// @param email       or null
    public static Optional<String> problem(
            String password, String name, String displayName, @Nullable EmailAddress email) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST)
            return Optional.of("It has " + length + " characters; " + LEAST + " are the least. Four words do well.");
        if (password.length() > MOST) return Optional.of("It is longer than " + MOST + " characters.");
        String low = password.toLowerCase(Locale.ROOT);
        if (low.chars().distinct().count() < LEAST_DIFFERENT)
            return Optional.of("It has fewer than " + LEAST_DIFFERENT + " different characters.");
        String word = letters(low);
        if (COMMON.contains(low) || COMMON.contains(word) || COMMON.contains(halved(word)))
            return Optional.of("It is one of those that are tried first.");
        if (runs(low)) return Optional.of("It is little more than keys that lie side by side.");
        String local = email == null ? "" : email.local();
        for (String own : new String[] {name, displayName, local})
            for (String part : own.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                if (part.length() >= 4
                        && (low.contains(part) || word.contains(part))
                        && low.length() < part.length() + 8)
                    return Optional.of("It is your name or address with little added.");
        return Optional.empty();
    }

    /// The letters that a password spells, digits read as the letters they stand for, what is hung on at
    /// the end left out.
    private static String letters(String low) {
        int end = low.length();
        while (end > 0 && !Character.isLetter(low.charAt(end - 1))) end--;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < end; i++) {
            char c = low.charAt(i);
            switch (c) {
                case '0' -> out.append('o');
                case '1', '!' -> out.append('i');
                case '3' -> out.append('e');
                case '4', '@' -> out.append('a');
                case '5', '$' -> out.append('s');
                case '7' -> out.append('t');
                default -> {
                    if (Character.isLetter(c)) out.append(c);
                }
            }
        }
        return out.toString();
    }

    /// `passwordpassword` is `password`.
    private static String halved(String word) {
        int half = word.length() / 2;
        return word.length() % 2 == 0 && word.startsWith(word.substring(half)) ? word.substring(half) : word;
    }

    /// Whether nearly every character is the neighbour, on a keyboard or in the alphabet, of the one
    /// before, or the same.
    private static boolean runs(String low) {
        int steps = 0;
        for (int i = 1; i < low.length(); i++) {
            String two = low.substring(i - 1, i + 1);
            String turned = "" + two.charAt(1) + two.charAt(0);
            if (two.charAt(0) == two.charAt(1) || ROWS.contains(two) || ROWS.contains(turned)) steps++;
        }
        return steps >= (low.length() - 1) * 0.8;
    }

    private static Set<String> common() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) throw new IllegalStateException("this build has no list of common passwords");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
