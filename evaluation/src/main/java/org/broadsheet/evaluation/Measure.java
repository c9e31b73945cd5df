package org.broadsheet.evaluation;

/// One number for one judged ranking, and how the numbers of many topics become one.
///
/// `evaluation.measure.Measures` has those of the literature by their names.
public interface Measure {
    /// As it is printed, with its parameters: `P_10`, `nDCG@10`.
    String name();

    /// The value for one topic. A ranking without documents, or a topic without relevant documents, has a value too:
    /// 0 for most measures.
    double value(JudgedRanking ranking);

    /// How the values of all topics are summed up.
    default Aggregation aggregation() {
        return Aggregation.MEAN;
    }

    /// The least value there can be.
    default double lowest() {
        return 0;
    }

    /// The largest value there can be.
    default double highest() {
        return 1;
    }

    /// Whether a larger value is a better one.
    default boolean higherIsBetter() {
        return true;
    }
}
