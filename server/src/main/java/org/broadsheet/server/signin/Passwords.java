package org.broadsheet.server.signin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords as the database keeps them: Argon2id with a salt each, 16 MiB and two passes; others that
/// Spring Security knows are read, and written anew when their owner signs in.
@Component
public final class Passwords {
    private final Database database;
    private final PasswordEncoder encoder;
    /// Each hash takes memory: no more at once than processors, however many knock.
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final AtomicReference<@Nullable String> nobodys = new AtomicReference<>();

    @Autowired
    public Passwords(Library library) {
        this(
                library,
                new DelegatingPasswordEncoder(
                        "argon2",
                        Map.of(
                                "argon2",
                                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                                "bcrypt",
                                new BCryptPasswordEncoder())));
    }

    Passwords(Library library, PasswordEncoder encoder) {
        this.database = library.database();
        this.encoder = encoder;
    }

    /// Keeps a new password. Whether it is a good one was asked of [PasswordRules] before.
    public void set(ReaderId reader, String password) {
        String encoded = inTurn(() -> encoder.encode(password));
        database.write(() ->
                database.writing().update("update reader set password = ? where id = ?", encoded, reader.value()));
    }

    /// Whether an account has a password at all.
    public boolean has(ReaderId reader) {
        return kept(reader).isPresent();
    }

    /// Whether this is the account's password. Takes as long where there is no account or no password.
    public boolean fits(Optional<Account> account, String password) {
        String nobody = nobodys.updateAndGet(n -> n != null ? n : encoder.encode("nobody has this password"));
        if (nobody == null || password.length() > PasswordRules.MOST) return false;
        Optional<String> kept = account.filter(Account::open).flatMap(a -> kept(a.id()));
        boolean fits = Boolean.TRUE.equals(inTurn(() -> encoder.matches(password, kept.orElse(nobody))));
        if (!fits || kept.isEmpty()) return false;
        if (encoder.upgradeEncoding(kept.get())) set(account.orElseThrow().id(), password);
        return true;
    }

    private Optional<String> kept(ReaderId reader) {
        return database.reading()
                .sql("select password from reader where id = ? and password is not null")
                .param(reader.value())
                .query(String.class)
                .optional();
    }

    private <T> @Nullable T inTurn(java.util.function.Supplier<@Nullable T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
