package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.broadsheet.evaluation.file.PlainBytes;

/// Text files that people name on the command line; gzip is seen by its first bytes and read as what is in
/// it.
final class TextFile {
    private TextFile() {}

    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(PlainBytes.open(file), StandardCharsets.UTF_8));
    }
}
