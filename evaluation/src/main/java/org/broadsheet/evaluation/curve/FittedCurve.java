package org.broadsheet.evaluation.curve;

/// One member of a family: c - a g(x; b, d).
///
/// @param family its shape
/// @param a      height of the climb, not negative
/// @param b      first shape parameter, NaN where the family has none
/// @param c      asymptote
/// @param d      second shape parameter, NaN where the family has none
/// @param error  weighted sum of squared residuals
/// @param aicc   Akaike's criterion corrected for few observations; smaller is better; infinite where there are too
///               few
public record FittedCurve(CurveFamily family, double a, double b, double c, double d, double error, double aicc)
        implements LearningCurve {
    @Override
    public double at(double size) {
        if (!(size > 0)) throw new IllegalArgumentException("a size is above 0 but was " + size);
        return a == 0 ? c : c - a * family.decay(size, b, d);
    }
}
