package org.broadsheet.server;

import org.springframework.context.ConfigurableApplicationContext;

/// A server that answers requests until it is closed.
public final class RunningServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final String address;

    RunningServer(ConfigurableApplicationContext context, String address) {
        this.context = context;
        this.address = address;
    }

    /// Where it answers, for example `http://127.0.0.1:8080`.
    public String address() {
        return address;
    }

    /// Lets requests under way finish, then stops.
    @Override
    public void close() {
        context.close();
    }
}
