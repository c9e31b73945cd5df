package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.digest.Choices;
import org.broadsheet.server.digest.Subscription;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Taken;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.SignIn;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Mail for readers with an account: their address, their edition by mail, and the links in it that act for
/// them.
@Controller
class MailSettingsPages {
    private final Library library;
    private final Readers readers;
    private final Subscriptions subscriptions;
    private final SubscriptionPages pages;
    private final AccountLetters letters;
    private final OneTimeLinks links;
    private final ActLinks acts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Pace pace;
    private final AuditLog audit;

    MailSettingsPages(
            Library library,
            Readers readers,
            Subscriptions subscriptions,
            SubscriptionPages pages,
            AccountLetters letters,
            OneTimeLinks links,
            ActLinks acts,
            Passwords passwords,
            SignIn signIn,
            Pace pace,
            AuditLog audit) {
        this.library = library;
        this.readers = readers;
        this.subscriptions = subscriptions;
        this.pages = pages;
        this.letters = letters;
        this.links = links;
        this.acts = acts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.pace = pace;
        this.audit = audit;
    }

    private Account account(Reader reader) {
        return readers.find(reader.id()).orElseThrow(() -> new NotFound("This account is gone."));
    }

    private static Optional<EmailAddress> confirmed(Account account) {
        return account.confirmedAt().isPresent() ? account.email() : Optional.empty();
    }

    @GetMapping("/settings/mail")
    String page(Visitor visitor, Model model) {
        return show(SignInFirst.reader(visitor), model);
    }

    private String show(Reader reader, Model model) {
        Account account = account(reader);
        model.addAttribute(
                "address", confirmed(account).map(EmailAddress::value).orElse(null));
        model.addAttribute("has", passwords.has(reader.id()));
        Optional<Subscription> own = subscriptions.of(reader.id());
        own.ifPresent(s -> SubscriptionPages.fill(s, model));
        if (own.isEmpty()) model.addAttribute("state", "none");
        ChoicesForm.show(own.map(Subscription::choices).orElse(Choices.DEFAULT), library, model);
        return "mail-settings";
    }

    private String wrong(String why, Reader reader, HttpServletResponse response, Model model) {
        response.setStatus(400);
        model.addAttribute("wrong", Views.sentence(why));
        return show(reader, model);
    }

    // ---- The edition by mail
    // -----------------------------------------------------------------------------------

    @PostMapping("/settings/mail")
    Object change(
            @RequestParam(defaultValue = "keep") String deed,
            @ModelAttribute("form") ChoicesForm form,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        pace.take(reader.id(), Pace.Deed.KEEP);
        try {
            EmailAddress address = confirmed(account(reader))
                    .orElseThrow(() -> new IllegalArgumentException("confirm your address first"));
            switch (deed) {
                case "stop" -> subscriptions.of(reader.id()).ifPresent(subscriptions::stop);
                case "trial" -> {
                    Subscription s = subscriptions
                            .of(reader.id())
                            .filter(x -> x.state() == Subscription.State.ACTIVE)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "a trial goes to who gets the edition: take it up first"));
                    subscriptions.trial(s, pages.newest(s.choices().period()));
                    return Back.see("/settings/mail?sent=1");
                }
                default -> subscriptions.take(reader.id(), address, form.choices());
            }
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, response, model);
        }
        return Back.see("/settings/mail?kept=1");
    }

    @GetMapping("/settings/mail/preview")
    ResponseEntity<String> preview(Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        return pages.preview(subscriptions
                .of(reader.id())
                .orElseThrow(() -> new NotFound("You do not get the edition by mail: take it up first.")));
    }

    /// Makes every link void that is in mails sent so far.
    @PostMapping("/settings/mail/renew")
    ResponseEntity<Void> renew(Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        acts.revoke(reader.id());
        subscriptions.of(reader.id()).ifPresent(subscriptions::renew);
        audit.note(reader.id(), "mail links made void", reader.id().value(), "");
        return Back.see("/settings/mail?kept=1");
    }

    // ---- The address
    // ----------------------------------------------------------------------------------------------

    /// Sends a link to an address; it becomes the account's when its button is pressed.
    @PostMapping("/settings/address")
    Object address(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String password,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        pace.take(reader.id(), Pace.Deed.REACH);
        try {
            // Whoever has the address can set a new password: a browser left open is not enough.
            if (passwords.has(reader.id())
                    && !(signIn.attempt(reader.name(), password, request.getRemoteAddr())
                            instanceof SignIn.Answer.Known))
                throw new IllegalArgumentException("that is not your password");
            EmailAddress to = new EmailAddress(address);
            letters.askForAddress(reader, to);
            return SubscriptionPages.done(
                    model,
                    response,
                    "Look into your mail.",
                    "A letter is on its way to " + to + ". Its link works for two days.");
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, response, model);
        }
    }

    /// Where the link leads: a page with one button.
    @GetMapping("/address")
    String confirmPage(@RequestParam String link, Model model, HttpServletResponse response) {
        Optional<OneTimeLinks.Link> known = links.look(Purpose.ADDRESS, link);
        if (known.isEmpty()) return SignInPages.spent(model, response);
        SubscriptionPages.secret(response);
        model.addAttribute("link", link);
        model.addAttribute("whom", known.get().detail());
        model.addAttribute(
                "whose",
                known.get()
                        .reader()
                        .flatMap(readers::find)
                        .map(a -> a.reader().name())
                        .orElse(""));
        return "address-confirm";
    }

    @PostMapping("/address")
    Object confirm(@RequestParam String link, Model model, HttpServletResponse response) {
        try {
            Optional<Account> changed = library.database()
                    .write(() -> links.take(Purpose.ADDRESS, link)
                            .flatMap(l -> l.reader().flatMap(readers::find).map(a -> {
                                EmailAddress now = new EmailAddress(l.detail());
                                readers.confirm(a.id(), now);
                                subscriptions.moved(a.id(), now);
                                letters.tellOldAddress(a, now);
                                audit.note(a.id(), "address", a.id().value(), "confirmed");
                                return a;
                            })));
            if (changed.isEmpty()) return SignInPages.spent(model, response);
        } catch (Taken _) {
            return ErrorPages.page(
                    model,
                    response,
                    409,
                    "This address was not taken over.",
                    "Another account of this house has it.",
                    "Sign in to that account, or use another address.");
        }
        return SubscriptionPages.done(
                model, response, "Confirmed.", "The address is your account’s now. Letters go to it.");
    }
}
