package org.broadsheet.corpus.source;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something on the web that is asked for new papers on schedule.
///
/// @param kind what it is, and so how it is asked
/// @param what which part of it: a category of arXiv, a subject of bioRxiv or medRxiv, a filter of
/// OpenAlex, the address of a feed; empty for all of it
/// @param base another address than the usual one (a mirror, a test), or null. A source with an address of
/// its own may be on this machine or in a private network; what it redirects to may not
public record Source(Kind kind, String what, @Nullable URI base) {
    /// Longest [#what], in characters.
    public static final int MAX_WHAT = 500;

    private static final Pattern CATEGORY = Pattern.compile("[a-z-]{2,20}(\\.[A-Za-z-]{2,20})?");
    private static final Pattern SUBJECT = Pattern.compile("(?i)[a-z][a-z _-]{1,60}");
    private static final Pattern FILTER = Pattern.compile("[A-Za-z0-9_.:|,!<>+\\-\" /]{1,500}");

    /// A source by the name of its kind, as people write it.
    ///
    /// @throws IllegalArgumentException naming the kinds there are, or what the kind takes
    public static Source of(String kind, String what) {
        return new Source(
                Kind.ofKey(kind)
                        .orElseThrow(() -> new IllegalArgumentException("a source's kind is "
                                + Arrays.stream(Kind.values()).map(Kind::key).collect(Collectors.joining(", "))
                                + " but was '" + kind + "'")),
                what,
                null);
    }

    /// The kinds of source.
    public enum Kind {
        /// A category of arXiv, such as `cs.IR`, by OAI-PMH.
        ARXIV("arxiv", Duration.ofHours(4), Duration.ofSeconds(3)),
        /// Hugging Face's Daily Papers, day by day.
        DAILY_PAPERS("hf-daily", Duration.ofHours(3), Duration.ofSeconds(1)),
        /// Works of OpenAlex that fit a filter, such as `primary_topic.id:T10181`.
        OPENALEX("openalex", Duration.ofHours(12), Duration.ofMillis(200)),
        /// bioRxiv, or one of its subjects, such as `neuroscience`.
        BIORXIV("biorxiv", Duration.ofHours(8), Duration.ofSeconds(1)),
        /// medRxiv, or one of its subjects.
        MEDRXIV("medrxiv", Duration.ofHours(8), Duration.ofSeconds(1)),
        /// Any RSS or Atom feed.
        FEED("feed", Duration.ofHours(1), Duration.ofSeconds(1));

        private final String key;

        @SuppressWarnings("ImmutableEnumChecker") // Duration is immutable
        private final Duration every;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Duration politeness;

        Kind(String key, Duration every, Duration politeness) {
            this.key = key;
            this.every = every;
            this.politeness = politeness;
        }

        /// Its name on the command line and in names of sources.
        public String key() {
            return key;
        }

        /// How often it is asked while all is well.
        public Duration every() {
            return every;
        }

        /// Least time between two requests to its server.
        public Duration politeness() {
            return politeness;
        }

        /// The kind of that name, if there is one.
        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key.equals(key.toLowerCase(Locale.ROOT))) return Optional.of(k);
            return Optional.empty();
        }
    }

    public Source {
        what = what.strip();
        if (what.length() > MAX_WHAT)
            throw new IllegalArgumentException(
                    "what to ask for has at most " + MAX_WHAT + " characters but had " + what.length());
        switch (kind) {
            case ARXIV -> {
                if (!CATEGORY.matcher(what).matches())
                    throw new IllegalArgumentException(
                            "a category of arXiv looks like cs.IR or hep-th but was '" + what + "'");
            }
            case OPENALEX -> {
                if (!FILTER.matcher(what).matches() || what.indexOf(':') < 1)
                    throw new IllegalArgumentException(
                            "a filter of OpenAlex looks like primary_topic.id:T10181 but was '" + what + "'");
            }
            case FEED -> web(what);
            case BIORXIV, MEDRXIV -> {
                what = what.toLowerCase(Locale.ROOT).replace(' ', '_');
                if (!what.isEmpty() && !SUBJECT.matcher(what).matches())
                    throw new IllegalArgumentException("a subject of " + kind.key()
                            + " looks like cell_biology, as its own pages write it, but was '" + what + "'");
            }
            case DAILY_PAPERS -> {
                if (!what.isEmpty())
                    throw new IllegalArgumentException(
                            "a source of kind " + kind.key() + " has no parts, but '" + what + "' was named");
            }
        }
        if (base != null) web(base.toString());
    }

    private static void web(String address) {
        try {
            URI uri = URI.create(address);
            String scheme = uri.getScheme();
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) return;
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "an address begins with http:// or https://, has a host and no password, but was '" + address + "'");
    }

    public static Source of(Kind kind, String what) {
        return new Source(kind, what, null);
    }

    /// Its name here, for example `arxiv:cs.IR`; also the source of its records.
    public String id() {
        String id = what.isEmpty() ? kind.key() : kind.key() + ":" + what;
        return id.length() > 300 ? id.substring(0, 300) : id;
    }

    /// Its name for people.
    public String title() {
        return switch (kind) {
            case ARXIV -> "arXiv " + what;
            case DAILY_PAPERS -> "Daily Papers";
            case OPENALEX -> "OpenAlex " + what;
            case BIORXIV -> ("bioRxiv " + what.replace('_', ' ')).strip();
            case MEDRXIV -> ("medRxiv " + what.replace('_', ' ')).strip();
            case FEED ->
                String.valueOf(URI.create(what).getHost()) + URI.create(what).getPath();
        };
    }

    /// How the names of the dated lists begin on which it puts papers; empty where it has no lists, so that
    /// a paper counts for the day on which it came.
    public String listPrefix() {
        return switch (kind) {
            case ARXIV -> "arxiv:";
            case DAILY_PAPERS -> "hf-daily";
            case OPENALEX, BIORXIV, MEDRXIV, FEED -> "";
        };
    }

    /// The host that is asked.
    public String host() {
        return String.valueOf(Protocol.of(kind)
                        .address(this, Bookmark.since(LocalDate.EPOCH))
                        .getHost())
                .toLowerCase(Locale.ROOT);
    }
}
