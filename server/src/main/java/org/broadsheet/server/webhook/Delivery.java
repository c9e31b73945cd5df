package org.broadsheet.server.webhook;

import java.time.Instant;
import java.util.Optional;

/// Something that is told to an address.
///
/// @param id          its `webhook-id`, the same in every attempt
/// @param subject     what it is about
/// @param attempts    how often it was tried
/// @param nextAt      when it is tried next; empty once it is delivered or given up
/// @param deliveredAt when it was taken
/// @param outcome     what came of the last attempt: a status, or words; empty before the first
public record Delivery(
        String id,
        String subject,
        Instant createdAt,
        int attempts,
        Optional<Instant> nextAt,
        Optional<Instant> deliveredAt,
        String outcome) {}
