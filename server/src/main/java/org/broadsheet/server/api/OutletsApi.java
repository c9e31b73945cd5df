package org.broadsheet.server.api;

import java.util.List;
import org.broadsheet.server.feed.FeedLinks;
import org.broadsheet.server.feed.FeedLinks.FeedLink;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.webhook.Delivery;
import org.broadsheet.server.webhook.Webhook;
import org.broadsheet.server.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where what is new goes to for a reader: feeds under secret links, and webhooks.
@RestController
@RequestMapping("/api/v1")
class OutletsApi {
    private static final int DELIVERIES = 20;

    private final FeedLinks feeds;
    private final Webhooks webhooks;
    private final Addresses addresses;

    OutletsApi(FeedLinks feeds, Webhooks webhooks, Addresses addresses) {
        this.feeds = feeds;
        this.webhooks = webhooks;
        this.addresses = addresses;
    }

    // ---- Feeds
    // --------------------------------------------------------------------------------------------------

    record FeedView(
            String id,
            String kind,
            @Nullable String follow,
            String label,
            String created,
            @Nullable String read) {
        static FeedView of(FeedLink l) {
            return new FeedView(
                    l.id(),
                    l.kind().key(),
                    l.follow().orElse(null),
                    l.label(),
                    l.createdAt().toString(),
                    l.readAt().map(Object::toString).orElse(null));
        }
    }

    record FeedList(List<FeedView> feeds) {}

    record NewFeed(@Nullable String kind, @Nullable String follow) {}

    record MadeFeed(FeedView feed, List<String> addresses) {}

    @GetMapping("/feeds")
    FeedList feeds(Visitor visitor) {
        return new FeedList(feeds.of(Readers.reader(visitor).id()).stream()
                .map(FeedView::of)
                .toList());
    }

    @PostMapping("/feeds")
    @ResponseStatus(HttpStatus.CREATED)
    MadeFeed make(@RequestBody NewFeed body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String kind = Readers.need("kind", body.kind());
        FeedLinks.Made made = feeds.make(
                reader.id(),
                FeedLinks.Kind.ofKey(kind)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'kind' is edition, follows, follow or all but was '" + kind + "'")),
                body.follow());
        return new MadeFeed(
                FeedView.of(made.link()),
                made.link().addresses(made.secret()).stream()
                        .map(path -> addresses.base() + path)
                        .toList());
    }

    @DeleteMapping("/feeds/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Visitor visitor) {
        if (!feeds.revoke(Readers.reader(visitor).id(), id)) throw Readers.missing("feed", id);
    }

    // ---- Webhooks
    // -----------------------------------------------------------------------------------------------

    record DeliveryView(
            String id,
            String created,
            int attempts,
            @Nullable String next,
            @Nullable String delivered,
            String outcome) {
        static DeliveryView of(Delivery d) {
            return new DeliveryView(
                    d.id(),
                    d.createdAt().toString(),
                    d.attempts(),
                    d.nextAt().map(Object::toString).orElse(null),
                    d.deliveredAt().map(Object::toString).orElse(null),
                    d.outcome());
        }
    }

    record WebhookView(
            String id,
            String address,
            String kind,
            @Nullable String follow,
            String created,
            boolean enabled,
            @Nullable String disabledReason,
            @Nullable String tried,
            String outcome,
            @Nullable List<DeliveryView> deliveries) {
        static WebhookView of(Webhook w, @Nullable List<DeliveryView> deliveries) {
            return new WebhookView(
                    w.id(),
                    w.address().toString(),
                    w.kind().key(),
                    w.follow().orElse(null),
                    w.createdAt().toString(),
                    w.disabled().isEmpty(),
                    w.disabled().map(Webhook.Disabled::reason).orElse(null),
                    w.triedAt().map(Object::toString).orElse(null),
                    w.outcome(),
                    deliveries);
        }
    }

    record WebhookList(List<WebhookView> webhooks) {}

    record NewWebhook(
            @Nullable String address,
            @Nullable String kind,
            @Nullable String follow) {}

    record MadeWebhook(String secret, WebhookView webhook) {}

    @GetMapping("/webhooks")
    WebhookList webhooks(Visitor visitor) {
        return new WebhookList(webhooks.of(Readers.reader(visitor).id()).stream()
                .map(w -> WebhookView.of(w, null))
                .toList());
    }

    @PostMapping("/webhooks")
    @ResponseStatus(HttpStatus.CREATED)
    MadeWebhook register(@RequestBody NewWebhook body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String kind = Readers.need("kind", body.kind());
        Webhooks.Made made = webhooks.register(
                reader.id(),
                Readers.need("address", body.address()),
                Webhook.Kind.ofKey(kind)
                        .orElseThrow(() ->
                                new IllegalArgumentException("'kind' is edition or follow but was '" + kind + "'")),
                body.follow());
        return new MadeWebhook(made.secret(), WebhookView.of(made.webhook(), null));
    }

    @GetMapping("/webhooks/{id}")
    WebhookView webhook(@PathVariable String id, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        return webhooks.own(reader.id(), id)
                .map(w -> WebhookView.of(
                        w,
                        webhooks.deliveries(reader.id(), id, DELIVERIES).stream()
                                .map(DeliveryView::of)
                                .toList()))
                .orElseThrow(() -> Readers.missing("webhook", id));
    }

    @PostMapping("/webhooks/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView test(@PathVariable String id, Visitor visitor) {
        return webhooks.test(Readers.reader(visitor).id(), id)
                .map(DeliveryView::of)
                .orElseThrow(() -> Readers.missing("webhook", id));
    }

    @PostMapping("/webhooks/{id}/enable")
    WebhookView enable(@PathVariable String id, Visitor visitor) {
        if (!webhooks.enable(Readers.reader(visitor).id(), id)) throw Readers.missing("webhook", id);
        return webhook(id, visitor);
    }

    @DeleteMapping("/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Visitor visitor) {
        if (!webhooks.remove(Readers.reader(visitor).id(), id)) throw Readers.missing("webhook", id);
    }
}
