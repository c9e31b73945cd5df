package org.broadsheet.server.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.shelf.Note;

/// A note as pages print it.
///
/// @param href  the paper's page, at the note
/// @param title the paper's title
/// @param quote the words that are marked, or empty
/// @param text  the note as typed
/// @param body  its lines
record NoteView(String id, String href, String title, String quote, String text, List<String> body, String date) {
    static NoteView of(Note n, Paper paper) {
        return new NoteView(
                n.id(),
                Views.href(paper) + "#" + n.id(),
                Views.title(paper),
                n.quote(),
                n.body(),
                n.body().isEmpty() ? List.of() : List.of(n.body().split("\n")),
                Views.day(LocalDate.ofInstant(n.changedAt(), ZoneOffset.UTC)));
    }

    static List<NoteView> of(Library library, List<Note> notes) {
        List<PaperId> ids = notes.stream().map(Note::paper).toList();
        Map<PaperId, PaperId> homes = library.homes(ids);
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(List.copyOf(homes.values())).forEach(p -> papers.put(p.id(), p));
        List<NoteView> views = new ArrayList<>();
        for (Note n : notes) {
            PaperId home = homes.get(n.paper());
            Paper paper = home == null ? null : papers.get(home);
            if (paper != null) views.add(of(n, paper));
        }
        return views;
    }
}
