package org.broadsheet.preference.routing;

/// Trains a scorer on the pilot set with the labels of a mix and measures how good it is.
@FunctionalInterface
public interface MixScorer {
    /// @param mix whose label each pilot item carries
    /// @return a finite figure, higher is better, such as the share of held-out pairs put in the right
    ///         order
    double score(LabelMix mix);
}
