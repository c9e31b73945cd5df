package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.server.api.Addresses;
import org.broadsheet.server.feed.FeedLinks;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.webhook.Delivery;
import org.broadsheet.server.webhook.Webhook;
import org.broadsheet.server.webhook.Webhooks;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where what is new goes to for a reader: feeds under secret links, and webhooks.
@Controller
class OutletPages {
    private static final int DELIVERIES = 5;

    private final FeedLinks feeds;
    private final Webhooks webhooks;
    private final Follows follows;
    private final Addresses addresses;

    OutletPages(FeedLinks feeds, Webhooks webhooks, Follows follows, Addresses addresses) {
        this.feeds = feeds;
        this.webhooks = webhooks;
        this.follows = follows;
        this.addresses = addresses;
    }

    /// A link to a feed.
    record FeedView(String id, String label, String since, String read) {}

    /// A webhook with what was told it last.
    record WebhookView(
            String id, String address, String tells, String state, boolean disabled, List<String> deliveries) {}

    @GetMapping("/settings/feeds")
    String page(Visitor visitor, Model model) {
        return show(SignInFirst.reader(visitor), model);
    }

    private String show(Reader reader, Model model) {
        List<Follow> followed = follows.of(reader.id());
        model.addAttribute(
                "feeds",
                feeds.of(reader.id()).stream()
                        .map(l -> new FeedView(
                                l.id(),
                                l.label(),
                                Views.moment(l.createdAt()),
                                l.readAt().map(Views::moment).orElse("not yet")))
                        .toList());
        model.addAttribute("follows", followed);
        model.addAttribute(
                "webhooks",
                webhooks.of(reader.id()).stream()
                        .map(w -> view(reader, w, followed))
                        .toList());
        return "feeds";
    }

    private WebhookView view(Reader reader, Webhook w, List<Follow> followed) {
        String tells = w.follow()
                .map(id -> followed.stream()
                        .filter(f -> f.id().equals(id))
                        .findFirst()
                        .map(f -> "new papers for " + f.label())
                        .orElse("what is followed no longer"))
                .orElse("new editions");
        String state = w.disabled()
                .map(d -> "Disabled: " + d.reason() + ".")
                .orElseGet(() -> w.triedAt()
                        .map(t -> "Last told " + Views.moment(t) + ": " + w.outcome() + ".")
                        .orElse("Nothing was told yet."));
        List<String> last = new ArrayList<>();
        for (Delivery d : webhooks.deliveries(reader.id(), w.id(), DELIVERIES))
            last.add(Views.moment(d.createdAt()) + ": "
                    + d.deliveredAt()
                            .map(t -> "delivered")
                            .orElseGet(() -> d.attempts() == 0
                                    ? "about to be told"
                                    : (d.outcome().isEmpty() ? "under way" : d.outcome()) + ", "
                                            + Views.count(d.attempts(), "attempt")
                                            + d.nextAt()
                                                    .map(t -> ", again " + Views.moment(t))
                                                    .orElse(", given up")));
        return new WebhookView(
                w.id(), w.address().toString(), tells, state, w.disabled().isPresent(), last);
    }

    private String wrong(String why, Reader reader, HttpServletResponse response, Model model) {
        response.setStatus(400);
        model.addAttribute("wrong", ErrorPages.sentence(why));
        return show(reader, model);
    }

    /// Makes a link and shows it, for the only time.
    ///
    /// @param of `edition`, `follows`, `all`, or the id of something followed
    @PostMapping("/settings/feeds")
    String make(
            @RequestParam(defaultValue = "") String of, Visitor visitor, HttpServletResponse response, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            FeedLinks.Made made = FeedLinks.Kind.ofKey(of)
                    .filter(k -> k != FeedLinks.Kind.FOLLOW)
                    .map(k -> feeds.make(reader.id(), k, null))
                    .orElseGet(() -> feeds.make(reader.id(), FeedLinks.Kind.FOLLOW, of));
            model.addAttribute("label", made.link().label());
            model.addAttribute(
                    "secrets",
                    made.link().addresses(made.secret()).stream()
                            .map(path -> addresses.base() + path)
                            .toList());
            return show(reader, model);
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, response, model);
        }
    }

    @PostMapping("/settings/feeds/{id}/revoke")
    ResponseEntity<Void> revoke(@PathVariable String id, Visitor visitor) {
        if (!feeds.revoke(SignInFirst.reader(visitor).id(), id)) throw new NotFound("You have no such feed.");
        return Back.see("/settings/feeds");
    }

    /// Registers a webhook and shows its secret, for the only time.
    ///
    /// @param of `edition`, or the id of something followed
    @PostMapping("/settings/webhooks")
    String register(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "edition") String of,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            Webhooks.Made made = of.equals("edition")
                    ? webhooks.register(reader.id(), address, Webhook.Kind.EDITION, null)
                    : webhooks.register(reader.id(), address, Webhook.Kind.FOLLOW, of);
            model.addAttribute("signing", made.secret());
            return show(reader, model);
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), reader, response, model);
        }
    }

    /// Sends a test, lets a disabled one be told again, or deletes it.
    @PostMapping("/settings/webhooks/{id}")
    ResponseEntity<Void> change(@PathVariable String id, @RequestParam String deed, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        boolean there = switch (deed) {
            case "test" -> webhooks.test(reader.id(), id).isPresent();
            case "enable" -> webhooks.enable(reader.id(), id);
            case "delete" -> webhooks.remove(reader.id(), id);
            default -> throw new IllegalArgumentException("What is done is test, enable or delete.");
        };
        if (!there) throw new NotFound("You have no such webhook.");
        return Back.see("/settings/feeds#webhooks");
    }
}
