package org.broadsheet.preference.difficulty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.preference.response.ItemBank;
import org.broadsheet.preference.response.ItemEstimate;

/// A difficulty for each item (Ding and others 2024, "Easy2Hard-Bench"). Difficulties from respondents of
/// one kind are difficulties for that kind: what is hard for language models need not be hard for people.
///
/// @param method how they were found
/// @param items  in the order in which they were met
public record DifficultyTable(String method, List<ItemDifficulty> items) {
    public DifficultyTable {
        items = List.copyOf(items);
    }

    /// How hard one item is.
    ///
    /// @param rating     on the scale of the method; NaN where it is not known
    /// @param deviation  standard error of the rating; NaN where there is none
    /// @param normalized (rating - lowest) / (highest - lowest), in [0, 1]; 0.5 where all are alike, NaN
    ///                   with the rating
    /// @param quantile   share of items that are easier, those as hard counting half, in (0, 1); NaN with
    ///                   the rating
    /// @param attempts   it is built on
    public record ItemDifficulty(
            String item, double rating, double deviation, double normalized, double quantile, int attempts) {}

    public Optional<ItemDifficulty> item(String name) {
        return items.stream().filter(i -> i.item().equals(name)).findFirst();
    }

    /// From item-response parameters: difficulties in standard deviations of ability.
    public static DifficultyTable of(ItemBank bank) {
        List<Raw> raw = new ArrayList<>();
        for (ItemEstimate i : bank.items())
            raw.add(new Raw(i.item(), i.curve().difficulty(), i.difficultyError(), i.attempts()));
        return new DifficultyTable(bank.model().label(), labelled(raw));
    }

    private record Player(boolean isItem, String name) {}

    /// From a tournament of respondents against items: who solves an item beats it. Fits attempts that
    /// come in time order and respondents who learn, with a rating system that follows them, such as
    /// Glicko-2. What attempts without a time mean is the system's affair: one takes them one after
    /// another, another all at once.
    ///
    /// @param attempts at least one
    /// @throws IllegalArgumentException where there is none
    public static DifficultyTable of(List<Attempt> attempts, RatingSystem system) {
        List<PairwisePreference<String, Player>> games = new ArrayList<>();
        Map<String, Integer> tried = new LinkedHashMap<>();
        for (Attempt a : attempts) {
            tried.merge(a.item(), 1, Integer::sum);
            Occasion occasion = a.time().map(Occasion.UNKNOWN::at).orElse(Occasion.UNKNOWN);
            games.add(new PairwisePreference<>(
                    "",
                    new Player(false, a.respondent()),
                    new Player(true, a.item()),
                    a.right() ? Outcome.LEFT : Outcome.RIGHT,
                    1,
                    occasion));
        }
        Ratings<Player> ratings = system.fit(games);
        List<Raw> raw = new ArrayList<>();
        tried.forEach((item, n) -> {
            Player player = new Player(true, item);
            raw.add(new Raw(item, ratings.rating(player), ratings.error(player), n));
        });
        return new DifficultyTable(ratings.system(), labelled(raw));
    }

    private record Raw(String item, double rating, double deviation, int attempts) {}

    private static List<ItemDifficulty> labelled(List<Raw> raw) {
        double[] known = raw.stream()
                .mapToDouble(Raw::rating)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        Map<Double, double[]> counts = new HashMap<>();
        for (int i = 0; i < known.length; i++) {
            double[] count = counts.computeIfAbsent(known[i], _ -> new double[2]);
            if (count[1]++ == 0) count[0] = i;
        }
        List<ItemDifficulty> items = new ArrayList<>();
        for (Raw r : raw) {
            double normalized = Double.NaN;
            double quantile = Double.NaN;
            if (Double.isFinite(r.rating)) {
                double reach = known[known.length - 1] - known[0];
                normalized = reach == 0 ? 0.5 : (r.rating - known[0]) / reach;
                double[] count = Objects.requireNonNull(counts.get(r.rating));
                quantile = (count[0] + count[1] / 2) / known.length;
            }
            items.add(new ItemDifficulty(r.item, r.rating, r.deviation, normalized, quantile, r.attempts));
        }
        return items;
    }
}
