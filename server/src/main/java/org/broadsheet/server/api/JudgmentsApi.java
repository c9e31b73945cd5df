package org.broadsheet.server.api;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Duels;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.judgment.Tally;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reader's judgments: given with a key of the client's, seen, taken back, deleted, taken away.
@RestController
@RequestMapping("/api/v1")
class JudgmentsApi {
    private static final int MOST = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Library library;
    private final Judgments judgments;
    private final Duels duels;
    private final Editions editions;
    private final Pace pace;

    JudgmentsApi(Library library, Judgments judgments, Duels duels, Editions editions, Pace pace) {
        this.library = library;
        this.judgments = judgments;
        this.duels = duels;
        this.editions = editions;
        this.pace = pace;
    }

    record Page(List<JsonNode> judgments, @Nullable Long next) {}

    record Asked(
            @Nullable String left,
            @Nullable String right,
            @Nullable String key) {}

    @GetMapping("/judgments")
    Page page(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit,
            Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        ApiErrors.bounded("limit", limit, 1, MOST);
        Set<Kind> kinds = kind == null
                ? Set.of()
                : Set.of(Kind.ofKey(kind)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no kind of judgment '" + kind + "'")));
        @Nullable
        PaperId of = paper == null ? null : Readers.paper(library, paper).id();
        List<KeptJudgment> page = judgments.of(reader.id(), kinds, of, before == null ? Long.MAX_VALUE : before, limit);
        return new Page(
                page.stream().map(this::json).toList(),
                page.size() == limit ? page.getLast().id() : null);
    }

    /// A judgment as it is exported, with its number.
    private JsonNode json(KeptJudgment j) {
        ObjectNode line = (ObjectNode) JSON.readTree(judgments.line(j));
        ObjectNode o = JSON.createObjectNode().put("id", j.id());
        o.setAll(line);
        o.put("undone", j.undoneAt().isPresent());
        return o;
    }

    /// Gives one judgment, or several of which all are kept or none.
    @PostMapping("/judgments")
    @ResponseStatus(HttpStatus.CREATED)
    Page give(@RequestBody JsonNode body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        List<JsonNode> lines = body.isArray() ? body.valueStream().toList() : List.of(body);
        if (lines.isEmpty() || lines.size() > MOST)
            throw new IllegalArgumentException("1 to " + MOST + " judgments at once, but were " + lines.size());
        List<Judgments.Given> given = new ArrayList<>();
        int signals = 0;
        for (JsonNode line : lines) {
            if (line.path("key").asString("").isBlank())
                throw new IllegalArgumentException(
                        "'key' is missing: a name of your own for this judgment, so that sending it again counts once");
            Judgments.Given g = judgments.read(line.toString(), Occasion.Source.API);
            if (g.judgment().kind().signal()) signals++;
            given.add(g);
        }
        if (signals > 0) pace.take(reader.id(), Pace.Deed.SIGNAL, signals);
        if (signals < given.size()) pace.take(reader.id(), Pace.Deed.JUDGE, given.size() - signals);
        return new Page(
                judgments.give(reader.id(), given).stream().map(this::json).toList(), null);
    }

    @GetMapping("/judgments/{id}")
    JsonNode one(@PathVariable long id, Visitor visitor) {
        return json(judgments
                .find(Readers.reader(visitor).id(), id)
                .orElseThrow(() -> Readers.missing("judgment", Long.toString(id))));
    }

    @PostMapping("/judgments/{id}/undo")
    JsonNode undo(@PathVariable long id, Visitor visitor) {
        return json(judgments
                .undo(Readers.reader(visitor).id(), id)
                .orElseThrow(() -> Readers.missing("judgment", Long.toString(id))));
    }

    @PostMapping("/judgments/{id}/redo")
    JsonNode redo(@PathVariable long id, Visitor visitor) {
        return json(judgments
                .redo(Readers.reader(visitor).id(), id)
                .orElseThrow(() -> Readers.missing("judgment", Long.toString(id))));
    }

    @DeleteMapping("/judgments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, Visitor visitor) {
        if (!judgments.delete(Readers.reader(visitor).id(), id)) throw Readers.missing("judgment", Long.toString(id));
    }

    @GetMapping("/judgments.jsonl")
    ResponseEntity<StreamingResponseBody> export(Visitor visitor) {
        Reader reader = Readers.reader(visitor);
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
                .body(body);
    }

    /// What the reader and the house think of a paper.
    @GetMapping("/opinion")
    Map<String, @Nullable Object> opinion(@RequestParam String paper, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Paper p = Readers.paper(library, paper);
        Opinion o = judgments.opinion(reader.id(), p.id());
        Tally t = judgments.tally(p.id());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("paper", p.slug());
        answer.put("thumb", o.thumb().map(up -> up ? "up" : "down").orElse(null));
        answer.put("stars", o.stars().map(Judgment.Rating::stars).orElse(null));
        answer.put("saved", o.saved());
        answer.put("hidden", o.hidden());
        answer.put("upvotes", p.metadata().attention().upvotes() + t.up());
        answer.put("downvotes", t.down());
        return answer;
    }

    /// Two papers to choose between; answered by a judgment of the type `pair` under the key given here.
    @GetMapping("/duel")
    Asked duel(Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        List<PaperId> others = editions.newest(Period.DAY).map(Edition::papers).orElse(List.of());
        Optional<Duels.Question> question = duels.next(reader.id(), others);
        return question.map(q -> new Asked(slug(q.left()), slug(q.right()), q.key()))
                .orElse(new Asked(null, null, null));
    }

    private String slug(PaperId id) {
        return library.papers(List.of(id)).stream().findFirst().map(Paper::slug).orElse(id.value());
    }
}
