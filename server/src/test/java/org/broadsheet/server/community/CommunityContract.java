package org.broadsheet.server.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.community.Claims.State;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.pace.TooOften;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers do together, on every database; one subclass a database.
abstract class CommunityContract {
    private static final Occasion WEB = Occasion.at(Occasion.Source.WEB, "");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    @SuppressWarnings("NullAway.Init")
    private Comments comments;

    @SuppressWarnings("NullAway.Init")
    private Reader ines;

    @SuppressWarnings("NullAway.Init")
    private Reader tomas;

    @SuppressWarnings("NullAway.Init")
    private Reader editor;

    private final Map<String, SourceRecord> elsewhere = new HashMap<>();

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() {
        house = open();
        pace = new Pace(house.clock());
        comments = new Comments(house.library(), pace);
        ines = house.reader("ines");
        tomas = house.reader("tomas");
        editor = house.reader("edda", Role.ADMINISTRATOR, ReaderLibrary.NOON.minus(Duration.ofDays(400)));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private PaperId paper(int n) {
        return house.paper(n);
    }

    private Paper whole(int n) {
        return house.library().papers(List.of(paper(n))).getFirst();
    }

    // ---- Discussion
    // ---------------------------------------------------------------------------------------------

    @Test
    void threadsKeepTheirOrderAndEveryVersion() {
        Comment first = comments.post(ines, paper(1), Optional.empty(), "Does *this* hold?");
        house.pass(Duration.ofMinutes(1));
        Comment answer = comments.post(tomas, paper(1), Optional.of(first.id()), "It does.");
        comments.post(ines, paper(1), Optional.empty(), "Another thing.");
        house.pass(Duration.ofMinutes(5));
        Comment edited =
                comments.edit(ines, first.id(), "Does this hold for ties?").orElseThrow();
        assertThat(edited.editedAt()).contains(ReaderLibrary.NOON.plus(Duration.ofMinutes(6)));
        List<Comments.Talk> talk = comments.discussion(paper(1));
        assertThat(talk).hasSize(2);
        assertThat(talk.getFirst().comment().body()).isEqualTo("Does this hold for ties?");
        assertThat(talk.getFirst().answers().getFirst().comment()).isEqualTo(answer);
        assertThat(comments.versions(first.id()))
                .containsExactly(new Comments.Version(ReaderLibrary.NOON, "Does *this* hold?"));
        assertThat(comments.counts(List.of(paper(1), paper(2)))).isEqualTo(Map.of(paper(1), 3));
    }

    @Test
    void answersCannotBeHungUnderAnotherPaperAndNeverGrowTooDeep() {
        Comment root = comments.post(ines, paper(1), Optional.empty(), "Root");
        assertThatThrownBy(() -> comments.post(ines, paper(2), Optional.of(root.id()), "Elsewhere"))
                .isInstanceOf(IllegalArgumentException.class);
        String under = root.id();
        for (int i = 0; i < 12; i++) {
            house.pass(Duration.ofMinutes(2));
            under = comments.post(ines, paper(1), Optional.of(under), "Deeper " + i)
                    .id();
        }
        int depth = 0;
        List<Comments.Talk> level = comments.discussion(paper(1));
        while (!level.isEmpty()) {
            depth++;
            level = level.getLast().answers();
        }
        assertThat(depth).isEqualTo(6);
        assertThat(comments.counts(List.of(paper(1)))).containsEntry(paper(1), 13);
    }

    @Test
    void onlyItsAuthorChangesAComment() {
        Comment c = comments.post(ines, paper(1), Optional.empty(), "Mine");
        assertThat(comments.edit(tomas, c.id(), "Not yours")).isEmpty();
        assertThat(comments.edit(editor, c.id(), "Not an editor's either")).isEmpty();
        assertThat(comments.delete(tomas, c.id())).isFalse();
        assertThat(comments.find(c.id()).orElseThrow().body()).isEqualTo("Mine");
        assertThatThrownBy(() -> comments.hide(tomas, c.id(), "I do not like it"))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> comments.restore(tomas, c.id(), "why")).isInstanceOf(NotAllowed.class);
        assertThat(comments.find("c-nosuchcomment22")).isEmpty();
    }

