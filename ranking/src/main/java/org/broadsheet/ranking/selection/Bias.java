package org.broadsheet.ranking.selection;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// How a voter's ranking comes to put a group of items lower than the voter finds them.
public sealed interface Bias {
    /// The order of items, best first, that a voter states.
    ///
    /// @param utility       what the voter finds of each item
    /// @param disadvantaged of which items the bias is
    int[] stated(double[] utility, boolean[] disadvantaged, RandomGenerator random);

    /// The order that follows utility; equal utilities by number.
    static int[] latent(double[] utility) {
        return IntStream.range(0, utility.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -utility[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The utility of the group's items is multiplied by `theta` (below 0 divided, so that it never rises).
    ///
    /// @param theta above 0, at most 1; 1 is no bias
    record Scaled(double theta) implements Bias {
        public Scaled {
            if (!(theta > 0 && theta <= 1))
                throw new IllegalArgumentException("theta is above 0 and at most 1 but was " + theta);
        }

        @Override
        public int[] stated(double[] utility, boolean[] disadvantaged, RandomGenerator random) {
            double[] scaled = utility.clone();
            for (int i = 0; i < scaled.length; i++)
                if (disadvantaged[i]) scaled[i] = scaled[i] > 0 ? theta * scaled[i] : scaled[i] / theta;
            return latent(scaled);
        }
    }

    /// Each item of the group, the lowest first, changes places with an item of the other group right
    /// behind it with
    /// probability `chance`, again and again until it once stays. The order within either group remains.
    ///
    /// @param chance from 0 (no bias) to 1 (the group comes last)
    record Swapped(double chance) implements Bias {
        public Swapped {
            if (!(chance >= 0 && chance <= 1))
                throw new IllegalArgumentException("a chance lies between 0 and 1 but was " + chance);
        }

        @Override
        public int[] stated(double[] utility, boolean[] disadvantaged, RandomGenerator random) {
            int[] order = latent(utility);
            for (int place = order.length - 1; place >= 0; place--) {
                if (!disadvantaged[order[place]]) continue;
                for (int at = place; at + 1 < order.length; at++) {
                    if (disadvantaged[order[at + 1]] || random.nextDouble() >= chance) break;
                    int item = order[at];
                    order[at] = order[at + 1];
                    order[at + 1] = item;
                }
            }
            return order;
        }
    }
}
