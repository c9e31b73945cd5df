package org.broadsheet.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// For tests: whoever says so in a header is a reader of that name.
@Component
class SignedInByHeader extends OncePerRequestFilter {
    private final Library library;

    SignedInByHeader(Library library) {
        this.library = library;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = request.getHeader("X-Test-Reader");
        if (name != null)
            library.database()
                    .reading()
                    .sql("select id, name, display_name, role from reader where name = ?")
                    .param(name)
                    .query((r, _) -> new Reader(
                            new ReaderId(r.getString(1)),
                            r.getString(2),
                            r.getString(3),
                            Role.valueOf(r.getString(4).toUpperCase(Locale.ROOT))))
                    .optional()
                    .ifPresent(r -> request.setAttribute(Visitor.class.getName(), new Visitor.Known(r)));
        chain.doFilter(request, response);
    }
}
