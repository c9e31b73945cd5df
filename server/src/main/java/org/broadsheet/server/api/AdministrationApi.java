package org.broadsheet.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.HouseSettings;
import org.broadsheet.server.administration.Retention;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.digest.Subscriptions;
import org.broadsheet.server.fetch.SourceState;
import org.broadsheet.server.fetch.SourceStore;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.broadsheet.server.post.Courier;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.post.ReturnedMail;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Running the house by program, for tokens of administrators with the scope `admin`: the same as on the pages.
@RestController
@RequestMapping("/api/v1")
class AdministrationApi {
    private static final int MOST = 200;

    private final Library library;
    private final org.broadsheet.server.reader.Readers readers;
    private final OneTimeLinks links;
    private final Settings settings;
    private final Retention retention;
    private final AuditLog audit;
    private final Postbox postbox;
    private final Courier courier;
    private final ReturnedMail returned;
    private final Subscriptions subscriptions;
    private final SourceStore sources;
    private final Addresses addresses;

    AdministrationApi(
            Library library,
            org.broadsheet.server.reader.Readers readers,
            OneTimeLinks links,
            Settings settings,
            Retention retention,
            AuditLog audit,
            Postbox postbox,
            Courier courier,
            ReturnedMail returned,
            Subscriptions subscriptions,
            Addresses addresses) {
        this.library = library;
        this.readers = readers;
        this.links = links;
        this.settings = settings;
        this.retention = retention;
        this.audit = audit;
        this.postbox = postbox;
        this.courier = courier;
        this.returned = returned;
        this.subscriptions = subscriptions;
        this.sources = new SourceStore(library.database());
        this.addresses = addresses;
    }

    private static String word(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }

    private static ApiErrors.Missing missing(String what) {
        return new ApiErrors.Missing("there is no " + what);
    }

    private void note(Visitor visitor, String deed, String object, String detail) {
        audit.note(Readers.reader(visitor).id(), deed, object, detail);
    }

    // ---- The house
    // -----------------------------------------------------------------------------------------------

    record IndexView(
            long papers,
            long indexed,
            long behind,
            long encoded,
            boolean writable,
            @Nullable String trouble) {}

    record StorageView(String database, long databaseBytes) {}

    record MailView(
            String where, @Nullable String trouble, Map<String, Long> letters, Map<String, Long> subscriptions) {}

    record HouseView(
            IndexView index, StorageView storage, MailView mail, long readers, int sources, long failingSources) {}

    /// How the house stands.
    @GetMapping("/administration")
    HouseView house() {
        LibraryStatus s = library.status();
        List<SourceState> asked = sources.all();
        Map<String, Long> letters = new TreeMap<>();
        postbox.counts().forEach((state, n) -> letters.put(word(state), n));
        Map<String, Long> subscribed = new TreeMap<>();
        subscriptions.counts().forEach((state, n) -> subscribed.put(word(state), n));
        return new HouseView(
                new IndexView(
                        s.papers(),
                        s.indexed(),
                        s.behind(),
                        s.encoded(),
                        s.writable(),
                        s.trouble().orElse(null)),
                new StorageView(library.database().isSqlite() ? "sqlite" : "postgresql", library.databaseBytes()),
                new MailView(
                        courier.where(),
                        courier.trouble().map(Courier.Trouble::why).orElse(null),
                        letters,
                        subscribed),
                readers.count(),
                asked.size(),
                asked.stream().filter(SourceState::failing).count());
    }

    record SettingsView(String house, String signUp, Map<String, Integer> days, Map<String, Long> over) {}

    record SettingsChange(
            @Nullable String house,
            @Nullable String signUp,
            @Nullable Map<String, Integer> days) {}

    /// What is set, and how much is over its time and goes within a day.
    @GetMapping("/administration/settings")
    SettingsView settings() {
        HouseSettings set = settings.now();
        Map<String, Integer> days = new TreeMap<>();
        set.days().forEach((k, d) -> days.put(k.key(), d));
        Map<String, Long> over = new TreeMap<>();
        retention.due().forEach((k, n) -> over.put(k.key(), n));
        return new SettingsView(set.house(), set.signUp().key(), days, over);
    }

    /// Changes what is given and leaves the rest.
    @PutMapping("/administration/settings")
    SettingsView set(@RequestBody SettingsChange body, Visitor visitor) {
        HouseSettings was = settings.now();
        Map<Kept, Integer> days = new EnumMap<>(was.days());
        if (body.days() != null) body.days().forEach((key, d) -> days.put(kept(key), Readers.need(key, d)));
        HouseSettings set = new HouseSettings(
                Readers.or(body.house(), was.house()),
                body.signUp() == null ? was.signUp() : Settings.signUp(body.signUp()),
                days);
        settings.set(set);
        note(visitor, "settings", "", set.told());
        return settings();
    }

