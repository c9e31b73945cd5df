package org.broadsheet.evaluation.probability;

/// Forecasts that are looked at together.
///
/// @param count     how many, at least one
/// @param forecast  their mean probability
/// @param frequency the share of them that came true
public record Bin(int count, double forecast, double frequency) {}
