package org.broadsheet.ranking.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;

/// Voters who agree on what items are worth up to noise, and share a bias against a group of them (after
/// Boehmer and
/// others, ICML 2023). A model to ask "what if" with: its bias is an assumption, not an estimate. Items are
/// numbers.
public final class BiasedElectorate {
    private final double[] quality;
    private final boolean[] disadvantaged;
    private final double noise;
    private final Bias bias;

    /// @param quality       what each item is worth; finite
    /// @param disadvantaged which of them the bias is against
    /// @param noise         standard deviation of what a voter adds to each item's quality, from 0
    public BiasedElectorate(double[] quality, boolean[] disadvantaged, double noise, Bias bias) {
        if (quality.length != disadvantaged.length)
            throw new IllegalArgumentException(quality.length + " items but " + disadvantaged.length
                    + " marks of who is disadvantaged; give one an item");
        if (!Arrays.stream(quality).allMatch(Double::isFinite))
            throw new IllegalArgumentException("the quality of an item is a finite number");
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("noise is from 0 and finite but was " + noise);
        this.quality = quality.clone();
        this.disadvantaged = disadvantaged.clone();
        this.noise = noise;
        this.bias = bias;
    }

    /// The same voters twice: as they find and as they say.
    public record Sample(Election<Integer> latent, Election<Integer> stated) {}

    /// @param voters from 0
    public Sample sample(int voters, RandomGenerator random) {
        List<Ranking<Integer>> latent = new ArrayList<>(voters);
        List<Ranking<Integer>> stated = new ArrayList<>(voters);
        double[] utility = new double[quality.length];
        for (int voter = 0; voter < voters; voter++) {
            for (int i = 0; i < utility.length; i++) utility[i] = quality[i] + noise * random.nextGaussian();
            latent.add(ranking(Bias.latent(utility)));
            stated.add(ranking(bias.stated(utility, disadvantaged, random)));
        }
        return new Sample(election(latent), election(stated));
    }

    private static Ranking<Integer> ranking(int[] order) {
        return Ranking.ofOrder(Arrays.stream(order).boxed().toList());
    }

    private static Election<Integer> election(List<Ranking<Integer>> rankings) {
        return Election.of(rankings, Unranked.LAST, TieBreaker.ascending());
    }
}