    private static Kept kept(String key) {
        for (Kept k : Kept.values()) if (k.key().equals(key)) return k;
        throw new IllegalArgumentException("days are set for "
                + Arrays.stream(Kept.values()).map(Kept::key).collect(Collectors.joining(", "))
                + " but not for '" + key + "'");
    }

    record DeedView(long id, String at, @Nullable String by, String deed, String object, String detail) {}

    record DeedList(List<DeedView> deeds, @Nullable Long next) {}

    /// Who did what, the newest first.
    @GetMapping("/administration/deeds")
    DeedList deeds(@RequestParam(defaultValue = "0") long before, @RequestParam(defaultValue = "50") int limit) {
        int most = ApiErrors.bounded("limit", limit, 1, MOST);
        List<DeedView> deeds = audit.list(before <= 0 ? Long.MAX_VALUE : before, most).stream()
                .map(d -> new DeedView(
                        d.id(), d.at().toString(), d.byName().orElse(null), d.deed(), d.object(), d.detail()))
                .toList();
        return new DeedList(deeds, deeds.size() < most ? null : deeds.getLast().id());
    }

    // ---- Readers
    // -------------------------------------------------------------------------------------------------

    record ReaderView(
            String id,
            String name,
            String displayName,
            String role,
            @Nullable String email,
            String created,
            boolean open) {
        static ReaderView of(Account a) {
            return new ReaderView(
                    a.id().value(),
                    a.reader().name(),
                    a.reader().displayName(),
                    a.reader().role().key(),
                    a.email().map(EmailAddress::masked).orElse(null),
                    a.createdAt().toString(),
                    a.open());
        }
    }

    record ReaderList(
            long count, List<ReaderView> readers, @Nullable String next) {}

    record ReaderChange(@Nullable String role, @Nullable Boolean open) {}

    /// Accounts by name; addresses are shown in part.
    @GetMapping("/administration/readers")
    ReaderList readers(
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = ApiErrors.bounded("limit", limit, 1, MOST);
        List<Account> accounts = readers.list(find, after, most);
        return new ReaderList(
                readers.count(),
                accounts.stream().map(ReaderView::of).toList(),
                accounts.size() < most ? null : accounts.getLast().reader().name());
    }

