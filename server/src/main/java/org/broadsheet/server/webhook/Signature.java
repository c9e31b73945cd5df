package org.broadsheet.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.server.store.RandomIds;

/// How messages are signed, as the Standard Webhooks specification has it: HMAC-SHA256 over
/// `id.timestamp.body`.
final class Signature {
    private static final String PREFIX = "whsec_";

    private Signature() {}

    /// A new secret: `whsec_` and 32 random bytes in base64.
    static String newSecret() {
        return PREFIX + Base64.getEncoder().encodeToString(RandomIds.bytes(32));
    }

    /// The headers of a message.
    static Map<String, String> headers(String secret, String id, Instant at, byte[] body) {
        String seconds = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put("webhook-signature", "v1," + sign(secret, id, seconds, body));
        return headers;
    }

    private static String sign(String secret, String id, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
