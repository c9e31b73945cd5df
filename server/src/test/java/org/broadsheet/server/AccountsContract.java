package org.broadsheet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.HouseSettings;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.CommunityData;
import org.broadsheet.server.community.Lookup;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.digest.Choices;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.feed.FeedLinks;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.JudgmentData;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.ReturnedMail;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Taken;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.Notes;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.broadsheet.server.shelf.ShelfData;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Identities;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.signin.Sessions;
import org.broadsheet.server.signin.SignIn;
import org.broadsheet.server.signin.SignInData;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.webhook.Webhook;
import org.broadsheet.server.webhook.Webhooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts and all that opens them, on every database; one subclass a database.
abstract class AccountsContract {
    private static final String GOOD = "four words of a kind";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Readers readers;

    @SuppressWarnings("NullAway.Init")
    private Passwords passwords;

    @SuppressWarnings("NullAway.Init")
    private Sessions sessions;

    @SuppressWarnings("NullAway.Init")
    private ApiTokens tokens;

    @SuppressWarnings("NullAway.Init")
    private OneTimeLinks links;

    @SuppressWarnings("NullAway.Init")
    private Settings settings;

    @SuppressWarnings("NullAway.Init")
    private AuditLog audit;

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() {
        house = open();
        Library library = house.library();
        settings = new Settings(library);
        audit = new AuditLog(library);
        Pace pace = new Pace(house.clock());
        Judgments judgments = new Judgments(library);
        readers = new Readers(
                library,
                List.of(
                        new JudgmentData(judgments),
                        new CommunityData(
                                library,
                                new Comments(library, pace),
                                new Claims(library, pace),
                                new PaperLinks(library, pace),
                                new Submissions(library, nothing(), pace)),
                        new ShelfData(
                                library,
                                new ReadingLists(library, judgments, pace),
                                new ReadingProgress(library),
                                new Notes(library, pace),
                                new Follows(library, pace)),
                        new FeedLinks(library, new Follows(library, pace), pace),
                        new Webhooks(library, new Follows(library, pace), pace),
                        audit,
                        subscriptions(),
                        new ActLinks(library, judgments, pace),
                        new SignInData(library)));
        passwords = new Passwords(library);
        sessions = new Sessions(library);
        tokens = new ApiTokens(library);
        links = new OneTimeLinks(library);
    }

