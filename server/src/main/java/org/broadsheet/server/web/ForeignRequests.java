package org.broadsheet.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps other sites from acting through a reader's browser.
///
/// A change is refused where the browser says that another site asked for it (`Sec-Fetch-Site`, else
/// `Origin`); these headers cannot be forged by a page, so no token has to be put into every form and pages
/// stay the same for all and can be cached. A server that listens on this machine only answers to this
/// machine's names, so that a site whose name is made to point here (DNS rebinding) reads nothing.
final class ForeignRequests extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final @Nullable String publicName;
    private final boolean thisMachineOnly;
    private final SessionCookie sessions;

    ForeignRequests(ServerSettings settings) {
        sessions = new SessionCookie(settings);
        String base = settings.publicBase();
        publicName = base == null ? null : authority(base);
        thisMachineOnly = settings.thisMachineOnly();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader("Host");
        if (thisMachineOnly && host != null && !ours(host)) {
            response.sendError(421);
            return;
        }
        // A search changes nothing; it is posted only because a whole abstract is too long for an address.
        boolean changes = !READING.contains(request.getMethod())
                && !request.getRequestURI().equals("/search");
        if (changes && foreign(request, host)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean ours(String host) {
        String name = host.replaceAll(":\\d*$", "").toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(name)
                || name.startsWith("127.") && name.matches("[0-9.]+")
                || publicName != null && (host.equalsIgnoreCase(publicName) || name.equalsIgnoreCase(publicName));
    }

    private boolean foreign(HttpServletRequest request, @Nullable String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) return !site.equals("same-origin") && !site.equals("none");
        String origin = request.getHeader("Origin");
        // Neither header: not a browser, so nobody is tricked; unless it acts for somebody who signed in
        // with one.
        if (origin == null) return sessions.secret(request).isPresent();
        String from = authority(origin);
        return from == null || !from.equalsIgnoreCase(host) && !from.equalsIgnoreCase(publicName);
    }

    private static @Nullable String authority(String address) {
        try {
            return URI.create(address).getRawAuthority();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
