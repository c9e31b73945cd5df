package org.broadsheet.ranking.learning;

/// A list to be ranked of which it is known how good each item is: the items a search found for one query,
/// the candidates that could continue one reader's list.
///
/// Arrays are handed on as they are: do not change them afterwards.
///
/// @param features a row of finite numbers for each item, all rows equally long; in any order
/// @param grades   how good each item is, from 0 (not at all) to 30, as many as rows; an item of grade g
///                 gains 2^g - 1
/// @param start    finite scores, as many as rows, that learning begins from and betters: those of a first
///                 stage, on a scale on which a difference d means that the higher is better with odds of
///                 e^d
@SuppressWarnings("ArrayRecordComponent") // a million rows are not copied, and lists are never compared
public record GradedList(double[][] features, int[] grades, double[] start) {
    private static final int HIGHEST = 30;

    public GradedList {
        if (features.length != grades.length || features.length != start.length)
            throw new IllegalArgumentException("a list has a grade and a start for each row of features, not "
                    + grades.length + " grades and " + start.length + " starts for " + features.length + " rows");
        for (int i = 0; i < grades.length; i++) {
            if (grades[i] < 0 || grades[i] > HIGHEST)
                throw new IllegalArgumentException(
                        "a grade lies between 0 and " + HIGHEST + " but that of row " + i + " is " + grades[i]);
            if (!Double.isFinite(start[i]))
                throw new IllegalArgumentException(
                        "scores to start from are finite, but that of row " + i + " is " + start[i]);
            if (features[i].length != features[0].length)
                throw new IllegalArgumentException("all rows of a list have equally many features, but row " + i
                        + " has " + features[i].length + " and row 0 has " + features[0].length);
            for (int f = 0; f < features[i].length; f++)
                if (!Double.isFinite(features[i][f]))
                    throw new IllegalArgumentException("features are finite, but feature " + f + " of row " + i + " is "
                            + features[i][f] + "; say what is missing with a number of its own");
        }
    }

    /// A list of which no order is known beforehand.
    public GradedList(double[][] features, int[] grades) {
        this(features, grades, new double[grades.length]);
    }

    /// How many items.
    public int size() {
        return grades.length;
    }
}
