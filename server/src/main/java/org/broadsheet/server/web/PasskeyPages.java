package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.pace.TooOften;
import org.broadsheet.server.passkey.PasskeyRefused;
import org.broadsheet.server.passkey.Passkeys;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.DoorPace;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a page's script asks for while a reader keeps a passkey or comes in by one.
@Controller
class PasskeyPages {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int WAIT_MILLIS = 240_000;

    private final Passkeys passkeys;
    private final Readers readers;
    private final WaysIn ways;
    private final Doorway doorway;
    private final DoorPace pace;
    private final Settings settings;
    private final AuditLog audit;
    private final ServerSettings server;

    PasskeyPages(
            Passkeys passkeys,
            Readers readers,
            WaysIn ways,
            Doorway doorway,
            DoorPace pace,
            Settings settings,
            AuditLog audit,
            ServerSettings server) {
        this.passkeys = passkeys;
        this.readers = readers;
        this.ways = ways;
        this.doorway = doorway;
        this.pace = pace;
        this.settings = settings;
        this.audit = audit;
        this.server = server;
    }

    /// What went wrong, for the script to show.
    record Wrong(String error) {}

    record SignInOptions(String challenge, String rpId, int timeout, String userVerification) {}

    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Parameter(String type, int alg) {}

    record Descriptor(String type, String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    record KeepOptions(
            String challenge,
            Party rp,
            User user,
            List<Parameter> pubKeyCredParams,
            List<Descriptor> excludeCredentials,
            Selection authenticatorSelection,
            String attestation,
            int timeout) {}

    /// Where passkeys are for: the house's public address, or `localhost`. A number is no place for one.
    private Passkeys.Place place(HttpServletRequest request) throws PlaceUnknown {
        String base = server.publicBase();
        URI at = URI.create(base != null ? base : "http://" + request.getHeader(HttpHeaders.HOST));
        String host = at.getHost();
        if (host == null || base == null && !host.equals("localhost") || !host.matches(".*[a-z].*"))
            throw new PlaceUnknown();
        return new Passkeys.Place(at.getScheme() + "://" + at.getRawAuthority(), host);
    }

    /// Passkeys are for a name.
    private static final class PlaceUnknown extends Exception {
        PlaceUnknown() {
            super("Passkeys need a house with a name of its own; start it with --public-url, or go to localhost.");
        }
    }

    private static String bytes(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ResponseEntity<Object> answer(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }

    private static ResponseEntity<Object> refused(int status, Exception why) {
        return answer(status, new Wrong(String.valueOf(why.getMessage())));
    }

    private static String body(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new IllegalArgumentException("That is too long for a passkey.");
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("The connection broke; try again.", e);
        }
    }

    // ---- Coming in
    // -----------------------------------------------------------------------------------------------

    @PostMapping("/sign-in/passkey/options")
    ResponseEntity<Object> signInOptions(HttpServletRequest request) {
        try {
            Passkeys.Place place = place(request);
            pace.knock(request.getRemoteAddr());
            return answer(
                    200, new SignInOptions(bytes(passkeys.challenge(null)), place.host(), WAIT_MILLIS, "preferred"));
        } catch (PlaceUnknown e) {
            return refused(404, e);
        } catch (TooOften e) {
            return tooOften(e);
        }
    }

    private static ResponseEntity<Object> tooOften(TooOften e) {
        return ResponseEntity.status(429)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.waiting().toSeconds()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Wrong("There were too many attempts. Wait ten minutes, then try again."));
    }

    @PostMapping(value = "/sign-in/passkey", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> signIn(
            @RequestParam(defaultValue = "/papers") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Passkeys.Place place = place(request);
            pace.knock(request.getRemoteAddr());
            ReaderId reader = passkeys.reader(body(request), place);
            Optional<Account> account = readers.find(reader).filter(Account::open);
            if (account.isEmpty()) return answer(401, new Wrong("The account here is closed."));
            // Two knocks: for what was to be signed, and for this.
            pace.answered(request.getRemoteAddr());
            pace.answered(request.getRemoteAddr());
            doorway.enter(request, response, reader, false);
            return answer(200, Map.of("next", Back.path(next, "/papers")));
        } catch (PlaceUnknown e) {
            return refused(404, e);
        } catch (PasskeyRefused | IllegalArgumentException e) {
            return refused(401, e);
        } catch (TooOften e) {
            return tooOften(e);
        }
    }

    // ---- Keeping one
    // ---------------------------------------------------------------------------------------------

    @PostMapping("/settings/passkeys/options")
    ResponseEntity<Object> keepOptions(Visitor visitor, HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            Passkeys.Place place = place(request);
            return answer(
                    200,
                    new KeepOptions(
                            bytes(passkeys.challenge(reader.id())),
                            new Party(place.host(), settings.now().house()),
                            new User(bytes(reader.id().value()), reader.name(), reader.displayName()),
                            Passkeys.ALGORITHMS.stream()
                                    .map(a -> new Parameter("public-key", a))
                                    .toList(),
                            passkeys.credentials(reader.id()).stream()
                                    .map(c -> new Descriptor("public-key", c))
                                    .toList(),
                            new Selection("required", true, "preferred"),
                            "none",
                            WAIT_MILLIS));
        } catch (PlaceUnknown e) {
            return refused(404, e);
        }
    }

    @PostMapping(value = "/settings/passkeys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> keep(
            @RequestParam(defaultValue = "") String name, Visitor visitor, HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            Passkeys.Passkey kept = passkeys.keep(reader.id(), body(request), name, place(request));
            audit.note(reader.id(), "passkey kept", reader.id().value(), "");
            return answer(200, Map.of("id", kept.id()));
        } catch (PlaceUnknown e) {
            return refused(404, e);
        } catch (PasskeyRefused | IllegalArgumentException e) {
            return refused(400, e);
        }
    }

    @PostMapping("/settings/passkeys/{id}/remove")
    Object remove(@PathVariable String id, Visitor visitor, HttpServletResponse response, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        if (passkeys.of(reader.id()).stream().noneMatch(p -> p.id().equals(id)))
            throw new NotFound("You keep no such passkey.");
        if (ways.one(reader.id())) return WaysIn.last(model, response);
        passkeys.remove(reader.id(), id);
        audit.note(reader.id(), "passkey removed", reader.id().value(), "");
        return Back.see("/settings#passkeys");
    }
}
