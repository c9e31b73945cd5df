package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.openid.OpenIdProvider;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.signin.LetterPace;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.signin.PasswordRules;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.Sessions;
import org.broadsheet.server.signin.SignIn;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signing in and out, and the ways back in for who forgot the password.
@Controller
class SignInPages {
    private final SignIn signIn;
    private final Doorway doorway;
    private final Readers readers;
    private final Passwords passwords;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final Settings settings;
    private final AuditLog audit;
    private final AccountLetters letters;
    private final LetterPace pace;
    private final OpenIdProvider provider;

    SignInPages(
            SignIn signIn,
            Doorway doorway,
            Readers readers,
            Passwords passwords,
            Sessions sessions,
            OneTimeLinks links,
            Settings settings,
            AuditLog audit,
            AccountLetters letters,
            LetterPace pace,
            OpenIdProvider provider) {
        this.signIn = signIn;
        this.doorway = doorway;
        this.readers = readers;
        this.passwords = passwords;
        this.sessions = sessions;
        this.links = links;
        this.settings = settings;
        this.audit = audit;
        this.letters = letters;
        this.pace = pace;
        this.provider = provider;
    }

    @GetMapping("/sign-in")
    Object form(@RequestParam(defaultValue = "/papers") String next, HttpServletRequest request, Model model) {
        if (KnownVisitors.visitor(request).account().isPresent()) return Back.see(Back.path(next, "/papers"));
        return form(model, next, "");
    }

    private String form(Model model, String next, String name) {
        model.addAttribute("next", Back.path(next, "/papers"));
        model.addAttribute("name", name);
        model.addAttribute("service", provider.name().orElse(null));
        model.addAttribute("serviceHref", OpenIdPages.address(Back.path(next, "/papers"), ""));
        model.addAttribute("open", settings.now().signUp() == SignUp.OPEN);
        model.addAttribute("houseName", settings.now().house());
        return "sign-in";
    }

    @PostMapping("/sign-in")
    Object signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "false") boolean stay,
            @RequestParam(defaultValue = "/papers") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (signIn.attempt(name, password, request.getRemoteAddr())) {
            case SignIn.Answer.Known known -> {
                doorway.enter(request, response, known.account().id(), stay);
                yield Back.see(Back.path(next, "/papers"));
            }
            case SignIn.Answer.Wrong wrong -> {
                response.setStatus(401);
                model.addAttribute(
                        "wrong",
                        "Name and password do not belong together. Check the spelling. "
                                + (wrong.left() == 0
                                        ? "Now there is a pause of 10 minutes."
                                        : Views.count(wrong.left(), "more attempt")
                                                + " before a pause of 10 minutes."));
                yield form(model, next, name);
            }
            case SignIn.Answer.Paused paused -> {
                response.setStatus(429);
                response.setHeader("Retry-After", Long.toString(paused.waiting().toSeconds()));
                model.addAttribute(
                        "wrong",
                        "There were too many attempts. Wait " + Views.count(minutes(paused.waiting()), "minute")
                                + ", then try again.");
                yield form(model, next, name);
            }
        };
    }

    private static long minutes(Duration wait) {
        return wait.plusSeconds(59).toMinutes();
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
        doorway.leave(request, response);
        return Back.see("/papers");
    }

    // ---- A new password
    // ------------------------------------------------------------------------------------------

    @GetMapping("/password/forgotten")
    String forgotten() {
        return "password-forgotten";
    }

    /// Sends a link where there is such an account and it has a confirmed address; which of the two is not
    /// so is not
    /// told.
    @PostMapping("/password/forgotten")
    String ask(
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        pace.take(request.getRemoteAddr());
        letters.askForPassword(name);
        return SubscriptionPages.done(
                model,
                response,
                "Look into your mail.",
                "If there is such an account and its address is confirmed, a letter is on its way there. Its link sets a"
                        + " new password, once, within a day. Where none comes, ask an administrator.");
    }

    @GetMapping("/password")
    String renewing(@RequestParam String link, Model model, HttpServletResponse response) {
        if (links.look(Purpose.PASSWORD, link).isEmpty()) return spent(model, response);
        model.addAttribute("link", link);
        return "password";
    }

    @PostMapping("/password")
    Object renew(
            @RequestParam String link,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> account = links.look(Purpose.PASSWORD, link)
                .flatMap(OneTimeLinks.Link::reader)
                .flatMap(readers::find)
                .filter(Account::open);
        if (account.isEmpty()) return spent(model, response);
        Account a = account.get();
        Optional<String> problem = PasswordRules.problem(
                password, a.reader().name(), a.reader().displayName(), a.email().orElse(null));
        if (problem.isPresent()) {
            response.setStatus(400);
            model.addAttribute("wrong", problem.get());
            model.addAttribute("link", link);
            return "password";
        }
        if (links.take(Purpose.PASSWORD, link).isEmpty()) return spent(model, response);
        passwords.set(a.id(), password);
        // Whoever knew the old password, or sat at a forgotten browser, is out.
        sessions.endAll(a.id(), null);
        audit.note(a.id(), "password", a.id().value(), "by link");
        doorway.enter(request, response, a.id(), false);
        return Back.see("/papers");
    }

    static String spent(Model model, HttpServletResponse response) {
        return ErrorPages.page(
                model,
                response,
                410,
                "This link does not work any more.",
                "It was used, has expired, or a newer one took its place.",
                "Ask for another one.");
    }
}
