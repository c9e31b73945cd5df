package org.broadsheet.server.judgment;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.PaperId;

/// What a reader said of a paper, of two, or of a list; or what a reader did and a page told of it.
public sealed interface Judgment {
    /// Something said of one paper, of which the last word counts.
    sealed interface Standing extends Judgment {
        PaperId paper();
    }

    /// What a page tells of a reader who is not asked.
    sealed interface Signal extends Judgment {
        PaperId paper();
    }

    /// Worth reading, or not for me.
    record Thumb(PaperId paper, boolean up) implements Standing {}

    /// Stars.
    ///
    /// @param stars      from 1 to 5
    /// @param attributes what they are for in particular, each from 1 to 5; may be empty
    record Rating(PaperId paper, int stars, Map<Attribute, Integer> attributes) implements Standing {
        public Rating {
            stars("a rating", stars);
            Map<Attribute, Integer> kept = new EnumMap<>(Attribute.class);
            kept.putAll(attributes);
            attributes = Collections.unmodifiableMap(kept);
            attributes.forEach((a, n) -> stars(a.key(), n));
        }

        private static void stars(String what, int n) {
            if (n < 1 || n > 5) throw new IllegalArgumentException(what + " is from 1 to 5 but was " + n);
        }
    }

    /// What stars may be for.
    enum Attribute {
        RELEVANCE,
        NOVELTY,
        SOUNDNESS,
        CLARITY;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Not of interest, and why.
    ///
    /// @param words in the reader's own words, at most 500 characters; may be empty
    record NotInterested(PaperId paper, Reason reason, String words) implements Standing {
        public NotInterested {
            words = words.strip();
            if (words.length() > 500)
                throw new IllegalArgumentException(
                        "a reason has at most 500 characters but had " + words.length() + "; say it in fewer");
        }
    }

    /// Why a paper is not for a reader.
    enum Reason {
        TOPIC("Not my topic"),
        KNOWN("I know it already"),
        QUALITY("Not sound enough"),
        LEVEL("Too basic or too advanced"),
        SOURCE("Not from this source"),
        OTHER("Something else");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /// As a reader says it.
        public String label() {
            return label;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Reason> ofKey(String key) {
            for (Reason r : values()) if (r.key().equalsIgnoreCase(key)) return Optional.of(r);
            return Optional.empty();
        }
    }

    /// Kept for later.
    record Save(PaperId paper) implements Standing {}

    /// Not to be shown again.
    record Hide(PaperId paper) implements Standing {}

    /// Which of two a reader would rather read.
    record Pair(PaperId left, PaperId right, Outcome outcome) implements Judgment {
        public Pair {
            if (left.equals(right))
                throw new IllegalArgumentException("a duel is between two papers, not " + left + " twice");
        }
    }

    /// What a duel ended with.
    enum Outcome {
        LEFT,
        RIGHT,
        TIE,
        /// Neither is wanted.
        NEITHER,
        /// No answer.
        SKIP;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Outcome> ofKey(String key) {
            for (Outcome o : values()) if (o.key().equalsIgnoreCase(key)) return Optional.of(o);
            return Optional.empty();
        }
    }

    /// A list put in order.
    ///
    /// @param list      the list's id
    /// @param bestFirst at least two papers, each once, at most 1,000
    record Ordering(String list, List<PaperId> bestFirst) implements Judgment {
        public Ordering {
            bestFirst = List.copyOf(bestFirst);
            if (bestFirst.size() < 2 || bestFirst.size() > 1_000)
                throw new IllegalArgumentException("an order is of 2 to 1,000 papers but was of " + bestFirst.size());
            if (new HashSet<>(bestFirst).size() < bestFirst.size())
                throw new IllegalArgumentException("an order names each paper once; " + list + " repeats one");
        }
    }

    /// It was on the screen.
    record Impression(PaperId paper) implements Signal {}

    /// Its page was opened.
    record Open(PaperId paper) implements Signal {}

    /// Its page was read.
    ///
    /// @param time in sight, from a second to a day
    record Dwell(PaperId paper, Duration time) implements Signal {
        public Dwell {
            if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0)
                throw new IllegalArgumentException("a dwell is from a second to a day but was " + time);
        }
    }

    /// A link of it was followed.
    ///
    /// @param link which: `pdf`, `code`, `page`, … at most 40 characters
    record LinkOut(PaperId paper, String link) implements Signal {
        public LinkOut {
            if (!link.matches("[a-z-]{1,40}"))
                throw new IllegalArgumentException("a link's kind is 1 to 40 of a-z and - but was '" + link + "'");
        }
    }

    /// The name of its kind, as stored and exported.
    default Kind kind() {
        return switch (this) {
            case Thumb _ -> Kind.THUMB;
            case Rating _ -> Kind.RATING;
            case NotInterested _ -> Kind.NOT_INTERESTED;
            case Save _ -> Kind.SAVE;
            case Hide _ -> Kind.HIDE;
            case Pair _ -> Kind.PAIR;
            case Ordering _ -> Kind.ORDERING;
            case Impression _ -> Kind.IMPRESSION;
            case Open _ -> Kind.OPEN;
            case Dwell _ -> Kind.DWELL;
            case LinkOut _ -> Kind.LINK_OUT;
        };
    }

    /// The papers it is about.
    default List<PaperId> papers() {
        return switch (this) {
            case Standing s -> List.of(s.paper());
            case Signal s -> List.of(s.paper());
            case Pair p -> List.of(p.left(), p.right());
            case Ordering o -> o.bestFirst();
        };
    }

    /// Kinds of judgment.
    enum Kind {
        THUMB("Votes"),
        RATING("Ratings"),
        NOT_INTERESTED("Not for me"),
        SAVE("Saves"),
        HIDE("Hidden"),
        PAIR("Duels"),
        ORDERING("Orders"),
        IMPRESSION("Seen"),
        OPEN("Opened"),
        DWELL("Read"),
        LINK_OUT("Links followed");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// As readers know it.
        public String label() {
            return label;
        }

        /// As stored: `not-interested`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether a page tells it of itself.
        public boolean signal() {
            return compareTo(IMPRESSION) >= 0;
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }
    }
}
