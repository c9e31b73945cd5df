package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.broadsheet.server.pace.Pace;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Tells programs how much of a pace is left, in the form of the IETF draft on RateLimit header fields: the
/// policy, and
/// what remains of it.
@Component
class RateLimitHeaders implements Pace.Watcher {
    @Override
    public void taken(Pace.Deed deed, int most, Duration period, int left, Duration reset) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                || !request.getRequest().getRequestURI().startsWith("/api/")) return;
        HttpServletResponse response = request.getResponse();
        if (response == null || response.isCommitted()) return;
        String name = '"' + deed.name().toLowerCase(Locale.ROOT) + '"';
        response.addHeader("RateLimit-Policy", name + ";q=" + most + ";w=" + period.toSeconds());
        response.addHeader("RateLimit", name + ";r=" + left + ";t=" + (reset.toMillis() + 999) / 1000);
    }
}
