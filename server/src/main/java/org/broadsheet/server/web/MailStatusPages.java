package org.broadsheet.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.digest.Subscription;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.post.Courier;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.MailSettings;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.Postbox.State;
import org.broadsheet.server.post.ReturnedMail;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How the house's mail stands, for administrators: where it goes, what waits, what is held and why.
/// Addresses are
/// shown
/// in part.
@Controller
class MailStatusPages {
    private static final int MOST = 100;

    private final Postbox postbox;
    private final Courier courier;
    private final ReturnedMail returned;
    private final Subscriptions subscriptions;
    private final MailSettings settings;
    private final AuditLog audit;

    MailStatusPages(
            Postbox postbox,
            Courier courier,
            ReturnedMail returned,
            Subscriptions subscriptions,
            MailSettings settings,
            AuditLog audit) {
        this.postbox = postbox;
        this.courier = courier;
        this.returned = returned;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.audit = audit;
    }

    /// So many.
    record CountView(String what, long count, String meaning) {}

    /// A letter that needs somebody.
    record LetterView(String id, String kind, String to, String state, String reason, String at, boolean held) {}

    /// Something that came back.
    record ReturnView(String to, String address, String kind, String status, String at) {}

    @GetMapping("/administration/mail")
    String page(Model model) {
        model.addAttribute("where", courier.where());
        model.addAttribute("from", settings.from().value());
        model.addAttribute("trouble", courier.trouble().orElse(null));
        courier.trouble().ifPresent(t -> model.addAttribute("since", Views.moment(t.since())));
        Map<State, Long> letters = postbox.counts();
        model.addAttribute(
                "letters",
                Arrays.stream(State.values())
                        .map(s -> new CountView(
                                s.name().toLowerCase(Locale.ROOT), letters.getOrDefault(s, 0L), meaning(s)))
                        .toList());
        Map<Subscription.State, Long> subscribed = subscriptions.counts();
        model.addAttribute(
                "subscribed",
                Arrays.stream(Subscription.State.values())
                        .map(s -> new CountView(s.name().toLowerCase(Locale.ROOT), subscribed.getOrDefault(s, 0L), ""))
                        .toList());
        model.addAttribute(
                "troubled",
                postbox.list(List.of(State.HELD, State.FAILED), MOST).stream()
                        .map(MailStatusPages::view)
                        .toList());
        model.addAttribute(
                "tried",
                postbox.list(List.of(State.WAITING), MOST).stream()
                        .filter(s -> !s.reason().isEmpty())
                        .map(MailStatusPages::view)
                        .toList());
        model.addAttribute(
                "returned",
                returned.list(MOST).stream()
                        .map(r -> new ReturnView(
                                r.address().masked(), r.address().value(), r.kind(), r.status(), Views.moment(r.at())))
                        .toList());
        return "mail-status";
    }

    private static LetterView view(Postbox.Standing s) {
        return new LetterView(
                s.id(),
                s.order().kind(),
                s.order().to().masked(),
                s.state().name().toLowerCase(Locale.ROOT),
                s.reason(),
                Views.moment(s.at()),
                s.state() == State.HELD);
    }

    private static String meaning(State s) {
        return switch (s) {
            case WAITING -> "their turn has not come, or they are tried again";
            case CLAIMED, SENDING -> "on their way";
            case SENT -> "left within 60 days";
            case SILENT -> "had nothing to say on a quiet day";
            case OVERTAKEN -> "a later one took their place";
            case HELD -> "wait for your word";
            case FAILED -> "could not leave";
        };
    }

    /// Sends a letter that was held or failed after all, or says that it need not be.
    @PostMapping("/administration/mail/letters/{id}")
    ResponseEntity<Void> settle(@PathVariable String id, @RequestParam String deed, Visitor visitor) {
        boolean found = switch (deed) {
            case "again" -> postbox.retry(id);
            case "arrived" -> postbox.settle(id, true);
            case "drop" -> postbox.settle(id, false);
            default -> throw new IllegalArgumentException("what is done with a letter is again, arrived or drop");
        };
        if (!found) throw new NotFound("There is no such letter that waits for your word.");
        audit.note(SignInFirst.reader(visitor).id(), "letter", id, deed);
        return Back.see("/administration/mail");
    }

    /// Lets an address be written to again.
    @PostMapping("/administration/mail/returned")
    ResponseEntity<Void> forgive(@RequestParam String address, Visitor visitor) {
        if (!returned.forgive(new EmailAddress(address))) throw new NotFound("Nothing came back from this address.");
        audit.note(SignInFirst.reader(visitor).id(), "address forgiven", "", "");
        courier.hurry();
        return Back.see("/administration/mail");
    }

    /// Tries at once.
    @PostMapping("/administration/mail/now")
    ResponseEntity<Void> now() {
        courier.hurry();
        return Back.see("/administration/mail");
    }
}