    private Subscriptions subscriptions() {
        return new Subscriptions(house.library(), new Postbox(house.library()), new ReturnedMail(house.library()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Lookup nothing() {
        return new Lookup() {
            @Override
            public List<SourceRecord> named(Identifier identifier) {
                return List.of();
            }

            @Override
            public List<SourceRecord> shown(URI page) {
                return List.of();
            }
        };
    }

    private Account ines() {
        return readers.create("ines", "Ines Arbelo", null, Role.READER);
    }

    // ---- Accounts
    // ------------------------------------------------------------------------------------------------

    @Test
    void anAccountIsFoundByIdAndNameHoweverTheNameIsTyped() {
        Account made = readers.create(" Ines ", "  Ines \u202e Arbelo ", null, Role.EDITOR);
        assertThat(made.reader().name()).isEqualTo("ines");
        assertThat(made.reader().displayName()).isEqualTo("Ines Arbelo");
        assertThat(made.reader().role()).isEqualTo(Role.EDITOR);
        assertThat(made.createdAt()).isEqualTo(ReaderLibrary.NOON);
        assertThat(readers.find(made.id())).contains(made);
        assertThat(readers.named("INES ")).contains(made);
        assertThat(readers.named("tomas")).isEmpty();
        assertThat(readers.count()).isEqualTo(1);
    }

    @Test
    void namesAndAddressesAreOneReadersOnly() {
        ines();
        assertThatThrownBy(() -> readers.create("INES", "Another", null, Role.READER))
                .isInstanceOf(Taken.class)
                .hasMessageContaining("'ines' is taken");
        assertThatThrownBy(() -> readers.create("admin", "Another", null, Role.READER))
                .isInstanceOf(Taken.class);
        Account tomas = readers.create("tomas", "Tomas", new EmailAddress("t@example.org"), Role.READER);
        assertThatThrownBy(() ->
                        readers.confirm(readers.named("ines").orElseThrow().id(), new EmailAddress("T@example.org")))
                .isInstanceOf(Taken.class);
        assertThat(readers.named("t@Example.org")).map(Account::id).contains(tomas.id());
        assertThat(readers.count()).isEqualTo(2);
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String name : List.of("", "a", "1a", "a b", "-a", "a-", "a--b", "ä-name", "<b>", "a".repeat(31), "a\nb"))
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> readers.create(name, "X", null, Role.READER));
        for (String shown : List.of("", "  ", "\u200b\u202e", "x".repeat(61)))
            assertThatIllegalArgumentException().isThrownBy(() -> readers.create("good", shown, null, Role.READER));
        assertThat(readers.count()).isZero();
    }

    @Test
    void aHouseKeepsItsLastAdministrator() {
        Account edda = readers.create("edda", "Edda", null, Role.ADMINISTRATOR);
        Account ines = ines();
        assertThat(readers.firstAdministrator()).contains(edda);
        assertThatIllegalStateException().isThrownBy(() -> readers.role(edda.id(), Role.READER));
        assertThatIllegalStateException().isThrownBy(() -> readers.close(edda.id()));
        assertThatIllegalStateException().isThrownBy(() -> readers.delete(edda.id()));
        assertThat(readers.find(edda.id())).contains(edda);
        readers.role(ines.id(), Role.ADMINISTRATOR);
        readers.delete(edda.id());
        assertThat(readers.find(edda.id())).isEmpty();
        readers.delete(ines.id());
        assertThat(readers.count()).isZero();
    }

    @Test
    void accountsAreListedByNameAndPartOfIt() {
        for (String name : List.of("wren", "ines", "tomas")) readers.create(name, "Reader " + name, null, Role.READER);
        assertThat(readers.list("", "", 2)).extracting(a -> a.reader().name()).containsExactly("ines", "tomas");
        assertThat(readers.list("", "tomas", 2))
                .extracting(a -> a.reader().name())
                .containsExactly("wren");
        assertThat(readers.list("ADER t", "", 9))
                .extracting(a -> a.reader().name())
                .containsExactly("tomas");
        assertThat(readers.list("%", "", 9)).isEmpty();
    }

    // ---- Passwords
    // -----------------------------------------------------------------------------------------------

    @Test
    void onlyThePasswordOfAnOpenAccountFits() {
        Account ines = ines();
        assertThat(passwords.has(ines.id())).isFalse();
        assertThat(passwords.fits(Optional.of(ines), "nobody has this password"))
                .isFalse();
        passwords.set(ines.id(), GOOD);
        assertThat(passwords.fits(Optional.of(ines), GOOD)).isTrue();
        assertThat(passwords.fits(Optional.of(ines), GOOD + " ")).isFalse();
        assertThat(passwords.fits(Optional.empty(), "nobody has this password")).isFalse();
        String kept = house.library()
                .database()
                .reading()
                .sql("select password from reader where name = 'ines'")
                .query(String.class)
                .single();
        assertThat(kept).startsWith("{argon2}$argon2id$").doesNotContain(GOOD);
        readers.create("edda", "Edda", null, Role.ADMINISTRATOR);
        readers.close(ines.id());
        assertThat(passwords.fits(readers.find(ines.id()), GOOD)).isFalse();
    }

    @Test
    void guessingIsPausedForThePairAndNotForTheReaderElsewhere() {
        passwords.set(ines().id(), GOOD);
        SignIn signIn = new SignIn(house.library(), readers, passwords);
        for (int left = 4; left >= 0; left--)
            assertThat(signIn.attempt("ines", "wrong", "192.0.2.1")).isEqualTo(new SignIn.Answer.Wrong(left));
        assertThat(signIn.attempt("Ines", GOOD, "192.0.2.1"))
                .isEqualTo(new SignIn.Answer.Paused(Duration.ofMinutes(10)));
        assertThat(signIn.attempt("ines", GOOD, "192.0.2.2")).isInstanceOf(SignIn.Answer.Known.class);
        for (int left = 4; left >= 0; left--)
            assertThat(signIn.attempt("nobody-here", "x", "192.0.2.3")).isEqualTo(new SignIn.Answer.Wrong(left));
        assertThat(signIn.attempt("nobody-here", "x", "192.0.2.3")).isInstanceOf(SignIn.Answer.Paused.class);
        house.pass(Duration.ofMinutes(10));
        assertThat(signIn.attempt("ines", GOOD, "192.0.2.1")).isInstanceOf(SignIn.Answer.Known.class);
    }

    // ---- Sessions and tokens
    // -------------------------------------------------------------------------------------

    @Test
    void aSessionIsKnownByItsSecretAloneAndTheDatabaseHasOnlyADigest() {
        Account ines = ines();
        Sessions.Opened opened = sessions.open(ines.id(), null, "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", false);
        assertThat(sessions.known(opened.secret()))
                .map(Sessions.Current::reader)
                .contains(ines.reader());
        assertThat(sessions.known("a".repeat(32))).isEmpty();
        assertThat(sessions.known("")).isEmpty();
        assertThat(sessions.known(Digests.hex(opened.secret()))).isEmpty();
        assertThat(sessions.known(opened.session().handle())).isEmpty();
        assertThat(opened.session().device()).isEqualTo("Firefox on Linux");
        assertThat(everything()).doesNotContain(opened.secret());
        house.pass(Duration.ofHours(12));
        assertThat(sessions.known(opened.secret())).isEmpty();
    }

    @Test
    void aNewSessionEndsTheOneThatTheBrowserBrought() {
        Account ines = ines();
        Account tomas = readers.create("tomas", "Tomas", null, Role.READER);
        String planted = sessions.open(tomas.id(), null, null, true).secret();
        String own = sessions.open(ines.id(), planted, null, true).secret();
        assertThat(own).isNotEqualTo(planted);
        assertThat(sessions.known(planted)).isEmpty();
        assertThat(sessions.known(own)).isPresent();
    }

    @Test
    void sessionsAreListedAndEndedByTheirReaderOnly() {
        Account ines = ines();
        Account tomas = readers.create("tomas", "Tomas", null, Role.READER);
        Sessions.Opened one = sessions.open(ines.id(), null, "Edg/1 Windows", true);
        house.pass(Duration.ofMinutes(1));
        Sessions.Opened two = sessions.open(ines.id(), null, "iPhone Safari/1", true);
        assertThat(sessions.of(ines.id())).containsExactly(two.session(), one.session());
        assertThat(sessions.of(tomas.id())).isEmpty();
        assertThat(sessions.end(tomas.id(), one.session().handle())).isFalse();
        assertThat(sessions.known(one.secret())).isPresent();
        assertThat(sessions.end(ines.id(), one.session().handle())).isTrue();
        assertThat(sessions.known(one.secret())).isEmpty();
        Sessions.Opened three = sessions.open(ines.id(), null, null, false);
        assertThat(sessions.endAll(ines.id(), three.session().handle())).isEqualTo(1);
        assertThat(sessions.known(two.secret())).isEmpty();
        assertThat(sessions.known(three.secret())).isPresent();
        readers.create("edda", "Edda", null, Role.ADMINISTRATOR);
        readers.close(ines.id());
        assertThat(sessions.known(three.secret())).isEmpty();
    }

    @Test
    void aTokenActsWithinItsScopesUntilItExpiresOrIsDeleted() {
        Account ines = ines();
        Account tomas = readers.create("tomas", "Tomas", null, Role.READER);
        ApiTokens.Made made = tokens.make(ines.id(), "Notebook", Set.of(Scope.READ, Scope.JUDGE), Duration.ofDays(2));
        assertThat(made.secret()).startsWith(ApiTokens.PREFIX);
        assertThat(everything()).doesNotContain(made.secret());
        ApiTokens.Current known = tokens.known(made.secret()).orElseThrow();
        assertThat(known.reader()).isEqualTo(ines.reader());
        assertThat(known.token().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.JUDGE);
        assertThat(tokens.known(made.token().id())).isEmpty();
        assertThat(tokens.delete(tomas.id(), made.token().id())).isFalse();
        assertThat(tokens.known(made.secret())).isPresent();
        assertThat(tokens.delete(ines.id(), made.token().id())).isTrue();
        assertThat(tokens.known(made.secret())).isEmpty();
        String brief = tokens.make(ines.id(), "Brief", Set.of(Scope.READ), Duration.ofDays(1))
                .secret();
        house.pass(Duration.ofDays(1));
        assertThat(tokens.known(brief)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.make(ines.id(), "None", Set.of(), null));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.make(ines.id(), " ", Set.of(Scope.READ), null));
    }

