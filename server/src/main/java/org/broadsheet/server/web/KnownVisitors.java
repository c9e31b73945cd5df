package org.broadsheet.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.pace.TooOften;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.signin.Session;
import org.broadsheet.server.signin.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out whose a request is, by a program's token, by a browser's session, or because the house has one
/// user; and opens the administrators' rooms to administrators only. Who it is stands with the request from
/// then on.
final class KnownVisitors extends OncePerRequestFilter {
    private static final String SESSION = Session.class.getName();

    private final ServerSettings settings;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final OneUser oneUser;
    private final Pace pace;
    private final SessionCookie cookie;

    KnownVisitors(ServerSettings settings, Sessions sessions, ApiTokens tokens, OneUser oneUser, Pace pace) {
        this.settings = settings;
        this.sessions = sessions;
        this.tokens = tokens;
        this.oneUser = oneUser;
        this.pace = pace;
        this.cookie = new SessionCookie(settings);
    }

    /// Whose a request is.
    static Visitor visitor(HttpServletRequest request) {
        return request.getAttribute(Visitor.class.getName()) instanceof Visitor v ? v : new Visitor.Anonymous();
    }

    /// The browser's session; none where a program asks, or there is one user.
    static Optional<Session> session(HttpServletRequest request) {
        return request.getAttribute(SESSION) instanceof Session s ? Optional.of(s) : Optional.empty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = path(request);
        Optional<String> bearer = bearer(request);
        if (bearer.isPresent()) {
            Optional<ApiTokens.Current> known = tokens.known(bearer.get());
            if (known.isEmpty()) {
                refuse(response, 401, "Bearer error=\"invalid_token\"");
                return;
            }
            Scope needed = Scope.needed(request.getMethod(), path);
            if (!known.get().token().scopes().contains(needed)) {
                String scope = needed.key();
                refuse(response, 403, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
                return;
            }
            try {
                pace.take(known.get().reader().id(), Pace.Deed.ASK);
            } catch (TooOften e) {
                response.setHeader(
                        HttpHeaders.RETRY_AFTER, Long.toString(e.waiting().toSeconds()));
                response.sendError(429);
                return;
            }
            know(request, known.get().reader());
            // How far the token goes, for what looks closer than at the address.
            request.setAttribute(ApiTokens.ApiToken.class.getName(), known.get().token());
        } else if (settings.singleUser()) {
            if (local(request)) know(request, oneUser.reader());
        } else if (path.equals("/mcp")) {
            refuse(response, 401, "Bearer");
            return;
        } else {
            cookie.secret(request).flatMap(sessions::known).ifPresent(current -> {
                know(request, current.reader());
                request.setAttribute(SESSION, current.session());
            });
        }
        boolean measures = path.equals("/metrics") || path.startsWith("/metrics/");
        if (administrators(path) || measures && !local(request)) {
            Optional<Reader> reader = visitor(request).account();
            if (reader.isEmpty()
                    && (measures
                            || path.startsWith("/api/")
                            || !request.getMethod().equals("GET"))) {
                refuse(response, 401, "Bearer");
                return;
            }
            if (reader.isEmpty()) {
                response.setStatus(303);
                response.setHeader(HttpHeaders.LOCATION, "/sign-in?next=" + Views.query(path));
                return;
            }
            if (!reader.get().role().includes(Role.ADMINISTRATOR)) {
                response.sendError(403);
                return;
            }
        }
        // What only one reader may see is not kept, by nobody and in no history.
        if (administrators(path) || path.startsWith("/settings"))
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        chain.doFilter(request, response);
    }

    private static boolean administrators(String path) {
        return path.equals("/administration")
                || path.startsWith("/administration/")
                || path.equals("/api/v1/administration")
                || path.startsWith("/api/v1/administration/");
    }

    /// As controllers see it: decoded, so that `/%61dministration` is no way around.
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    private static void know(HttpServletRequest request, Reader reader) {
        request.setAttribute(Visitor.class.getName(), new Visitor.Known(reader));
    }

    private static void refuse(HttpServletResponse response, int status, String challenge) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        response.sendError(status);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String value = request.getHeader(HttpHeaders.AUTHORIZATION);
        return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(value.substring(7).strip())
                : Optional.empty();
    }

    /// Whether a request comes from this machine, not through a proxy on it.
    static boolean local(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null;
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
