package org.broadsheet.server.webhook;

import java.time.Duration;
import org.broadsheet.server.rounds.Rounds;
import org.springframework.stereotype.Component;

/// Looks for what is to be told and delivers what is due, while the server runs.
@Component
final class WebhookSchedule extends Rounds {
    private static final Duration DELIVER = Duration.ofSeconds(15);
    /// Rounds of delivering between two looks, which search and may print.
    private static final int LOOK = 8;

    private final Happenings happenings;
    private final Messenger courier;
    private int rounds;

    WebhookSchedule(Happenings happenings, Messenger courier) {
        super("webhooks", DELIVER, DELIVER);
        this.happenings = happenings;
        this.courier = courier;
    }

    @Override
    public Duration round() {
        if (++rounds % LOOK == 0) happenings.look();
        courier.deliver();
        return DELIVER;
    }

    @Override
    protected void giveUp() {
        courier.close();
    }
}
