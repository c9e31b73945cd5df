package org.broadsheet.server.post;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder into which a mail server, or whoever reads its mailbox, puts reports as `.eml` files. What was
/// understood
/// is deleted; the rest is put aside in `unclear`.
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST = 200;

    private final Path folder;
    private final ReturnedMail returned;

    Inbox(Path folder, ReturnedMail returned) {
        this.folder = folder;
        this.returned = returned;
    }

    /// Reads what has come.
    void read() {
        if (!Files.isDirectory(folder)) return;
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(".eml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            LOG.warn("the inbox {} cannot be read: {}", folder, e.getMessage());
            return;
        }
        for (Path file : files) read(file);
    }

    private void read(Path file) {
        boolean understood = false;
        try (InputStream in = Files.newInputStream(file)) {
            understood = returned.take(in) != ReturnedMail.Verdict.UNKNOWN;
        } catch (IOException e) {
            LOG.warn("a report in the inbox was put aside: {}", e.getMessage());
        }
        try {
            if (understood) Files.deleteIfExists(file);
            else {
                Path aside = Files.createDirectories(folder.resolve("unclear"));
                Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("a report in the inbox cannot be put aside: {}", e.getMessage());
        }
    }
}
