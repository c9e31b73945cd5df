package org.broadsheet.server.web;

import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Anchors;
import org.broadsheet.server.shelf.Note;
import org.broadsheet.server.shelf.Notes;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A reader's notes and highlights.
@Controller
class NotePages {
    private static final int PAGE = 50;

    private final Library library;
    private final Notes notes;

    NotePages(Library library, Notes notes) {
        this.library = library;
        this.notes = notes;
    }

    @GetMapping("/notes")
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Visitor visitor,
            Model model) {
        Reader reader = SignInFirst.reader(visitor);
        if (page < 1 || page > 1_000) throw new IllegalArgumentException("A page is from 1 to 1,000.");
        List<Note> found =
                q.isBlank() ? notes.of(reader.id(), (page - 1) * PAGE, PAGE) : notes.search(reader.id(), q, PAGE);
        model.addAttribute("q", q);
        model.addAttribute("notes", NoteView.of(library, found));
        model.addAttribute("prevHref", page > 1 ? "/notes?page=" + (page - 1) : null);
        model.addAttribute("nextHref", q.isBlank() && found.size() == PAGE ? "/notes?page=" + (page + 1) : null);
        return "notes";
    }

    /// Writes a note, on the paper or on words of its abstract.
    @PostMapping({"/papers/{name}/notes", "/papers/{archive}/{name}/notes"})
    ResponseEntity<Void> write(
            @PathVariable Map<String, String> path,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String quote,
            @RequestParam(defaultValue = "0") int starts,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        String words = quote.strip();
        Note kept = words.isEmpty()
                ? notes.write(reader.id(), paper.id(), note)
                : mark(reader, paper, words, Math.max(0, starts), note);
        return Back.see(Views.href(paper) + "#" + kept.id());
    }

    private Note mark(Reader reader, Paper paper, String words, int starts, String note) {
        String text = shown(paper);
        return Anchors.find(text, words, starts)
                .map(at -> notes.highlight(
                        reader.id(), paper.id(), text.substring(at.starts(), at.ends()), at.starts(), note))
                .orElseThrow(() -> new IllegalArgumentException(
                        "These words do not stand in the abstract; copy them from it as they are."));
    }

    /// The abstract as readers see it, in which highlights have their places.
    static String shown(Paper paper) {
        return String.join("\n", PaperPages.paragraphs(paper.metadata().abstractText()));
    }

    @PostMapping("/notes/{id}")
    ResponseEntity<Void> change(@PathVariable String id, @RequestParam String note, Visitor visitor) {
        Note kept = notes.change(SignInFirst.reader(visitor).id(), id, note).orElseThrow(NotePages::missing);
        return back(kept);
    }

    @PostMapping("/notes/{id}/delete")
    ResponseEntity<Void> delete(@PathVariable String id, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Note note = notes.own(reader.id(), id).orElseThrow(NotePages::missing);
        notes.delete(reader.id(), id);
        return Back.see(library.paper(note.paper().value())
                .map(p -> Views.href(p) + "#notes")
                .orElse("/notes"));
    }

    private ResponseEntity<Void> back(Note note) {
        return Back.see(library.paper(note.paper().value())
                .map(p -> Views.href(p) + "#" + note.id())
                .orElse("/notes"));
    }

    private static NotFound missing() {
        return new NotFound("You have no such note; it may have been deleted.");
    }
}
