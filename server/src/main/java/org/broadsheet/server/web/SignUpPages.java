package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.openid.OpenIdProvider;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Link;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.signin.PasswordRules;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.SignUpPace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Making an account: the first by the link on the console, others by invitation or, where the house is
/// open, by anybody.
@Controller
class SignUpPages {
    private final Library library;
    private final Readers readers;
    private final Passwords passwords;
    private final OneTimeLinks links;
    private final Doorway doorway;
    private final SignUpPace pace;
    private final Settings settings;
    private final AuditLog audit;
    private final OpenIdProvider provider;

    SignUpPages(
            Library library,
            Readers readers,
            Passwords passwords,
            OneTimeLinks links,
            Doorway doorway,
            SignUpPace pace,
            Settings settings,
            AuditLog audit,
            OpenIdProvider provider) {
        this.library = library;
        this.readers = readers;
        this.passwords = passwords;
        this.links = links;
        this.doorway = doorway;
        this.pace = pace;
        this.settings = settings;
        this.audit = audit;
        this.provider = provider;
    }

    /// What was typed.
    ///
    /// @param link secret of an invitation or of the console's link, or empty
    record Form(
            @Nullable String name,
            @Nullable String shown,
            @Nullable String password,
            @Nullable String link) {}

    @GetMapping("/administrator")
    String first(@RequestParam String link, Model model, HttpServletResponse response) {
        if (links.look(Purpose.ADMINISTRATOR, link).isEmpty()) return SignInPages.spent(model, response);
        return form(model, new Form(null, null, null, link), true);
    }

    @PostMapping("/administrator")
    Object makeFirst(
            @ModelAttribute("form") Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        return make(form, Purpose.ADMINISTRATOR, request, response, model);
    }

    @GetMapping("/sign-up")
    String signUp(@RequestParam(defaultValue = "") String invitation, Model model, HttpServletResponse response) {
        if (settings.now().signUp() == SignUp.CLOSED) return shut(model, response);
        if (!invitation.isEmpty())
            return links.look(Purpose.INVITATION, invitation).isEmpty()
                    ? SignInPages.spent(model, response)
                    : form(model, new Form(null, null, null, invitation), false);
        return settings.now().signUp() == SignUp.OPEN
                ? form(model, new Form(null, null, null, null), false)
                : shut(model, response);
    }

    private static String shut(Model model, HttpServletResponse response) {
        return ErrorPages.page(
                model,
                response,
                403,
                "You cannot make an account here.",
                "Whoever runs this house decides who makes one, and this request is not of them.",
                "Ask for an invitation, and open the link that you get.");
    }

    @PostMapping("/sign-up")
    Object make(
            @ModelAttribute("form") Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        boolean invited = !or(form.link).isEmpty();
        SignUp who = settings.now().signUp();
        if (who == SignUp.CLOSED || who == SignUp.INVITATION && !invited) return shut(model, response);
        return make(form, invited ? Purpose.INVITATION : null, request, response, model);
    }

    private Object make(
            Form form,
            @Nullable Purpose purpose,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (purpose == null) pace.take(request.getRemoteAddr());
        else if (links.look(purpose, or(form.link)).isEmpty()) return SignInPages.spent(model, response);
        try {
            Optional<String> problem = PasswordRules.problem(or(form.password), or(form.name), or(form.shown), null);
            if (problem.isPresent()) throw new IllegalArgumentException("Not this password. " + problem.get());
            Optional<Account> made = library.database().write(() -> open(form, purpose));
            if (made.isEmpty()) return SignInPages.spent(model, response);
            passwords.set(made.get().id(), or(form.password));
            doorway.enter(request, response, made.get().id(), false);
            return Back.see("/papers");
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            String why = String.valueOf(e.getMessage());
            model.addAttribute("wrong", Character.toUpperCase(why.charAt(0)) + why.substring(1));
            return form(model, form, purpose == Purpose.ADMINISTRATOR);
        }
    }

    /// Takes the link and makes the account, or does neither.
    private Optional<Account> open(Form form, @Nullable Purpose purpose) {
        Role role = Role.READER;
        if (purpose != null) {
            Optional<Link> link = links.take(purpose, or(form.link));
            if (link.isEmpty()) return Optional.empty();
            role = purpose == Purpose.ADMINISTRATOR
                    ? Role.ADMINISTRATOR
                    : Role.ofKey(link.get().detail());
        }
        Account account = readers.create(or(form.name), or(form.shown), null, role);
        audit.note(account.id(), "joined", account.id().value(), role.key());
        return Optional.of(account);
    }

    private String form(Model model, Form form, boolean first) {
        model.addAttribute("first", first);
        model.addAttribute("service", provider.name().orElse(null));
        model.addAttribute("serviceHref", OpenIdPages.address("/papers", or(form.link)));
        model.addAttribute("name", or(form.name));
        model.addAttribute("shown", or(form.shown));
        model.addAttribute("link", form.link);
        model.addAttribute("houseName", settings.now().house());
        return "sign-up";
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
