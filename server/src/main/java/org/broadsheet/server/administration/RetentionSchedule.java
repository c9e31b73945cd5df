package org.broadsheet.server.administration;

import java.time.Duration;
import org.broadsheet.server.rounds.Rounds;
import org.springframework.stereotype.Component;

/// Forgets what is due a while after the start and every day after it.
@Component
final class RetentionSchedule extends Rounds {
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private final Retention retention;

    RetentionSchedule(Retention retention) {
        super("retention", FIRST, DAY);
        this.retention = retention;
    }

    @Override
    public Duration round() {
        retention.forget(this::stopping);
        return DAY;
    }
}