    @Test
    void deletedWordsAreGoneAndAnsweredPlacesStay() {
        Comment alone = comments.post(ines, paper(1), Optional.empty(), "Alone");
        Comment answered = comments.post(ines, paper(1), Optional.empty(), "Answered secret");
        comments.post(tomas, paper(1), Optional.of(answered.id()), "Answer");
        comments.edit(ines, answered.id(), "Answered secret, edited");
        assertThat(comments.delete(ines, alone.id())).isTrue();
        assertThat(comments.delete(ines, answered.id())).isTrue();
        List<Comments.Talk> talk = comments.discussion(paper(1));
        assertThat(talk).hasSize(1);
        assertThat(talk.getFirst().comment().body()).isEmpty();
        assertThat(comments.versions(answered.id())).isEmpty();
        assertThat(house.library().store().number("select count(*) from comment where body like '%secret%'"))
                .isZero();
        assertThat(house.library().store().number("select count(*) from comment_version"))
                .isZero();
        assertThat(comments.edit(ines, answered.id(), "Back")).isEmpty();
    }

    @Test
    void reportsWaitForEditorsWhoHideAndRestoreWithReasons() {
        Comment c = comments.post(ines, paper(1), Optional.empty(), "Buy my book");
        assertThat(comments.report(tomas, c.id(), "Advertising")).isTrue();
        comments.report(tomas, c.id(), "Advertising again");
        assertThat(comments.queue()).hasSize(1);
        assertThat(comments.queue().getFirst().reasons()).containsExactly("Advertising");
        assertThat(comments.hide(editor, c.id(), "Advertising")).isTrue();
        assertThat(comments.queue()).isEmpty();
        assertThat(comments.discussion(paper(1)).getFirst().comment().hidden()).contains("Advertising");
        assertThat(comments.counts(List.of(paper(1)))).isEmpty();
        assertThat(comments.versions(c.id())).isEmpty();
        assertThat(comments.edit(ines, c.id(), "Changed"))
                .as("what is hidden stays as it was")
                .isEmpty();
        assertThat(comments.restore(editor, c.id(), "It was a joke")).isTrue();
        assertThat(comments.find(c.id()).orElseThrow().visible()).isTrue();
        assertThat(new ModerationLog(house.library()).latest(10))
                .extracting(ModerationLog.Decision::deed)
                .containsExactly("restore", "hide");
    }

