package org.broadsheet.server.digest;

import java.util.Optional;
import org.broadsheet.server.digest.Subscription.State;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.Letter;
import org.broadsheet.server.post.LetterWriter;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.Posting;
import org.broadsheet.server.shelf.Follows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Writes the letters of subscriptions when their turn comes.
@Configuration(proxyBeanMethods = false)
class DigestWriters {
    private final Subscriptions subscriptions;
    private final Typesetter typesetter;

    DigestWriters(Subscriptions subscriptions, Typesetter typesetter) {
        this.subscriptions = subscriptions;
        this.typesetter = typesetter;
    }

    @Bean
    DigestProof digestProof(Library library, Editions editions, Follows follows, Judgments judgments, Postbox postbox) {
        return new DigestProof(new Contents(library, editions, follows, judgments, postbox), typesetter);
    }

    @Bean
    LetterWriter digests(DigestProof proof) {
        return new Writer(Contents.DIGEST) {
            @Override
            public Optional<Letter> write(Posting posting) {
                return active(posting).flatMap(s -> proof.letter(s, span(posting), false));
            }
        };
    }

    @Bean
    LetterWriter trials(DigestProof proof) {
        return new Writer("trial") {
            @Override
            public Optional<Letter> write(Posting posting) {
                return active(posting).flatMap(s -> proof.letter(s, span(posting), true));
            }
        };
    }

    @Bean
    LetterWriter confirmations() {
        return new Writer(Subscriptions.CONFIRM) {
            @Override
            public Optional<Letter> write(Posting posting) {
                return subscriptions
                        .find(posting.order().about())
                        .filter(s -> s.address().equals(posting.order().to()))
                        .flatMap(s -> switch (s.state()) {
                            case ASKED -> Optional.of(typesetter.confirmation(s));
                            case ACTIVE -> Optional.of(typesetter.known(s));
                            case STOPPED, RETURNED -> Optional.empty();
                        });
            }
        };
    }

    private Optional<Subscription> active(Posting posting) {
        return subscriptions
                .find(posting.order().about())
                .filter(s -> s.state() == State.ACTIVE)
                .filter(s -> s.address().equals(posting.order().to()));
    }

    private static Period.Span span(Posting posting) {
        String detail = posting.order().detail();
        int slash = detail.indexOf('/');
        return Period.ofKey(detail.substring(0, Math.max(0, slash)))
                .flatMap(p -> p.parse(detail.substring(slash + 1)))
                .orElseThrow(() -> new IllegalStateException("'" + detail + "' names no edition"));
    }

    private abstract static class Writer implements LetterWriter {
        private final String kind;

        Writer(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }
    }
}
