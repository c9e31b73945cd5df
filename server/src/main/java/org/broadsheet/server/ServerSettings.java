package org.broadsheet.server;

import org.broadsheet.server.openid.OpenIdSettings;
import org.broadsheet.server.post.MailSettings;
import org.jspecify.annotations.Nullable;

/// How the server listens.
///
/// @param host       address to listen on; `127.0.0.1` lets only this machine in
/// @param port       port, 0 for any free one
/// @param publicBase address under which readers know the server (`https://papers.example.org`), for links
/// in feeds and mail; null to take it from the request
/// @param singleUser whether everybody at this machine is the one administrator, without signing in
/// @param mail       how letters leave the house
/// @param openId     the service through which readers may sign in, or null
public record ServerSettings(
        String host,
        int port,
        @Nullable String publicBase,
        boolean singleUser,
        MailSettings mail,
        @Nullable OpenIdSettings openId) {
    /// This machine only, port 8080.
    public static final ServerSettings DEFAULT = new ServerSettings("127.0.0.1", 8080, null);

    public ServerSettings {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("a port is from 0 to 65535 but was " + port);
        if (singleUser && !thisMachineOnly(host))
            throw new IllegalArgumentException("with one user and no sign-in the server listens on this machine only,"
                    + " not on '" + host + "'; leave --host out, or --single-user");
        if (singleUser && publicBase != null)
            throw new IllegalArgumentException("with one user and no sign-in the server has no address for others;"
                    + " leave --public-url out, or --single-user");
        if (singleUser && openId != null)
            throw new IllegalArgumentException(
                    "with one user and no sign-in there is nothing to sign in to; leave --openid out, or --single-user");
    }

    /// With accounts.
    public ServerSettings(String host, int port, @Nullable String publicBase) {
        this(host, port, publicBase, false);
    }

    /// With letters put into a folder.
    public ServerSettings(String host, int port, @Nullable String publicBase, boolean singleUser) {
        this(host, port, publicBase, singleUser, MailSettings.DEFAULT, null);
    }

    /// Whether only this machine can reach the server.
    public boolean thisMachineOnly() {
        return thisMachineOnly(host);
    }

    /// Whether readers reach the server through an encrypted connection, so that cookies may demand one.
    public boolean encrypted() {
        return publicBase != null && publicBase.regionMatches(true, 0, "https:", 0, 6);
    }

    private static boolean thisMachineOnly(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}
