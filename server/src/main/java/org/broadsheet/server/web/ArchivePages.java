package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.server.archive.ArchiveReport;
import org.broadsheet.server.archive.ReaderArchive;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.multipart.MultipartFile;

/// Everything a reader gave: away in one file, and in again.
@Controller
class ArchivePages {
    private final ReaderArchive archive;

    ArchivePages(ReaderArchive archive) {
        this.archive = archive;
    }

    @GetMapping("/settings/archive")
    String page(Visitor visitor) {
        SignInFirst.reader(visitor);
        return "archive";
    }

    @GetMapping("/settings/archive.zip")
    void away(Visitor visitor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reader reader = SignInFirst.reader(visitor);
        ShallowEtagHeaderFilter.disableContentCaching(request);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"broadsheet-" + reader.name() + ".zip\"");
        archive.write(reader, response.getOutputStream());
    }

    @PostMapping("/settings/archive")
    String in(@RequestParam MultipartFile file, Visitor visitor, HttpServletResponse response, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        try (InputStream in = file.getInputStream()) {
            model.addAttribute("said", said(archive.read(reader.id(), in)));
        } catch (IOException e) {
            response.setStatus(400);
            model.addAttribute("wrong", ErrorPages.sentence(String.valueOf(e.getMessage())));
        }
        return "archive";
    }

    private static List<String> said(ArchiveReport report) {
        List<String> said = new ArrayList<>();
        for (ArchiveReport.FileReport f : report.files()) {
            said.add(f.name() + ": " + f.changed() + " new, " + f.unchanged() + " known"
                    + (f.rejected() == 0 ? "" : ", " + f.rejected() + " not taken"));
            f.problems().stream().limit(10).forEach(said::add);
        }
        if (!report.missing().isEmpty()) said.add("Papers that are not here: " + String.join(", ", report.missing()));
        if (!report.skipped().isEmpty()) said.add("Not taken in: " + String.join(", ", report.skipped()));
        return said;
    }
}
