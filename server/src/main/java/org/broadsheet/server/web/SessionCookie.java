package org.broadsheet.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.signin.Sessions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// The cookie in which a browser keeps the secret of its session: out of reach of scripts and of other
/// sites' forms, and over encrypted connections under a name that only they can set.
final class SessionCookie {
    private final boolean encrypted;

    SessionCookie(ServerSettings settings) {
        encrypted = settings.encrypted();
    }

    String name() {
        return encrypted ? "__Host-broadsheet" : "broadsheet";
    }

    Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null)
            for (Cookie c : cookies)
                if (c.getName().equals(name()) && !c.getValue().isEmpty()) return Optional.of(c.getValue());
        return Optional.empty();
    }

    /// Gives a browser a session that was just opened.
    void give(HttpServletResponse response, Sessions.Opened opened) {
        // A cookie without an age goes when the browser is closed.
        Duration age = opened.session().stays() ? Duration.ofDays(400) : Duration.ofSeconds(-1);
        set(response, opened.secret(), age);
    }

    void take(HttpServletResponse response) {
        set(response, "", Duration.ZERO);
    }

    private void set(HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), value)
                        .path("/")
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(encrypted)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
