package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.Zotero;
import org.broadsheet.server.shelf.ZoteroFailed;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A reader's library at Zotero: its key, a collection into a list, a list into a collection.
@Controller
class ZoteroPages {
    private static final String PAGE = "/lists/zotero";

    private final Zotero zotero;
    private final ReadingLists lists;

    ZoteroPages(Zotero zotero, ReadingLists lists) {
        this.zotero = zotero;
        this.lists = lists;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, Model model) {
        return show(SignInFirst.reader(visitor), model);
    }

    private String show(Reader reader, Model model) {
        Optional<Zotero.Connection> there = zotero.of(reader.id());
        model.addAttribute("there", there.orElse(null));
        model.addAttribute(
                "tried",
                there.flatMap(Zotero.Connection::triedAt).map(Views::moment).orElse(""));
        model.addAttribute("last", there.flatMap(Zotero.Connection::list).orElse(""));
        model.addAttribute("own", lists.of(reader.id()));
        return "zotero";
    }

    /// What asks Zotero, or begins to.
    @FunctionalInterface
    private interface Asking {
        void ask(Reader reader) throws ZoteroFailed;
    }

    private Object done(Visitor visitor, HttpServletResponse response, Model model, Asking asking) {
        Reader reader = SignInFirst.reader(visitor);
        try {
            asking.ask(reader);
            return Back.see(PAGE);
        } catch (IllegalArgumentException e) {
            response.setStatus(400);
            model.addAttribute("wrong", ErrorPages.sentence(String.valueOf(e.getMessage())));
        } catch (ZoteroFailed e) {
            response.setStatus(
                    switch (e.why()) {
                        case KEY, TOO_MUCH -> 422;
                        default -> 502;
                    });
            model.addAttribute("wrong", e.getMessage());
        }
        return show(reader, model);
    }

    @PostMapping(PAGE)
    Object connect(
            @RequestParam String key,
            @RequestParam(defaultValue = "") String user,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        return done(visitor, response, model, r -> zotero.connect(r.id(), key, user));
    }

    @PostMapping(PAGE + "/collections")
    Object look(Visitor visitor, HttpServletResponse response, Model model) {
        return done(visitor, response, model, r -> zotero.look(r.id()));
    }

    @PostMapping(PAGE + "/import")
    Object bring(
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = Zotero.EVERYTHING) String collection,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        return done(
                visitor,
                response,
                model,
                r -> zotero.beginBringing(r.id(), list, collection).orElseThrow(ZoteroPages::missing));
    }

    /// @param name of the collection, or empty for the list's own
    @PostMapping(PAGE + "/export")
    Object send(
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String name,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        return done(visitor, response, model, r -> {
            String called = name.isBlank()
                    ? lists.own(r.id(), list).orElseThrow(ZoteroPages::missing).name()
                    : name;
            zotero.beginSending(r.id(), list, called).orElseThrow(ZoteroPages::missing);
        });
    }

    @PostMapping(PAGE + "/forget")
    ResponseEntity<Void> forget(Visitor visitor) {
        zotero.forget(SignInFirst.reader(visitor).id());
        return Back.see(PAGE);
    }

    private static NotFound missing() {
        return new NotFound("You have no such list.");
    }
}
