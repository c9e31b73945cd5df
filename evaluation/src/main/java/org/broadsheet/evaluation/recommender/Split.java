package org.broadsheet.evaluation.recommender;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// What is learned from, and what is held back to measure with. Each interaction is in exactly one of both.
///
/// @param train seen by the recommender
/// @param test  what it should have recommended
public record Split(Interactions train, Interactions test) {
    /// One interaction of every user with at least two is held back: the last, or one at random where times
    /// are all
    /// the same.
    public static Split leaveOneOut(Interactions interactions, RandomGenerator random) {
        Set<Interaction> held = new HashSet<>();
        interactions.byUser().forEach((_, list) -> {
            if (list.size() < 2) return;
            boolean timed = list.getFirst().time() != list.getLast().time();
            held.add(timed ? list.getLast() : list.get(random.nextInt(list.size())));
        });
        return parted(interactions, held);
    }

    /// `k` splits; every interaction is held back in exactly one. Each user's are spread as evenly as can be.
    public static List<Split> folds(Interactions interactions, int k, RandomGenerator random) {
        if (k < 2) throw new IllegalArgumentException("at least two folds, please, not " + k);
        List<Set<Interaction>> held = IntStream.range(0, k)
                .<Set<Interaction>>mapToObj(_ -> new HashSet<>())
                .toList();
        interactions.byUser().forEach((_, list) -> {
            List<Interaction> order = shuffled(list, random);
            int first = random.nextInt(k);
            for (int i = 0; i < order.size(); i++) held.get((first + i) % k).add(order.get(i));
        });
        return held.stream().map(h -> parted(interactions, h)).toList();
    }

    /// Everything from a time on is held back, for all users at once: nothing is learned from the future.
    ///
    /// @throws IllegalArgumentException where that leaves one side empty
    public static Split at(Interactions interactions, long time) {
        Set<Interaction> held = new HashSet<>();
        for (Interaction i : interactions.all()) if (i.time() >= time) held.add(i);
        if (held.isEmpty() || held.size() == interactions.size())
            throw new IllegalArgumentException(
                    "the time " + time + " leaves " + held.size() + " of " + interactions.size() + " on one side");
        return parted(interactions, held);
    }

    /// Whole users are held back, apart from the `given` interactions (the first, or any where times are the
    /// same)
    /// with which they introduce themselves. Users with no more than that stay in training.
    ///
    /// @param share of the users, in (0, 1)
    public static Split byUser(Interactions interactions, double share, int given, RandomGenerator random) {
        if (!(share > 0 && share < 1) || given < 0)
            throw new IllegalArgumentException(
                    "a share of users is in (0, 1) and given is not negative, not " + share + " and " + given);
        List<List<Interaction>> users = shuffled(
                interactions.byUser().values().stream()
                        .filter(list -> list.size() > given)
                        .toList(),
                random);
        Set<Interaction> held = new HashSet<>();
        for (List<Interaction> list : users.subList(0, (int) Math.round(share * users.size()))) {
            boolean timed = list.getFirst().time() != list.getLast().time();
            List<Interaction> order = timed ? list : shuffled(list, random);
            held.addAll(order.subList(given, order.size()));
        }
        return parted(interactions, held);
    }

    private static Split parted(Interactions interactions, Set<Interaction> held) {
        List<Interaction> train = new ArrayList<>();
        List<Interaction> test = new ArrayList<>();
        for (Interaction i : interactions.all()) (held.contains(i) ? test : train).add(i);
        return new Split(Interactions.of(train), Interactions.of(test));
    }

    private static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
        List<T> order = new ArrayList<>(list);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T kept = order.get(i);
            order.set(i, order.get(j));
            order.set(j, kept);
        }
        return order;
    }
}
