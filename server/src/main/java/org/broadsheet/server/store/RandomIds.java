package org.broadsheet.server.store;

import java.security.SecureRandom;

/// Names of things that nobody can guess: 80 random bits as 16 of `a-z` and `2-7`, or 160 as 32.
public final class RandomIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /// A new id, for example `c-7f3ak2m9qx4wab2c` for the prefix `c`.
    public static String id(String prefix) {
        return prefix + "-" + letters(16);
    }

    /// A new secret for an address.
    public static String secret() {
        return letters(32);
    }

    /// Random bytes, for a key.
    public static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String letters(int n) {
        StringBuilder out = new StringBuilder(n);
        for (int i = 0; i < n; i++) out.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        return out.toString();
    }
}
