package org.broadsheet.server.web;

/// There is no such page; the message says what was looked for and what to try.
final class NotFound extends RuntimeException {
    NotFound(String message) {
        super(message);
    }
}
