package org.broadsheet.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.fetch.SourceStore;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The house itself: how it stands, help, day and night.
@Controller
class HousePages {
    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Library library;
    private final Editions editions;
    private final Instant started = Instant.now();

    HousePages(Library library, Editions editions) {
        this.library = library;
        this.editions = editions;
    }

    @GetMapping("/status")
    String status(Model model) {
        LibraryStatus s = library.status();
        List<Edition.SourceNote> sources = editions.notes(Period.DAY.of(editions.today()));
        long wanting = sources.stream().filter(Edition.SourceNote::wanting).count();
        model.addAttribute("now", NOW.format(library.clock().instant().atZone(ZoneOffset.UTC)));
        model.addAttribute("headline", headline(s, sources.size(), wanting));
        model.addAttribute("status", s);
        model.addAttribute("sources", sources);
        model.addAttribute("asked", asked());
        model.addAttribute("jobs", jobs(s));
        model.addAttribute("percent", s.papers() == 0 ? 100 : Math.floorDiv(100 * s.encoded(), s.papers()));
        model.addAttribute("up", duration(Duration.between(started, Instant.now())));
        model.addAttribute(
                "store",
                (library.database().isSqlite() ? "SQLite, " : "PostgreSQL, ") + megabytes(library.databaseBytes()));
        model.addAttribute("editions", editions.printed(Period.DAY, 1));
        return "status";
    }

    /// When a source was asked.
    ///
    /// @param source its name
    /// @param good   when a round was last finished
    /// @param next   when it is asked next
    record Asked(String source, String good, String next) {}

    private List<Asked> asked() {
        return new SourceStore(library.database())
                .all().stream()
                        .map(s -> new Asked(
                                s.source().title(),
                                s.goodAt() == null ? "Not yet" : TIME.format(s.goodAt()),
                                TIME.format(s.nextAt())))
                        .toList();
    }

    private static String headline(LibraryStatus s, int sources, long wanting) {
        if (wanting > 0) return wanting == 1 ? "One source did not deliver." : wanting + " sources did not deliver.";
        if (s.trouble().isPresent()) return "Vectors cannot be made; search by words works.";
        if (s.behind() > 0) return "The index is catching up.";
        if (s.encoded() < s.papers()) return "All is well; vectors are being made.";
        return sources == 0 ? "All is well. No source is asked yet." : "All is well.";
    }

    /// Work in the background.
    ///
    /// @param name  what is done
    /// @param state how far it is
    /// @param bad   whether somebody should look after it
    record Job(String name, String state, boolean bad) {}

    private static List<Job> jobs(LibraryStatus s) {
        String indexing = !s.writable()
                ? "Done by another process"
                : s.behind() == 0 ? "Nothing waits" : Views.count(s.behind(), "change") + " to take up";
        long left = s.papers() - s.encoded();
        String vectors =
                s.trouble().orElse(left == 0 ? "Nothing waits" : Views.count(left, "paper") + " without a vector");
        return List.of(
                new Job("Take up changes, to be found by words", indexing, false),
                new Job(
                        "Make vectors, to be found by meaning",
                        vectors,
                        s.trouble().isPresent()));
    }

    private static String duration(Duration d) {
        if (d.toDays() > 0) return d.toDays() + (d.toDays() == 1 ? " day" : " days");
        if (d.toHours() > 0) return d.toHours() + (d.toHours() == 1 ? " hour" : " hours");
        return Math.max(1, d.toMinutes()) + (d.toMinutes() <= 1 ? " minute" : " minutes");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    @GetMapping("/help")
    String help() {
        return "help";
    }

    @GetMapping("/help/search")
    String searchHelp() {
        return "help-search";
    }

    /// Keeps day or night for a year, and goes back to where the reader was.
    @PostMapping("/settings/appearance")
    ResponseEntity<Void> appearance(
            @RequestParam String scheme,
            @RequestHeader(name = "Referer", required = false, defaultValue = "") String from) {
        String value = scheme.equals("light") || scheme.equals("dark") ? scheme : "auto";
        ResponseCookie cookie = ResponseCookie.from(Frame.SCHEME, value)
                .path("/")
                .maxAge(value.equals("auto") ? Duration.ZERO : Duration.ofDays(365))
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(303)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, Back.path(from, "/papers"))
                .build();
    }
}
