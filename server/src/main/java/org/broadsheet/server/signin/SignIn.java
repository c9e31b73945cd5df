package org.broadsheet.server.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.store.Digests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Tells whether a name and a password belong together, and slows down whoever guesses.
///
/// Five failures for one name from one address make a pause of ten minutes for that pair; thirty from one
/// address one for the address; a hundred for one name, from wherever, one for the name. The first limit
/// alone would let many machines share the guessing, the last alone would let anybody lock a reader out
/// with five bad guesses. Names are counted whether they exist or not. Counts live in memory, so each
/// process has its own and a restart forgets them.
@Component
public final class SignIn {
    static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int KEYS = 20_000;

    private final Readers readers;
    private final Passwords passwords;
    private final Attempts pairs;
    private final Attempts addresses;
    private final Attempts names;

    /// What came of an attempt.
    public sealed interface Answer {
        /// They belong together.
        record Known(Account account) implements Answer {}

        /// They do not, or there is no such account: which of the two is not told.
        ///
        /// @param left attempts before a pause
        record Wrong(int left) implements Answer {}

        /// Nothing was looked at.
        ///
        /// @param waiting at least a second
        record Paused(Duration waiting) implements Answer {}
    }

    @Autowired
    public SignIn(Library library, Readers readers, Passwords passwords) {
        this(library.clock(), readers, passwords);
    }

    SignIn(Clock clock, Readers readers, Passwords passwords) {
        this.readers = readers;
        this.passwords = passwords;
        pairs = new Attempts(clock, 5, PAUSE, KEYS);
        addresses = new Attempts(clock, 30, PAUSE, KEYS);
        names = new Attempts(clock, 100, PAUSE, KEYS);
    }

    /// @param nameOrEmail as typed
    /// @param address     where the request came from
    public Answer attempt(String nameOrEmail, String password, String address) {
        Optional<Account> account = nameOrEmail.length() > 254 ? Optional.empty() : readers.named(nameOrEmail);
        // By name or by mail, it is the same account that is guessed at.
        String who = account.map(a -> a.id().value())
                .orElseGet(() -> Digests.hex(nameOrEmail.strip().toLowerCase(Locale.ROOT)));
        String pair = who + " " + address;
        Duration wait = longest(pairs.pause(pair), addresses.pause(address), names.pause(who));
        if (wait.isPositive())
            return new Answer.Paused(wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
        // Counted before the work, so that many at once do not slip through together.
        int left = pairs.fail(pair);
        addresses.fail(address);
        names.fail(who);
        if (!passwords.fits(account, password)) return new Answer.Wrong(left);
        pairs.forget(pair);
        addresses.succeed(address);
        names.succeed(who);
        return new Answer.Known(account.orElseThrow());
    }

    private static Duration longest(Duration... waits) {
        Duration longest = Duration.ZERO;
        for (Duration w : waits) if (w.compareTo(longest) > 0) longest = w;
        return longest;
    }
}
