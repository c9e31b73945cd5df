package org.broadsheet.server.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/// A library in one file: a consistent copy of its SQLite database, taken while others read and write. The index is
/// derived and not in it.
///
/// A PostgreSQL library is backed up with PostgreSQL's own `pg_dump`, which knows more about it than we do.
public final class Backup {
    private Backup() {}

    /// What was written.
    public record Report(long papers, long bytes) {}

    /// Writes the backup, durably and all at once: a file that is there is whole.
    ///
    /// @throws IllegalArgumentException where the file is there already, or the library is on PostgreSQL
    public static Report write(Library library, Path file) {
        if (!library.database().isSqlite())
            throw new IllegalArgumentException(
                    "this library is on PostgreSQL: back it up with pg_dump, which needs no help from here");
        Path target = file.toAbsolutePath();
        if (Files.exists(target))
            throw new IllegalArgumentException(file + " is there already; choose another name or remove it first");
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            // Outside a transaction and on a connection of its own: a copy must not hold up those who write.
            library.database()
                    .reading()
                    .sql("vacuum into ?")
                    .param(part.toString())
                    .update();
            long papers = check(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return new Report(papers, Files.size(target));
        } catch (IOException e) {
            throw new UncheckedIOException("the backup could not be written: " + e.getMessage(), e);
        }
    }

    /// Looks at a copy on a plain connection: opening it as a library would turn it into one that is written to.
    ///
    /// @return papers in it
    private static long check(Path copy) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            String sound = first(statement, "pragma integrity_check");
            if (!sound.equals("ok")) throw new IOException("the copy is not sound: " + sound);
            return Long.parseLong(first(statement, "select count(*) from paper where merged_into is null"));
        } catch (SQLException e) {
            throw new IOException("the copy cannot be read: " + e.getMessage(), e);
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /// Puts a backup into a data directory that has no library yet.
    ///
    /// @throws IllegalArgumentException where there is a library already, or the file is no backup
    public static void restore(Path file, LibrarySettings settings) {
        if (settings.database() != null)
            throw new IllegalArgumentException(
                    "a backup is restored into a data directory; for PostgreSQL use its own pg_restore");
        Path database = settings.databaseFile();
        try {
            if (Files.exists(database))
                throw new IllegalArgumentException(
                        settings.data() + " has a library already; restore into an empty directory (--data DIR)");
            try (var in = Files.newInputStream(file)) {
                byte[] start = in.readNBytes(16);
                if (start.length < 16
                        || !new String(start, 0, 15, java.nio.charset.StandardCharsets.US_ASCII)
                                .equals("SQLite format 3"))
                    throw new IllegalArgumentException(file + " is no backup of Broadsheet");
            }
            Files.createDirectories(settings.data());
            if (Files.isDirectory(settings.indexFolder()))
                try (Stream<Path> old = Files.list(settings.indexFolder())) {
                    for (Path f : old.toList()) Files.delete(f);
                }
            Path part = database.resolveSibling(database.getFileName() + ".part");
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, database, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup could not be restored: " + e.getMessage(), e);
        }
    }
}