    @Test
    void aLinkWorksOnceForItsPurposeAndForItsTime() {
        Account ines = ines();
        String secret = links.make(Purpose.PASSWORD, ines.id(), null, "");
        assertThat(everything()).doesNotContain(secret);
        assertThat(links.look(Purpose.INVITATION, secret)).isEmpty();
        assertThat(links.look(Purpose.PASSWORD, secret)).isPresent();
        assertThat(links.take(Purpose.PASSWORD, secret).flatMap(OneTimeLinks.Link::reader))
                .contains(ines.id());
        assertThat(links.take(Purpose.PASSWORD, secret)).isEmpty();
        String older = links.make(Purpose.PASSWORD, ines.id(), null, "");
        String newer = links.make(Purpose.PASSWORD, ines.id(), null, "");
        assertThat(links.look(Purpose.PASSWORD, older)).isEmpty();
        house.pass(Purpose.PASSWORD.life());
        assertThat(links.take(Purpose.PASSWORD, newer)).isEmpty();
        String invitation = links.make(Purpose.INVITATION, null, ines.id(), "reader");
        assertThat(links.open(Purpose.INVITATION)).hasSize(1);
        assertThat(links.revoke(
                        Purpose.INVITATION,
                        links.open(Purpose.INVITATION).getFirst().handle()))
                .isTrue();
        assertThat(links.take(Purpose.INVITATION, invitation)).isEmpty();
    }

