package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.server.post.ReturnedMail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes in what comes back, from the program that reads the mailbox it comes to. For administrators'
/// tokens.
@RestController
@RequestMapping("/api/v1")
class MailApi {
    private final ReturnedMail returned;

    MailApi(ReturnedMail returned) {
        this.returned = returned;
    }

    /// A report as it came: a bounce (RFC 3464) or a complaint (RFC 5965).
    ///
    /// @return what it came to: `stopped`, `noted`, `nothing` or `unknown`
    @PostMapping(value = "/administration/mail/returned", consumes = "message/rfc822")
    Map<String, String> returned(HttpServletRequest request) {
        try {
            return Map.of(
                    "verdict", returned.take(request.getInputStream()).name().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
