package org.broadsheet.server.judgment;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.reader.ReaderId;

/// A program in which several readers vote at once, each up or down on one paper after the other, and which says each
/// vote once it is kept.
final class VoteToKill {
    static final int READERS = 4;
    private static final Occasion WEB = Occasion.at(Occasion.Source.WEB, "paper");

    private VoteToKill() {}

    /// @param args data directory, number of the first vote
    public static void main(String[] args) {
        try (ReaderLibrary house = new ReaderLibrary(Path.of(args[0]), null)) {
            Judgments judgments = new Judgments(house.library());
            AtomicInteger next = new AtomicInteger(Integer.parseInt(args[1]));
            say("open");
            Thread[] voters = new Thread[READERS];
            for (int r = 0; r < READERS; r++) {
                ReaderId reader = reader(house, r);
                voters[r] = Thread.ofPlatform().start(() -> {
                    while (true) {
                        int n = next.getAndIncrement();
                        PaperId paper = house.paper(n % ReaderLibrary.PAPERS + 1);
                        boolean up = n % 3 != 0;
                        judgments.give(reader, new Judgment.Thumb(paper, up), WEB, "vote-" + n);
                        say("kept " + n + " " + reader.value() + " " + paper.value() + " " + up);
                    }
                });
            }
            for (Thread voter : voters) voter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ReaderId reader(ReaderLibrary house, int number) {
        String name = "voter" + number;
        return house.library()
                .database()
                .reading()
                .sql("select id from reader where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(ReaderId::new)
                .orElseGet(() -> house.reader(name).id());
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(what + ";");
    }
}