    @Test
    void tooManyCommentsAtOnceAreHeldBack() {
        for (int i = 0; i < 6; i++) comments.post(ines, paper(1), Optional.empty(), "No. " + i);
        assertThatThrownBy(() -> comments.post(ines, paper(1), Optional.empty(), "No. 7"))
                .isInstanceOfSatisfying(
                        TooOften.class,
                        e -> assertThat(e.waiting()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2)));
        comments.post(tomas, paper(1), Optional.empty(), "Another reader may.");
        house.pass(Duration.ofMinutes(1));
        comments.post(ines, paper(1), Optional.empty(), "Later");
        assertThatThrownBy(() -> comments.post(tomas, paper(1), Optional.empty(), " \n "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> comments.post(tomas, paper(1), Optional.empty(), "x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10,000");
    }

    @Test
    void whoLeavesTakesTheWordsAlong() {
        Comment c = comments.post(ines, paper(1), Optional.empty(), "Private secret");
        comments.post(tomas, paper(1), Optional.of(c.id()), "Answer");
        comments.removeAll(ines.id());
        Comments.Talk talk = comments.discussion(paper(1)).getFirst();
        assertThat(talk.comment().author()).isEmpty();
        assertThat(talk.comment().name()).isEmpty();
        assertThat(talk.answers()).hasSize(1);
        assertThat(house.library().store().number("select count(*) from comment where body like '%secret%'"))
                .isZero();
    }

    // ---- Submissions
    // --------------------------------------------------------------------------------------------

    private final class Elsewhere implements Lookup {
        @Override
        public List<SourceRecord> named(Identifier identifier) throws IOException {
            if (identifier.value().equals("2409.50000")) throw new IOException("it answered 503");
            return Optional.ofNullable(elsewhere.get(identifier.value())).stream()
                    .toList();
        }

        @Override
        public List<SourceRecord> shown(URI page) {
            return Optional.ofNullable(elsewhere.get(page.toString())).stream().toList();
        }
    }

    private Submissions submissions() {
        return new Submissions(house.library(), new Elsewhere(), pace);
    }

    private void elsewhere(String name, String title, String arxiv) {
        elsewhere.put(
                name,
                new SourceRecord(
                        new Provenance("arxiv", name, ReaderLibrary.NOON),
                        Metadata.builder()
                                .title(title)
                                .author("Leocadia Nagy")
                                .identifier(Identifier.Scheme.ARXIV, arxiv)
                                .build()));
    }

    @Test
    void aSubmittedPaperIsInTheEditionOfItsDay() {
        elsewhere("2409.60001", "Tide tables as a test of long memory", "2409.60001");
        Submissions.Submission s = submissions().byName(ines, " https://arxiv.org/abs/2409.60001v1 ");
        assertThat(s.day()).isEqualTo(LocalDate.of(2024, 9, 10));
        Paper paper = house.library().paper("2409.60001").orElseThrow();
        assertThat(paper.id()).isEqualTo(s.paper());
        assertThat(paper.metadata().submittedBy()).isEqualTo("ines");
        Editions editions = new Editions(house.library(), new RecencyEditionRanker(), _ -> List.of());
        assertThat(editions.edition(Period.DAY.of(s.day())).orElseThrow().papers())
                .contains(s.paper());
        assertThat(submissions().of(ines.id(), 10)).containsExactly(s);
    }

    @Test
    void aPaperThatIsHereAlreadyIsNotTakenInAgain() {
        long before = house.library().count();
        Submissions.Submission s = submissions().byName(ines, "arXiv:2409.00003");
        assertThat(s.paper()).isEqualTo(paper(3));
        assertThat(house.library().count()).isEqualTo(before);
        assertThat(submissions().byName(tomas, "2409.00003"))
                .as("the first one stands")
                .isEqualTo(s);
        house.pass(Duration.ofDays(20));
        assertThat(submissions().byName(tomas, "2409.00003").reader()).contains(tomas.id());
    }

    @Test
    void whatCannotBeFoundIsSaidSo() {
        Submissions submissions = submissions();
        assertThatThrownBy(() -> submissions.byName(ines, "2409.59999"))
                .isInstanceOf(Submissions.Refused.class)
                .hasMessageContaining("Nothing was found");
        assertThatThrownBy(() -> submissions.byName(ines, "2409.50000"))
                .isInstanceOf(Submissions.Refused.class)
                .hasMessageContaining("503");
        for (String bad :
                List.of("", "a paper about bees", "file:///etc/passwd", "javascript:alert(1)", "x".repeat(2_001)))
            assertThatThrownBy(() -> submissions.byName(ines, bad)).isInstanceOf(Submissions.Refused.class);
    }

    @Test
    void aFileIsReadByTheImportersWithinLimits() throws IOException {
        Submissions submissions = submissions();
        String bibtex =
                "@article{nagy, title={Tide tables as a test of long memory}, author={Nagy, Leocadia}, year=2024}\n";
        List<Submissions.Submission> done = submissions.byFile(ines, "mine.bib", in(bibtex));
        assertThat(done).hasSize(1);
        assertThat(house.library()
                        .papers(List.of(done.getFirst().paper()))
                        .getFirst()
                        .headline())
                .isEqualTo("Tide tables as a test of long memory");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 26; i++)
            many.append("{\"title\":\"Distinct paper ").append(i).append("\"}\n");
        long before = house.library().count();
        assertThatThrownBy(() -> submissions.byFile(ines, "many.jsonl", in(many.toString())))
                .isInstanceOf(Submissions.Refused.class)
                .hasMessageContaining("25");
        assertThatThrownBy(() -> submissions.byFile(ines, "big.bib", in("x".repeat(Submissions.LARGEST_FILE + 1))))
                .isInstanceOf(Submissions.Refused.class)
                .hasMessageContaining("larger");
        assertThatThrownBy(() -> submissions.byFile(ines, "image.png", in("\u0089PNG\r\n")))
                .isInstanceOf(Submissions.Refused.class);
        assertThat(house.library().count()).isEqualTo(before);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void submissionsAreHeldToAPaceButNotEditors() {
        Submissions submissions = submissions();
        for (int i = 0; i < 20; i++) submissions.byName(ines, "2409.00001");
        assertThatThrownBy(() -> submissions.byName(ines, "2409.00001")).isInstanceOf(TooOften.class);
        for (int i = 0; i < 25; i++) submissions.byName(editor, "2409.00001");
    }

    // ---- Authorship
    // ---------------------------------------------------------------------------------------------

    @Test
    void anOrcidOfTheAuthorsProvesAuthorship() {
        house.give("o.jsonl", """
                {"_id":"o","title":"Tide tables","arxiv":"2409.60002","authors":[{"name":"Leocadia Nagy","orcid":"0000-0002-1825-0097"}]}
                """);
        Claims claims = new Claims(house.library(), pace);
        Paper paper = house.library().paper("2409.60002").orElseThrow();
        assertThat(claims.claim(tomas, paper, 0, Optional.of("0000-0001-5109-3700"))
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(claims.claim(ines, paper, 0, Optional.of("0000-0002-1825-0097"))
                        .state())
                .isEqualTo(State.VERIFIED);
        assertThat(claims.authors(paper.id())).extracting(c -> c.reader()).containsExactly(ines.id());
        Comment c = comments.post(ines, paper.id(), Optional.empty(), "I wrote this.");
        assertThat(c.wrote()).isTrue();
        assertThatThrownBy(() -> claims.claim(ines, paper, 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenProvesAnAddressThatStandsInTheRecordAndNoOther() {
        house.give("o.jsonl", """
                {"_id":"o","title":"Tide tables","arxiv":"2409.60003","authors":[{"name":"Leocadia Nagy","affiliation":"Tidal Office, l.nagy@tides.example"}]}
                """);
        Claims claims = new Claims(house.library(), pace);
        Paper paper = house.library().paper("2409.60003").orElseThrow();
        Claims.ToMail mail = claims.claimByAddress(ines, paper, 0, "L.Nagy@tides.example");
        assertThat(mail.claim().state()).isEqualTo(State.MAILED);
        assertThat(claims.confirm(tomas, mail.token()))
                .as("another reader's token")
                .isEmpty();
        assertThat(claims.confirm(ines, "wrong")).isEmpty();
        assertThat(claims.confirm(ines, mail.token()).orElseThrow().state()).isEqualTo(State.VERIFIED);
        assertThat(claims.confirm(ines, mail.token())).as("used once").isEmpty();
        // The end of the author's address is not the author's address.
        Claims.ToMail other = claims.claimByAddress(tomas, paper, 0, "nagy@tides.example");
        assertThat(claims.confirm(tomas, other.token()).orElseThrow().state()).isEqualTo(State.WAITING);
        Claims.ToMail late = claims.claimByAddress(tomas, paper, 0, "nagy@tides.example");
        house.pass(Duration.ofHours(49));
        assertThat(claims.confirm(tomas, late.token())).isEmpty();
        assertThat(house.library()
                        .store()
                        .number("select count(*) from authorship_claim where token_digest = ?", late.token()))
                .as("the token itself is kept nowhere")
                .isZero();
        for (String bad : List.of("", "nobody", "a@b", "a b@c.org", "a@c.org\nBcc: x@y.org"))
            assertThatThrownBy(() -> claims.claimByAddress(tomas, paper, 0, bad))
                    .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyAdministratorsDecideAndRefusalsStand() {
        Claims claims = new Claims(house.library(), pace);
        Claims.Claim claim = claims.claim(ines, whole(1), 0, Optional.empty());
        Reader justEditor = house.reader("emil", Role.EDITOR, ReaderLibrary.NOON);
        assertThatThrownBy(() -> claims.decide(justEditor, claim.id(), true, ""))
                .isInstanceOf(NotAllowed.class);
        assertThat(claims.waiting()).hasSize(1);
        assertThat(claims.decide(editor, claim.id(), false, "Another person of that name")
                        .orElseThrow()
                        .state())
                .isEqualTo(State.REFUSED);
        assertThat(claims.decide(editor, claim.id(), true, ""))
                .as("decided already")
                .isEmpty();
        assertThatThrownBy(() -> claims.claim(ines, whole(1), 0, Optional.empty()))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("Another person");
        assertThat(claims.withdraw(ines, claim.id())).isFalse();
        Claims.Claim second = claims.claim(tomas, whole(2), 1, Optional.empty());
        assertThat(claims.withdraw(ines, second.id())).as("not hers").isFalse();
        assertThat(claims.decide(editor, second.id(), true, "Knows him")
                        .orElseThrow()
                        .state())
                .isEqualTo(State.VERIFIED);
        assertThat(claims.wrote(tomas.id(), paper(2))).isTrue();
    }

    // ---- Links
    // --------------------------------------------------------------------------------------------------

    @Test
    void linksAreAddedByAuthorsSubmittersAndEditorsAndStayInTheHistory() {
        PaperLinks links = new PaperLinks(house.library(), pace);
        assertThatThrownBy(() -> links.add(ines, paper(1), Link.Kind.CODE, "https://example.org/code"))
                .isInstanceOf(NotAllowed.class);
        submissions().byName(ines, "2409.00001");
        PaperLinks.Linked code = links.add(ines, paper(1), Link.Kind.CODE, "https://example.org/code");
        assertThat(links.add(ines, paper(1), Link.Kind.CODE, "https://example.org/code"))
                .isEqualTo(code);
        Claims claims = new Claims(house.library(), pace);
        claims.decide(editor, claims.claim(tomas, whole(1), 0, Optional.empty()).id(), true, "");
        house.pass(Duration.ofSeconds(1));
        links.add(tomas, paper(1), Link.Kind.DATASET, "https://example.org/data");
        links.add(editor, paper(2), Link.Kind.MODEL, "https://example.org/model");
        assertThat(links.of(List.of(paper(1), paper(2), paper(3)))).containsOnlyKeys(paper(1), paper(2));
        Reader passer = house.reader("passer");
        assertThatThrownBy(() -> links.remove(passer, code.id())).isInstanceOf(NotAllowed.class);
        assertThat(links.remove(tomas, code.id())).isTrue();
        assertThat(links.remove(tomas, code.id())).isFalse();
        assertThat(links.of(List.of(paper(1))).get(paper(1)))
                .extracting(Link::kind)
                .containsExactly(Link.Kind.DATASET);
        assertThat(links.history(paper(1)).getFirst().removed()).isPresent();
        for (String bad : List.of(
                "javascript:alert(1)", "ftp://example.org", "example.org", "https://e.org/" + "x".repeat(1_000)))
            assertThatThrownBy(() -> links.add(editor, paper(1), Link.Kind.CODE, bad))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> links.add(editor, paper(1), Link.Kind.PDF, "https://example.org/x.pdf"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- Trending
    // -----------------------------------------------------------------------------------------------

    private Trending trending(Judgments judgments) {
        return new Trending(
                house.library(),
                new Editions(house.library(), new RecencyEditionRanker(), _ -> List.of()),
                judgments,
                comments,
                new VoteBursts(house.library(), judgments, new ModerationLog(house.library())));
    }

    private void votes(Judgments judgments, int paper, int n, Instant joined) {
        for (int i = 0; i < n; i++)
            judgments.give(
                    house.reader("v" + paper + "-" + i + "-" + joined.getEpochSecond(), Role.READER, joined)
                            .id(),
                    new Judgment.Thumb(paper(paper), true),
                    WEB,
                    "vote");
    }

    @Test
    void aSmallFieldHasItsDay() {
        Judgments judgments = new Judgments(house.library());
        Instant old = ReaderLibrary.NOON.minus(Duration.ofDays(100));
        // Six papers on ranking with six votes each, one with seven; of the three on bees one has four and
        // two have one.
        for (int n : List.of(1, 2, 4, 5, 7)) votes(judgments, n, 6, old);
        votes(judgments, 8, 7, old);
        votes(judgments, 3, 4, old);
        votes(judgments, 6, 1, old);
        votes(judgments, 9, 1, old);
        List<Trending.Entry> top = trending(judgments).top(10);
        assertThat(top.getFirst().paper().id()).as("four votes among bees").isEqualTo(paper(3));
        assertThat(top.get(1).paper().id()).isEqualTo(paper(8));
        assertThat(top.getFirst().reason()).isEqualTo("4 votes here.");
    }

    @Test
    void votesFadeAndCommentsCountOnceAReader() {
        Judgments judgments = new Judgments(house.library());
        Instant old = ReaderLibrary.NOON.minus(Duration.ofDays(100));
        votes(judgments, 1, 3, old);
        house.pass(Duration.ofDays(21));
        votes(judgments, 2, 2, old);
        for (int i = 0; i < 5; i++) {
            comments.post(ines, paper(4), Optional.empty(), "And another thing " + i);
            house.pass(Duration.ofMinutes(1));
        }
        List<Trending.Entry> top = trending(judgments).top(10);
        assertThat(top).extracting(e -> e.paper().id()).containsExactlyInAnyOrder(paper(2), paper(4), paper(1));
        assertThat(top.getLast().paper().id()).isEqualTo(paper(1));
        // ln(1 + 3 / 8) against ln(1 + 2), of one topic: two votes, or one reader who talks much.
        assertThat(top.get(1).score() / top.getFirst().score()).isCloseTo(1, Offset.offset(1e-2));
        assertThat(top.getLast().score() / top.getFirst().score())
                .isCloseTo(Math.log1p(3 / 8.0) / Math.log1p(2), Offset.offset(1e-3));
    }

    @Test
    void newAccountsWeighAFifth() {
        assertThat(Trending.damping(Duration.ZERO)).isEqualTo(0.2);
        assertThat(Trending.damping(Duration.ofHours(84))).isCloseTo(0.6, Offset.offset(1e-12));
        assertThat(Trending.damping(Duration.ofDays(7))).isEqualTo(1);
        assertThat(Trending.damping(Duration.ofDays(700))).isEqualTo(1);
    }

    @Test
    void aBurstOfNewAccountsIsFlaggedAndWeighsNothingUntilCleared() {
        Judgments judgments = new Judgments(house.library());
        Trending trending = trending(judgments);
        VoteBursts bursts = new VoteBursts(house.library(), judgments, new ModerationLog(house.library()));
        Instant today = ReaderLibrary.NOON.minus(Duration.ofHours(2));
        votes(judgments, 1, 3, ReaderLibrary.NOON.minus(Duration.ofDays(100)));
        votes(judgments, 2, 7, today);
        assertThat(bursts.open()).as("seven are not yet a burst").isEmpty();
        votes(judgments, 2, 40, today.minusSeconds(60));
        assertThat(bursts.open()).hasSize(1);
        assertThat(bursts.open().getFirst().young()).isEqualTo(47);
        assertThat(trending.top(10)).extracting(e -> e.paper().id()).containsExactly(paper(1));
        assertThat(judgments.tally(paper(2)).up())
                .as("nobody's vote is taken away")
                .isEqualTo(47);
        assertThatThrownBy(() -> bursts.clear(ines, paper(2), "")).isInstanceOf(NotAllowed.class);
        house.pass(Duration.ofMinutes(1));
        bursts.clear(editor, paper(2), "A seminar voted");
        assertThat(bursts.open()).isEmpty();
        assertThat(trending.top(10)).extracting(e -> e.paper().id()).containsExactly(paper(2), paper(1));
    }

    @Test
    void manyVotesOfKnownReadersAreNoBurst() {
        Judgments judgments = new Judgments(house.library());
        votes(judgments, 1, 60, ReaderLibrary.NOON.minus(Duration.ofDays(100)));
        assertThat(new VoteBursts(house.library(), judgments, new ModerationLog(house.library())).open())
                .isEmpty();
        assertThat(trending(judgments).top(5)).hasSize(1);
    }
}
