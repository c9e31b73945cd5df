package org.broadsheet.ranking.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The sets that can be completed to a set of the wanted size that meets all quotas. Where groups do not
/// overlap they
/// form a matroid (El Halabi and others 2020).
///
/// Items that belong to the same groups are of one kind; only how many of each kind there are matters.
final class QuotaSystem implements IndependenceSystem {
    private static final int MOST_STEPS = 300_000;

    private final int size;
    private final int items;
    private final int[] kindOf;
    private final int[][] groupsOf; // by kind
    private final int[] count; // items of each kind
    private final int[] least;
    private final int[] most;
    private final int[] apart; // groups of which no two share an item
    private final boolean disjoint;

    /// @param items what can be chosen
    /// @throws QuotasClash where no `size` of them meet all quotas
    static <I> IndependenceSystem of(List<I> items, int size, Quotas<I> quotas) {
        if (quotas.isEmpty()) return IndependenceSystem.uniform(items.size(), size);
        QuotaSystem system = new QuotaSystem(items, size, quotas.all());
        if (!system.possible()) throw clash(items, size, quotas.all());
        return system;
    }

    private <I> QuotaSystem(List<I> items, int size, List<Quota<I>> quotas) {
        this.size = size;
        this.items = items.size();
        this.kindOf = new int[items.size()];
        Map<List<Integer>, Integer> kinds = new HashMap<>();
        List<int[]> groups = new ArrayList<>();
        for (int item = 0; item < kindOf.length; item++) {
            I one = items.get(item);
            int[] of = IntStream.range(0, quotas.size())
                    .filter(g -> quotas.get(g).members().contains(one))
                    .toArray();
            kindOf[item] = kinds.computeIfAbsent(Arrays.stream(of).boxed().toList(), _ -> {
                groups.add(of);
                return groups.size() - 1;
            });
        }
        this.groupsOf = groups.toArray(int[][]::new);
        this.count = new int[groupsOf.length];
        for (int kind : kindOf) count[kind]++;
        this.least = quotas.stream().mapToInt(Quota::least).toArray();
        this.most = quotas.stream().mapToInt(Quota::most).toArray();
        this.disjoint = groups.stream().allMatch(of -> of.length <= 1);
        this.apart = apart();
    }

