package org.broadsheet.server.digest;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.server.edition.Period;

/// What a subscriber chose.
///
/// @param period          each day's edition, the week's on Monday, or the month's on its first day
/// @param at              when it comes, to the minute
/// @param zone            where that time is meant; a region, so that daylight saving is kept to
/// @param days            days of the week on which a daily one comes; at least one
/// @param categories      categories (`cs.IR`) or whole archives (`cs`) that are relevant; none for all, at
/// most 40
/// @param most            most papers in it, from 1 to 60
/// @param quietIrrelevant whether nothing is sent where papers came but none is relevant
/// @param quietEmpty      whether nothing is sent where no paper came
public record Choices(
        Period period,
        LocalTime at,
        ZoneId zone,
        Set<DayOfWeek> days,
        List<String> categories,
        int most,
        boolean quietIrrelevant,
        boolean quietEmpty) {
    /// Working days at seven, in UTC for want of anything better.
    public static final Choices DEFAULT = new Choices(
            Period.DAY,
            LocalTime.of(7, 0),
            ZoneId.of("UTC"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(),
            12,
            true,
            true);

    private static final int MOST_CATEGORIES = 40;

    /// @throws IllegalArgumentException naming the choice, what it may be and what it was
    public Choices {
        at = at.withSecond(0).withNano(0);
        days = Set.copyOf(days);
        categories = categories.stream()
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        if (days.isEmpty())
            throw new IllegalArgumentException("a daily edition comes on at least one day of the week: choose one");
        if (categories.size() > MOST_CATEGORIES)
            throw new IllegalArgumentException("subjects are at most " + MOST_CATEGORIES + " but were "
                    + categories.size() + "; leave some out, or choose a whole archive such as cs");
        for (String c : categories)
            if (!c.matches("[A-Za-z0-9][A-Za-z0-9 .,&/-]{0,59}"))
                throw new IllegalArgumentException(
                        "a subject is a category such as cs.IR, or an archive such as cs, but was '"
                                + c.replaceAll("\\p{Cc}", " ") + "'");
        if (most < 1 || most > 60)
            throw new IllegalArgumentException("an edition by mail has 1 to 60 papers but was to have " + most);
    }

    /// Reads a zone as people and browsers write it.
    ///
    /// @throws IllegalArgumentException where there is none of that name
    public static ZoneId zone(String name) {
        String n = name.strip();
        if (n.equals("UTC") || n.contains("/") && ZoneId.getAvailableZoneIds().contains(n)) return ZoneId.of(n);
        throw new IllegalArgumentException("a time zone is named like Europe/Lisbon or America/New_York, or UTC");
    }

    /// Whether a paper's categories make it relevant.
    boolean relevant(List<String> of) {
        return categories.isEmpty()
                || of.stream().anyMatch(c -> categories.stream().anyMatch(w -> c.equals(w) || c.startsWith(w + ".")));
    }
}
