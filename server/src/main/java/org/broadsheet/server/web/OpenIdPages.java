package org.broadsheet.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.openid.Identity;
import org.broadsheet.server.openid.OpenIdFailed;
import org.broadsheet.server.openid.OpenIdProvider;
import org.broadsheet.server.openid.Ticket;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.DoorPace;
import org.broadsheet.server.signin.Identities;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Link;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.broadsheet.server.signin.SignUpPace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// In and out through another service: signing in, making an account, opening one's account to it and shutting it
/// again.
@Controller
class OpenIdPages {
    /// How long somebody may think about a name for the account.
    private static final Duration JOINING = Duration.ofMinutes(30);

    private final Library library;
    private final OpenIdProvider provider;
    private final Identities identities;
    private final Readers readers;
    private final WaysIn ways;
    private final OneTimeLinks links;
    private final Settings settings;
    private final AuditLog audit;
    private final Doorway doorway;
    private final DoorPace pace;
    private final SignUpPace signUpPace;
    private final HouseAddress house;
    private final boolean encrypted;

    OpenIdPages(
            Library library,
            OpenIdProvider provider,
            Identities identities,
            Readers readers,
            WaysIn ways,
            OneTimeLinks links,
            Settings settings,
            AuditLog audit,
            Doorway doorway,
            DoorPace pace,
            SignUpPace signUpPace,
            HouseAddress house,
            ServerSettings server) {
        this.library = library;
        this.provider = provider;
        this.identities = identities;
        this.readers = readers;
        this.ways = ways;
        this.links = links;
        this.settings = settings;
        this.audit = audit;
        this.doorway = doorway;
        this.pace = pace;
        this.signUpPace = signUpPace;
        this.house = house;
        this.encrypted = server.encrypted();
    }

    /// Somebody known to the other service who has no account yet, as the form carries it.
    record Joining(String issuer, String subject, String label, String invitation, String next, long until) {}

    private String service() {
        return provider.name().orElseThrow(() -> new NotFound("This house has no other service to sign in with."));
    }

    private String back() {
        return house.base() + "/sign-in/service/return";
    }

    // ---- Going there
    // ---------------------------------------------------------------------------------------------

    @GetMapping("/sign-in/service")
    Object go(
            @RequestParam(defaultValue = "/papers") String next,
            @RequestParam(defaultValue = "") String invitation,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        service();
        if (KnownVisitors.visitor(request).account().isPresent()) return Back.see(Back.path(next, "/papers"));
        try {
            Ticket ticket = provider.ticket(Back.path(next, "/papers"), invitation, "");
            String there = provider.address(ticket, back()).toString();
            give(response, provider.sealed(ticket), Ticket.LIFE);
            return Back.see(there);
        } catch (OpenIdFailed e) {
            return failed(e, response, model);
        }
    }

