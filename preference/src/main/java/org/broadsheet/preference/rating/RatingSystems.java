package org.broadsheet.preference.rating;

import java.util.List;
import java.util.Locale;

/// The rating systems by name, each with its usual settings.
public final class RatingSystems {
    private RatingSystems() {}

    /// One of each.
    public static List<RatingSystem> all() {
        return List.of(
                BradleyTerry.PLAIN,
                BradleyTerry.PLAIN.with(BradleyTerry.Ties.RAO_KUPPER),
                BradleyTerry.PLAIN.with(BradleyTerry.Ties.DAVIDSON),
                ThurstoneMosteller.PLAIN,
                PlackettLuce.PLAIN,
                Spectral.RANK_CENTRALITY,
                Spectral.ITERATED_LUCE,
                CrowdBradleyTerry.DEFAULT,
                Elo.STANDARD,
                new OrderAveraged(Elo.STANDARD, 100, 1),
                Glicko2.STANDARD,
                TrueSkill.STANDARD,
                StateSpace.STANDARD);
    }

    /// @param name in capitals or small letters, with or without hyphens
    /// @throws IllegalArgumentException for a name that is not there, with those there are
    public static RatingSystem named(String name) {
        String wanted = plain(name);
        for (RatingSystem system : all()) if (plain(system.name()).equals(wanted)) return system;
        throw new IllegalArgumentException("there is no rating system \"" + name + "\"; there are "
                + String.join(", ", all().stream().map(RatingSystem::name).toList()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
