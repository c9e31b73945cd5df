package org.broadsheet.cli;

import java.net.URI;
import org.broadsheet.server.openid.OpenIdSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Another service through which readers may sign in. Its secret comes from the environment, where no list of
/// processes shows it.
final class OpenIdOptions {
    @Option(
            names = "--openid",
            paramLabel = "URL",
            description = "OpenID Connect service readers may sign in with, as it names itself (its issuer)")
    private @Nullable URI issuer;

    @Option(names = "--openid-client", paramLabel = "ID", description = "what that service calls this house")
    private @Nullable String client;

    @Option(
            names = "--openid-name",
            paramLabel = "NAME",
            description = "what readers call that service (default: the host of its address)")
    private @Nullable String name;

    /// @throws IllegalArgumentException where one is given without the other
    @Nullable
    OpenIdSettings settings() {
        return settings(System.getenv("BROADSHEET_OPENID_SECRET"));
    }

    @Nullable
    OpenIdSettings settings(@Nullable String secret) {
        if (issuer == null && client == null && name == null) return null;
        if (issuer == null || client == null)
            throw new IllegalArgumentException("--openid and --openid-client go together");
        String host = issuer.getHost();
        return new OpenIdSettings(issuer, client, secret, name != null ? name : host == null ? "" : host);
    }
}
