package org.broadsheet.studies.frame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.broadsheet.evaluation.file.PlainBytes;

/// The folder with the public data sets, each in a folder of its own.
///
/// @param root need not exist
public record DataFolder(Path root) {
    /// What was said on the command line; else the system property `broadsheet.shared` or the environment
    /// variable
    /// `BROADSHEET_SHARED`; else `shared` beside the checkout (system property `broadsheet.repository`, or
    /// the
    /// directory the program runs in). Data sets lie in `data` within it.
    ///
    /// @param said the folder named on the command line, or an empty text
    public static DataFolder find(String said) {
        String shared = !said.isEmpty() ? said : System.getProperty("broadsheet.shared", "");
        if (shared.isEmpty()) {
            String variable = System.getenv("BROADSHEET_SHARED");
            shared = variable == null ? "" : variable;
        }
        Path folder = shared.isEmpty()
                ? Path.of(System.getProperty("broadsheet.repository", "."))
                        .toAbsolutePath()
                        .normalize()
                        .resolve("../shared")
                        .normalize()
                : Path.of(shared);
        return new DataFolder(folder.resolve("data"));
    }

    public boolean has(String set) {
        return Files.isDirectory(root.resolve(set));
    }

    /// A file of a data set, for example `file("cranfield", "queries.jsonl")`.
    ///
    /// @throws DataMissing where it is not there
    public Path file(String set, String name) {
        Path file = root.resolve(set).resolve(name);
        if (!Files.isRegularFile(file))
            throw new DataMissing("the data are not here: there is no " + set + "/" + name + " in " + root
                    + "; say where with --shared DIR or BROADSHEET_SHARED");
        return file;
    }

    /// The lines of a file of a data set, unpacked where they are gzip.
    ///
    /// @throws DataMissing where it is not there
    public List<String> lines(String set, String name) {
        Path file = file(set, name);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(PlainBytes.open(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
