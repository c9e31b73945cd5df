package org.broadsheet.server.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.digest.Choices;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/// The form in which a subscriber chooses, as it is sent and as it is shown.
///
/// @param period           `day`, `week` or `month`
/// @param at               `07:00`
/// @param zone             `Europe/Lisbon`
/// @param day              numbers of days of the week, 1 to 7
/// @param categories       separated by commas or spaces
/// @param most             papers
/// @param sayIrrelevant    whether it says so where papers came but none is relevant
/// @param sayEmpty         whether it says so where no paper came
record ChoicesForm(
        @Nullable String period,
        @Nullable String at,
        @Nullable String zone,
        @Nullable List<String> day,
        @Nullable String categories,
        @Nullable Integer most,
        @Nullable Boolean sayIrrelevant,
        @Nullable Boolean sayEmpty) {
    private static final int SUGGESTED = 60;

    /// A day of the week to be chosen.
    record DayView(int number, String name, boolean chosen) {}

    /// A category to be chosen.
    record CategoryView(String code, String name) {}

    /// @throws IllegalArgumentException where something is not what may be chosen
    Choices choices() {
        Choices d = Choices.DEFAULT;
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (day != null) for (String n : day) if (n.matches("[1-7]")) days.add(DayOfWeek.of(Integer.parseInt(n)));
        Period chosen = period == null
                ? d.period()
                : Period.ofKey(period)
                        .orElseThrow(() -> new IllegalArgumentException("it comes each day, week or month"));
        return new Choices(
                chosen,
                at == null ? d.at() : time(at),
                zone == null ? d.zone() : Choices.zone(zone),
                chosen == Period.DAY || !days.isEmpty() ? days : d.days(),
                categories == null ? List.of() : Arrays.asList(categories.split("[,;\\s]+")),
                most == null ? d.most() : most,
                !Boolean.TRUE.equals(sayIrrelevant),
                !Boolean.TRUE.equals(sayEmpty));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("a time is written like 07:00");
        }
    }

    /// Puts choices into a page's model.
    static void show(Choices c, Library library, Model model) {
        model.addAttribute("period", c.period().key());
        model.addAttribute("at", c.at().toString());
        model.addAttribute("zone", c.zone().getId());
        model.addAttribute(
                "zones",
                ZoneId.getAvailableZoneIds().stream()
                        .filter(z -> z.matches(
                                "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                        .sorted()
                        .toList());
        model.addAttribute(
                "days",
                Arrays.stream(DayOfWeek.values())
                        .map(d -> new DayView(
                                d.getValue(),
                                d.getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                                c.days().contains(d)))
                        .toList());
        model.addAttribute("categories", String.join(", ", c.categories()));
        model.addAttribute(
                "suggested",
                library.values(Facet.CATEGORY, SUGGESTED).stream()
                        .map(SearchResult.FacetCount::value)
                        .map(v -> new CategoryView(v, Topics.name(v)))
                        .toList());
        model.addAttribute("most", c.most());
        model.addAttribute("sayIrrelevant", !c.quietIrrelevant());
        model.addAttribute("sayEmpty", !c.quietEmpty());
    }
}
