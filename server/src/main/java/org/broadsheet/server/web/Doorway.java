package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.signin.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Lets a browser in and out, whichever way its reader was recognised.
@Component
final class Doorway {
    private final Sessions sessions;
    private final SessionCookie cookie;

    Doorway(Sessions sessions, ServerSettings settings) {
        this.sessions = sessions;
        this.cookie = new SessionCookie(settings);
    }

    /// Opens a session under a new secret; the one that the browser brought, whoever planted it, ends.
    void enter(HttpServletRequest request, HttpServletResponse response, ReaderId reader, boolean stays) {
        String before = cookie.secret(request).orElse(null);
        String browser = request.getHeader(HttpHeaders.USER_AGENT);
        cookie.give(response, sessions.open(reader, before, browser, stays));
    }

    /// Ends the browser's session.
    void leave(HttpServletRequest request, HttpServletResponse response) {
        KnownVisitors.visitor(request)
                .account()
                .ifPresent(reader -> KnownVisitors.session(request)
                        .ifPresent(session -> sessions.end(reader.id(), session.handle())));
        cookie.take(response);
        // Pages that the browser keeps were this reader's.
        response.setHeader("Clear-Site-Data", "\"cache\"");
    }
}
