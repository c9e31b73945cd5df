package org.broadsheet.server;

import java.util.Optional;
import org.broadsheet.server.post.Courier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/// A server that answers requests until it is closed.
public final class RunningServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final String address;
    private final @Nullable String administratorLink;

    RunningServer(ConfigurableApplicationContext context, String address, @Nullable String administratorLink) {
        this.context = context;
        this.address = address;
        this.administratorLink = administratorLink;
    }

    /// Where it answers, for example `http://127.0.0.1:8080`.
    public String address() {
        return address;
    }

    /// Where letters go, for people: files in a folder, or a mail server.
    public String mailGoesTo() {
        return context.getBean(Courier.class).where();
    }

    /// Where whoever started the server makes the first account, an administrator's; works once. Empty
    /// where there is one, or nobody signs in. A secret: it is for the console, not for a log.
    public Optional<String> administratorLink() {
        return Optional.ofNullable(administratorLink);
    }

    /// Lets requests under way finish, then stops.
    @Override
    public void close() {
        context.close();
    }
}
