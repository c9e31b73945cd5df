package org.broadsheet.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.Notice.Kind;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Doctor;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.store.PaperNews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers are told of the papers they keep, on every database; one subclass a database.
abstract class WatchContract {
    private static final String HEADER =
            "Record ID,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Judgments judgments;

    @SuppressWarnings("NullAway.Init")
    private ReadingLists lists;

    @SuppressWarnings("NullAway.Init")
    private Follows follows;

    @SuppressWarnings("NullAway.Init")
    private News news;

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
        follows = new Follows(house.library(), pace);
        news = new News(house.library());
        ines = house.reader("ines").id();
        tomas = house.reader("tomas").id();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void save(ReaderId reader, int paper) {
        judgments.give(
                reader,
                new Judgment.Save(house.paper(paper)),
                Occasion.at(Occasion.Source.API, "test"),
                "save" + paper);
    }

    /// A later word of the file that brought the studies in.
    private void again(int n, String more) {
        house.give(
                "studies.jsonl",
                "{\"_id\":\"t%d\",\"title\":\"Study number %d of ranking\",\"arxiv\":\"2409.%05d\",\"categories\":[\"cs.IR\"],\"published\":\"2024-09-02\"%s}\n"
                        .formatted(n, n, n, more));
    }

    private static List<Kind> kinds(List<PaperNews> news) {
        return news.stream().map(n -> n.notice().kind()).toList();
    }

    @Test
    void whoKeepsAPaperInAnyWayIsToldAndNobodyElse() {
        save(ines, 1);
        String list = lists.create(tomas, "Mine", "", Visibility.PRIVATE).id();
        lists.add(tomas, list, List.of(house.paper(1)));
        ReaderId wren = house.reader("wren").id();
        follows.follow(wren, Follow.Kind.CITATIONS, "2409.00001", "");
        ReaderId cleo = house.reader("cleo").id();
        save(cleo, 2);
        house.pass(Duration.ofHours(1));
        again(1, ",\"notices\":[{\"kind\":\"retracted\",\"date\":\"2024-09-09\",\"text\":\"Error in Data\"}]");
        for (ReaderId reader : List.of(ines, tomas, wren)) {
            PaperNews told = news.of(reader, 10).getFirst();
            assertThat(told.paper()).isEqualTo(house.paper(1));
            assertThat(told.notice().kind()).isEqualTo(Kind.RETRACTED);
            assertThat(told.notice().text()).isEqualTo("Error in Data");
            assertThat(told.at()).isEqualTo(ReaderLibrary.NOON.plus(Duration.ofHours(1)));
            assertThat(news.unread(reader)).isEqualTo(1);
        }
        assertThat(news.of(cleo, 10)).isEmpty();
        assertThat(news.unread(cleo)).isZero();
    }

    @Test
    void whatWasKnownBeforeAReaderKeptThePaperIsNoNews() {
        again(1, ",\"notices\":[{\"kind\":\"corrected\",\"date\":\"2024-09-01\"}]");
        house.pass(Duration.ofDays(1));
        save(ines, 1);
        assertThat(news.of(ines, 10)).isEmpty();
        house.pass(Duration.ofDays(1));
        again(
                1,
                ",\"notices\":[{\"kind\":\"corrected\",\"date\":\"2024-09-01\"},{\"kind\":\"corrected\",\"date\":\"2024-09-11\"}]");
        assertThat(news.of(ines, 10)).hasSize(1);
    }

    @Test
    void lookingMarksUpToWhereWasLookedAndNeverBack() {
        save(ines, 1);
        save(ines, 2);
        again(1, ",\"notices\":[{\"kind\":\"concern\"}]");
        again(2, ",\"notices\":[{\"kind\":\"withdrawn\"}]");
        List<PaperNews> all = news.of(ines, 10);
        assertThat(kinds(all)).containsExactly(Kind.WITHDRAWN, Kind.CONCERN);
        news.look(ines, all.getLast().id());
        assertThat(kinds(news.unread(ines, 10))).containsExactly(Kind.WITHDRAWN);
        news.look(ines, all.getFirst().id());
        news.look(ines, all.getLast().id());
        news.look(ines, 0);
        assertThat(news.unread(ines)).isZero();
        assertThat(news.of(ines, 10)).hasSize(2);
        assertThat(news.of(ines, 1)).hasSize(1);
        assertThatThrownBy(() -> news.look(ines, -1)).isInstanceOf(IllegalArgumentException.class);
        // Nobody can say to have seen what has not come yet.
        news.look(ines, Long.MAX_VALUE);
        again(1, ",\"notices\":[{\"kind\":\"concern\"},{\"kind\":\"retracted\"}]");
        assertThat(kinds(news.unread(ines, 10))).containsExactly(Kind.RETRACTED);
    }

