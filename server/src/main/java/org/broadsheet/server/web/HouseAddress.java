package org.broadsheet.server.web;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.server.ServerSettings;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/// The address that links in letters begin with, where no request says under which name a reader came.
@Component
final class HouseAddress implements ApplicationListener<WebServerInitializedEvent> {
    private final ServerSettings settings;
    private final AtomicInteger port;

    HouseAddress(ServerSettings settings) {
        this.settings = settings;
        this.port = new AtomicInteger(settings.port());
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        port.set(event.getWebServer().getPort());
    }

    /// Without a slash at its end.
    String base() {
        String known = settings.publicBase();
        if (known != null) return known.replaceAll("/+$", "");
        String host = settings.host();
        // "Every address of this machine" is none that a browser could go to.
        String there = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return "http://" + (there.contains(":") ? "[" + there + "]" : there) + ":" + port.get();
    }

    /// Whether its links are encrypted.
    boolean encrypted() {
        return base().toLowerCase(Locale.ROOT).startsWith("https:");
    }
}
