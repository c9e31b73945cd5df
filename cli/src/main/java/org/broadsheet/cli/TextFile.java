package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.broadsheet.evaluation.file.PlainBytes;
import org.jspecify.annotations.Nullable;

/// Text files that people name on the command line. Of those that are read gzip is seen by its first bytes
/// and read as what is in it; those that are written appear whole or not at all.
final class TextFile {
    private TextFile() {}

    /// What is not UTF-8 is refused while it is read, by a `CharacterCodingException`.
    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(PlainBytes.open(file), StandardCharsets.UTF_8.newDecoder()));
    }

    /// Looks before any work is done whether a file can be written where it is wanted.
    ///
    /// @throws IllegalArgumentException saying what to change
    static void checkPlace(@Nullable Path file) {
        if (file == null) return;
        Path folder = folder(file);
        if (!Files.isDirectory(folder))
            throw new IllegalArgumentException(
                    "there is no folder " + folder + " to write " + file.getFileName() + " in; make it first");
        if (Files.isDirectory(file)) throw new IllegalArgumentException(file + " is a folder; name a file in it");
    }

    static void write(Path file, String text) throws IOException {
        checkPlace(file);
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe or a terminal
            Files.writeString(file, text);
            return;
        }
        Path draft = folder(file).resolve("." + file.getFileName() + ".draft");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
