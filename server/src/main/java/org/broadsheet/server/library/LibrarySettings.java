package org.broadsheet.server.library;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a library lives and how it turns text into vectors.
///
/// @param data      data directory; made where it is missing
/// @param database  `jdbc:postgresql:` address, or null for SQLite in the data directory
/// @param user      database user, or null
/// @param password  database password, or null; never printed
/// @param embedding endpoint for vectors instead of the model in process, or null
public record LibrarySettings(
        Path data,
        @Nullable String database,
        @Nullable String user,
        @Nullable String password,
        @Nullable Endpoint embedding) {

    /// An OpenAI-compatible embeddings endpoint.
    ///
    /// @param base      address before `/embeddings`
    /// @param model     the model's name there
    /// @param dimension numbers in its vectors
    /// @param key       bearer token, or null; never printed
    public record Endpoint(
            URI base, String model, int dimension, @Nullable String key) {
        @Override
        public String toString() {
            return "Endpoint[" + base + ", " + model + ", " + dimension + "]";
        }
    }

    /// SQLite and the model in process.
    public static LibrarySettings in(Path data) {
        return new LibrarySettings(data, null, null, null, null);
    }

    /// The SQLite file.
    public Path databaseFile() {
        return data.resolve("broadsheet.db");
    }

    /// The search index's folder.
    public Path indexFolder() {
        return data.resolve("index");
    }

    @Override
    public String toString() {
        return "LibrarySettings[" + data + ", " + (database == null ? "sqlite" : database.replaceFirst("\\?.*", ""))
                + "]";
    }
}
