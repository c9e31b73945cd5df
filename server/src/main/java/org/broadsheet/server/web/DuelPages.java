package org.broadsheet.server.web;

import java.util.ArrayList;
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
import org.broadsheet.server.judgment.Judgment.Outcome;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Two papers: which would you rather read? By keys alone where a reader likes.
@Controller
class DuelPages {
    private static final int SUMMARY = 900;
    private static final int ROUND = 5;

    private final Library library;
    private final Editions editions;
    private final Judgments judgments;
    private final Duels duels;
    private final Pace pace;

    DuelPages(Library library, Editions editions, Judgments judgments, Duels duels, Pace pace) {
        this.library = library;
        this.editions = editions;
        this.judgments = judgments;
        this.duels = duels;
        this.pace = pace;
    }

    @GetMapping("/duel")
    String duel(Visitor visitor, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        Optional<Duels.Question> next = duels.next(reader.id(), others());
        List<Views.Item> sides = new ArrayList<>();
        next.ifPresent(q -> {
            for (Paper p : library.papers(List.of(q.left(), q.right()))) sides.add(Views.item(p, null, SUMMARY));
        });
        boolean asks = sides.size() == 2;
        model.addAttribute("asks", asks);
        if (asks && next.isPresent()) {
            int number = next.get().asked() % ROUND + 1;
            model.addAttribute("left", sides.getFirst());
            model.addAttribute("right", sides.getLast());
            model.addAttribute("question", next.get());
            model.addAttribute("number", number);
            List<String> steps = new ArrayList<>();
            for (int i = 1; i <= ROUND; i++) steps.add(i < number ? "done" : i == number ? "now" : "");
            model.addAttribute("steps", steps);
        }
        last(reader.id(), model);
        return "duel";
    }

    /// Papers for readers who have not seen many yet: of the newest edition.
    private List<PaperId> others() {
        return editions.newest(Period.DAY).map(Edition::papers).orElse(List.of());
    }

    private void last(ReaderId reader, Model model) {
        List<KeptJudgment> last = judgments.of(reader, Set.of(Kind.PAIR), null, Long.MAX_VALUE, 1);
        if (last.isEmpty() || last.getFirst().undoneAt().isPresent()) return;
        Map<PaperId, Views.Named> names = JudgmentView.names(library, last);
        Judgment.Pair pair = (Judgment.Pair) last.getFirst().judgment();
        Views.Named left = names.get(pair.left());
        Views.Named right = names.get(pair.right());
        if (left == null || right == null) return;
        boolean swapped = pair.outcome() == Outcome.RIGHT;
        model.addAttribute("lastId", last.getFirst().id());
        model.addAttribute("lastOutcome", pair.outcome().key());
        model.addAttribute("lastFirst", swapped ? right : left);
        model.addAttribute("lastSecond", swapped ? left : right);
    }

    @PostMapping("/duel")
    ResponseEntity<Void> answer(
            @RequestParam String left,
            @RequestParam String right,
            @RequestParam String outcome,
            @RequestParam String key,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        pace.take(reader.id(), Pace.Deed.JUDGE);
        judgments.give(
                reader.id(),
                new Judgment.Pair(
                        find(left),
                        find(right),
                        Outcome.ofKey(outcome)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "An answer is left, right, tie, neither or skip."))),
                Occasion.at(Occasion.Source.WEB, "duel"),
                key);
        return Back.see("/duel");
    }

    private PaperId find(String name) {
        return library.paper(name)
                .map(Paper::id)
                .orElseThrow(() -> new NotFound("One of the two papers is no longer here."));
    }
}
