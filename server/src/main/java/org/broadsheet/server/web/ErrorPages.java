package org.broadsheet.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.log.RequestIds;
import org.broadsheet.server.log.Trace;
import org.broadsheet.server.pace.TooOften;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Errors in three parts: what happened, why, what to do.
@Controller
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer i ? i : 404;
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String address = uri instanceof String s ? s : "";
        if (address.startsWith("/api/"))
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Map.of("type", "about:blank", "title", title(status), "status", status));
        return page(model, response, status, title(status), reason(status), advice(status));
    }

    static String page(Model model, HttpServletResponse response, int status, String title, String why, String what) {
        response.setStatus(status);
        model.addAttribute("status", status);
        model.addAttribute("title", title);
        model.addAttribute("why", why);
        model.addAttribute("what", what);
        return "error";
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "This request could not be read.";
            case 401 -> "Sign in first.";
            case 403 -> "This change was not made.";
            case 404 -> "There is no such page.";
            case 405 -> "That cannot be done here.";
            case 413 -> "This request is too large.";
            case 421 -> "This server has another name.";
            case 429 -> "That was too quick.";
            default -> status >= 500 ? "Something broke on this server." : "This request cannot be answered.";
        };
    }

    static String reason(int status) {
        return switch (status) {
            case 400 -> "Its address or form has something in it that makes no sense here.";
            case 401 -> "This is open to readers who signed in; a program sends a token that works.";
            case 403 -> "The form was out of date or came from another site.";
            case 404 -> "Nothing has this address: it may be mistyped, or the paper is not in this library.";
            case 405 -> "This address is for reading; it does not answer requests of this kind.";
            case 421 ->
                "It was asked for under a name that it does not answer to, as another site might do to read it.";
            default ->
                status >= 500
                        ? "It was written to the log; nothing of yours was lost."
                        : "The server does not answer requests of this kind.";
        };
    }

    /// What somebody wrote for a log, as a sentence on a page.
    static String sentence(String why) {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1) + (why.endsWith(".") ? "" : ".");
    }

    private static String advice(int status) {
        return switch (status) {
            case 403 -> "Go back, load the page again, and try once more.";
            case 404 -> "Search for it, or go to today’s front page.";
            case 421 ->
                "Use the address it printed when it started, or start it with --public-url and the name readers use.";
            default -> "Go back, or to today’s front page.";
        };
    }

    /// What the pages' own code throws.
    @ControllerAdvice(basePackageClasses = ErrorPages.class)
    static class Thrown {
        @ExceptionHandler(NotFound.class)
        String notFound(NotFound e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            return page(model, response, 404, title(404), String.valueOf(e.getMessage()), advice(404));
        }

        @ExceptionHandler(SignInFirst.class)
        ResponseEntity<Void> signIn(SignInFirst e, HttpServletRequest request) {
            String here = request.getMethod().equals("GET")
                    ? Back.path(
                            request.getRequestURI()
                                    + (request.getQueryString() == null ? "" : "?" + request.getQueryString()),
                            "/papers")
                    : Back.from(request, "/papers");
            String there = "/sign-in?next=" + Views.query(here);
            if (Back.partial(request))
                return ResponseEntity.noContent().header("HX-Redirect", there).build();
            return Back.see(there);
        }

        @ExceptionHandler(NotAllowed.class)
        String notAllowed(NotAllowed e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            String why = String.valueOf(e.getMessage());
            return page(
                    model,
                    response,
                    403,
                    title(403),
                    Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".",
                    "Go back, or to today’s front page.");
        }

        @ExceptionHandler(TooOften.class)
        String tooOften(TooOften e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            response.setHeader("Retry-After", Long.toString(e.waiting().toSeconds()));
            String why = String.valueOf(e.getMessage());
            return page(
                    model,
                    response,
                    429,
                    title(429),
                    Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".",
                    "Wait " + Views.count(e.waiting().toSeconds(), "second")
                            + ", go back, and try once more. What you typed is still there.");
        }

        @ExceptionHandler(Submissions.Refused.class)
        String refused(Submissions.Refused e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            return page(
                    model,
                    response,
                    400,
                    "This paper was not submitted.",
                    String.valueOf(e.getMessage()),
                    "Go back and change what you gave.");
        }

        @ExceptionHandler(IllegalArgumentException.class)
        String badRequest(
                IllegalArgumentException e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            return page(model, response, 400, title(400), String.valueOf(e.getMessage()), advice(400));
        }

        @ExceptionHandler(MethodArgumentTypeMismatchException.class)
        String mistyped(
                MethodArgumentTypeMismatchException e,
                HttpServletRequest request,
                Model model,
                HttpServletResponse response) {
            Frame.fill(request, model);
            String why = "“" + e.getName() + "” in its address or form is a number.";
            return page(model, response, 400, title(400), why, advice(400));
        }

        @ExceptionHandler(InvalidParameterException.class)
        String unreadable(
                InvalidParameterException e, HttpServletRequest request, Model model, HttpServletResponse response) {
            Frame.fill(request, model);
            int status = e.getErrorCode();
            return page(model, response, status, title(status), reason(status), advice(status));
        }

        @ExceptionHandler(RuntimeException.class)
        String broken(RuntimeException e, HttpServletRequest request, Model model, HttpServletResponse response) {
            if (e instanceof ErrorResponse) throw e;
            Frame.fill(request, model);
            LOG.error("a page failed: {}", Trace.of(e));
            return page(
                    model,
                    response,
                    HttpStatus.INTERNAL_SERVER_ERROR.value(),
                    title(500),
                    reason(500),
                    advice(500) + " Whoever runs this house finds it in the log as " + MDC.get(RequestIds.KEY) + ".");
        }
    }
}