    /// Groups without a common item, those that want most first.
    private int[] apart() {
        int[] byWant = IntStream.range(0, least.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(least[b], least[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        BitSet taken = new BitSet();
        List<Integer> chosen = new ArrayList<>();
        for (int group : byWant) {
            BitSet kinds = new BitSet();
            for (int kind = 0; kind < groupsOf.length; kind++) if (holds(groupsOf[kind], group)) kinds.set(kind);
            if (kinds.intersects(taken)) continue;
            taken.or(kinds);
            chosen.add(group);
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean holds(int[] groups, int group) {
        for (int g : groups) if (g == group) return true;
        return false;
    }

    /// Names a smallest selection of groups that cannot be met together: one whose every part can.
    private static <I> QuotasClash clash(List<I> items, int size, List<Quota<I>> quotas) {
        List<Quota<I>> atOdds = new ArrayList<>(quotas);
        for (Quota<I> quota : quotas) {
            List<Quota<I>> without = new ArrayList<>(atOdds);
            without.remove(quota);
            if (!new QuotaSystem(items, size, without).possible()) atOdds = without;
        }
        String named = atOdds.stream()
                .map(q -> q.group() + " " + q.range() + " (there are "
                        + items.stream().filter(q.members()::contains).count() + ")")
                .collect(Collectors.joining(", "));
        return new QuotasClash(
                atOdds.stream().map(Quota::group).toList(),
                "no " + size + " of the " + items.size() + " items meet "
                        + (atOdds.size() == 1 ? "the quota of " : "these quotas together: ") + named
                        + "; loosen " + (atOdds.size() == 1 ? "it" : "one of them") + " or choose another size");
    }

    private boolean possible() {
        return size <= items && new Completion(count, least, most).possible(0, size);
    }

    @Override
    public Structure structure() {
        return disjoint ? Structure.MATROID : Structure.ANY;
    }

    @Override
    public int rank() {
        return size;
    }

    @Override
    public Growing empty() {
        return new Chosen(count.clone(), least.clone(), most.clone(), size);
    }

    private final class Chosen implements Growing {
        private final int[] free;
        private final int[] need;
        private final int[] room;
        private int left;
        private final byte[] known; // by kind: 0 not looked, 1 can be added, 2 cannot

        Chosen(int[] free, int[] need, int[] room, int left) {
            this.free = free;
            this.need = need;
            this.room = room;
            this.left = left;
            this.known = new byte[free.length];
        }

        @Override
        public boolean canAdd(int item) {
            int kind = kindOf[item];
            if (known[kind] == 0) {
                Chosen with = (Chosen) copy();
                with.add(item);
                boolean can = left > 0
                        && free[kind] > 0
                        && new Completion(with.free, with.need, with.room).possible(0, with.left);
                known[kind] = (byte) (can ? 1 : 2);
            }
            return known[kind] == 1;
        }

        @Override
        public void add(int item) {
            int kind = kindOf[item];
            free[kind]--;
            left--;
            for (int group : groupsOf[kind]) {
                need[group] = Math.max(0, need[group] - 1);
                if (room[group] != Quota.NO_LIMIT) room[group]--;
            }
            Arrays.fill(known, (byte) 0);
        }

        @Override
        public Growing copy() {
            return new Chosen(free.clone(), need.clone(), room.clone(), left);
        }
    }

    /// Looks for numbers of each kind that fill the seats left. Exact for any overlap; without a step back
    /// where groups
    /// do not overlap, because then the bounds below are exact too.
    private final class Completion {
        private final int[] free;
        private final int[] need;
        private final int[] room;
        private final int[][] there; // by kind and group: items of this kind and all later ones in the group
        private final int[] outside; // by kind: items of it and all later ones in none of the groups that lie apart
        private int steps;

        Completion(int[] free, int[] need, int[] room) {
            this.free = free;
            this.need = need.clone();
            this.room = room.clone();
            int kinds = free.length;
            there = new int[kinds + 1][need.length];
            outside = new int[kinds + 1];
            for (int kind = kinds - 1; kind >= 0; kind--) {
                there[kind] = there[kind + 1].clone();
                for (int group : groupsOf[kind]) there[kind][group] += free[kind];
                int[] of = groupsOf[kind];
                boolean counted = Arrays.stream(apart).anyMatch(g -> holds(of, g));
                outside[kind] = outside[kind + 1] + (counted ? 0 : free[kind]);
            }
        }

        boolean possible(int kind, int left) {
            if (++steps > MOST_STEPS)
                throw new IllegalArgumentException("the groups overlap so much that it cannot be told whether " + left
                        + " seats can be filled; use fewer groups or fewer quotas");
            for (int group = 0; group < need.length; group++)
                if (need[group] > Math.min(left, Math.min(room[group], there[kind][group]))) return false;
            int wanted = 0;
            int offered = outside[kind];
            for (int group : apart) {
                wanted += Math.max(0, need[group]);
                offered += Math.min(room[group], there[kind][group]);
            }
            if (wanted > left || offered < left) return false;
            if (kind == free.length) return true;
            int most = Math.min(left, free[kind]);
            for (int group : groupsOf[kind]) most = Math.min(most, room[group]);
            for (int number = most; number >= 0; number--) {
                take(kind, number);
                boolean found = possible(kind + 1, left - number);
                take(kind, -number);
                if (found) return true;
            }
            return false;
        }

        private void take(int kind, int number) {
            for (int group : groupsOf[kind]) {
                need[group] -= number; // below 0 where there is more than needed; undone the same way
                if (room[group] != Quota.NO_LIMIT) room[group] -= number;
            }
        }
    }
}