    @Test
    void aRegisterOfRetractionsTellsOfPapersThatAreHereAndOfThoseThatCome() {
        house.give(
                "journal.jsonl",
                "{\"_id\":\"j1\",\"title\":\"Study number 1 of ranking\",\"arxiv\":\"2409.00001\",\"doi\":\"10.5555/one\",\"venue\":\"Journal of Lists\"}\n");
        save(ines, 1);
        long papers = house.library().count();
        house.give(
                "retraction_watch.csv",
                HEADER + "1,9/9/2024 0:00,10.5555/r1,10.5555/ONE,0,Retraction,+Error in Data;\n"
                        + "2,9/9/2024 0:00,10.5555/r2,10.5555/later,0,Retraction,+Plagiarism;\n"
                        + "3,9/9/2024 0:00,10.5555/r3,10.5555/elsewhere,0,Retraction,\n");
        assertThat(house.library().count()).isEqualTo(papers);
        Paper here = house.library().paper("10.5555/one").orElseThrow();
        Notice standing = here.metadata().warning().orElseThrow();
        assertThat(standing.by()).isEqualTo(new Identifier(Scheme.DOI, "10.5555/r1", 0));
        assertThat(standing.text()).isEqualTo("Error in Data");
        assertThat(kinds(news.of(ines, 10))).containsOnlyOnce(Kind.RETRACTED);

        house.give("later.jsonl", "{\"_id\":\"l1\",\"title\":\"A later one about bogs\",\"doi\":\"10.5555/later\"}\n");
        assertThat(house.library()
                        .paper("10.5555/later")
                        .orElseThrow()
                        .metadata()
                        .warning()
                        .orElseThrow()
                        .text())
                .isEqualTo("Plagiarism");
        // The same table again is nothing new; one that says more of a row is.
        house.give(
                "retraction_watch.csv",
                HEADER + "1,9/9/2024 0:00,10.5555/r1,10.5555/one,0,Retraction,+Error in Data;\n");
        assertThat(kinds(news.of(ines, 10))).containsOnlyOnce(Kind.RETRACTED);
        house.give("retraction_watch.csv", HEADER + "1,9/9/2024 0:00,10.5555/r1,10.5555/one,0,Retraction,+Fraud;\n");
        assertThat(house.library().paper("10.5555/one").orElseThrow().metadata().notices())
                .extracting(Notice::text)
                .containsExactly("Fraud");
        assertThat(new Doctor(house.library()).examine(false).findings())
                .filteredOn(f -> f.check().equals("merged metadata"))
                .extracting(Doctor.Finding::state)
                .containsExactly("well");
    }

    @Test
    void aNewVersionAndAPlaceOfPrintAreTold() {
        again(1, ",\"identifiers\":{\"arxiv\":\"2409.00001v1\"}");
        save(ines, 1);
        again(1, ",\"identifiers\":{\"arxiv\":\"2409.00001v2\"},\"updated\":\"2024-09-08\"");
        house.give(
                "journal.jsonl",
                "{\"_id\":\"j1\",\"title\":\"Study number 1 of ranking\",\"arxiv\":\"2409.00001\",\"doi\":\"10.5555/one\",\"venue\":\"Journal of Lists\",\"type\":\"article\"}\n");
        List<PaperNews> told = news.of(ines, 10);
        assertThat(kinds(told)).containsExactly(Kind.PUBLISHED, Kind.REVISED);
        assertThat(told.getFirst().notice().text()).isEqualTo("Journal of Lists");
        assertThat(told.getLast().notice().by()).isEqualTo(new Identifier(Scheme.ARXIV, "2409.00001", 2));
    }

    @Test
    void aPaperThatBecomesPartOfAnotherKeepsItsReadersAndTellsThingsOnce() {
        house.give(
                "a.jsonl",
                "{\"_id\":\"a\",\"title\":\"Moors and mires in winter\",\"doi\":\"10.5555/a\",\"authors\":[\"A Name\"]}\n");
        house.give(
                "b.jsonl",
                "{\"_id\":\"b\",\"title\":\"An unlike title altogether\",\"openalex\":\"W4400000001\",\"authors\":[\"B Name\"]}\n");
        Paper a = house.library().paper("10.5555/a").orElseThrow();
        Paper b = house.library().paper("openalex:W4400000001").orElseThrow();
        for (Paper p : List.of(a, b))
            judgments.give(ines, new Judgment.Save(p.id()), Occasion.at(Occasion.Source.API, "test"), "save" + p.id());
        house.give(
                "b.jsonl",
                "{\"_id\":\"b\",\"title\":\"An unlike title altogether\",\"openalex\":\"W4400000001\",\"authors\":[\"B Name\"],\"notices\":[{\"kind\":\"retracted\"}]}\n");
        assertThat(news.of(ines, 10)).hasSize(1);
        // One record carries both names: the two are one.
        house.give(
                "c.jsonl",
                "{\"_id\":\"c\",\"title\":\"Moors and mires in winter\",\"doi\":\"10.5555/a\",\"openalex\":\"W4400000001\",\"authors\":[\"A Name\"]}\n");
        Paper one = house.library().paper("10.5555/a").orElseThrow();
        assertThat(house.library().paper("openalex:W4400000001").orElseThrow().id())
                .isEqualTo(one.id());
        assertThat(one.metadata().warning()).isPresent();
        assertThat(news.of(ines, 10))
                .extracting(PaperNews::paper, n -> n.notice().kind())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(one.id(), Kind.RETRACTED));
        assertThat(news.kept(ines)).contains(one.id());
    }

    @Test
    void whoLeavesLeavesNothing() {
        save(ines, 1);
        again(1, ",\"notices\":[{\"kind\":\"retracted\"}]");
        news.look(ines, news.of(ines, 1).getFirst().id());
        house.library().database().write(() -> {
            news.delete(ines);
            return true;
        });
        assertThat(house.library().store().number("select count(*) from news_seen"))
                .isZero();
    }
}
