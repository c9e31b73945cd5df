package org.broadsheet.preference.reliability;

/// Each judge is right with a chance of their own, and when wrong, says any wrong label alike ("one
/// coin"; the homogeneous model of Dawid and Skene 1979; Zhang and others 2014). For judges with few
/// labels, of whom a whole matrix of confusions cannot be known.
///
/// @param smoothing     added to every judge's right and wrong labels and to every label's items, at
///                      least 0
/// @param maxIterations most steps of expectation and maximisation
public record OneCoin(double smoothing, int maxIterations) implements LabelModel {
    public static final OneCoin DEFAULT = new OneCoin(0.5, 2_000);

    public OneCoin {
        LabelExpectation.check(smoothing, maxIterations);
    }

    @Override
    public String name() {
        return "one-coin";
    }

    @Override
    public LabelFit fit(LabelMatrix labels) {
        return new LabelExpectation(labels)
                .alternate(name(), LabelExpectation.Shape.ONE_COIN, smoothing, maxIterations);
    }
}
