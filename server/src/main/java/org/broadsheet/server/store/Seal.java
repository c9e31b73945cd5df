package org.broadsheet.server.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs short texts that go out in links, so that what comes back is known to be ours: HMAC-SHA-256 (RFC
/// 2104) with a
/// secret of this database, one for each purpose, so that what was signed for one is nothing for another.
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;

    private final SecretKeySpec key;

    /// @param purpose what is signed, such as `subscription`
    public Seal(Database database, String purpose) {
        String secret = database.write(() -> {
            database.writing()
                    .update(
                            "insert into signing_key (purpose, secret) values (?, ?) on conflict (purpose) do nothing",
                            purpose,
                            RandomIds.secret() + RandomIds.secret());
            return database.writing()
                    .queryForObject("select secret from signing_key where purpose = ?", String.class, purpose);
        });
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    /// The seal of a text: 130 bits as 26 of `a-z` and `2-7`.
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] bits = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder out = new StringBuilder(LETTERS);
            for (int i = 0; i < LETTERS; i++) {
                int at = 5 * i;
                int two = (bits[at / 8] & 0xff) << 8 | bits[at / 8 + 1] & 0xff;
                out.append(ALPHABET.charAt(two >> (11 - at % 8) & 31));
            }
            return out.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /// Whether a text has this seal; takes as long whether it nearly has it or not at all.
    public boolean fits(String text, String seal) {
        return MessageDigest.isEqual(
                of(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
    }
}
