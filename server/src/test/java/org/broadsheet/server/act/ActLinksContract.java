package org.broadsheet.server.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.broadsheet.server.act.Act.Deed;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.store.Seal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links that act for a reader: what they say, for how long, and that nobody else can make one; over either
/// database.
abstract class ActLinksContract {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary at;

    @SuppressWarnings("NullAway.Init")
    private Judgments judgments;

    @SuppressWarnings("NullAway.Init")
    private ActLinks links;

    @SuppressWarnings("NullAway.Init")
    private Reader ines;

    abstract ReaderLibrary open();

    @BeforeEach
    void begin() {
        at = open();
        judgments = new Judgments(at.library());
        links = new ActLinks(at.library(), judgments, new Pace(at.clock()));
        ines = at.reader("ines");
    }

    @AfterEach
    void end() {
        at.close();
    }

    private Act act(Deed deed, int paper) {
        return new Act(ines.id(), deed, at.paper(paper), Occasion.Source.MAIL, "day-2024-09-10", 3, links.lastDay());
    }

    private String link(Act act) {
        return links.path(act).substring("/act/".length());
    }

    private Opinion opinion(int paper) {
        return judgments.opinion(ines.id(), at.paper(paper));
    }

    private List<KeptJudgment> kept(int paper) {
        return judgments.of(ines.id(), EnumSet.noneOf(Kind.class), at.paper(paper), Long.MAX_VALUE, 100);
    }

    @Test
    void aLinkSaysWhatItDoesAndReadingItDoesNothing() {
        for (Deed deed : Deed.values()) {
            Act act = act(deed, 1);
            assertThat(links.read(link(act))).contains(act);
            assertThat(links.paths(ines.id()).apply(act)).isEqualTo(links.path(act));
        }
        assertThat(opinion(1)).isEqualTo(Opinion.NONE);
    }

    @Test
    void nobodyElseMakesOneAndNoneIsBent() {
        String link = link(act(Deed.UP, 1));
        String other = at.reader("tomas").id().value().substring(2);
        assertThat(links.read(link.replace(ines.id().value().substring(2), other)))
                .isEmpty();
        assertThat(links.read(link.replace(".up.", ".no."))).isEmpty();
        assertThat(links.read(link.replace(
                        at.paper(1).value().substring(2), at.paper(2).value().substring(2))))
                .isEmpty();
        assertThat(links.read(link.replace(".m.", ".f."))).isEmpty();
        for (int i = 0; i < link.length(); i++) {
            char c = link.charAt(i);
            String bent = link.substring(0, i) + (c == 'b' ? 'c' : 'b') + link.substring(i + 1);
            assertThat(links.read(bent)).as(bent).isEmpty();
        }
        for (String bad : List.of("", ".", link + "x", link.repeat(2), "../" + link, link.toUpperCase(Locale.ROOT)))
            assertThat(links.read(bad)).as(bad).isEmpty();
        // What was signed for another purpose is nothing here.
        String said = link.substring(0, link.lastIndexOf('.'));
        assertThat(links.read(said + "." + new Seal(at.library().database(), "subscription").of(said)))
                .isEmpty();
    }

    @Test
    void aLinkEndsOnItsDayWhenItsReaderSaysSoAndWithTheAccount() {
        String link = link(act(Deed.UP, 1));
        at.pass(Duration.ofDays(ActLinks.DAYS));
        assertThat(links.read(link)).isPresent();
        at.pass(Duration.ofDays(1));
        assertThat(links.read(link)).isEmpty();
        String one = link(act(Deed.UP, 1));
        links.revoke(ines.id());
        String two = link(act(Deed.UP, 1));
        assertThat(links.read(one)).isEmpty();
        assertThat(links.read(two)).isPresent();
        links.revoke(ines.id());
        assertThat(links.read(two)).isEmpty();
        String three = link(act(Deed.UP, 1));
        at.library()
                .database()
                .write(() -> at.library()
                        .database()
                        .writing()
                        .update("update reader set closed_at = '2024-12-01T00:00:00Z'"));
        assertThat(links.read(three)).isEmpty();
    }

    @Test
    void pressedTwiceItCountsOnceAndAfterItWasTakenBackAgain() {
        Act up = act(Deed.UP, 1);
        links.act(up, link(up), null);
        links.act(up, link(up), null);
        assertThat(opinion(1).up()).isTrue();
        assertThat(kept(1)).hasSize(1);
        KeptJudgment kept = kept(1).getFirst();
        assertThat(kept.occasion().source()).isEqualTo(Occasion.Source.MAIL);
        assertThat(kept.occasion().place()).isEqualTo("mail/day-2024-09-10");
        assertThat(kept.occasion().position()).hasValue(3);
        judgments.undo(ines.id(), kept.id());
        assertThat(links.done(up)).isFalse();
        links.act(up, link(up), null);
        assertThat(links.done(up)).isTrue();
        links.takeBack(up);
        assertThat(opinion(1)).isEqualTo(Opinion.NONE);
        links.act(up, link(up), null);
        assertThat(opinion(1).up()).isTrue();
    }

    @Test
    void theLastWordCounts() {
        Act up = act(Deed.UP, 1);
        Act no = act(Deed.NO, 1);
        links.act(up, link(up), null);
        links.act(no, link(no), Judgment.Reason.LEVEL);
        assertThat(opinion(1).down()).isTrue();
        assertThat(opinion(1).notInterested().orElseThrow().reason()).isEqualTo(Judgment.Reason.LEVEL);
        links.act(no, link(no), Judgment.Reason.TOPIC);
        assertThat(opinion(1).notInterested().orElseThrow().reason()).isEqualTo(Judgment.Reason.TOPIC);
        links.act(up, link(up), null);
        assertThat(opinion(1).up()).as("the older link, pressed last").isTrue();
        Act save = act(Deed.SAVE, 2);
        links.act(save, link(save), null);
        assertThat(judgments.saved(ines.id())).containsExactly(at.paper(2));
        links.takeBack(no);
        assertThat(opinion(1).notInterested()).isEmpty();
    }

    @Test
    void anActIsOneOfALetterOrAFeed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Act(ines.id(), Deed.UP, at.paper(1), Occasion.Source.WEB, "", 1, links.lastDay()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Act(ines.id(), Deed.UP, at.paper(1), Occasion.Source.FEED, "a/b", 1, links.lastDay()));
    }
}
