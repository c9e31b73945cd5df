package org.broadsheet.ranking.selection;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// How well a score of sets that looks at biased ballots still tells better from worse within a group.
/// Where it cannot,
/// a
/// quota for the group picks its members by chance, however just the number of seats.
///
/// Boehmer and others (ICML 2023) prove for a notion of this name how many rankings a quota needs to help;
/// here it is
/// measured, for given ballots, as plainly as can be: the share of pairs within a group that both scores
/// order alike,
/// by what either item would add to a set. A pair that the stated score ties counts half; 0.5 is guessing.
public final class Smoothness {
    private Smoothness() {}

    /// @param latent   the score by unbiased ballots
    /// @param stated   the score by the ballots there are, of the same items
    /// @param inGroup  which items are of the group
    /// @param there    how many other items are in the set to which one of a pair is added
    /// @param pairs    pairs drawn, from 1; those that the latent score ties are drawn again
    /// @return from 0 to 1; 1 where the latent score ties all pairs that were drawn
    public static double measure(
            SetFunction latent, SetFunction stated, boolean[] inGroup, int there, int pairs, RandomGenerator random) {
        int[] group = IntStream.range(0, inGroup.length).filter(i -> inGroup[i]).toArray();
        if (group.length < 2) throw new IllegalArgumentException("a pair needs a group of at least two items");
        if (there < 0 || there > latent.items() - 2)
            throw new IllegalArgumentException("of " + latent.items() + " items " + there
                    + " cannot be in a set beside a pair; at most " + (latent.items() - 2));
        double alike = 0;
        int counted = 0;
        for (int draw = 0; counted < pairs && draw < 20 * pairs; draw++) {
            int a = group[random.nextInt(group.length)];
            int b = group[random.nextInt(group.length)];
            if (a == b) continue;
            SetFunction.Growth found = latent.empty();
            SetFunction.Growth said = stated.empty();
            boolean[] in = new boolean[latent.items()];
            in[a] = true;
            in[b] = true;
            for (int left = there; left > 0; ) {
                int other = random.nextInt(in.length);
                if (in[other]) continue;
                in[other] = true;
                found.add(other);
                said.add(other);
                left--;
            }
            double truly = found.gain(a) - found.gain(b);
            if (truly == 0) continue;
            counted++;
            alike += (1 + Math.signum(truly) * Math.signum(said.gain(a) - said.gain(b))) / 2;
        }
        return counted == 0 ? 1 : alike / counted;
    }
}
