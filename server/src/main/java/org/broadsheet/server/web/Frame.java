package org.broadsheet.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.broadsheet.server.library.Library;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page's frame needs: day or night as the reader keeps it, and the version.
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
