package org.broadsheet.preference.judgment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.vote.Ballot;

/// One kind of judgment read as another. Nothing is made up: what a judgment does not say does not appear,
/// and what is lost is stated with each conversion. Every result keeps judge, time, source and propensity.
public final class Conversions {
    /// How much a pair weighs that is one of several read off one judgment.
    public enum PairWeight {
        /// As much as the judgment: a list of n counts as n(n-1)/2 comparisons.
        EACH,
        /// All pairs of a judgment together as much as the judgment.
        SHARED
    }

    private Conversions() {}

    /// The pairs that can be read off one judgment alone; the better one stands left, ties keep the order
    /// of the list. A pair is itself. A choice says that the chosen one is better than each other. A ranked
    /// list says a pair for every two of its items, and margins are differences of tiers. A thumb or a
    /// rating says none.
    public static <C, I> List<PairwisePreference<C, I>> pairs(Judgment<C, I> judgment, PairWeight weight) {
        return switch (judgment) {
            case Thumb<C, I> _, Rating<C, I> _ -> List.of();
            case PairwisePreference<C, I> p -> List.of(p);
            case Choice<C, I> c -> {
                Occasion occasion = shared(c.occasion(), weight, c.passedOver().size());
                yield c.passedOver().stream()
                        .map(other ->
                                new PairwisePreference<>(c.context(), c.chosen(), other, Outcome.LEFT, 1, occasion))
                        .toList();
            }
            case RankedPreference<C, I> r -> rankedPairs(r, weight);
        };
    }

    private static <C, I> List<PairwisePreference<C, I>> rankedPairs(RankedPreference<C, I> r, PairWeight weight) {
        int n = r.tiers().stream().mapToInt(List::size).sum();
        Occasion occasion = shared(r.occasion(), weight, (long) n * (n - 1) / 2);
        List<PairwisePreference<C, I>> pairs = new ArrayList<>();
        for (int t = 0; t < r.tiers().size(); t++) {
            List<I> tier = r.tiers().get(t);
            for (int a = 0; a < tier.size(); a++) {
                for (int b = a + 1; b < tier.size(); b++)
                    pairs.add(
                            new PairwisePreference<>(r.context(), tier.get(a), tier.get(b), Outcome.TIE, 0, occasion));
                for (int u = t + 1; u < r.tiers().size(); u++)
                    for (I worse : r.tiers().get(u))
                        pairs.add(new PairwisePreference<>(
                                r.context(), tier.get(a), worse, Outcome.LEFT, u - t, occasion));
            }
        }
        return pairs;
    }

    private static Occasion shared(Occasion occasion, PairWeight weight, long pairs) {
        return weight == PairWeight.EACH || pairs < 2 ? occasion : occasion.weighing(occasion.weight() / pairs);
    }

    /// A thumb as a rating on the scale from 0 to 1: up is 1, down is 0. Nothing is lost.
    public static <C, I> Rating<C, I> rating(Thumb<C, I> thumb) {
        return new Rating<>(
                thumb.context(), thumb.item(), new Rating.Scale(0, 1), thumb.up() ? 1 : 0, Map.of(), thumb.occasion());
    }

    /// A rating as a thumb: up where its share of the scale is at least `threshold`. Degree and attributes
    /// are lost.
    ///
    /// @param threshold in (0, 1]; 0.75 makes four and five of five stars a thumb up
    public static <C, I> Thumb<C, I> thumb(Rating<C, I> rating, double threshold) {
        if (!(threshold > 0 && threshold <= 1))
            throw new IllegalArgumentException("a threshold is above 0 and at most 1 but was " + threshold);
        return new Thumb<>(rating.context(), rating.item(), rating.share() >= threshold, rating.occasion());
    }

    /// What one judge said of several items in one context, in order: one list for each judge and context
    /// with at least two items, in the order in which they first appear. Thumbs count as ratings from 0 to
    /// 1; equal shares of the scale tie; of several ratings of one item the last in the collection counts.
    /// The weight is the mean of those of its ratings, the time the latest. Distances are lost. Judgments
    /// without a judge belong to one unnamed judge.
    ///
    /// @param judgments those that are neither thumb nor rating are passed over
    public static <C, I> List<RankedPreference<C, I>> rankings(Collection<? extends Judgment<C, I>> judgments) {
        record Sheet<C>(String judge, C context) {}
        Map<Sheet<C>, Map<I, Rating<C, I>>> sheets = new LinkedHashMap<>();
        for (Judgment<C, I> j : judgments) {
            Optional<Rating<C, I>> rating = switch (j) {
                case Thumb<C, I> t -> Optional.of(rating(t));
                case Rating<C, I> r -> Optional.of(r);
                case PairwisePreference<C, I> _, RankedPreference<C, I> _, Choice<C, I> _ -> Optional.empty();
            };
            rating.ifPresent(r -> sheets.computeIfAbsent(
                            new Sheet<>(r.occasion().judge(), r.context()), _ -> new LinkedHashMap<>())
                    .put(r.item(), r));
        }
        List<RankedPreference<C, I>> rankings = new ArrayList<>();
        sheets.forEach((sheet, ratings) -> {
            if (ratings.size() >= 2) rankings.add(ranking(sheet.context(), ratings.values()));
        });
        return rankings;
    }

