package org.broadsheet.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A library's database, migrated to the current schema.
///
/// SQLite has two pools: one connection that writes, in immediate transactions (a deferred one that reads
/// before it writes fails at once when another process writes), and several that read. PostgreSQL has one
/// pool for both. On either one transaction writes at a time, whatever the process, and those that read
/// wait for none.
public final class Database implements AutoCloseable {
    /// The lock that writers on PostgreSQL take in turn; any number will do as long as nobody else uses it.
    private static final long WRITER = 0x62726f61647368L;

    private final HikariDataSource writePool;
    private final HikariDataSource readPool;
    private final JdbcClient reading;
    private final JdbcTemplate writing;
    private final TransactionTemplate transactions;
    private final boolean sqlite;

    private Database(HikariDataSource writePool, HikariDataSource readPool, boolean sqlite) {
        this.writePool = writePool;
        this.readPool = readPool;
        this.sqlite = sqlite;
        this.reading = JdbcClient.create(readPool);
        this.writing = new JdbcTemplate(writePool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(writePool));
    }

    /// Opens the SQLite file, making it where there is none.
    ///
    /// @throws StoreFailed where it cannot be opened, is no database, or is of a newer Broadsheet
    public static Database sqlite(Path file) {
        String address = "jdbc:sqlite:" + file.toAbsolutePath()
                + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=60000&foreign_keys=true&cache_size=-32000";
        try {
            HikariDataSource write = pool(address + "&transaction_mode=IMMEDIATE", null, null, 1, "write");
            HikariDataSource read = pool(address, null, null, 4, "read");
            return migrated(new Database(write, read, true));
        } catch (StoreFailed e) {
            throw StoreFailed.isDamage(e)
                    ? StoreFailed.damaged(file.toString(), e)
                    : new StoreFailed(file + ": " + e.getMessage(), e);
        }
    }

    /// Opens a PostgreSQL database.
    ///
    /// @param address  `jdbc:postgresql://host/name`
    /// @param user     or null where the address says it
    /// @param password or null; never logged
    /// @throws StoreFailed where it cannot be reached
    public static Database postgresql(String address, @Nullable String user, @Nullable String password) {
        HikariDataSource both = pool(address, user, password, 8, "postgresql");
        return migrated(new Database(both, both, false));
    }

    /// Opens what the address names, or the SQLite file where there is no address.
    public static Database open(@Nullable String address, @Nullable String user, @Nullable String password, Path file) {
        if (address == null || address.isBlank()) return sqlite(file);
        if (!address.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:"))
            throw new IllegalArgumentException(
                    "a database address begins with jdbc:postgresql: (or is left out for SQLite in the data directory)");
        return postgresql(address, user, password);
    }

    private static HikariDataSource pool(
            String address, @Nullable String user, @Nullable String password, int size, String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        if (user != null) config.setUsername(user);
        if (password != null) config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size == 1 ? 1 : 0);
        config.setPoolName("broadsheet-" + name);
        config.setConnectionTimeout(60_000);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreFailed("the database cannot be opened: " + root(e), e);
        }
    }

    private static Database migrated(Database database) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(database.writePool)
                    .locations("classpath:db/migration")
                    // A schema that is not ours is not to be written to; by default later ones are passed
                    // over.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
            return database;
        } catch (FlywayException e) {
            database.close();
            if (e instanceof FlywayValidateException)
                throw new StoreFailed(
                        "the database was made by a newer Broadsheet, or its schema was changed by hand: use that version, or restore a backup of this one ("
                                + root(e) + ")",
                        e);
            throw new StoreFailed("the database could not be brought to this version's schema: " + root(e), e);
        }
    }

    private static @Nullable String root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getMessage() : root(cause);
    }

    /// For reading; sees what was committed.
    public JdbcClient reading() {
        return reading;
    }

    /// For writing, inside [#write].
    public JdbcTemplate writing() {
        return writing;
    }

    /// Does the work in one write transaction: all of it is kept, or nothing. Waits for whoever else is
    /// writing, so what the work reads through [#writing] stays true until it is done; within another such
    /// transaction it joins that one.
    ///
    /// @param work gives a result, not null; what it throws undoes everything and comes out as it is
    public <T> T write(Supplier<T> work) {
        T result = transactions.execute(_ -> {
            if (!sqlite) writing.query("select pg_advisory_xact_lock(?)", _ -> {}, WRITER);
            return work.get();
        });
        if (result == null) throw new IllegalStateException("work in a transaction gives a result");
        return result;
    }

    /// Whether this is SQLite.
    public boolean isSqlite() {
        return sqlite;
    }

    @Override
    public void close() {
        readPool.close();
        writePool.close();
    }
}
