package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Ways back to the page of ours that a form was on. Only path and query are taken from what a browser
/// says, so that they never lead to another site.
final class Back {
    private Back() {}

    /// The page a request came from, or another of ours.
    static String from(HttpServletRequest request, String otherwise) {
        String from = request.getHeader(HttpHeaders.REFERER);
        return from == null ? otherwise : path(from, otherwise);
    }

    static String path(String from, String otherwise) {
        try {
            URI page = URI.create(from);
            String path = page.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) return otherwise;
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (IllegalArgumentException _) {
            return otherwise;
        }
    }

    /// See that page: what was posted is done.
    static ResponseEntity<Void> see(String address) {
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, address).build();
    }

    /// Whether htmx asks, which puts a part of a page in place.
    static boolean partial(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