    /// Begins to open the account to the other service: the page has a link there. A form could not lead to
    /// another site, and a link from elsewhere cannot begin it.
    @PostMapping("/settings/service")
    String link(Visitor visitor, HttpServletResponse response, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            Ticket ticket = provider.ticket("/settings", "", reader.id().value());
            model.addAttribute("there", provider.address(ticket, back()).toString());
            model.addAttribute("service", service());
            give(response, provider.sealed(ticket), Ticket.LIFE);
            return "service-link";
        } catch (OpenIdFailed e) {
            return failed(e, response, model);
        }
    }

    private String name() {
        return encrypted ? "__Host-broadsheet-service" : "broadsheet-service";
    }

    private void give(HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), value)
                        .path("/")
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(encrypted)
                        // The way back begins on the other service's site.
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    private static String failed(OpenIdFailed e, HttpServletResponse response, Model model) {
        return refused(String.valueOf(e.getMessage()), response, model);
    }

    private static String refused(String why, HttpServletResponse response, Model model) {
        return ErrorPages.page(
                model, response, 403, "That did not work.", why, "Go back to signing in, or use name and password.");
    }

    // ---- Coming back
    // ---------------------------------------------------------------------------------------------

    @GetMapping("/sign-in/service/return")
    Object back(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String service = service();
        pace.knock(request.getRemoteAddr());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<Ticket> ticket = cookie(request).flatMap(c -> provider.opened(c, Ticket.class));
        give(response, "", Duration.ZERO);
        if (ticket.isEmpty())
            return refused("This browser did not begin that, or it took too long; begin again.", response, model);
        if (!error.isEmpty() || code.isEmpty())
            return refused(service + " did not let you in, or you said no there.", response, model);
        try {
            Identity identity = provider.identity(code, state, ticket.get(), back());
            pace.answered(request.getRemoteAddr());
            return ticket.get().linking().isEmpty()
                    ? enter(identity, ticket.get(), request, response, model)
                    : linked(identity, ticket.get(), request, response, model);
        } catch (OpenIdFailed e) {
            return failed(e, response, model);
        }
    }

    private Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name()))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private Object linked(
            Identity who, Ticket ticket, HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<Reader> reader = KnownVisitors.visitor(request).account();
        if (reader.filter(r -> r.id().value().equals(ticket.linking())).isEmpty())
            return refused("You are not signed in any more as who began that.", response, model);
        if (!identities.link(reader.get().id(), who.issuer(), who.subject(), label(who)))
            return refused("That account there opens an account here already.", response, model);
        audit.note(reader.get().id(), "service linked", reader.get().id().value(), "");
        return Back.see("/settings#service");
    }

    private static String label(Identity who) {
        String label = (who.account().isEmpty() ? who.name() : who.account())
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return label.length() > 60 ? label.substring(0, 60) : label;
    }

    private Object enter(
            Identity who, Ticket ticket, HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<ReaderId> known = identities.use(who.issuer(), who.subject());
        if (known.isPresent()) {
            if (readers.find(known.get()).filter(Account::open).isEmpty())
                return refused("The account here is closed.", response, model);
            doorway.enter(request, response, known.get(), false);
            return Back.see(Back.path(ticket.next(), "/papers"));
        }
        if (shut(ticket.invitation()))
            return refused(
                    "No account here belongs to you there. Who has one signs in with its password and opens it to "
                            + service() + " in the settings; others need an invitation.",
                    response,
                    model);
        Joining joining = new Joining(
                who.issuer(),
                who.subject(),
                label(who),
                ticket.invitation(),
                ticket.next(),
                library.clock().instant().plus(JOINING).getEpochSecond());
        return joining(joining, suggestion(who.account()), shown(who), null, model);
    }

    private boolean shut(String invitation) {
        return switch (settings.now().signUp()) {
            case OPEN -> false;
            case CLOSED -> true;
            case INVITATION ->
                invitation.isEmpty()
                        || links.look(Purpose.INVITATION, invitation).isEmpty();
        };
    }

    private static String suggestion(String account) {
        String name = account.replaceAll("@.*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.length() > 30 ? name.substring(0, 30).replaceAll("-+$", "") : name;
    }

    private static String shown(Identity who) {
        String shown = who.name().replaceAll("\\p{Cntrl}", "").strip();
        return shown.length() > 60 ? shown.substring(0, 60) : shown;
    }

    // ---- An account
    // ----------------------------------------------------------------------------------------------

    private String joining(Joining joining, String name, String shown, @Nullable String wrong, Model model) {
        model.addAttribute("service", service());
        model.addAttribute("joining", provider.sealed(joining));
        model.addAttribute("name", name);
        model.addAttribute("shown", shown);
        model.addAttribute("wrong", wrong);
        model.addAttribute("houseName", settings.now().house());
        return "service-join";
    }

    /// Makes an account that the other service opens.
    @PostMapping("/sign-up/service")
    Object join(
            @RequestParam(defaultValue = "") String joining,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String shown,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Joining> known = provider.opened(joining, Joining.class)
                .filter(j -> j.until() >= library.clock().instant().getEpochSecond());
        if (known.isEmpty()) return refused("It took too long; begin again.", response, model);
        Joining j = known.get();
        if (shut(j.invitation())) return refused("You cannot make an account here.", response, model);
        boolean invited = settings.now().signUp() == SignUp.INVITATION;
        if (!invited) signUpPace.take(request.getRemoteAddr());
        try {
            Optional<Account> made = library.database().write(() -> open(j, name, shown));
            if (made.isEmpty())
                return refused("The invitation, or that account there, was used meanwhile.", response, model);
            doorway.enter(request, response, made.get().id(), false);
            return Back.see(Back.path(j.next(), "/papers"));
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            String why = String.valueOf(e.getMessage());
            return joining(j, name, shown, Character.toUpperCase(why.charAt(0)) + why.substring(1), model);
        }
    }

    /// Takes the invitation, makes the account and links it, or does none of these.
    private Optional<Account> open(Joining j, String name, String shown) {
        Role role = Role.READER;
        if (!j.invitation().isEmpty()) {
            Optional<Link> link = links.take(Purpose.INVITATION, j.invitation());
            if (link.isPresent()) role = Role.ofKey(link.get().detail());
            else if (settings.now().signUp() != SignUp.OPEN) return Optional.empty();
        }
        if (identities.use(j.issuer(), j.subject()).isPresent()) return Optional.empty();
        Account account = readers.create(name, shown, null, role);
        if (!identities.link(account.id(), j.issuer(), j.subject(), j.label()))
            throw new IllegalArgumentException("that account there opens an account here already");
        audit.note(account.id(), "joined", account.id().value(), role.key());
        return Optional.of(account);
    }

    // ---- Shutting it
    // ---------------------------------------------------------------------------------------------

    @PostMapping("/settings/service/{id}/remove")
    Object remove(@PathVariable String id, Visitor visitor, HttpServletResponse response, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        if (identities.of(reader.id()).stream().noneMatch(l -> l.id().equals(id)))
            throw new NotFound("Nothing like that opens your account.");
        if (ways.one(reader.id())) return WaysIn.last(model, response);
        identities.remove(reader.id(), id);
        audit.note(reader.id(), "service removed", reader.id().value(), "");
        return Back.see("/settings#service");
    }

    static String address(String next, String invitation) {
        return UriComponentsBuilder.fromPath("/sign-in/service")
                .queryParam("next", "{next}")
                .queryParam("invitation", "{invitation}")
                .encode()
                .buildAndExpand(next, invitation)
                .toUriString();
    }
}
