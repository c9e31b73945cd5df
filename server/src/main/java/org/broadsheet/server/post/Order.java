package org.broadsheet.server.post;

/// A letter that is to be sent.
///
/// @param once   the same text is one letter, however often it is asked for:
/// `digest/s-7f3a…/day/2024-09-10`
/// @param kind   whose [LetterWriter] writes it
/// @param about  id of the subscription, the reader or the claim it is about
/// @param to     where it goes
/// @param detail what its writer needs besides; may be empty; forgotten when the letter is done
/// @param bulk   whether it is one of many, before which those go that somebody waits for
public record Order(String once, String kind, String about, EmailAddress to, String detail, boolean bulk) {
    private static final int LONGEST_KEY = 300;
    private static final int LONGEST_DETAIL = 20_000;

    public Order {
        if (once.isBlank() || once.length() > LONGEST_KEY)
            throw new IllegalArgumentException("a letter's key has 1 to " + LONGEST_KEY + " characters");
        if (detail.length() > LONGEST_DETAIL)
            throw new IllegalArgumentException(
                    "a letter's detail has at most " + LONGEST_DETAIL + " characters but had " + detail.length());
    }
}
