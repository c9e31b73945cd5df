package org.broadsheet.cli;

import java.net.URI;
import java.nio.file.Path;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which library to work on: options that every verb has.
final class LibraryOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data directory (default: $BROADSHEET_DATA, else ~/.broadsheet)")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "jdbc:postgresql: address instead of SQLite in the data directory"
                            + " (default: $$BROADSHEET_DATABASE; user and password from $$BROADSHEET_DATABASE_USER and _PASSWORD)")
    private @Nullable String database;

    @Option(
            names = "--embeddings",
            paramLabel = "URL",
            description = "OpenAI-compatible endpoint for vectors instead of the model in process, for example"
                    + " http://localhost:11434/v1 (key from $$BROADSHEET_EMBEDDINGS_KEY)")
    private @Nullable URI embeddings;

    @Option(names = "--embeddings-model", paramLabel = "NAME", description = "the model's name at that endpoint")
    private @Nullable String model;

    @Option(
            names = "--embeddings-dimension",
            paramLabel = "N",
            defaultValue = "768",
            description = "numbers in its vectors (default: ${DEFAULT-VALUE})")
    private int dimension;

    LibrarySettings settings() {
        return new LibrarySettings(
                directory(),
                database != null ? database : System.getenv("BROADSHEET_DATABASE"),
                System.getenv("BROADSHEET_DATABASE_USER"),
                System.getenv("BROADSHEET_DATABASE_PASSWORD"),
                endpoint());
    }

    private Path directory() {
        if (data != null) return data;
        String fromEnvironment = System.getenv("BROADSHEET_DATA");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) return Path.of(fromEnvironment);
        return Path.of(System.getProperty("user.home"), ".broadsheet");
    }

    private LibrarySettings.@Nullable Endpoint endpoint() {
        if (embeddings == null) return null;
        if (model == null)
            throw new IllegalArgumentException("--embeddings needs --embeddings-model, the model's name there");
        return new LibrarySettings.Endpoint(embeddings, model, dimension, System.getenv("BROADSHEET_EMBEDDINGS_KEY"));
    }

    Library open() {
        return Library.open(settings());
    }
}
