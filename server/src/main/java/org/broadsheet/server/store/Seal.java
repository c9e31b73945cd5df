package org.broadsheet.server.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Signs short texts that go out in links, so that what comes back is known to be ours: HMAC-SHA-256 (RFC
/// 2104) with a secret of this database, one for each purpose, so that what was signed for one is nothing
/// for another. Closes texts as well, for keys to other services that a table has to keep: AES-256-GCM
/// with a key made of the same secret. Whoever has the whole database can open them; whoever sees a row,
/// a query or a log cannot.
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LETTERS = 26;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

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

    /// A text that only [#opened] reads.
    ///
    /// @param owner whose it is; it opens for nobody else
    public String closed(String text, String owner) {
        byte[] nonce = RandomIds.bytes(NONCE);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = new byte[NONCE + hidden.length];
            System.arraycopy(nonce, 0, both, 0, NONCE);
            System.arraycopy(hidden, 0, both, NONCE, hidden.length);
            return Base64.getEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /// What was closed; empty where it was not closed here, or not for this owner.
    public Optional<String> opened(String closed, String owner) {
        try {
            byte[] both = Base64.getDecoder().decode(closed);
            if (both.length < NONCE) return Optional.empty();
            byte[] nonce = Arrays.copyOf(both, NONCE);
            return Optional.of(new String(
                    cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(both, NONCE, both.length - NONCE),
                    StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        SecretKeySpec own = new SecretKeySpec(mac.doFinal("closed".getBytes(StandardCharsets.UTF_8)), "AES");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
