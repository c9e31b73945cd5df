package org.broadsheet.server.post;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Puts each letter into a file of a folder. The file's name follows from the letter's id and the day on
/// which it was
/// ordered, and the file appears whole or not at all: a letter carried twice is one file.
final class FolderCarrier implements Carrier {
    private final Path folder;

    FolderCarrier(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public int perMinute() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Outcome carry(Posting posting, MimeMessage message) {
        String name = LocalDate.ofInstant(posting.at(), ZoneOffset.UTC) + "-" + posting.id() + ".eml";
        Path file = folder.resolve(name);
        if (Files.exists(file)) return new Outcome.Left();
        Path draft = folder.resolve("." + posting.id() + ".part");
        try {
            // Letters are for one pair of eyes.
            if (!Files.isDirectory(folder)) make();
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                message.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return new Outcome.Left();
        } catch (IOException e) {
            return new Outcome.Unreachable("the folder " + folder + " cannot be written to: " + e);
        } catch (MessagingException e) {
            return new Outcome.Refused("this letter cannot be written down: " + e, 0, true, false);
        }
    }

    private void make() throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public String where() {
        return "files in " + folder;
    }
}
