package org.broadsheet.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL server for tests, started once for all of them and stopped with the last; each test takes a
/// database of its own.
///
/// It is the one that the environment variable `BROADSHEET_TEST_POSTGRESQL` names (`jdbc:postgresql://…`, a user who
/// may create databases), else one that is unpacked from a test library. PostgreSQL refuses to run as root; where
/// the tests do, it runs in a user namespace in which it is nobody. Where that is not allowed, tests on PostgreSQL
/// are skipped and say so.
public final class PostgreSqlServer implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PostgreSqlServer.class);

    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        Running now = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Running.class, _ -> start(), Running.class);
        Assumptions.assumeTrue(now.why == null, () -> "PostgreSQL cannot run here: " + now.why);
        running = now;
    }

    /// The address, user included, of a new database with today's schema and nothing in it: a copy of one that was
    /// migrated once, for a copy takes a tenth of a migration's time.
    public String newDatabase() {
        return running().create(name(), running().template());
    }

    /// The address, user included, of a new database without any table.
    public String emptyDatabase() {
        return running().create(name(), "template1");
    }

    private Running running() {
        Running now = running;
        if (now == null) throw new IllegalStateException("the server was not started");
        return now;
    }

    private String name() {
        return "broadsheet_" + ProcessHandle.current().pid() + "_" + System.identityHashCode(this) + "_"
                + databases.incrementAndGet();
    }

    private static Running start() {
        String given = System.getenv("BROADSHEET_TEST_POSTGRESQL");
        if (given != null && !given.isBlank()) return new Running(null, given, null);
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off") // no test pulls the plug of the machine
                    .start();
            return new Running(server, server.getJdbcUrl("postgres", "postgres"), null);
        } catch (IOException | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) cause = cause.getCause();
            return new Running(
                    null, "", cause + "; BROADSHEET_TEST_POSTGRESQL=jdbc:postgresql://… names another server");
        }
    }

    /// The server, or why there is none.
    private static final class Running implements AutoCloseable {
        private final @Nullable EmbeddedPostgres server;
        private final String address;
        private final @Nullable String why;
        private final @Nullable PGSimpleDataSource source;
        private @Nullable String template;

        Running(@Nullable EmbeddedPostgres server, String address, @Nullable String why) {
            this.server = server;
            this.address = address;
            this.why = why;
            if (why == null) {
                source = new PGSimpleDataSource();
                source.setUrl(address);
            } else source = null;
        }

        String create(String name, String from) {
            PGSimpleDataSource server = source;
            if (server == null) throw new IllegalStateException("the server was not started: " + why);
            try (Connection c = server.getConnection();
                    Statement s = c.createStatement()) {
                s.execute("create database " + name + " template " + from);
            } catch (SQLException e) {
                throw new IllegalStateException("no database could be made for a test", e);
            }
            return address.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
        }

        synchronized String template() {
            String made = template;
            if (made != null) return made;
            made = "broadsheet_template_" + ProcessHandle.current().pid();
            Database.postgresql(create(made, "template1"), null, null).close();
            template = made;
            return made;
        }

        @Override
        public void close() throws IOException {
            if (server != null) server.close();
        }
    }
}
