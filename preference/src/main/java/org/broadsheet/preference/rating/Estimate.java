package org.broadsheet.preference.rating;

/// A number and its standard error.
///
/// @param value in the unit of the model
/// @param error its standard error, NaN where there is none
public record Estimate(double value, double error) {}
