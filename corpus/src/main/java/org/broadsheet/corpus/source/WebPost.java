package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Tells the web something. [GuardedWeb] is the one to use; tests put their own in.
@FunctionalInterface
public interface WebPost {
    /// What is told.
    ///
    /// @param address http or https
    /// @param headers besides the usual ones
    /// @param body    as it is sent
    /// @param trusted as in [Web.Question]
    /// @param asking  whether the body of an answer of 200 is wanted
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Message(URI address, Map<String, String> headers, byte[] body, boolean trusted, boolean asking) {
        public Message {
            headers = Map.copyOf(headers);
        }

        /// Wants no body.
        public Message(URI address, Map<String, String> headers, byte[] body, boolean trusted) {
            this(address, headers, body, trusted, false);
        }
    }

    /// Sends it once. Redirects are not followed, and nothing is sent again: whoever tells knows best
    /// whether
    /// telling twice does harm.
    ///
    /// @return the answer; its body only where that was asked for
    /// @throws IOException where none came: refused, too slow, led somewhere it may not; the message is for
    /// people
    /// @throws InterruptedException where the waiting was interrupted
    Web.Answer post(Message message) throws IOException, InterruptedException;
}
