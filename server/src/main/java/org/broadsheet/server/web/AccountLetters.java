package org.broadsheet.server.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Letter;
import org.broadsheet.server.post.LetterWriter;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.Posting;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Letters about accounts: a new password, a new address. The secret in such a letter is made when the
/// letter is
/// written, so that it stands in no table, not even while it waits.
@Component
final class AccountLetters {
    private static final int MINUTES_BETWEEN = 10;
    private static final String PASSWORD = "password";
    private static final String ADDRESS = "address";
    private static final String SHORT = "short";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Library library;
    private final Postbox postbox;
    private final Readers readers;
    private final Settings settings;

    AccountLetters(Library library, Postbox postbox, Readers readers, Settings settings) {
        this.library = library;
        this.postbox = postbox;
        this.readers = readers;
        this.settings = settings;
    }

    /// Sends a link that sets a new password to an account's confirmed address, if there is such an account
    /// and it has
    /// one; one in ten minutes at most.
    void askForPassword(String nameOrEmail) {
        if (nameOrEmail.length() > 254) return;
        readers.named(nameOrEmail)
                .filter(Account::open)
                .filter(a -> a.confirmedAt().isPresent() && a.email().isPresent())
                .ifPresent(a -> order(PASSWORD, a.id(), a.email().orElseThrow(), ""));
    }

    /// Sends a link that makes an address an account's.
    void askForAddress(Reader reader, EmailAddress to) {
        order(ADDRESS, reader.id(), to, to.value());
    }

    private void order(String kind, ReaderId about, EmailAddress to, String detail) {
        Instant now = library.clock().instant();
        String once = String.join(
                "/", kind, about.value(), to.value(), Long.toString(now.getEpochSecond() / (60L * MINUTES_BETWEEN)));
        postbox.post(new Order(once, kind, about.value(), to, detail, false));
    }

    /// Tells the address that an account had before that it has another.
    void tellOldAddress(Account before, EmailAddress now) {
        before.email()
                .filter(old -> !old.equals(now) && before.confirmedAt().isPresent())
                .ifPresent(old -> send(
                        "moved/" + before.id() + "/" + library.clock().instant(),
                        before.id().value(),
                        old,
                        new ShortLetter(
                                "Your address at " + settings.now().house() + " was changed",
                                List.of(
                                        "Your account " + before.reader().name() + " has another address now, "
                                                + now.masked() + ". Letters no longer come to this one.",
                                        "If that was not you, ask whoever runs "
                                                + settings.now().house()
                                                + " to close the account until it is yours again."),
                                null,
                                "Otherwise there is nothing to do.")));
    }

    /// Sends a letter of a few sentences.
    ///
    /// @param once what makes it one letter
    void send(String once, String about, EmailAddress to, ShortLetter letter) {
        postbox.post(new Order(once, SHORT, about, to, JSON.writeValueAsString(letter), false));
    }

    /// Writes them.
    @Configuration(proxyBeanMethods = false)
    static class Writers {
        private final MailPrint print;
        private final HouseAddress address;
        private final Readers readers;
        private final OneTimeLinks links;
        private final Settings settings;

        Writers(MailPrint print, HouseAddress address, Readers readers, OneTimeLinks links, Settings settings) {
            this.print = print;
            this.address = address;
            this.readers = readers;
            this.links = links;
            this.settings = settings;
        }

        private record Writer(String kind, Function<Posting, Optional<Letter>> how) implements LetterWriter {
            @Override
            public Optional<Letter> write(Posting posting) {
                return how.apply(posting);
            }
        }

        private Optional<Account> account(Posting posting) {
            return readers.find(new ReaderId(posting.order().about())).filter(Account::open);
        }

        @Bean
        LetterWriter passwordLetters() {
            return new Writer(
                    PASSWORD,
                    posting -> account(posting)
                            .filter(a ->
                                    a.email().equals(Optional.of(posting.order().to())))
                            .map(a -> print.set(new ShortLetter(
                                    "A new password for " + settings.now().house(),
                                    List.of(
                                            "Somebody, perhaps you, forgot the password of the account "
                                                    + a.reader().name() + ".",
                                            "This page sets a new one, once, within a day, and signs all other browsers"
                                                    + " out."),
                                    new Views.Named(
                                            "Set a new password",
                                            address.base() + "/password?link="
                                                    + links.make(Purpose.PASSWORD, a.id(), null, "")),
                                    "If you did not ask, do nothing: the password stays as it is."))));
        }

        @Bean
        LetterWriter addressLetters() {
            return new Writer(
                    ADDRESS,
                    posting -> account(posting)
                            .map(a -> print.set(new ShortLetter(
                                    "Is this your address?",
                                    List.of(
                                            "The reader " + a.reader().name() + " of "
                                                    + settings.now().house()
                                                    + " says that letters are to come to this address.",
                                            "If that is you, open this page and press its button; it works for two"
                                                    + " days."),
                                    new Views.Named(
                                            "Yes, it is mine",
                                            address.base() + "/address?link="
                                                    + links.make(
                                                            Purpose.ADDRESS,
                                                            a.id(),
                                                            null,
                                                            posting.order().detail())),
                                    "If it is not, do nothing, and nothing more comes."))));
        }

        @Bean
        LetterWriter shortLetters() {
            return new Writer(
                    SHORT,
                    posting ->
                            Optional.of(print.set(JSON.readValue(posting.order().detail(), ShortLetter.class))));
        }
    }
}
