package org.broadsheet.server;

import org.jspecify.annotations.Nullable;

/// How the server listens.
///
/// @param host       address to listen on; `127.0.0.1` lets only this machine in
/// @param port       port, 0 for any free one
/// @param publicBase address under which readers know the server (`https://papers.example.org`), for links in feeds;
/// null to take it from the request
public record ServerSettings(
        String host, int port, @Nullable String publicBase) {
    /// This machine only, port 8080.
    public static final ServerSettings DEFAULT = new ServerSettings("127.0.0.1", 8080, null);

    public ServerSettings {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("a port is from 0 to 65535 but was " + port);
    }
}
