package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.act.Act;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where the links in letters and personal feeds lead: a page that names the paper and has one button.
/// Opening it
/// changes nothing.
@Controller
class ActPages {
    private final Library library;
    private final ActLinks links;

    ActPages(Library library, ActLinks links) {
        this.library = library;
        this.links = links;
    }

    /// Why a paper is not for a reader.
    record ReasonView(String key, String label) {}

    private Optional<Act> act(String link) {
        return links.read(link);
    }

    private static String over(Model model, HttpServletResponse response) {
        SubscriptionPages.secret(response);
        return ErrorPages.page(
                model,
                response,
                410,
                "This link does not work any more.",
                "Links in letters and feeds work for " + ActLinks.DAYS
                        + " days, and until their reader makes them void.",
                "Open the paper and sign in; a newer letter has links that work.");
    }

    @GetMapping("/act/{link}")
    String open(@PathVariable String link, HttpServletResponse response, Model model) {
        Optional<Act> act = act(link);
        return act.isEmpty() ? over(model, response) : show(act.get(), link, null, response, model);
    }

    private String show(Act act, String link, @Nullable String said, HttpServletResponse response, Model model) {
        PaperId home = library.homes(List.of(act.paper())).getOrDefault(act.paper(), act.paper());
        Paper paper = library.papers(List.of(home)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("This paper is not in the library any more."));
        SubscriptionPages.secret(response);
        model.addAttribute("link", link);
        model.addAttribute("deed", act.deed().name().toLowerCase(Locale.ROOT));
        model.addAttribute("paper", Views.item(paper, null, 0));
        model.addAttribute("done", links.done(act));
        model.addAttribute("said", said);
        model.addAttribute(
                "reasons",
                Arrays.stream(Judgment.Reason.values())
                        .map(r -> new ReasonView(r.key(), r.label()))
                        .toList());
        return "act";
    }

    @PostMapping("/act/{link}")
    String act(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean undo,
            HttpServletResponse response,
            Model model) {
        Optional<Act> act = act(link);
        if (act.isEmpty()) return over(model, response);
        if (undo) {
            links.takeBack(act.get());
            return show(act.get(), link, "Taken back.", response, model);
        }
        Judgment.Reason why = reason.isEmpty()
                ? null
                : Judgment.Reason.ofKey(reason)
                        .orElseThrow(() -> new IllegalArgumentException("This is no reason we know."));
        links.act(act.get(), link, why);
        String said = switch (act.get().deed()) {
            case UP -> "Your vote is counted.";
            case SAVE -> "Saved.";
            case NO -> "Not for you, then. Papers like this one will count for less.";
        };
        return show(act.get(), link, said, response, model);
    }
}
