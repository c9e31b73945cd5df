package org.broadsheet.preference.elicitation;

import java.util.random.RandomGenerator;

/// How utilities are read off answers: item a is preferred to b with probability sigmoid(u_a - u_b)
/// (Bradley and Terry
/// 1952), and utilities of alike items are alike in the model's own way.
public sealed interface UtilityModel permits LinearUtility, NeuralUtility {
    int items();

    /// The most probable utilities after these answers, and how far they may be off.
    Beliefs beliefs(DuelLog log);

    /// Every item on its own: Bradley-Terry with a normal prior.
    ///
    /// @param deviation of utilities in the prior, in log-odds; above 0
    static UtilityModel bradleyTerry(int items, double deviation) {
        return LinearUtility.ofItems(items, 1 / (deviation * deviation), LinearUtility.Spread.LAPLACE);
    }

    /// Utilities linear in features.
    ///
    /// @param features one row an item, all of one length, finite
    /// @param ridge    precision of the prior of each weight, above 0
    static UtilityModel linear(double[][] features, double ridge, LinearUtility.Spread spread) {
        return LinearUtility.of(features, ridge, spread);
    }

    /// Utilities smooth in features: linear in random Fourier features of a Gaussian kernel (Rahimi and
    /// Recht 2007).
    ///
    /// @param width  of the kernel in the units of the features, above 0
    /// @param number of random features, from 1
    static UtilityModel smooth(
            double[][] features,
            double width,
            int number,
            double ridge,
            LinearUtility.Spread spread,
            RandomGenerator random) {
        return LinearUtility.of(LinearUtility.fourier(features, width, number, random), ridge, spread);
    }

    /// Utilities from a small neural network over features.
    ///
    /// @param hidden units in each of two layers
    static UtilityModel neural(double[][] features, int hidden, double ridge, long seed) {
        return new NeuralUtility(features, hidden, ridge, seed);
    }
}
