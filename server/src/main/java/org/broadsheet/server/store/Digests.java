package org.broadsheet.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprints of text.
public final class Digests {
    private Digests() {}

    /// SHA-256 of the text in UTF-8.
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The same in hexadecimal.
    public static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }
}
