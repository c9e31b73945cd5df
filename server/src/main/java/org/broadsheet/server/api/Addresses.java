package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import org.broadsheet.server.ServerSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/// Absolute addresses of this server as its readers know it. A request's address comes in encoded and goes
/// out as it
/// came: encoding it again would make `%20` into `%2520`.
@Component
public class Addresses {
    private final ServerSettings settings;

    Addresses(ServerSettings settings) {
        this.settings = settings;
    }

    /// Where the server is, without a slash at the end.
    public String base() {
        return settings.publicBase() != null
                ? settings.publicBase().replaceAll("/+$", "")
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }

    /// The request's own address.
    String self(HttpServletRequest request) {
        return base()
                + request.getRequestURI()
                + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    /// Tells the next page's address in a `Link` header: this request's with one parameter changed.
    void next(ResponseEntity.BodyBuilder answer, HttpServletRequest request, String parameter, Object value) {
        String next = UriComponentsBuilder.fromUriString(self(request))
                .replaceQueryParam(parameter, value)
                .build()
                .toUriString();
        answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
}
