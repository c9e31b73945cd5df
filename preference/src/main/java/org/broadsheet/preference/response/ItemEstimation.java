package org.broadsheet.preference.response;

/// A way to estimate the parameters of items from answers.
///
/// Laws, held by `ItemEstimationContractTest`: names and the order of answers do not matter; with one
/// parameter, of two items tried by the same respondents the one answered rightly more often is easier;
/// without guessing, turning right into wrong mirrors the scale; respondents twice over leave the curves
/// and narrow the errors; what was simulated is found again.
public sealed interface ItemEstimation permits MarginalLikelihood, JointLikelihood {
    /// @throws NotEstimable             where some item has no finite parameters
    /// @throws IllegalArgumentException where there are too few answers for any estimate
    ItemBank fit(ResponseMatrix responses);
}
