package org.broadsheet.server.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion.Source;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingProgress.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers keep for themselves, on every database; one subclass a database.
abstract class ShelfContract {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Judgments judgments;

    @SuppressWarnings("NullAway.Init")
    private ReadingLists lists;

    @SuppressWarnings("NullAway.Init")
    private Notes notes;

    @SuppressWarnings("NullAway.Init")
    private Follows follows;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    @SuppressWarnings("NullAway.Init")
    private ReaderId tomas;

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() {
        house = open();
        Pace pace = new Pace(house.clock());
        judgments = new Judgments(house.library());
        lists = new ReadingLists(house.library(), judgments, pace);
        notes = new Notes(house.library(), pace);
        follows = new Follows(house.library(), pace);
        ines = house.reader("ines").id();
        tomas = house.reader("tomas").id();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private PaperId paper(int n) {
        return house.paper(n);
    }

    private List<PaperId> order(ReadingList list) {
        return lists.papers(list).stream().map(Paper::id).toList();
    }

    // ---- Lists
    // --------------------------------------------------------------------------------------------------

    @Test
    void aListKeepsItsOrderAndTheOrderIsAJudgment() {
        ReadingList list = lists.create(ines, "  On   stopping ", "For the seminar", Visibility.PRIVATE);
        assertThat(list.name()).isEqualTo("On stopping");
        assertThat(lists.add(ines, list.id(), List.of(paper(1), paper(2), paper(3), paper(2))))
                .contains(3);
        assertThat(lists.add(ines, list.id(), List.of(paper(1)))).as("once").contains(0);
        assertThat(lists.order(ines, list.id(), List.of(paper(3), paper(1)), "o1", Source.WEB))
                .isTrue();
        assertThat(order(list)).containsExactly(paper(3), paper(1), paper(2));
        lists.order(ines, list.id(), List.of(paper(3), paper(1)), "o1", Source.WEB);
        assertThat(lists.move(ines, list.id(), paper(2), -1, "o2", Source.WEB)).isTrue();
        assertThat(lists.move(ines, list.id(), paper(2), -9, "o3", Source.WEB)).isTrue();
        assertThat(order(list)).containsExactly(paper(2), paper(3), paper(1));
        var kept = judgments.of(ines, Set.of(Kind.ORDERING), null, Long.MAX_VALUE, 10);
        assertThat(kept).hasSize(3);
        assertThat(kept.getFirst().judgment())
                .isEqualTo(new Judgment.Ordering(list.id(), List.of(paper(2), paper(3), paper(1))));
        assertThat(lists.remove(ines, list.id(), paper(3))).isTrue();
        assertThat(order(list)).containsExactly(paper(2), paper(1));
        assertThat(lists.holding(ines, paper(1))).containsExactly(list.id());
        assertThatThrownBy(() -> lists.order(ines, list.id(), List.of(paper(9)), "o4", Source.WEB))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(lists.own(ines, list.id()).orElseThrow().papers()).isEqualTo(2);
        assertThat(lists.delete(ines, list.id())).isTrue();
        assertThat(lists.of(ines)).isEmpty();
    }

    @Test
    void nobodyReadsOrChangesWhatIsNotShown() {
        ReadingList list = lists.create(ines, "Mine", "", Visibility.PRIVATE);
        lists.add(ines, list.id(), List.of(paper(1), paper(2)));
        assertThat(lists.own(tomas, list.id())).isEmpty();
        assertThat(lists.published(list.id())).isEmpty();
        assertThat(lists.shared(list.secret())).as("a private list has no link").isEmpty();
        assertThat(lists.published(10)).isEmpty();
        assertThat(lists.add(tomas, list.id(), List.of(paper(3)))).isEmpty();
        assertThat(lists.remove(tomas, list.id(), paper(1))).isFalse();
        assertThat(lists.order(tomas, list.id(), List.of(paper(2), paper(1)), "k", Source.WEB))
                .isFalse();
        assertThat(lists.move(tomas, list.id(), paper(1), 1, "k", Source.WEB)).isFalse();
        assertThat(lists.change(tomas, list.id(), "Taken", "", Visibility.PUBLIC))
                .isEmpty();
        assertThat(lists.delete(tomas, list.id())).isFalse();
        assertThat(lists.holding(tomas, paper(1))).isEmpty();
        assertThat(order(list)).containsExactly(paper(1), paper(2));
    }

    @Test
    void aLinkWorksUntilTheListIsClosedAndNeverAgain() {
        ReadingList list = lists.create(ines, "Shared", "", Visibility.LINK);
        String secret = list.secret();
        assertThat(lists.shared(secret)).isPresent();
        assertThat(lists.published(list.id())).isEmpty();
        lists.change(ines, list.id(), "Shared", "", Visibility.PUBLIC);
        lists.add(ines, list.id(), List.of(paper(1)));
        assertThat(lists.published(list.id())).isPresent();
        assertThat(lists.published(10)).hasSize(1);
        lists.change(ines, list.id(), "Shared", "", Visibility.PRIVATE);
        assertThat(lists.shared(secret)).isEmpty();
        lists.change(ines, list.id(), "Shared", "", Visibility.LINK);
        assertThat(lists.shared(secret)).as("the old link stays closed").isEmpty();
    }

    @Test
    void whatIsExportedCanBeImported() throws IOException {
        ReadingList list = lists.create(ines, "Out", "", Visibility.PRIVATE);
        lists.add(ines, list.id(), List.of(paper(5), paper(2), paper(7)));
        for (String format : List.of("bibtex", "ris", "csl-json")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            house.library().formats().writer(format).write(lists.papers(list).stream(), out);
            ReadingList back = lists.create(tomas, "Back from " + format, "", Visibility.PRIVATE);
            var report = lists.importFile(tomas, back.id(), "list", new ByteArrayInputStream(out.toByteArray()));
            assertThat(report.orElseThrow().added()).as(format).isEqualTo(3);
            assertThat(order(back)).as(format).containsExactlyElementsOf(order(list));
        }
        assertThat(house.library().count()).as("nothing came twice").isEqualTo(ReaderLibrary.PAPERS);
        assertThat(lists.importFile(ines, lists.of(tomas).getFirst().id(), "x", in("{}")))
                .as("not hers")
                .isEmpty();
    }

    @Test
    void filesAndNamesHaveLimits() throws IOException {
        ReadingList list = lists.create(ines, "Limits", "", Visibility.PRIVATE);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= ReadingLists.MOST_PAPERS; i++)
            many.append("{\"title\":\"Distinct ").append(i).append("\"}\n");
        assertThatThrownBy(() -> lists.importFile(ines, list.id(), "many.jsonl", in(many.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2,000");
        assertThatThrownBy(() ->
                        lists.importFile(ines, list.id(), "big.jsonl", in("\n".repeat(ReadingLists.LARGEST_FILE + 10))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
        assertThat(lists.importFile(ines, list.id(), "noise.bin", in("\u0001\u0002 no papers"))
                        .orElseThrow()
                        .added())
                .isZero();
        assertThat(house.library().count()).isEqualTo(ReaderLibrary.PAPERS);
        for (String bad : List.of("", "  \n ", "x".repeat(201)))
            assertThatThrownBy(() -> lists.create(ines, bad, "", Visibility.PRIVATE))
                    .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readingStatusIsEachReadersOwn() {
        ReadingProgress progress = new ReadingProgress(house.library());
        progress.set(ines, paper(1), Optional.of(Status.TO_READ));
        progress.set(ines, paper(1), Optional.of(Status.READING));
        progress.set(ines, paper(2), Optional.of(Status.READ));
        assertThat(progress.of(ines, List.of(paper(1), paper(2), paper(3))))
                .isEqualTo(Map.of(paper(1), Status.READING, paper(2), Status.READ));
        assertThat(progress.at(ines, Status.READING)).containsExactly(paper(1));
        assertThat(progress.of(tomas, List.of(paper(1)))).isEmpty();
        progress.set(ines, paper(1), Optional.empty());
        assertThat(progress.at(ines, Status.READING)).isEmpty();
    }

    // ---- Notes
    // --------------------------------------------------------------------------------------------------

    @Test
    void notesAreFoundByWordsInAnyCaseAndWithoutAccents() {
        notes.write(ines, paper(1), "Ask Müller about TIES in 100% of the sets_now");
        notes.highlight(ines, paper(2), "say when to stop", 31, "Café rule");
        notes.write(tomas, paper(1), "Ask Müller too");
        assertThat(notes.search(ines, "muller ties", 10))
                .extracting(Note::paper)
                .containsExactly(paper(1));
        assertThat(notes.search(ines, "CAFE", 10)).extracting(Note::paper).containsExactly(paper(2));
        assertThat(notes.search(ines, "when to stop", 10))
                .extracting(Note::paper)
                .containsExactly(paper(2));
        assertThat(notes.search(ines, "100% müller", 10)).hasSize(1);
        assertThat(notes.search(ines, "%", 10))
                .as("no pattern comes from outside")
                .isEmpty();
        assertThat(notes.search(ines, "wasp", 10)).isEmpty();
        assertThat(notes.search(ines, "' or 1=1 --", 10)).isEmpty();
    }

    @Test
    void nobodySeesAnotherReadersNotes() {
        Note mine = notes.write(ines, paper(1), "Mine");
        assertThat(notes.own(tomas, mine.id())).isEmpty();
        assertThat(notes.of(tomas, paper(1))).isEmpty();
        assertThat(notes.change(tomas, mine.id(), "Taken")).isEmpty();
        assertThat(notes.delete(tomas, mine.id())).isFalse();
        assertThat(notes.change(ines, mine.id(), "Changed").orElseThrow().body())
                .isEqualTo("Changed");
        assertThat(notes.of(ines, 0, 10)).hasSize(1);
        assertThat(notes.delete(ines, mine.id())).isTrue();
        assertThatThrownBy(() -> notes.write(ines, paper(1), "x".repeat(20_001)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> notes.highlight(ines, paper(1), "", 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- Follows
    // ------------------------------------------------------------------------------------------------

    @Test
    void everyKindOfFollowFindsWhatCame() {
        Instant before = house.clock().instant();
        follows.follow(ines, Follow.Kind.AUTHOR, "leocadia nagy", "");
        follows.follow(ines, Follow.Kind.CATEGORY, "stat.AP", "");
        follows.follow(ines, Follow.Kind.TOPIC, "Information retrieval", "");
        follows.follow(ines, Follow.Kind.SEARCH, "q=oyster+beds&mode=words", "Oysters");
        follows.follow(ines, Follow.Kind.CITATIONS, "2409.00004", "");
        follows.follow(tomas, Follow.Kind.AUTHOR, "Somebody Else", "");
        house.pass(Duration.ofHours(1));
        house.give("new.jsonl", """
                {"_id":"n1","title":"Tide tables","authors":["Leocadia Nagy"],"abstract":"On tides.","categories":["physics.ao-ph"]}
                {"_id":"n2","title":"Intervals for rivers","authors":["A. B. Other"],"abstract":"On rivers.","categories":["stat.AP"]}
                {"_id":"n3","title":"Ranking boats","authors":["C. D. Other"],"abstract":"On boats.","categories":["cs.IR"]}
                {"_id":"n4","title":"Oyster beds at night","authors":["E. F. Other"],"abstract":"On oysters.","categories":["q-bio.OT"]}
                {"_id":"n5","title":"A comment","authors":["G. H. Other"],"abstract":"We disagree with arXiv:2409.00004 on hives.","categories":["q-bio.OT"]}
                {"_id":"n6","title":"Nothing of the sort","authors":["I. J. Other"],"abstract":"On gold.","categories":["q-fin.GN"]}
                """);
        List<Follows.Arrival> came = follows.since(ines, before);
        assertThat(came).extracting(a -> a.follow().kind()).containsExactlyInAnyOrder(Follow.Kind.values());
        assertThat(came).extracting(Follows.Arrival::reason).contains("Found by your search “Oysters”.");
        assertThat(follows.since(ines, house.clock().instant())).isEmpty();
        assertThat(follows.since(tomas, before)).isEmpty();
        assertThat(came).allSatisfy(a -> assertThat(a.reason().length()).isLessThanOrEqualTo(400));
    }

    @Test
    void followsAreEachReadersOwn() {
        Follow f = follows.follow(ines, Follow.Kind.AUTHOR, "Maren Oduya", "");
        assertThat(follows.follow(ines, Follow.Kind.AUTHOR, " Maren  Oduya ", "Again"))
                .isEqualTo(f);
        assertThat(follows.following(ines, Follow.Kind.AUTHOR, "Maren Oduya")).contains(f);
        assertThat(follows.own(tomas, f.id())).isEmpty();
        assertThat(follows.change(tomas, f.id(), "Taken", true)).isEmpty();
        assertThat(follows.leave(tomas, f.id())).isFalse();
        assertThat(follows.change(ines, f.id(), "M. O.", true).orElseThrow().section())
                .isTrue();
        assertThat(follows.leave(ines, f.id())).isTrue();
        assertThat(follows.of(ines)).isEmpty();
        assertThatThrownBy(() -> follows.follow(ines, Follow.Kind.CITATIONS, "no such paper", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> follows.follow(ines, Follow.Kind.SEARCH, "mode=words", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSavedSearchIsAlwaysWrittenTheSameWay() {
        SavedSearch s = SavedSearch.parse("mode=WORDS&q=%22long+memory%22&year=2024&category=cs.IR&junk=1&%zz");
        assertThat(s.query()).isEqualTo("q=%22long+memory%22&mode=words&category=cs.IR&year=2024");
        assertThat(SavedSearch.parse(s.query())).isEqualTo(s);
        assertThat(s.label()).isEqualTo("\"long memory\", cs.IR, 2024");
    }

    @Test
    void whoLeavesLeavesNothing() {
        ReadingList list = lists.create(ines, "Mine", "", Visibility.PUBLIC);
        lists.add(ines, list.id(), List.of(paper(1)));
        notes.write(ines, paper(1), "Mine");
        follows.follow(ines, Follow.Kind.AUTHOR, "Maren Oduya", "");
        lists.removeAll(ines);
        notes.removeAll(ines);
        follows.removeAll(ines);
        for (String table : List.of("reading_list", "reading_list_item", "note", "follow"))
            assertThat(house.library().store().number("select count(*) from " + table))
                    .as(table)
                    .isZero();
    }
}
