package org.broadsheet.corpus;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Somewhere a paper's readers may want to go.
///
/// @param kind    what waits there
/// @param address absolute `http` or `https` address, at most 2,000 characters
public record Link(Kind kind, String address) {

    /// What waits at the other end of a link.
    public enum Kind {
        PAGE,
        PDF,
        CODE,
        PROJECT,
        MODEL,
        DATASET,
        MEDIA,
        THUMBNAIL;

        /// The name used in files.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }
    }

    public Link {
        if (!isWebAddress(address))
            throw new IllegalArgumentException("a link is an http or https address but was '" + address + "'");
    }

    /// A link when `address` is a web address, else nothing: sources put all sorts of text into their address fields.
    public static Optional<Link> of(Kind kind, String address) {
        String a = address.strip();
        return isWebAddress(a) ? Optional.of(new Link(kind, a)) : Optional.empty();
    }

    private static boolean isWebAddress(String address) {
        if (address.length() > 2_000) return false;
        try {
            URI uri = new URI(address);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
