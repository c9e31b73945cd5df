package org.broadsheet.numerics;

/// Where an optimiser stopped.
///
/// @param point      the best parameters it saw
/// @param value      the function there
/// @param iterations steps taken
/// @param converged  whether its own criterion was met, and not just its limit of steps
@SuppressWarnings("ArrayRecordComponent") // parameters are handed on as they are; nobody compares optima
public record Optimum(double[] point, double value, int iterations, boolean converged) {}
