package org.broadsheet.server.passkey;

/// A passkey opened nothing. The message is one sentence for the reader and holds nothing that was sent.
public final class PasskeyRefused extends Exception {
    PasskeyRefused(String sentence) {
        super(sentence);
    }

    PasskeyRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
