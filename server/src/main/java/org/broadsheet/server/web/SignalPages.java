package org.broadsheet.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What pages tell of a reader: seen, opened, read, link followed. They are sent when the page is left,
/// kept by the browser while there is no connection, and sent again under the same keys, so that each
/// counts once.
@Controller
class SignalPages {
    static final int MOST = 200;

    private static final int LONGEST = 100_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Library library;
    private final Judgments judgments;
    private final Pace pace;

    SignalPages(Library library, Judgments judgments, Pace pace) {
        this.library = library;
        this.judgments = judgments;
        this.pace = pace;
    }

    /// Answers 204 whatever is kept: a browser that was signed out in the meantime has nothing to send again.
    @PostMapping("/signals")
    ResponseEntity<Void> signals(@RequestBody byte[] body, Visitor visitor) {
        if (visitor.account().isEmpty()) return ResponseEntity.noContent().build();
        Reader reader = SignInFirst.reader(visitor);
        if (body.length > LONGEST) return ResponseEntity.status(413).build();
        List<Judgments.Given> given = new ArrayList<>();
        try {
            JsonNode all = JSON.readTree(body);
            if (!all.isArray() || all.size() > MOST)
                return ResponseEntity.badRequest().build();
            for (JsonNode s : all) read(s, given);
        } catch (JacksonException _) {
            return ResponseEntity.badRequest().build();
        }
        pace.take(reader.id(), Pace.Deed.SIGNAL, Math.max(1, given.size()));
        judgments.give(reader.id(), given);
        return ResponseEntity.noContent().build();
    }

    /// What makes no sense is left out: nobody waits for an answer, and the rest is good.
    private void read(JsonNode s, List<Judgments.Given> into) {
        try {
            PaperId paper = library.paper(s.path("paper").asString(""))
                    .map(Paper::id)
                    .orElseThrow(() -> new IllegalArgumentException("no such paper"));
            Judgment judgment = switch (s.path("kind").asString("")) {
                case "impression" -> new Judgment.Impression(paper);
                case "open" -> new Judgment.Open(paper);
                case "dwell" ->
                    new Judgment.Dwell(
                            paper,
                            Duration.ofMillis(Math.round(
                                    Math.min(86_400, s.path("seconds").asDouble(0)) * 1000)));
                case "link-out" -> new Judgment.LinkOut(paper, s.path("link").asString(""));
                default -> throw new IllegalArgumentException("no such signal");
            };
            int position = s.path("position").asInt(0);
            Occasion occasion = new Occasion(
                    Occasion.Source.WEB,
                    s.path("place").asString(""),
                    position > 0 ? OptionalInt.of(position) : OptionalInt.empty(),
                    OptionalDouble.empty());
            Instant at = Instant.parse(s.path("at").asString(""));
            into.add(new Judgments.Given(judgment, occasion, s.path("key").asString(""), at));
        } catch (IllegalArgumentException | DateTimeParseException _) {
            // a signal that makes no sense is none
        }
    }
}
