package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.administration.HouseSettings;
import org.broadsheet.server.administration.Retention;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.OneTimeLinks.Purpose;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Running the house: who may come in, who is in, what was done. [KnownVisitors] lets administrators in
/// here and nobody else.
@Controller
class AdministrationPages {
    private static final int MOST = 100;

    private final Readers readers;
    private final OneTimeLinks links;
    private final Settings settings;
    private final AuditLog audit;
    private final Retention retention;
    private final ServerSettings server;

    AdministrationPages(
            Readers readers,
            OneTimeLinks links,
            Settings settings,
            AuditLog audit,
            Retention retention,
            ServerSettings server) {
        this.readers = readers;
        this.links = links;
        this.settings = settings;
        this.audit = audit;
        this.retention = retention;
        this.server = server;
    }

    /// A reader in the list.
    record ReaderView(String id, String name, String shown, String role, String since, boolean open) {}

    /// An invitation that still works.
    record InvitationView(String handle, String role, String until) {}

    /// Something that is kept for a set time.
    ///
    /// @param due how much of it is over
    record KeptView(String key, String what, int days, int fewest, long due) {}

    /// Something that was done.
    record DeedView(String date, String text) {}

    @GetMapping("/administration")
    String page(
            @RequestParam(defaultValue = "") String find, @RequestParam(defaultValue = "") String after, Model model) {
        return show(find, after, model);
    }

    private String show(String find, String after, Model model) {
        List<Account> accounts = readers.list(find, after, MOST);
        model.addAttribute("find", find);
        model.addAttribute("count", readers.count());
        HouseSettings set = settings.now();
        model.addAttribute("settings", set);
        model.addAttribute("signUp", set.signUp().key());
        Map<Kept, Long> due = retention.due();
        model.addAttribute(
                "keeps",
                Arrays.stream(Kept.values())
                        .map(k -> new KeptView(k.key(), k.what(), set.days(k), k.fewest(), due.getOrDefault(k, 0L)))
                        .toList());
        model.addAttribute(
                "readers",
                accounts.stream()
                        .map(a -> new ReaderView(
                                a.id().value(),
                                a.reader().name(),
                                a.reader().displayName(),
                                a.reader().role().key(),
                                Views.moment(a.createdAt()),
                                a.open()))
                        .toList());
        model.addAttribute(
                "nextHref",
                accounts.size() < MOST
                        ? null
                        : "/administration?find=" + Views.query(find) + "&after="
                                + Views.query(accounts.getLast().reader().name()));
        model.addAttribute(
                "invitations",
                links.open(Purpose.INVITATION).stream()
                        .map(l -> new InvitationView(l.handle(), l.detail(), Views.moment(l.expiresAt())))
                        .toList());
        model.addAttribute(
                "deeds",
                audit.list(Long.MAX_VALUE, 50).stream()
                        .map(d -> new DeedView(
                                Views.moment(d.at()),
                                d.byName().orElse("The house, or somebody who left") + ": " + d.deed()
                                        + (d.object().isEmpty() ? "" : " " + d.object())
                                        + (d.detail().isEmpty() ? "" : ", " + d.detail())))
                        .toList());
        return "administration";
    }

    private String wrong(String why, HttpServletResponse response, Model model) {
        response.setStatus(400);
        model.addAttribute("wrong", Character.toUpperCase(why.charAt(0)) + why.substring(1));
        return show("", "", model);
    }

    @PostMapping("/administration/settings")
    Object set(
            @RequestParam(defaultValue = "") String house,
            @RequestParam(defaultValue = "") String signUp,
            @RequestParam Map<String, String> all,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        Reader by = SignInFirst.reader(visitor);
        HouseSettings set;
        try {
            Map<Kept, Integer> days = new EnumMap<>(settings.now().days());
            for (Kept k : Kept.values()) {
                String given = all.get("days-" + k.key());
                if (given != null) days.put(k, days(k, given));
            }
            set = new HouseSettings(house, Settings.signUp(signUp), days);
            settings.set(set);
        } catch (IllegalArgumentException e) {
            return wrong(String.valueOf(e.getMessage()), response, model);
        }
        audit.note(by.id(), "settings", "", set.told());
        return Back.see("/administration");
    }

    private static int days(Kept kept, String given) {
        try {
            return Integer.parseInt(given.strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "days for which is kept '" + kept.key() + "' are a whole number but were '" + given + "'");
        }
    }

    /// Makes an invitation and shows its link, for the only time.
    @PostMapping("/administration/invitations")
    String invite(@RequestParam(defaultValue = "reader") String role, Visitor visitor, Model model) {
        Reader by = SignInFirst.reader(visitor);
        Role given = Role.ofKey(role);
        String secret = links.make(Purpose.INVITATION, null, by.id(), given.key());
        audit.note(by.id(), "invited", "", role);
        model.addAttribute("link", base() + "/sign-up?invitation=" + secret);
        model.addAttribute("linkFor", "Whoever opens it makes an account, once, within 14 days");
        return show("", "", model);
    }

    @PostMapping("/administration/invitations/{handle}/revoke")
    ResponseEntity<Void> revoke(@PathVariable String handle, Visitor visitor) {
        if (!links.revoke(Purpose.INVITATION, handle)) throw new NotFound("There is no such invitation.");
        audit.note(SignInFirst.reader(visitor).id(), "invitation revoked", "", "");
        return Back.see("/administration#invitations");
    }

    /// Changes a reader's role, closes or reopens the account, or makes a link that sets a new password.
    @PostMapping("/administration/readers/{id}")
    Object change(
            @PathVariable String id,
            @RequestParam String deed,
            @RequestParam(defaultValue = "reader") String role,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        Reader by = SignInFirst.reader(visitor);
        Account account = account(id).orElseThrow(() -> new NotFound("There is no such reader."));
        try {
            switch (deed) {
                case "role" -> readers.role(account.id(), Role.ofKey(role));
                case "close" -> readers.close(account.id());
                case "reopen" -> readers.reopen(account.id());
                case "password" -> {
                    String secret = links.make(Purpose.PASSWORD, account.id(), by.id(), "");
                    model.addAttribute("link", base() + "/password?link=" + secret);
                    model.addAttribute(
                            "linkFor",
                            "With it " + account.reader().name() + " sets a new password, once, within a day");
                }
                default -> throw new IllegalArgumentException("what is done is role, close, reopen or password");
            }
        } catch (IllegalStateException e) {
            return wrong(String.valueOf(e.getMessage()), response, model);
        }
        audit.note(by.id(), deed, account.id().value(), deed.equals("role") ? role : "");
        return deed.equals("password") ? show("", "", model) : Back.see("/administration#readers");
    }

    private Optional<Account> account(String id) {
        try {
            return readers.find(new ReaderId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String base() {
        return server.publicBase() != null
                ? server.publicBase().replaceAll("/+$", "")
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }
}
