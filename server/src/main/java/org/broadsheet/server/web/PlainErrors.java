package org.broadsheet.server.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/// What is said of a request so malformed that no page of ours ever sees it: the same three parts as elsewhere, nothing
/// of the request repeated, nothing of the server told.
public final class PlainErrors extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        try {
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", Security.POLICY);
            Writer out = response.getReporter();
            if (out == null) return;
            out.write("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + ErrorPages.title(status)
                    + "</title><main><h1>" + ErrorPages.title(status) + "</h1><p>" + ErrorPages.reason(status)
                    + "</p><p><a href=\"/papers\">Today’s front page</a></p></main></html>");
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // Nobody listens any more.
        }
    }
}
