package org.broadsheet.server.post;

import java.time.Instant;

/// An order that was taken.
///
/// @param id    32 hexadecimal digits that follow from the order's key: the letter is known by them for
/// ever
/// @param order what is to be sent
/// @param at    when it was taken
public record Posting(String id, Order order, Instant at) {}
