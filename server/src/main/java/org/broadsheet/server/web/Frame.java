package org.broadsheet.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Role;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page's frame needs: who is signed in, day or night as the reader keeps it, and the version.
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {
    static final String SCHEME = "scheme";
    private static final String VERSION =
            Objects.requireNonNullElse(Library.class.getPackage().getImplementationVersion(), "development");

    /// Puts it into a model; pages of errors, which Spring prepares nothing for, call this themselves.
    @ModelAttribute
    static void fill(HttpServletRequest request, Model model) {
        model.addAttribute(SCHEME, scheme(request));
        model.addAttribute("house", VERSION);
        KnownVisitors.visitor(request).account().ifPresent(reader -> {
            model.addAttribute("reader", reader);
            model.addAttribute("runs", reader.role().includes(Role.ADMINISTRATOR));
        });
        model.addAttribute("signsOut", KnownVisitors.session(request).isPresent());
        model.addAttribute("signInNext", here(request));
    }

    /// The page to come back to after signing in.
    private static String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().startsWith("/sign-")) return "/papers";
        String query = request.getQueryString();
        return Back.path(request.getRequestURI() + (query == null ? "" : "?" + query), "/papers");
    }

    private static String scheme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null)
            for (Cookie c : cookies)
                if (c.getName().equals(SCHEME)
                        && (c.getValue().equals("light") || c.getValue().equals("dark"))) return c.getValue();
        return "auto";
    }
}
