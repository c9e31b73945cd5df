package org.broadsheet.server.signin;

import java.time.Instant;

/// A browser in which a reader is signed in.
///
/// @param handle names it to its reader; opens nothing
/// @param device such as `Firefox on Linux`
/// @param stays  also after the browser was closed
public record Session(
        String handle, String device, boolean stays, Instant createdAt, Instant seenAt, Instant expiresAt) {}
