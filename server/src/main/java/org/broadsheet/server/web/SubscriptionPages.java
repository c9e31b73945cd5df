package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.server.digest.Choices;
import org.broadsheet.server.digest.DigestProof;
import org.broadsheet.server.digest.Subscription;
import org.broadsheet.server.digest.Subscription.State;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.digest.Subscriptions.Door;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Letter;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.LetterPace;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The edition by mail for anybody: asking for it, confirming, changing and stopping it by the links that
/// are in the
/// letters. Whether an address has it already is told to that address alone.
@Controller
class SubscriptionPages {
    private final Library library;
    private final Subscriptions subscriptions;
    private final Editions editions;
    private final DigestProof proof;
    private final LetterPace pace;

    SubscriptionPages(
            Library library, Subscriptions subscriptions, Editions editions, DigestProof proof, LetterPace pace) {
        this.library = library;
        this.subscriptions = subscriptions;
        this.editions = editions;
        this.proof = proof;
        this.pace = pace;
    }

    // ---- Asking
    // -------------------------------------------------------------------------------------------------

    @GetMapping("/subscribe")
    Object form(Visitor visitor, Model model) {
        // Who signed in keeps it with the account.
        if (visitor.account().isPresent()) return Back.see("/settings/mail");
        return ask("", Choices.DEFAULT, model);
    }

    private String ask(String address, Choices choices, Model model) {
        model.addAttribute("address", address);
        ChoicesForm.show(choices, library, model);
        return "subscribe";
    }

    @PostMapping("/subscribe")
    Object ask(
            @RequestParam(defaultValue = "") String address,
            @ModelAttribute("form") ChoicesForm form,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (visitor.account().isPresent()) return Back.see("/settings/mail");
        Choices choices = Choices.DEFAULT;
        EmailAddress to;
        try {
            choices = form.choices();
            to = new EmailAddress(address);
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            model.addAttribute("wrong", Views.sentence(String.valueOf(e.getMessage())));
            return ask(address, choices, model);
        }
        pace.take(request.getRemoteAddr());
        subscriptions.ask(to, choices);
        return done(
                model,
                response,
                "Look into your mail.",
                "If it can be delivered, a letter is on its way to " + to
                        + ". Open the link in it; nothing else is sent before you do.");
    }

    // ---- By the links of letters
    // ----------------------------------------------------------------------------------

    private static Subscription known(Optional<Subscription> opened) {
        return opened.orElseThrow(() -> new NotFound(
                "This link is not one of ours, a newer letter took its place, or what it was for is long over. Ask for"
                        + " the edition by mail again, or sign in."));
    }

    @GetMapping("/subscription/confirm")
    String confirm(@RequestParam String key, HttpServletResponse response, Model model) {
        Subscription s = known(subscriptions.opened(Door.CONFIRM, key));
        secret(response);
        model.addAttribute("rhythm", MailPrint.rhythm(s.choices()));
        model.addAttribute("whom", s.address().value());
        model.addAttribute("key", key);
        model.addAttribute("is", s.state() == State.ASKED ? "asked" : s.state() == State.ACTIVE ? "active" : "ended");
        return "subscription-confirm";
    }

    @PostMapping("/subscription/confirm")
    ResponseEntity<Void> confirmed(@RequestParam String key) {
        Subscription s = known(subscriptions.opened(Door.CONFIRM, key));
        subscriptions.confirm(s);
        return Back.see("/subscription?key=" + subscriptions.key(Door.MANAGE, s));
    }

    @GetMapping("/subscription")
    String manage(@RequestParam String key, HttpServletResponse response, Model model) {
        return show(known(subscriptions.opened(Door.MANAGE, key)), key, response, model);
    }

    private String show(Subscription s, String key, HttpServletResponse response, Model model) {
        secret(response);
        model.addAttribute("key", key);
        fill(s, model);
        ChoicesForm.show(s.choices(), library, model);
        return "subscription";
    }

    /// What both pages on which a subscription is changed say of it.
    static void fill(Subscription s, Model model) {
        model.addAttribute("whom", s.address().value());
        model.addAttribute("state", s.state().name().toLowerCase(Locale.ROOT));
        model.addAttribute("rhythm", MailPrint.rhythm(s.choices()));
        model.addAttribute("next", s.nextAt().map(Views::moment).orElse(null));
    }

    @PostMapping("/subscription")
    Object change(
            @RequestParam String key,
            @RequestParam(defaultValue = "keep") String deed,
            @ModelAttribute("form") ChoicesForm form,
            HttpServletResponse response,
            Model model) {
        Subscription s = known(subscriptions.opened(Door.MANAGE, key));
        try {
            switch (deed) {
                case "stop" -> subscriptions.stop(s);
                case "trial" -> trial(s);
                default -> subscriptions.change(s, form.choices());
            }
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            model.addAttribute("wrong", Views.sentence(String.valueOf(e.getMessage())));
            return show(s, key, response, model);
        }
        return Back.see("/subscription?key=" + key + (deed.equals("trial") ? "&sent=1" : "&kept=1"));
    }

    private void trial(Subscription s) {
        if (s.state() != State.ACTIVE)
            throw new IllegalArgumentException("a trial goes to who gets the edition: take it up first");
        subscriptions.trial(s, newest(s.choices().period()));
    }

    /// The edition that a trial shows: the newest there is.
    Period.Span newest(Period period) {
        return editions.newest(period).map(Edition::span).orElseGet(() -> period.of(editions.today()));
    }

    @GetMapping("/subscription/preview")
    ResponseEntity<String> preview(@RequestParam String key) {
        return preview(known(subscriptions.opened(Door.MANAGE, key)));
    }

    /// The letter as it would look, its own styles and nothing else let in.
    ResponseEntity<String> preview(Subscription s) {
        Letter letter = proof.letter(s, newest(s.choices().period()), true)
                .orElseThrow(() -> new NotFound("There is nothing to look at yet."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'")
                .body(letter.html());
    }

    // ---- Stopping
    // ------------------------------------------------------------------------------------------------

    /// Where the link of a letter leads: a page with one button, since mail scanners follow links.
    @GetMapping("/unsubscribe/{key}")
    String stopPage(@PathVariable String key, HttpServletResponse response, Model model) {
        Subscription s = known(subscriptions.opened(Door.STOP, key));
        secret(response);
        model.addAttribute("key", key);
        fill(s, model);
        return "unsubscribe";
    }

    /// Stops it: the button of the page, or a mail program on its reader's word (RFC 8058), in one step.
    @PostMapping("/unsubscribe/{key}")
    String stop(@PathVariable String key, HttpServletResponse response, Model model) {
        Subscription s = known(subscriptions.opened(Door.STOP, key));
        subscriptions.stop(s);
        secret(response);
        model.addAttribute(
                "again",
                s.reader().isPresent() ? "/settings/mail" : "/subscription?key=" + subscriptions.key(Door.MANAGE, s));
        return done(model, response, "Stopped.", "No edition is sent to " + s.address() + " any more.");
    }

    static String done(Model model, HttpServletResponse response, String title, String what) {
        secret(response);
        model.addAttribute("title", title);
        model.addAttribute("what", what);
        return "said";
    }

    /// What a link opened is for one pair of eyes.
    static void secret(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
