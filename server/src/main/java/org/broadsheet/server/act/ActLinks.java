package org.broadsheet.server.act;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes and honours signed links that act for a reader. A link says for whom, what, to which paper and
/// until when, and
/// carries a seal over all of that; a reader can make all of them void at once. Opening one does nothing:
/// what it names
/// is done when the button of the page that it opens is pressed, since mail scanners follow every link.
@Component
public final class ActLinks implements ReaderData {
    /// Days for which a link in a letter or feed works.
    public static final int DAYS = 60;

    private static final Pattern FORM = Pattern.compile(
            "([a-z2-7]{12,26})\\.(\\d{1,9})\\.(up|save|no)\\.([a-z2-7]{12,26})\\.([mf])\\.([a-z0-9-]{0,40})\\.(\\d{1,5})\\.(\\d{1,6})\\.([a-z2-7]{26})");

    private final Library library;
    private final Database database;
    private final Judgments judgments;
    private final Pace pace;
    private final Seal seal;

    public ActLinks(Library library, Judgments judgments, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.judgments = judgments;
        this.pace = pace;
        this.seal = new Seal(database, "act");
    }

    // ---- Links
    // --------------------------------------------------------------------------------------------------

    /// The path of a link, such as `/act/7f3ak2m9qx4w….up.…`.
    public String path(Act act) {
        return path(act, generation(act.reader()));
    }

    /// The paths of many links of one reader.
    ///
    /// @return makes the path of an act of that reader
    public Function<Act, String> paths(ReaderId reader) {
        int generation = generation(reader);
        return act -> {
            if (!act.reader().equals(reader)) throw new IllegalArgumentException("this act is another reader's");
            return path(act, generation);
        };
    }

    private String path(Act act, int generation) {
        String said = String.join(
                ".",
                act.reader().value().substring(2),
                Integer.toString(generation),
                act.deed().key(),
                act.paper().value().substring(2),
                act.source() == Occasion.Source.MAIL ? "m" : "f",
                act.place(),
                Integer.toString(act.position()),
                Long.toString(act.until().toEpochDay()));
        return "/act/" + said + "." + seal.of(said);
    }

    /// The last day on which links made today work.
    public LocalDate lastDay() {
        return today().plusDays(DAYS);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC);
    }

    /// What a link does, if it still may.
    ///
    /// @param link what stands after `/act/`
    /// @return empty where it is not one of ours, is over, or was made void
    public Optional<Act> read(String link) {
        Matcher m = FORM.matcher(link);
        if (!m.matches() || !seal.fits(link.substring(0, m.start(9) - 1), m.group(9))) return Optional.empty();
        try {
            Act act = new Act(
                    new ReaderId("r-" + m.group(1)),
                    Act.Deed.ofKey(m.group(3)).orElseThrow(),
                    new PaperId("p-" + m.group(4)),
                    m.group(5).equals("m") ? Occasion.Source.MAIL : Occasion.Source.FEED,
                    m.group(6),
                    Integer.parseInt(m.group(7)),
                    LocalDate.ofEpochDay(Long.parseLong(m.group(8))));
            return !today().isAfter(act.until())
                            && generation(act.reader()) == Integer.parseInt(m.group(2))
                            && open(act.reader())
                    ? Optional.of(act)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Makes every link of a reader that was ever sent void.
    public void revoke(ReaderId reader) {
        database.write(() -> database.writing()
                .update(
                        "insert into act_link_generation (reader_id, generation) values (?, 1)"
                                + " on conflict (reader_id) do update set generation = act_link_generation.generation + 1",
                        reader.value()));
    }

    private int generation(ReaderId reader) {
        return database.reading()
                .sql("select generation from act_link_generation where reader_id = ?")
                .param(reader.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private boolean open(ReaderId reader) {
        return database.reading()
                        .sql("select count(*) from reader where id = ? and closed_at is null")
                        .param(reader.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    // ---- Acting
    // -------------------------------------------------------------------------------------------------

    /// Does what a link says; done twice it counts once, and done after it was taken back it counts again.
    ///
    /// @param link   what stands after `/act/`, as it was read
    /// @param reason why a paper is not for the reader, or null
    /// @throws org.broadsheet.server.pace.TooOften where the reader has to wait
    public void act(Act act, String link, Judgment.@Nullable Reason reason) {
        pace.take(act.reader(), Pace.Deed.JUDGE);
        PaperId paper = home(act.paper());
        Opinion was = judgments.opinion(act.reader(), paper);
        switch (act.deed()) {
            case UP -> give(act, link, new Judgment.Thumb(paper, true), was.up());
            case SAVE -> give(act, link, new Judgment.Save(paper), was.saved());
            case NO -> {
                give(act, link, new Judgment.Thumb(paper, false), was.down());
                boolean said =
                        was.notInterested().filter(n -> n.reason() == reason).isPresent();
                if (reason != null) give(act, link, new Judgment.NotInterested(paper, reason, ""), said);
            }
        }
    }

    private void give(Act act, String link, Judgment.Standing judgment, boolean stands) {
        if (stands) return;
        String seal = link.substring(link.lastIndexOf('.') + 1);
        String what = judgment instanceof Judgment.NotInterested n ? n.reason().key() : "";
        // Sent twice it is one judgment; pressed again after something else was said of the paper it is
        // another.
        long last = judgments.of(act.reader(), Set.of(judgment.kind()), judgment.paper(), Long.MAX_VALUE, 1).stream()
                .mapToLong(KeptJudgment::id)
                .findFirst()
                .orElse(0);
        String key = "act:" + seal + ":" + judgment.kind().key() + ":" + what + ":" + last;
        KeptJudgment kept = judgments.give(act.reader(), judgment, act.occasion(), key);
        // Taken back in between: it is meant again.
        if (kept.undoneAt().isPresent()) judgments.redo(act.reader(), kept.id());
    }

    /// Takes back what a link did.
    public void takeBack(Act act) {
        pace.take(act.reader(), Pace.Deed.JUDGE);
        PaperId paper = home(act.paper());
        switch (act.deed()) {
            case UP -> judgments.withdraw(act.reader(), Kind.THUMB, paper);
            case SAVE -> judgments.withdraw(act.reader(), Kind.SAVE, paper);
            case NO -> {
                judgments.withdraw(act.reader(), Kind.THUMB, paper);
                judgments.withdraw(act.reader(), Kind.NOT_INTERESTED, paper);
            }
        }
    }

    /// Whether what a link does stands already.
    public boolean done(Act act) {
        Opinion o = judgments.opinion(act.reader(), home(act.paper()));
        return switch (act.deed()) {
            case UP -> o.up();
            case SAVE -> o.saved();
            case NO -> o.down();
        };
    }

    private PaperId home(PaperId paper) {
        return library.homes(List.of(paper)).getOrDefault(paper, paper);
    }

    @Override
    public void delete(ReaderId reader) {
        database.writing().update("delete from act_link_generation where reader_id = ?", reader.value());
    }
}
