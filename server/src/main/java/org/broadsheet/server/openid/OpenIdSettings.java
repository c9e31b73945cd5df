package org.broadsheet.server.openid;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The service through which readers may sign in.
///
/// @param issuer   its address as it names itself: https, or http on this machine
/// @param clientId what it calls this house
/// @param secret   what this house proves itself with, or null where the service wants none; never printed
/// @param name     what readers call it
public record OpenIdSettings(
        URI issuer, String clientId, @Nullable String secret, String name) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @throws IllegalArgumentException naming the setting and what it may be
    public OpenIdSettings {
        if (!safe(issuer))
            throw new IllegalArgumentException(
                    "the address of the service to sign in with is https, without user, query and fragment, but was '"
                            + issuer + "'");
        if (clientId.isBlank() || clientId.length() > 200)
            throw new IllegalArgumentException("the service's name for this house has 1 to 200 characters");
        if (secret != null && secret.isBlank()) secret = null;
        name = name.strip();
        if (name.isEmpty() || name.length() > 40)
            throw new IllegalArgumentException("the name of the service to sign in with has 1 to 40 characters");
    }

    /// Whether something may be asked at an address: encrypted, or on this machine.
    static boolean safe(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(host));
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + clientId + ", " + name + "]";
    }
}
