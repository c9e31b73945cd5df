package org.broadsheet.preference.response;

/// How able a respondent is, on the scale of the items.
///
/// @param value infinite where the estimate is a likelihood alone and every answer was right, or wrong;
///              NaN where it is a likelihood alone and there was no answer
/// @param error its standard error, above 0; infinite or NaN with the value
public record Ability(double value, double error) {
    public boolean finite() {
        return Double.isFinite(value);
    }
}
