package org.broadsheet.server.post;

import jakarta.mail.internet.MimeMessage;

/// How a letter leaves this process.
interface Carrier {
    /// What became of a letter.
    sealed interface Outcome {
        /// It left.
        record Left() implements Outcome {}

        /// The mail server did not take this letter, and said so.
        ///
        /// @param status  its code, such as `550`
        /// @param forGood whether it will not take it later either
        /// @param address whether it is the address that it does not take
        record Refused(String why, int status, boolean forGood, boolean address) implements Outcome {}

        /// No letter can leave now; this one certainly did not.
        record Unreachable(String why) implements Outcome {}

        /// It may have left or not: the answer was lost.
        record Unknown(String why) implements Outcome {}
    }

    /// Whether a letter carried twice is there once.
    boolean repeatable();

    /// Most letters in a minute.
    int perMinute();

    Outcome carry(Posting posting, MimeMessage message);

    /// Nothing more is carried for a while.
    default void rest() {}

    /// Where letters go, for people; no secrets.
    String where();
}
