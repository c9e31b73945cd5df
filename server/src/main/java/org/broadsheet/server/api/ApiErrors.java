package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.log.RequestIds;
import org.broadsheet.server.log.Trace;
import org.broadsheet.server.pace.TooOften;
import org.broadsheet.server.shelf.ZoteroFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Errors programs can read: RFC 9457 under `/api/v1`, `{"error": …}` where the Daily Papers' own clients
/// ask.
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /// A day to show how dates are written.
    static final LocalDate EXAMPLE = LocalDate.of(2024, 9, 10);

    /// There is no such thing; the message names it.
    static final class Missing extends RuntimeException {
        Missing(String message) {
            super(message);
        }
    }

    @ExceptionHandler(Missing.class)
    ResponseEntity<?> missing(Missing e, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(Readers.Unknown.class)
    ResponseEntity<?> unknown(Readers.Unknown e, HttpServletRequest request) {
        return answer(request, HttpStatus.UNAUTHORIZED, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(NotAllowed.class)
    ResponseEntity<?> notAllowed(NotAllowed e, HttpServletRequest request) {
        return answer(request, HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(TooOften.class)
    ResponseEntity<?> tooOften(TooOften e, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.waiting().toSeconds()));
        return answer(request, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(Submissions.Refused.class)
    ResponseEntity<?> refused(Submissions.Refused e, HttpServletRequest request) {
        return answer(request, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(ZoteroFailed.class)
    ResponseEntity<?> zotero(ZoteroFailed e, HttpServletRequest request) {
        return answer(
                request,
                switch (e.why()) {
                    case KEY, TOO_MUCH -> HttpStatus.UNPROCESSABLE_CONTENT;
                    default -> HttpStatus.BAD_GATEWAY;
                },
                String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<?> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, "the body is a JSON object with the described fields");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<?> bad(IllegalArgumentException e, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<?> mistyped(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        Class<?> wanted = e.getRequiredType();
        String kind = wanted == int.class || wanted == long.class ? "a whole number" : "of another kind";
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "'" + e.getName() + "' is " + kind + " but was '" + e.getValue() + "'");
    }

    @ExceptionHandler(MissingServletRequestParameterException.class)
    ResponseEntity<?> incomplete(MissingServletRequestParameterException e, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.BAD_REQUEST,
                "the parameter '" + e.getParameterName() + "' is missing; give it as ?" + e.getParameterName() + "=…");
    }

    /// What nobody foresaw: logged with where it broke, and nothing of it told.
    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<?> broken(RuntimeException e, HttpServletRequest request) {
        if (e instanceof ErrorResponse) throw e;
        LOG.error("an answer failed: {}", Trace.of(e));
        return answer(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "something broke here; whoever runs this house finds it in the log as " + MDC.get(RequestIds.KEY));
    }

    private static ResponseEntity<?> answer(HttpServletRequest request, HttpStatus status, String message) {
        if (!request.getRequestURI().startsWith("/api/v1"))
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("error", message));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, message);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /// A number within bounds.
    ///
    /// @throws IllegalArgumentException naming the parameter, what it may be and what it was
    static int bounded(String name, int value, int from, int to) {
        if (value < from || value > to)
            throw new IllegalArgumentException("'" + name + "' is from " + from + " to " + to + " but was " + value);
        return value;
    }
}
