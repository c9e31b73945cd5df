package org.broadsheet.server.web;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/// A judgment in a reader's own words.
///
/// @param what   what was said: `Voted for`, `4 stars for`
/// @param papers of what
/// @param where  where it was said, or empty
/// @param undone whether it was taken back
record JudgmentView(long id, String what, List<Views.Named> papers, String time, String where, boolean undone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    /// A kind to narrow by.
    record Choice(String key, String label, long count, boolean chosen) {}

    static JudgmentView of(KeptJudgment j, Map<PaperId, Views.Named> names) {
        return new JudgmentView(
                j.id(),
                words(j.judgment()),
                j.judgment().papers().stream()
                        .limit(6)
                        .map(p -> names.getOrDefault(p, new Views.Named(p.value(), "/papers/" + p.value())))
                        .toList(),
                TIME.format(j.at().atZone(ZoneOffset.UTC)),
                j.occasion().place().isEmpty()
                        ? j.occasion().source().key()
                        : j.occasion().place()
                                + (j.occasion().position().isPresent()
                                        ? ", place " + j.occasion().position().getAsInt()
                                        : ""),
                j.undoneAt().isPresent());
    }

    private static String words(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Thumb t -> t.up() ? "Voted for" : "Not for me:";
            case Judgment.Rating r ->
                Views.count(r.stars(), "star") + " for"
                        + (r.attributes().isEmpty()
                                ? ""
                                : r.attributes().entrySet().stream()
                                        .map(a -> a.getKey().key() + " " + a.getValue())
                                        .collect(Collectors.joining(", ", " (", ")")));
            case Judgment.NotInterested n ->
                n.reason().label() + (n.words().isEmpty() ? ":" : " (“" + n.words() + "”):");
            case Judgment.Save _ -> "Saved";
            case Judgment.Hide _ -> "Hid";
            case Judgment.Pair p ->
                switch (p.outcome()) {
                    case LEFT -> "Would rather read the first:";
                    case RIGHT -> "Would rather read the second:";
                    case TIE -> "Both alike:";
                    case NEITHER -> "Neither:";
                    case SKIP -> "Did not choose:";
                };
            case Judgment.Ordering o -> "Put " + Views.count(o.bestFirst().size(), "paper") + " in order:";
            case Judgment.Impression _ -> "Had in sight";
            case Judgment.Open _ -> "Opened";
            case Judgment.Dwell d ->
                "Read for " + Views.count(Math.max(1, d.time().toSeconds()), "second");
            case Judgment.LinkOut l -> "Followed the link “" + l.link() + "” of";
        };
    }

    /// Fills the page of a reader's judgments.
    record Page(Library library, Judgments judgments) {
        private static final int SIZE = 50;

        void fill(ReaderId reader, String key, @Nullable Long before, Model model) {
            Set<Kind> kinds = Kind.ofKey(key).map(Set::of).orElse(Set.of());
            List<KeptJudgment> page = judgments.of(reader, kinds, null, before == null ? Long.MAX_VALUE : before, SIZE);
            Map<PaperId, Views.Named> names = names(library, page);
            model.addAttribute(
                    "judgments",
                    page.stream().map(j -> JudgmentView.of(j, names)).toList());
            Map<Kind, Long> counts = judgments.counts(reader);
            List<Choice> choices = new ArrayList<>();
            counts.forEach((k, n) -> choices.add(new Choice(k.key(), k.label(), n, kinds.contains(k))));
            model.addAttribute("choices", choices);
            model.addAttribute("kind", kinds.isEmpty() ? "" : key);
            model.addAttribute(
                    "total", counts.values().stream().mapToLong(Long::longValue).sum());
            model.addAttribute("observed", judgments.observed(reader));
            model.addAttribute(
                    "nextHref",
                    page.size() == SIZE
                            ? "/judgments?before=" + page.getLast().id() + (kinds.isEmpty() ? "" : "&kind=" + key)
                            : null);
        }
    }

    static Map<PaperId, Views.Named> names(Library library, List<KeptJudgment> page) {
        List<PaperId> all = page.stream()
                .flatMap(j -> j.judgment().papers().stream())
                .distinct()
                .toList();
        Map<PaperId, PaperId> homes = library.homes(all);
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(Set.copyOf(homes.values())).forEach(p -> papers.put(p.id(), p));
        Map<PaperId, Views.Named> names = new HashMap<>();
        homes.forEach((p, home) -> {
            Paper paper = papers.get(home);
            if (paper != null) names.put(p, new Views.Named(Views.title(paper), Views.href(paper)));
        });
        return names;
    }
}
