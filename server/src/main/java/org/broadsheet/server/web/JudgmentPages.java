package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Attribute;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.store.RandomIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// What readers say of papers, by forms that name the state they want: sent twice they change nothing more.
/// Without script a form leads back to its page; htmx gets the part of the page that changed.
@Controller
class JudgmentPages {
    private final Library library;
    private final Judgments judgments;
    private final Pace pace;
    private final Cards cards;

    JudgmentPages(Library library, Judgments judgments, Pace pace, Cards cards) {
        this.library = library;
        this.judgments = judgments;
        this.pace = pace;
        this.cards = cards;
    }

    /// Votes for a paper or against it, saves or hides it, or takes that back.
    @PostMapping({"/papers/{name}/judgment", "/papers/{archive}/{name}/judgment"})
    Object judge(
            @PathVariable Map<String, String> path,
            @RequestParam(required = false) @Nullable String thumb,
            @RequestParam(required = false) @Nullable String save,
            @RequestParam(required = false) @Nullable String hide,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "0") int position,
            @RequestParam(required = false) @Nullable String key,
            Visitor visitor,
            HttpServletRequest request,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        pace.take(reader.id(), Pace.Deed.JUDGE);
        Occasion occasion = occasion(place, position);
        Opinion was = judgments.opinion(reader.id(), paper.id());
        String said = null;
        if (thumb != null) {
            boolean up = thumb.equals("up");
            if (!up && !thumb.equals("down")) {
                judgments.withdraw(reader.id(), Kind.THUMB, paper.id());
                said = "Taken back.";
            } else {
                if (up ? !was.up() : !was.down()) keep(reader, new Judgment.Thumb(paper.id(), up), occasion, key);
                said = up ? null : "Not for you, then. Papers like this one will count for less.";
            }
        }
        if (save != null) toggle(reader, new Judgment.Save(paper.id()), save.equals("1"), was.saved(), occasion, key);
        if (hide != null) toggle(reader, new Judgment.Hide(paper.id()), hide.equals("1"), was.hidden(), occasion, key);
        if (thumb == null && save == null && hide == null)
            throw new IllegalArgumentException("A judgment is thumb, save or hide.");
        return answer(paper, visitor, place, position, said, request, model);
    }

    private void toggle(
            Reader reader,
            Judgment.Standing judgment,
            boolean wanted,
            boolean was,
            Occasion occasion,
            @Nullable String key) {
        if (wanted && !was) keep(reader, judgment, occasion, key);
        if (!wanted && was) judgments.withdraw(reader.id(), judgment.kind(), judgment.paper());
    }

    private void keep(Reader reader, Judgment judgment, Occasion occasion, @Nullable String key) {
        judgments.give(
                reader.id(), judgment, occasion, key == null || key.isBlank() ? "web:" + RandomIds.secret() : key);
    }

    static Occasion occasion(String place, int position) {
        return new Occasion(
                Occasion.Source.WEB,
                place,
                position > 0 && position <= 100_000 ? OptionalInt.of(position) : OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private Object answer(
            Paper paper,
            Visitor visitor,
            String place,
            int position,
            @Nullable String said,
            HttpServletRequest request,
            Model model) {
        if (!Back.partial(request)) {
            String back = Back.from(request, Views.href(paper));
            return Back.see(back + "#" + Views.anchor(paper));
        }
        Cards.Acts acts = cards.of(paper, visitor, place).at(position);
        model.addAttribute("acts", said == null ? acts : acts.saying(said));
        return "acts :: acts(a=${acts})";
    }

    /// Says why a paper is not for this reader.
    @PostMapping({"/papers/{name}/not-interested", "/papers/{archive}/{name}/not-interested"})
    Object notInterested(
            @PathVariable Map<String, String> path,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "0") int position,
            Visitor visitor,
            HttpServletRequest request,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        pace.take(reader.id(), Pace.Deed.JUDGE);
        Judgment.Reason why = Judgment.Reason.ofKey(reason)
                .orElseThrow(() -> new IllegalArgumentException("“" + reason + "” is no reason we know."));
        Occasion occasion = occasion(place, position);
        if (!judgments.opinion(reader.id(), paper.id()).down())
            keep(reader, new Judgment.Thumb(paper.id(), false), occasion, null);
        keep(reader, new Judgment.NotInterested(paper.id(), why, words), occasion, null);
        return answer(
                paper, visitor, place, position, "Kept: " + why.label().toLowerCase(Locale.ROOT) + ".", request, model);
    }

    /// Rates a paper; no stars take the rating back.
    @PostMapping({"/papers/{name}/rating", "/papers/{archive}/{name}/rating"})
    ResponseEntity<Void> rate(
            @PathVariable Map<String, String> path,
            @RequestParam(defaultValue = "0") int stars,
            @RequestParam Map<String, String> given,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        pace.take(reader.id(), Pace.Deed.JUDGE);
        if (stars == 0) judgments.withdraw(reader.id(), Kind.RATING, paper.id());
        else {
            Map<Attribute, Integer> attributes = new EnumMap<>(Attribute.class);
            for (Attribute a : Attribute.values()) {
                String n = given.getOrDefault(a.key(), "");
                if (n.matches("[1-5]")) attributes.put(a, Integer.valueOf(n));
            }
            Judgment.Rating rating = new Judgment.Rating(paper.id(), stars, attributes);
            if (!judgments.opinion(reader.id(), paper.id()).stars().equals(Optional.of(rating)))
                keep(reader, rating, occasion("paper", 0), given.get("key"));
        }
        return Back.see(Views.href(paper) + "#rating");
    }

    // ---- A reader's own record
    // ------------------------------------------------------------------------------------

    /// Takes a judgment back.
    @PostMapping("/judgments/{id}/undo")
    ResponseEntity<Void> undo(@PathVariable long id, Visitor visitor, HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        if (judgments.undo(reader.id(), id).isEmpty()) throw missing();
        return Back.see(Back.from(request, "/judgments"));
    }

    /// Lets a judgment stand again.
    @PostMapping("/judgments/{id}/redo")
    ResponseEntity<Void> redo(@PathVariable long id, Visitor visitor, HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        if (judgments.redo(reader.id(), id).isEmpty()) throw missing();
        return Back.see(Back.from(request, "/judgments"));
    }

    /// Deletes a judgment.
    @PostMapping("/judgments/{id}/delete")
    ResponseEntity<Void> delete(@PathVariable long id, Visitor visitor, HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        if (!judgments.delete(reader.id(), id)) throw missing();
        return Back.see(Back.from(request, "/judgments"));
    }

    private static NotFound missing() {
        return new NotFound("You have no such judgment; it may have been deleted.");
    }

    /// Says whether what is seen, opened and read is kept, and deletes what was.
    @PostMapping("/judgments/signals")
    ResponseEntity<Void> signals(
            @RequestParam(defaultValue = "false") boolean keep,
            @RequestParam(defaultValue = "false") boolean forget,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        judgments.observe(reader.id(), keep);
        if (forget) judgments.deleteSignals(reader.id());
        return Back.see("/judgments#signals");
    }

    /// Every judgment of the reader's as JSON lines.
    @GetMapping("/judgments.jsonl")
    ResponseEntity<StreamingResponseBody> export(Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        StreamingResponseBody body = out -> {
            BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            judgments.export(reader.id(), line -> {
                try {
                    lines.write(line);
                    lines.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            lines.flush();
        };
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/jsonl;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"judgments.jsonl\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(body);
    }

    /// The judgments page.
    @GetMapping("/judgments")
    String judgments(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable Long before,
            Visitor visitor,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        new JudgmentView.Page(library, judgments).fill(reader.id(), kind, before, model);
        return "judgments";
    }
}
