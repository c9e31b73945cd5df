package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.openid.OpenIdProvider;
import org.broadsheet.server.passkey.Passkeys;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Identities;
import org.broadsheet.server.signin.PasswordRules;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.signin.Session;
import org.broadsheet.server.signin.Sessions;
import org.broadsheet.server.signin.SignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A reader's own account: name, password, browsers that are signed in, tokens of programs, and the way out.
@Controller
class SettingsPages {
    private final Readers readers;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Doorway doorway;
    private final AuditLog audit;
    private final Identities identities;
    private final OpenIdProvider provider;
    private final Passkeys passkeys;

    SettingsPages(
            Readers readers,
            Passwords passwords,
            SignIn signIn,
            Sessions sessions,
            ApiTokens tokens,
            Doorway doorway,
            AuditLog audit,
            Identities identities,
            OpenIdProvider provider,
            Passkeys passkeys) {
        this.readers = readers;
        this.passwords = passwords;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.doorway = doorway;
        this.audit = audit;
        this.identities = identities;
        this.provider = provider;
        this.passkeys = passkeys;
    }

    /// A passkey that opens the account.
    record PasskeyView(String id, String name, String used) {}

    /// An identity at another service that opens the account.
    record LinkedView(String id, String issuer, String label, String used) {}

    /// A browser that is signed in.
    record SessionView(String handle, String device, String seen, boolean here) {}

    /// A program's token.
    record TokenView(String id, String name, String scopes, String used) {}

    @GetMapping("/settings")
    String page(Visitor visitor, HttpServletRequest request, Model model) {
        return show(SignInFirst.reader(visitor), request, model);
    }

    private String show(Reader reader, HttpServletRequest request, Model model) {
        Optional<String> here = KnownVisitors.session(request).map(Session::handle);
        model.addAttribute("has", passwords.has(reader.id()));
        model.addAttribute(
                "passkeys",
                passkeys.of(reader.id()).stream()
                        .map(p -> new PasskeyView(
                                p.id(),
                                p.name(),
                                p.usedAt().map(t -> "used " + Views.moment(t)).orElse("not yet used")))
                        .toList());
        model.addAttribute("service", provider.name().orElse(null));
        model.addAttribute(
                "linked",
                identities.of(reader.id()).stream()
                        .map(l -> new LinkedView(
                                l.id(),
                                l.issuer(),
                                l.label(),
                                l.usedAt().map(t -> "used " + Views.moment(t)).orElse("not yet used")))
                        .toList());
        model.addAttribute("scopes", Scope.keys());
        model.addAttribute(
                "sessions",
                sessions.of(reader.id()).stream()
                        .map(s -> new SessionView(
                                s.handle(),
                                s.device(),
                                Views.moment(s.seenAt()),
                                here.filter(s.handle()::equals).isPresent()))
                        .toList());
        model.addAttribute(
                "tokens",
                tokens.of(reader.id()).stream()
                        .map(t -> new TokenView(
                                t.id(),
                                t.name(),
                                String.join(", ", t.scopeNames()),
                                t.usedAt().map(Views::moment).orElse("not yet used")))
                        .toList());
        return "settings";
    }

    private String wrong(
            String why, Reader reader, HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setStatus(400);
        model.addAttribute("wrong", Character.toUpperCase(why.charAt(0)) + why.substring(1));
        return show(reader, request, model);
    }

    @PostMapping("/settings/name")
    Object name(
            @RequestParam(defaultValue = "") String shown,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            readers.rename(reader.id(), shown);
            return Back.see("/settings");
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, request, response, model);
        }
    }

    /// Sets a new password for whoever knows the old one; all other browsers are signed out.
    @PostMapping("/settings/password")
    Object password(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        Optional<String> problem = refused(reader, old, request)
                .or(() -> PasswordRules.problem(password, reader.name(), reader.displayName(), null)
                        .map(why -> "Not this password. " + why));
        if (problem.isPresent()) return wrong(problem.get(), reader, request, response, model);
        passwords.set(reader.id(), password);
        sessions.endAll(reader.id(), null);
        audit.note(reader.id(), "password", reader.id().value(), "");
        boolean stays = KnownVisitors.session(request).map(Session::stays).orElse(false);
        if (KnownVisitors.session(request).isPresent()) doorway.enter(request, response, reader.id(), stays);
        return Back.see("/settings");
    }

    /// Why it is not believed that the reader asks: who sits down at a browser left open knows no password.
    /// One who has none, as in a house of one user, cannot be asked for it.
    private Optional<String> refused(Reader reader, String password, HttpServletRequest request) {
        if (!passwords.has(reader.id())) return Optional.empty();
        return switch (signIn.attempt(reader.name(), password, request.getRemoteAddr())) {
            case SignIn.Answer.Known _ -> Optional.empty();
            case SignIn.Answer.Wrong _ -> Optional.of("That is not your password.");
            case SignIn.Answer.Paused _ -> Optional.of("There were too many attempts. Wait ten minutes.");
        };
    }

    @PostMapping("/settings/sessions/{handle}/end")
    ResponseEntity<Void> end(@PathVariable String handle, Visitor visitor) {
        if (!sessions.end(SignInFirst.reader(visitor).id(), handle)) throw new NotFound("You have no such browser.");
        return Back.see("/settings#browsers");
    }

    @PostMapping("/settings/sessions/end")
    ResponseEntity<Void> endOthers(Visitor visitor, HttpServletRequest request) {
        sessions.endAll(
                SignInFirst.reader(visitor).id(),
                KnownVisitors.session(request).map(Session::handle).orElse(null));
        return Back.see("/settings#browsers");
    }

    /// Makes a token and shows it, for the only time.
    @PostMapping("/settings/tokens")
    Object token(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", required = false) @Nullable List<String> scope,
            @RequestParam(defaultValue = "365") int days,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            if (scope != null) for (String s : scope) scopes.add(Scope.ofKey(s));
            ApiTokens.Made made = tokens.make(reader.id(), name, scopes, Duration.ofDays(days));
            audit.note(
                    reader.id(),
                    "token",
                    made.token().id(),
                    String.join(" ", made.token().scopeNames()));
            model.addAttribute("secret", made.secret());
            return show(reader, request, model);
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, request, response, model);
        }
    }

    @PostMapping("/settings/tokens/{id}/delete")
    ResponseEntity<Void> deleteToken(@PathVariable String id, Visitor visitor) {
        if (!tokens.delete(SignInFirst.reader(visitor).id(), id)) throw new NotFound("You have no such token.");
        return Back.see("/settings#programs");
    }

    /// Deletes the account and all that is kept of it.
    @PostMapping("/settings/delete")
    Object delete(
            @RequestParam(defaultValue = "") String password,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        Optional<String> refused = refused(reader, password, request);
        if (refused.isPresent()) return wrong(refused.get(), reader, request, response, model);
        try {
            readers.delete(reader.id());
        } catch (IllegalStateException e) {
            return wrong(String.valueOf(e.getMessage()), reader, request, response, model);
        }
        audit.note(null, "left", "", "");
        doorway.leave(request, response);
        return Back.see("/papers");
    }
}
