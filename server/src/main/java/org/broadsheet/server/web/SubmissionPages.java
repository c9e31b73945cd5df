package org.broadsheet.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Putting a paper before everybody.
@Controller
class SubmissionPages {
    private static final int LATEST = 20;

    private final Library library;
    private final Submissions submissions;

    SubmissionPages(Library library, Submissions submissions) {
        this.library = library;
        this.submissions = submissions;
    }

    /// A submission in the list.
    record SubmittedView(Views.Named paper, String by, String day) {}

    @GetMapping("/submit")
    String page(Visitor visitor, Model model) {
        SignInFirst.reader(visitor);
        List<SubmittedView> latest = new ArrayList<>();
        for (Submissions.Submission s : submissions.latest(LATEST)) {
            Optional<Paper> paper = library.paper(s.paper().value());
            paper.ifPresent(p -> latest.add(new SubmittedView(
                    new Views.Named(Views.title(p), Views.href(p)),
                    s.by().isEmpty() ? "somebody who left" : s.by(),
                    Views.day(s.day()))));
        }
        model.addAttribute("latest", latest);
        model.addAttribute("most", Submissions.MOST_IN_FILE);
        return "submit";
    }

    @PostMapping("/submit")
    ResponseEntity<Void> submit(
            @RequestParam(defaultValue = "") String what,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Visitor visitor)
            throws IOException {
        Reader reader = SignInFirst.reader(visitor);
        if (file == null || file.isEmpty()) return seen(submissions.byName(reader, what));
        try (InputStream in = file.getInputStream()) {
            String name = file.getOriginalFilename();
            List<Submissions.Submission> all =
                    submissions.byFile(reader, name == null || name.isBlank() ? "file" : name, in);
            return all.size() == 1 ? seen(all.getFirst()) : Back.see("/submit?submitted=" + all.size());
        }
    }

    private ResponseEntity<Void> seen(Submissions.Submission s) {
        return Back.see(library.paper(s.paper().value()).map(Views::href).orElse("/submit"));
    }
}
