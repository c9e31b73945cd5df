package org.broadsheet.preference.values;

/// How people answered about going from one card to another.
///
/// @param wiser       who said that it is wiser
/// @param notWiser    who said that it is not
/// @param lessWise    who said that going back is wiser
/// @param unsure      who were not sure
/// @param impressions answers about the two cards in either direction
public record EdgeCounts(int wiser, int notWiser, int lessWise, int unsure, int impressions) {
    private static final double LN_2 = Math.log(2);

    public EdgeCounts {
        if (wiser < 0 || notWiser < 0 || lessWise < 0 || unsure < 0 || impressions < 0)
            throw new IllegalArgumentException("counts of answers are 0 or more, not " + wiser + ", " + notWiser + ", "
                    + lessWise + ", " + unsure + ", " + impressions);
    }

    static final EdgeCounts NONE = new EdgeCounts(0, 0, 0, 0, 0);

    EdgeCounts plus(EdgeCounts other) {
        return new EdgeCounts(
                wiser + other.wiser,
                notWiser + other.notWiser,
                lessWise + other.lessWise,
                unsure + other.unsure,
                impressions + other.impressions);
    }

    /// (wiser - less wise) / all answers, from -1 to 1; 0 where nobody answered.
    public double likelihood() {
        int answers = wiser + notWiser + unsure + lessWise;
        return answers == 0 ? 0 : (double) (wiser - lessWise) / answers;
    }

    /// How divided the answers are, in bits: the entropy of all five counts. That the impressions, which
    /// count the other four again, are among them is a peculiarity of the published program, kept so
    /// that its limit keeps its meaning.
    public double entropy() {
        double sum = (double) wiser + notWiser + lessWise + unsure + impressions;
        double bits = 0;
        for (int count : new int[] {wiser, notWiser, lessWise, unsure, impressions})
            if (count > 0) bits -= count / sum * Math.log(count / sum) / LN_2;
        return bits;
    }
}