    private static <C, I> RankedPreference<C, I> ranking(C context, Collection<Rating<C, I>> ratings) {
        TreeMap<Double, List<I>> tiers = new TreeMap<>(java.util.Comparator.reverseOrder());
        double weight = 0;
        Occasion last = Occasion.UNKNOWN;
        boolean first = true;
        for (Rating<C, I> r : ratings) {
            tiers.computeIfAbsent(r.share(), _ -> new ArrayList<>()).add(r.item());
            weight += r.occasion().weight();
            if (first || later(r.occasion(), last)) last = r.occasion();
            first = false;
        }
        return new RankedPreference<>(context, List.copyOf(tiers.values()), last.weighing(weight / ratings.size()));
    }

    private static boolean later(Occasion a, Occasion b) {
        return a.time().isPresent()
                && (b.time().isEmpty() || a.time().get().isAfter(b.time().get()));
    }

    /// A pair as a ranked list of two, or of one tier for a tie. The margin and who stood left are lost.
    public static <C, I> RankedPreference<C, I> ranking(PairwisePreference<C, I> pair) {
        List<List<I>> tiers = switch (pair.outcome()) {
            case LEFT -> List.of(List.of(pair.left()), List.of(pair.right()));
            case RIGHT -> List.of(List.of(pair.right()), List.of(pair.left()));
            case TIE -> List.of(List.of(pair.left(), pair.right()));
        };
        return new RankedPreference<>(pair.context(), tiers, pair.occasion());
    }

    /// A ranked list without ties but in its last tier as the choices that make it: the first of all, the
    /// second of those left, and so on (Plackett 1975); n items make n - 1 choices, each of the whole
    /// weight. A last tier of several items is read as what was never put in order.
    ///
    /// @throws IllegalArgumentException where another tier has more than one item
    public static <C, I> List<Choice<C, I>> choices(RankedPreference<C, I> ranked) {
        List<Choice<C, I>> choices = new ArrayList<>();
        List<I> items = ranked.items();
        for (int t = 0; t + 1 < ranked.tiers().size(); t++) {
            if (ranked.tiers().get(t).size() > 1)
                throw new IllegalArgumentException("a list with ties before its last tier is no series of choices: "
                        + ranked.tiers().get(t) + " are tied");
            choices.add(new Choice<>(
                    ranked.context(), items.get(t), items.subList(t + 1, items.size()), ranked.occasion()));
        }
        return choices;
    }

    /// A ranked list as a ballot of its weight; scores count down the tiers to 1. Context and judge are
    /// lost.
    public static <I> Ballot<I> ballot(RankedPreference<?, I> ranked) {
        List<Scored<I>> scored = new ArrayList<>();
        int score = ranked.tiers().size();
        for (List<I> tier : ranked.tiers()) {
            for (I item : tier) scored.add(new Scored<>(item, score));
            score--;
        }
        return new Ballot<>(new Ranking<>(scored), ranked.occasion().weight());
    }

    /// All judgments as ballots of what they name: each list, each pair (its margin is lost), each choice, with
    /// what was passed over tied behind what was chosen, and what one judge said of several items in one
    /// context by thumbs and ratings. A ballot says nothing of items it does not hold, so that an election of
    /// them takes these as no opinion.
    public static <C, I> List<Ballot<I>> ballots(Collection<? extends Judgment<C, I>> judgments) {
        List<Ballot<I>> ballots = new ArrayList<>();
        for (Judgment<C, I> j : judgments)
            switch (j) {
                case RankedPreference<C, I> r -> ballots.add(ballot(r));
                case PairwisePreference<C, I> p -> ballots.add(ballot(ranking(p)));
                case Choice<C, I> c ->
                    ballots.add(ballot(new RankedPreference<>(
                            c.context(), List.of(List.of(c.chosen()), c.passedOver()), c.occasion())));
                case Thumb<C, I> _, Rating<C, I> _ -> {}
            }
        rankings(judgments).forEach(r -> ballots.add(ballot(r)));
        return ballots;
    }
}
