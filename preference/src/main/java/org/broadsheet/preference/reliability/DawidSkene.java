package org.broadsheet.preference.reliability;

/// Each judge has a matrix of confusions: what they say where the truth is each of the labels (Dawid and
/// Skene, Applied Statistics 1979). Found by expectation and maximisation from the shares of votes on.
///
/// @param smoothing     added to every cell of the matrices and to every label's items, at least 0; 0 is
///                      the paper's maximum likelihood, which believes in judges with few labels too much
/// @param maxIterations most steps of expectation and maximisation
public record DawidSkene(double smoothing, int maxIterations) implements LabelModel {
    public static final DawidSkene DEFAULT = new DawidSkene(0.5, 2_000);

    /// As in the paper.
    public static final DawidSkene MAXIMUM_LIKELIHOOD = new DawidSkene(0, 5_000);

    public DawidSkene {
        LabelExpectation.check(smoothing, maxIterations);
    }

    @Override
    public String name() {
        return "dawid-skene";
    }

    @Override
    public LabelFit fit(LabelMatrix labels) {
        return new LabelExpectation(labels).alternate(name(), LabelExpectation.Shape.FREE, smoothing, maxIterations);
    }
}
