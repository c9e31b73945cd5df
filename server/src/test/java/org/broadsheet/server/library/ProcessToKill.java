package org.broadsheet.server.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.store.Digests;

/// A program that imports, indexes and prints editions as the real one does, and says on standard output what it has
/// done, one full line each: whatever it has said must be true after it was killed.
final class ProcessToKill {
    /// Later than every list, so that each edition is of a time that is over and stays as it is printed.
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-24T12:00:00Z"), ZoneOffset.UTC);

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    private ProcessToKill() {}

    /// @param args data directory, folder of batches, number of the first batch to import
    public static void main(String[] args) throws IOException {
        try (Library library = Library.open(LibrarySettings.in(Path.of(args[0])), CLOCK)) {
            library.catchUp(_ -> {});
            say("open " + library.count() + " " + library.status().indexed());
            for (Editions.Printed e : editions(library).printed(Period.DAY, 100))
                print(library, LocalDate.parse(e.date()));
            for (int batch = Integer.parseInt(args[2]); ; batch++) {
                Path file = file(Path.of(args[1]), batch);
                if (!Files.exists(file)) break;
                library.importFile(file, _ -> {});
                say("batch " + batch);
                if (batch % 3 == 2) print(library, FIRST.plusDays(batch / 3 % 20));
                if (batch % 16 == 15) library.rebuildIndex(_ -> {});
            }
            say("done");
        }
    }

    static Path file(Path folder, int batch) {
        return folder.resolve("batch-%04d.jsonl".formatted(batch));
    }

    private static void print(Library library, LocalDate day) {
        editions(library).edition(Period.DAY.of(day)).ifPresent(e -> say(line(e)));
    }

    /// An edition's number and a digest of all that is in it.
    static String line(Edition e) {
        return "edition " + e.span().label() + " " + e.number() + " " + Digests.hex(e.toString());
    }

    static Editions editions(Library library) {
        return new Editions(library, new RecencyEditionRanker(), _ -> List.of());
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(what + ";");
    }
}
