package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the web for one document. [GuardedWeb] is the one to use; tests put their own in.
public interface Web {
    /// A question.
    ///
    /// @param address      http or https
    /// @param etag         the name of the answer we have, or empty
    /// @param lastModified when the answer we have had changed, or empty
    /// @param trusted      whether the address was written down by whoever runs this program, so that it
    /// may be in a private network; where it redirects to never may
    /// @param politeness   least time since the last question to the same host
    /// @param accept       media types that are wanted, as in the header of that name
    /// @param headers      besides the usual ones; they go to the address alone, not to where it redirects
    record Question(
            URI address,
            String etag,
            String lastModified,
            boolean trusted,
            Duration politeness,
            String accept,
            Map<String, String> headers) {
        public Question {
            headers = Map.copyOf(headers);
        }

        /// What a source's feed or register answers with.
        private static final String RECORDS =
                "application/json, application/atom+xml, application/rss+xml, application/xml, */*;q=0.5";

        /// Asks for records in any form that sources have them in.
        public Question(URI address, String etag, String lastModified, boolean trusted, Duration politeness) {
            this(address, etag, lastModified, trusted, politeness, RECORDS);
        }

        /// Asks with the usual headers.
        public Question(
                URI address, String etag, String lastModified, boolean trusted, Duration politeness, String accept) {
            this(address, etag, lastModified, trusted, politeness, accept, Map.of());
        }
    }

    /// An answer.
    ///
    /// @param status       of HTTP; 304 where nothing has changed
    /// @param body         bounded; empty where there is none
    /// @param etag         the server's name for it, or empty
    /// @param lastModified as the server writes it, or empty
    /// @param retryAfter   how long the server asks to be left alone, or null
    /// @param address      what answered in the end, after redirects
    /// @param type         media type in lower case with its parameters, or empty
    /// @param headers      the first of each name, in lower case; long ones are left out
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Answer(
            int status,
            byte[] body,
            String etag,
            String lastModified,
            @Nullable Duration retryAfter,
            URI address,
            String type,
            Map<String, String> headers) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /// With no headers but those that have a place of their own.
        public Answer(
                int status,
                byte[] body,
                String etag,
                String lastModified,
                @Nullable Duration retryAfter,
                URI address,
                String type) {
            this(status, body, etag, lastModified, retryAfter, address, type, Map.of());
        }

        /// A header of any name, or empty.
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /// Of no known type.
        public Answer(
                int status, byte[] body, String etag, String lastModified, @Nullable Duration retryAfter, URI address) {
            this(status, body, etag, lastModified, retryAfter, address, "");
        }
    }

    /// Asks.
    ///
    /// @throws IOException where no whole answer came: refused, too slow, too long, led somewhere it may
    /// not; the message is for people
    /// @throws InterruptedException where the waiting was interrupted
    Answer ask(Question question) throws IOException, InterruptedException;

    /// Gives up what is being asked and waited for, from another thread; nothing is asked after it.
    default void stop() {}
}