    // ---- The house
    // -----------------------------------------------------------------------------------------------

    @Test
    void settingsAreKeptAndCheckedOnTheWayIn() {
        assertThat(settings.now()).isEqualTo(HouseSettings.DEFAULT);
        HouseSettings set = new HouseSettings(" The Daily Rank ", SignUp.OPEN, Map.of(Kept.AUDIT, 30));
        settings.set(set);
        settings.set(set);
        assertThat(settings.now()).isEqualTo(new HouseSettings("The Daily Rank", SignUp.OPEN, Map.of(Kept.AUDIT, 30)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HouseSettings("", SignUp.OPEN, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.signUp("sometimes"))
                .withMessageContaining("sometimes");
    }

    @Test
    void deedsAreKeptInOrder() {
        Account ines = ines();
        audit.note(ines.id(), "first", "o", "d");
        audit.note(null, "second", "", "");
        assertThat(audit.list(Long.MAX_VALUE, 9))
                .extracting(AuditLog.Entry::deed)
                .containsExactly("second", "first");
        assertThat(audit.list(Long.MAX_VALUE, 9).getLast().byName()).contains("ines");
    }

    // ---- Leaving
    // -------------------------------------------------------------------------------------------------

    /// Leaves a trace in every room.
    private void live(Reader reader) throws IOException {
        house.library()
                .database()
                .write(() -> house.library()
                        .database()
                        .writing()
                        .update(
                                "insert into passkey (id, reader_id, credential_id, credential, counter, verified, backup_eligible, backed_up, name, created_at)"
                                        + " values (?, ?, ?, ?, 0, 1, 0, 0, 'Phone', '2024-09-10T12:00:00Z')",
                                "k-" + reader.name(),
                                reader.id().value(),
                                "c-" + reader.name(),
                                new byte[] {1}));
        new Identities(house.library())
                .link(reader.id(), "https://id.example.org", "s-" + reader.name(), reader.name());
        Library library = house.library();
        Pace pace = new Pace(house.clock());
        Judgments judgments = new Judgments(library);
        Occasion web = Occasion.at(Occasion.Source.WEB, "");
        judgments.give(reader.id(), new Judgment.Thumb(house.paper(1), true), web, "k1");
        judgments.give(
                reader.id(), new Judgment.Pair(house.paper(1), house.paper(2), Judgment.Outcome.LEFT), web, "k2");
        judgments.observe(reader.id(), false);
        Comments comments = new Comments(library, pace);
        var said = comments.post(reader, house.paper(1), Optional.empty(), "Words of " + reader.name());
        comments.edit(reader, said.id(), "Other words of " + reader.name());
        comments.post(
                house.reader("answers-" + reader.name().length()), house.paper(1), Optional.of(said.id()), "So it is.");
        Paper paper = library.papers(List.of(house.paper(3))).getFirst();
        new Claims(library, pace).claimByAddress(reader, paper, 0, reader.name() + "@example.org");
        readers.role(reader.id(), Role.EDITOR);
        new PaperLinks(library, pace)
                .add(
                        readers.find(reader.id()).orElseThrow().reader(),
                        house.paper(2),
                        Link.Kind.CODE,
                        "https://example.org/" + reader.name().length());
        ReadingLists lists = new ReadingLists(library, judgments, pace);
        var list = lists.create(reader.id(), "List of " + reader.name(), "", Visibility.PUBLIC);
        lists.add(reader.id(), list.id(), List.of(house.paper(1), house.paper(2)));
        new ReadingProgress(library).set(reader.id(), house.paper(1), Optional.of(ReadingProgress.Status.READ));
        new Notes(library, pace).write(reader.id(), house.paper(1), "Note of " + reader.name());
        Follows follows = new Follows(library, pace);
        var followed = follows.follow(reader.id(), Follow.Kind.AUTHOR, "Maren Oduya", "Maren Oduya");
        new FeedLinks(library, follows, pace).make(reader.id(), FeedLinks.Kind.FOLLOW, followed.id());
        Webhooks webhooks = new Webhooks(library, follows, pace);
        var hook = webhooks.register(reader.id(), "https://hooks.example.org/", Webhook.Kind.FOLLOW, followed.id());
        webhooks.test(reader.id(), hook.webhook().id());
        sessions.open(reader.id(), null, null, true);
        tokens.make(reader.id(), "Token of " + reader.name(), Set.of(Scope.READ), null);
        links.make(Purpose.PASSWORD, reader.id(), null, "");
        links.make(Purpose.INVITATION, null, reader.id(), "reader");
        audit.note(reader.id(), "did", reader.id().value(), "");
        EmailAddress address = new EmailAddress(reader.name() + "@letters.example");
        var subscription = subscriptions().take(reader.id(), address, Choices.DEFAULT);
        subscriptions().trial(subscription, Period.DAY.of(LocalDate.of(2024, 9, 10)));
        new Postbox(library)
                .post(new Order(
                        "password/" + reader.id(), "password", reader.id().value(), address, "", false));
        new ActLinks(library, judgments, pace).revoke(reader.id());
        library.database()
                .write(() -> library.database()
                        .writing()
                        .update(
                                "insert into returned (letter_id, address, kind, status, at) values (?, ?, 'delay', '5.2.2', ?)",
                                "letter of " + reader.name(),
                                address.value(),
                                "2024-09-10T12:00:00Z"));
    }

    @Test
    void whoLeavesLeavesNothingBehind() throws IOException {
        Account edda = readers.create("edda", "Edda", null, Role.ADMINISTRATOR);
        Account ines = readers.create("ines-arbelo", "Ines Arbelo", new EmailAddress("i@example.org"), Role.READER);
        Account wren = readers.create("wren", "Wren", null, Role.READER);
        passwords.set(ines.id(), GOOD);
        live(ines.reader());
        live(wren.reader());
        List<String> before = tablesThatName(ines.id().value());
        assertThat(before)
                .contains(
                        "reader",
                        "judgment",
                        "comment",
                        "reading_list",
                        "note",
                        "follow",
                        "feed_link",
                        "webhook",
                        "session",
                        "api_token",
                        "audit",
                        "subscription",
                        "letter",
                        "act_link_generation");
        List<String> wrens = tablesThatName(wren.id().value());
        readers.delete(ines.id());
        assertThat(tablesThatName(ines.id().value())).isEmpty();
        for (String trace : List.of("ines-arbelo", "Ines Arbelo", "i@example.org"))
            assertThat(tablesThatName(trace)).as(trace).isEmpty();
        assertThat(tablesThatName(wren.id().value())).isEqualTo(wrens);
        assertThat(readers.find(edda.id())).isPresent();
    }

    @Test
    void whatIsKeptIsTakenAlongWithoutSecrets() throws IOException {
        readers.create("edda", "Edda", null, Role.ADMINISTRATOR);
        Account ines = ines();
        passwords.set(ines.id(), GOOD);
        live(ines.reader());
        String secret =
                tokens.make(ines.id(), "Named token", Set.of(Scope.READ), null).secret();
        Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
        ReaderData.Archive archive = name -> files.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
        readers.export(ines.id(), archive);
        String all = String.join(
                "\n",
                files.values().stream()
                        .map(f -> f.toString(StandardCharsets.UTF_8))
                        .toList());
        assertThat(files)
                .containsKeys(
                        "account.json",
                        "judgments.jsonl",
                        "comment.jsonl",
                        "notes.jsonl",
                        "deeds.json",
                        "subscription.json");
        assertThat(all)
                .contains("Ines Arbelo", "Other words of ines", "Note of ines", "List of ines", "Named token")
                .doesNotContain("argon2", "whsec_")
                .doesNotContain(secret)
                .doesNotContain(Digests.hex(secret));
    }

    private List<String> tables() {
        String sql = house.library().database().isSqlite()
                ? "select name from sqlite_master where type = 'table' order by name"
                : "select table_name from information_schema.tables where table_schema = current_schema() order by 1";
        return house.library()
                .database()
                .reading()
                .sql(sql)
                .query((r, _) -> r.getString(1))
                .list();
    }

    private String rows(String table) {
        return house.library()
                .database()
                .reading()
                .sql("select * from \"" + table + "\"")
                .query()
                .listOfRows()
                .toString();
    }

    private List<String> tablesThatName(String id) {
        List<String> naming = new ArrayList<>();
        for (String table : tables()) if (rows(table).contains(id)) naming.add(table);
        return naming;
    }

    /// Every row of every table.
    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : tables()) all.append(rows(table)).append('\n');
        return all.toString();
    }
}