    /// Changes a role, closes an account or opens it again; the last administrator stays one.
    @PutMapping("/administration/readers/{id}")
    ReaderView change(@PathVariable String id, @RequestBody ReaderChange body, Visitor visitor) {
        Account account = account(id).orElseThrow(() -> missing("reader '" + id + "'"));
        try {
            if (body.role() != null) {
                readers.role(account.id(), Role.ofKey(body.role()));
                note(visitor, "role", id, body.role());
            }
            if (body.open() != null && body.open() != account.open()) {
                if (body.open()) readers.reopen(account.id());
                else readers.close(account.id());
                note(visitor, body.open() ? "reopen" : "close", id, "");
            }
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return ReaderView.of(account(id).orElseThrow(() -> missing("reader '" + id + "'")));
    }

    private Optional<Account> account(String id) {
        try {
            return readers.find(new ReaderId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    record InvitationView(String id, String role, String expires) {}

    record InvitationList(List<InvitationView> invitations) {}

    record NewInvitation(@Nullable String role) {}

    record MadeInvitation(String link) {}

    /// Invitations that nobody used yet.
    @GetMapping("/administration/invitations")
    InvitationList invitations() {
        return new InvitationList(links.open(Purpose.INVITATION).stream()
                .map(l ->
                        new InvitationView(l.handle(), l.detail(), l.expiresAt().toString()))
                .toList());
    }

    /// Makes one; its link is told this once.
    @PostMapping("/administration/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    MadeInvitation invite(@RequestBody NewInvitation body, Visitor visitor) {
        String role = Role.ofKey(Readers.or(body.role(), "reader")).key();
        String secret =
                links.make(Purpose.INVITATION, null, Readers.reader(visitor).id(), role);
        note(visitor, "invited", "", role);
        return new MadeInvitation(addresses.base() + "/sign-up?invitation=" + secret);
    }

    @DeleteMapping("/administration/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Visitor visitor) {
        if (!links.revoke(Purpose.INVITATION, id)) throw missing("invitation '" + id + "'");
        note(visitor, "invitation revoked", "", "");
    }

    // ---- Sources
    // -------------------------------------------------------------------------------------------------

    record SourceView(
            String id,
            String kind,
            String what,
            String from,
            @Nullable String lastGood,
            String next,
            int failures,
            @Nullable String trouble,
            @Nullable String newest) {
        static SourceView of(SourceState s) {
            return new SourceView(
                    s.source().id(),
                    s.source().kind().key(),
                    s.source().what(),
                    s.bookmark().from().toString(),
                    text(s.goodAt()),
                    s.nextAt().toString(),
                    s.failures(),
                    s.trouble(),
                    text(s.newestDay()));
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    record SourceList(List<SourceView> sources) {}

    record NewSource(
            @Nullable String kind,
            @Nullable String what,
            @Nullable String since) {}

    record NamedSource(@Nullable String source) {}

    /// What is asked on schedule, and how each stands.
    @GetMapping("/administration/sources")
    SourceList sources() {
        return new SourceList(sources.all().stream().map(SourceView::of).toList());
    }

    /// Adds one, asked from a day on, else from a week ago.
    @PostMapping("/administration/sources")
    @ResponseStatus(HttpStatus.CREATED)
    SourceView add(@RequestBody NewSource body, Visitor visitor) {
        String kind = Readers.need("kind", body.kind());
        // Another server to ask is named at the console only: it may be in the house's own network.
        Source source = Source.of(kind, Readers.or(body.what(), ""));
        Instant now = library.clock().instant();
        LocalDate since = body.since() == null
                ? LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(org.broadsheet.server.fetch.Sources.FIRST_DAYS)
                : day(body.since());
        if (!sources.add(source, since, now))
            throw new IllegalArgumentException("the source " + source.id() + " is there already");
        note(visitor, "source added", source.id(), "");
        return SourceView.of(source(source.id()));
    }

    private static LocalDate day(String since) {
        try {
            return LocalDate.parse(since);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    "'since' is a day like " + ApiErrors.EXAMPLE + " but was '" + since + "'", e);
        }
    }

    private SourceState source(String id) {
        return sources.find(id).orElseThrow(() -> missing("source '" + id + "'"));
    }

    /// Has one asked at once instead of at its time; the server looks for what is due twice a minute.
    @PostMapping("/administration/sources/ask")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SourceView ask(@RequestBody NamedSource body, Visitor visitor) {
        String id = Readers.need("source", body.source());
        source(id);
        sources.hurry(id, library.clock().instant());
        note(visitor, "source asked", id, "");
        return SourceView.of(source(id));
    }

    /// Stops asking one; its papers stay.
    @DeleteMapping("/administration/sources")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam String source, Visitor visitor) {
        if (!sources.remove(source)) throw missing("source '" + source + "'");
        note(visitor, "source removed", source, "");
    }

    // ---- Mail
    // ----------------------------------------------------------------------------------------------------

    record LetterView(String id, String kind, String to, String state, int attempts, String reason, String at) {}

    record LetterList(List<LetterView> letters) {}

    record LetterDeed(@Nullable String deed) {}

    record ReturnView(String to, String kind, String status, String at) {}

    record ReturnList(List<ReturnView> returned) {}

    /// Letters in a state, the newest first; addresses are shown in part.
    @GetMapping("/administration/letters")
    LetterList letters(
            @RequestParam(defaultValue = "held") String state, @RequestParam(defaultValue = "50") int limit) {
        return new LetterList(postbox.list(List.of(state(state)), ApiErrors.bounded("limit", limit, 1, MOST)).stream()
                .map(s -> new LetterView(
                        s.id(),
                        s.order().kind(),
                        s.order().to().masked(),
                        word(s.state()),
                        s.attempts(),
                        s.reason(),
                        s.at().toString()))
                .toList());
    }

    private static Postbox.State state(String name) {
        for (Postbox.State s : Postbox.State.values()) if (word(s).equals(name)) return s;
        throw new IllegalArgumentException("a letter's state is "
                + Arrays.stream(Postbox.State.values())
                        .map(AdministrationApi::word)
                        .collect(Collectors.joining(", "))
                + " but was '" + name + "'");
    }

    /// Sends a letter that was held or failed after all, or says that it arrived, or that it need not be sent.
    @PostMapping("/administration/letters/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable String id, @RequestBody LetterDeed body, Visitor visitor) {
        String deed = Readers.need("deed", body.deed());
        boolean found = switch (deed) {
            case "again" -> postbox.retry(id);
            case "arrived" -> postbox.settle(id, true);
            case "drop" -> postbox.settle(id, false);
            default -> throw new IllegalArgumentException("'deed' is again, arrived or drop but was '" + deed + "'");
        };
        if (!found) throw missing("letter '" + id + "' that waits for somebody");
        note(visitor, "letter", id, deed);
    }

    /// What came back, the newest first; addresses are shown in part.
    @GetMapping("/administration/mail/returned")
    ReturnList returned() {
        return new ReturnList(returned.list(MOST).stream()
                .map(r -> new ReturnView(r.address().masked(), r.kind(), r.status(), r.at().toString()))
                .toList());
    }

    /// Lets an address be written to again.
    @DeleteMapping("/administration/mail/returned")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgive(@RequestParam String address, Visitor visitor) {
        if (!returned.forgive(new EmailAddress(address))) throw missing("report of this address");
        note(visitor, "address forgiven", "", "");
        courier.hurry();
    }
}
