package org.broadsheet.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Gives pages a digest, and answers 304 to a browser that has the same page already. Programs' addresses
/// and static files, which look after themselves, are left alone.
final class PageCache extends ShallowEtagHeaderFilter {
    PageCache() {
        // A page compressed on the way is no longer the same bytes.
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !request.getMethod().equals("GET")
                || path.startsWith("/api/")
                || path.startsWith("/actuator/")
                || path.equals("/metrics")
                || path.startsWith("/webjars/")
                || path.startsWith("/feeds/")
                || path.endsWith(".atom")
                || path.endsWith(".css")
                || path.endsWith(".js");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Kept by the reader's own browser only, and asked for again every time: day or night is in a
        // cookie.
        // What only one reader may see is kept by no browser; KnownVisitors has said so.
        if (!"no-store".equals(response.getHeader(HttpHeaders.CACHE_CONTROL)))
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        super.doFilterInternal(request, response, chain);
    }
}
